#include "query/views/trace.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <utility>

#include "common/utf8.h"
#include "query/render/render_texts.h"
#include "query/verbs/input.h"
#include "query/verbs/output.h"
#include "query/verbs/query_arguments.h"
#include "query/verbs/session.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kTraceFooter = R"(Examples:
  morgue trace "The radar had been switched off for eleven minutes"
  morgue trace - < release.txt           all sentences of a text: how many of them
                                         each article took
  morgue trace "..." source:herald       only in these articles

Carriers stand in order of time. * is the first in this archive that has it as it
is or, if none has, the first; elsewhere others may have been before. An article
carries a sentence if one of its own has six tenths of the words in the same
order (altered: [-cut-] {+added+}), or is nothing but a part of it (cut).
Candidates are found by the words that tell the text from others, the likest
first: 600 are read at most, and no more after 150 in a row have nothing of it;
a note says so.

In a pipe: id, time, source, title, exact/altered/cut, percent, the words.
Exit status: 0 found, 1 nobody carries it, 2 usage, 3 archive.)";

/// Within a moment. Carriers have nearly all of the words: they stand high among the candidates.
constexpr TraceOptions kLookedAt = {600, 150};

class TraceVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "trace"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Who carried a sentence, and what each made of it";
  }
  [[nodiscard]] std::string_view footer() const override { return kTraceFooter; }

  void define(CLI::App& app) override {
    app.add_option("SENTENCE", sentence_, "What to trace, or - for the text on standard input")
        ->required();
    query_.define(app);
    output_.define(app);
  }

  [[nodiscard]] Exit run(Session& session) override {
    if (sentence_ == "-")
      sentence_ = read_standard_input("trace - wants a text on standard input");
    else
      sentence_ = utf8::without_controls(utf8::repaired(sentence_));
    const ArchiveReader archive = session.open_archive();
    ReadQuery asked{{}, {}};
    if (!query_.empty()) {
      auto read = query_.read(session, archive);
      if (!read) return read.error();
      asked = *std::move(read);
    }
    auto people = query_.look_up_people(session, asked.query);
    if (!people) return refuse(session, people.error(), asked.text);
    MatchOptions how;
    how.people = *std::move(people);
    const auto trace = trace_text(archive, sentence_, asked.query, how, kLookedAt);
    if (!trace) return refuse(session, trace.error(), asked.text);
    if (trace->read < trace->candidates)
      note(fmt::format("read were the likest {} of {} articles with any of the words", trace->read,
                       trace->candidates));
    if (trace->carriers.empty()) fmt::print(stderr, "no article carries this\n");
    const RenderOptions render = session.render_options(archive);
    switch (output_.format()) {
      case OutputFormat::Json:
        fmt::print("{}", render_trace_json(*trace));
        break;
      case OutputFormat::JsonLines:
        fmt::print("{}", render_trace_jsonl(*trace));
        break;
      case OutputFormat::Plain:
        fmt::print("{}", render_trace_plain(*trace, render));
        break;
      default:
        fmt::print("{}", render_trace(*trace, render));
        break;
    }
    return trace->carriers.empty() ? Exit::NothingFound : Exit::Ok;
  }

 private:
  std::string sentence_;
  QueryArguments query_;
  OutputChoice output_;
};

}  // namespace

std::unique_ptr<Verb> trace_verb() { return std::make_unique<TraceVerb>(); }

}  // namespace morgue
