#include <CLI/CLI.hpp>
#include <string>

#include "query/verbs/search_command.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kRelatedFooter = R"(Examples:
  morgue related a7f31c                       articles like this one, most alike first
  morgue related a7f31c source:herald         of these, those of one outlet
  morgue related a7f31c date:..2024 --sort oldest
  morgue related - < draft.txt                like a text that is not in the archive
  morgue search --like a7f31c source:herald   the same

Asked for are up to 60 words that tell the text from others: those that it says
often (in the headline three times as often) and other articles seldom. Words
that more than 30 % of the articles have are left out, and so are the article
itself, its other versions and its copies. --explain lists the words.

Plain words in QUERY insist on themselves, as filters do.
Exit status: 0 found, 1 nothing found or no such article, 2 usage, 3 archive.)";

class RelatedVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "related"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Find articles like one, or like a text";
  }
  [[nodiscard]] std::string_view footer() const override { return kRelatedFooter; }

  void define(CLI::App& app) override {
    app.add_option("ID", id_, "The article's id, or - for the text on standard input")->required();
    search_.define(app);
    search_.query.define(app);
  }

  [[nodiscard]] Exit run(Session& session) override {
    search_.settle();
    const ArchiveReader archive = session.open_archive();
    auto read = read_like(session, archive, id_, search_.query);
    return read ? search_.run(session, archive, *read, SearchCommand::Advice::None) : read.error();
  }

 private:
  std::string id_;
  SearchCommand search_;
};

}  // namespace

std::unique_ptr<Verb> related_verb() { return std::make_unique<RelatedVerb>(); }

}  // namespace morgue
