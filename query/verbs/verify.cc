#include "query/views/verify.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "query/render/report.h"
#include "query/verbs/archive_state.h"
#include "query/verbs/output.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kVerifyFooter =
    R"(Checks what morgue report has written against itself and the archive:
  morgue verify ferry
  morgue verify --json ferry

  changed     a file has other bytes; an article has another text
  missing     a file is gone; the archive does not hold the article any more
  unknown     a file that is not of the report
  superseded  the archive has a newer version of an article
In a pipe: what, "file" or "article", its name, and more about it, by tabs.

Whoever can write the folder can make all of it anew, hashes included: what it says
of articles is checked against the archive, the rest by the SHA-256 of the
manifest that morgue report has printed.
Exit status: 0 all is as it was, 1 something differs, 2 no report, 3 archive.)";

class VerifyVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "verify"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Is a report as it was, and the archive behind it?";
  }
  [[nodiscard]] std::string_view footer() const override { return kVerifyFooter; }

  void define(CLI::App& app) override {
    app.add_option("DIR", directory_, "The folder of a report")->required();
    output_.define(app);
  }

  [[nodiscard]] Exit run(Session& session) override {
    if (!is_report(directory_))
      throw Error(Exit::Usage, fmt::format("there is no report in {}", directory_));
    const auto [archive, batch] = open_state(session);
    const PackCheck check = check_report(directory_, archive, batch);
    switch (output_.format()) {
      case OutputFormat::Json:
      case OutputFormat::JsonLines:
        fmt::print("{}", render_check_json(check));
        break;
      case OutputFormat::Plain:
        fmt::print("{}", render_check_plain(check));
        break;
      default:
        fmt::print("{}", render_check(check, session.render_options(archive)));
    }
    return check.differs.empty() ? Exit::Ok : Exit::NothingFound;
  }

 private:
  std::string directory_;
  OutputChoice output_;
};

}  // namespace

std::unique_ptr<Verb> verify_verb() { return std::make_unique<VerifyVerb>(); }

}  // namespace morgue
