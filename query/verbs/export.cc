#include "query/render/export.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <utility>

#include "common/command_line.h"
#include "query/match/stored_articles.h"
#include "query/verbs/query_arguments.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kExportFooter = R"(Examples:
  morgue export ferry > ferry.jsonl          facts of all articles, an object a line
  morgue export --format csv --text ferry    with the whole texts
  morgue export --format bibtex 'by:okafor'  to be cited
  morgue export --template '{date:%F}\t{title}' ferry
  morgue export --format paths -0 ferry | xargs -0 ls -l

Forms: json, jsonl, csv, tsv, md, html, rss, bibtex, ris, csl, ids, paths, urls.
Fields of a template: id, date, updated, source, title, url, path, authors, section,
lang, agency, external_id, words, text; {date:%d.%m.%Y} with %Y %m %d %H %M %S %F %T;
{{ and }} are braces; \t, \n, \0.

Copies are left out, as in a search; --no-collapse gives all. -n 0 is the rule.
What an article says can't break out of the form; addresses other than http and
https are no links.
Exit status: 0 found, 1 nothing found, 2 usage, 3 archive.)";

class ExportVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "export"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Articles as files of other programs";
  }
  [[nodiscard]] std::string_view footer() const override { return kExportFooter; }

  void define(CLI::App& app) override {
    query_.define(app);
    app.add_option("--format", form_, "jsonl (if nothing is said) or another form, see below")
        ->type_name("FORM")
        ->transform(named<ExportForm>({{"json", ExportForm::Json},
                                       {"jsonl", ExportForm::JsonLines},
                                       {"csv", ExportForm::Csv},
                                       {"tsv", ExportForm::Tsv},
                                       {"md", ExportForm::Markdown},
                                       {"html", ExportForm::Html},
                                       {"rss", ExportForm::Rss},
                                       {"bibtex", ExportForm::Bibtex},
                                       {"ris", ExportForm::Ris},
                                       {"csl", ExportForm::Csl},
                                       {"ids", ExportForm::Ids},
                                       {"paths", ExportForm::Paths},
                                       {"urls", ExportForm::Urls}}));
    app.add_option("--template", template_, "A line for each article, with {fields}")
        ->type_name("TEXT");
    app.add_flag("--text", text_, "With the whole texts");
    app.add_flag("-0,--null", null_, "NUL ends records of ids, paths, urls and templates");
    app.add_option("-n,--limit", limit_, "So many articles (0: all)")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    define_sort(app, order_);
    app.add_flag("--no-collapse", all_copies_, "Every copy, too");
  }

  [[nodiscard]] Exit run(Session& session) override {
    ExportOptions options = settled();
    if (query_.empty())
      throw Error(Exit::Usage, "which articles? '*' is all of them", "see: morgue export --help");
    const ArchiveReader archive = session.open_archive();
    const auto found = query_.find(session, archive, order_.value_or(SortOrder::Relevance));
    if (!found) return found.error();
    options.query = found->read.text;
    options.now = session.now();
    write(archive, found->matches, options);
    return Exit::Ok;
  }

 private:
  [[nodiscard]] ExportOptions settled() const {
    ExportOptions options;
    options.form = form_.value_or(ExportForm::JsonLines);
    options.text = text_;
    if (!template_.empty()) {
      if (form_) throw Error(Exit::Usage, "--template and --format exclude each other");
      auto filled = ExportTemplate::make(template_);
      if (!filled) throw Error(Exit::Usage, "the template has " + filled.error());
      options.form = ExportForm::Template;
      options.filled = *std::move(filled);
    }
    const bool lines = options.form >= ExportForm::Ids;
    if (null_ && !lines) throw Error(Exit::Usage, "-0 goes with ids, paths, urls and --template");
    if (text_ && lines)
      throw Error(Exit::Usage, "--text has no place in this form",
                  "in a template the text is {text}");
    options.end = null_ ? '\0' : '\n';
    return options;
  }

  void write(const ArchiveReader& archive, const Matches& matches,
             const ExportOptions& options) const {
    StoredArticles articles(archive);
    std::fputs(export_begin(options).c_str(), stdout);
    std::size_t written = 0;
    std::size_t damaged = 0;
    for (const Match& match : matches.articles) {
      if (!match.head && !all_copies_) continue;
      if (limit_ > 0 && written == static_cast<std::size_t>(limit_)) break;
      const bool open = reading([&] { return articles.open(match.document); });
      const auto stored =
          open ? articles.decoder().article() : Result<StoredArticle, std::string>(failure(""));
      if (!stored) {
        ++damaged;
        continue;
      }
      const std::string record = export_record(*stored, written++, options);
      std::fwrite(record.data(), 1, record.size(), stdout);
    }
    std::fputs(export_end(options).c_str(), stdout);
    if (damaged > 0) note(fmt::format("{} damaged articles were left out", damaged));
  }

  QueryArguments query_;
  std::optional<ExportForm> form_;
  std::string template_;
  bool text_ = false, null_ = false, all_copies_ = false;
  int limit_ = 0;
  std::optional<SortOrder> order_;
};

}  // namespace

std::unique_ptr<Verb> export_verb() { return std::make_unique<ExportVerb>(); }

}  // namespace morgue
