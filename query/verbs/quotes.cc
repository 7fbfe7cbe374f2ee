#include "query/views/quotes.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <utility>

#include "common/command_line.h"
#include "query/render/render_texts.h"
#include "query/verbs/output.h"
#include "query/verbs/query_arguments.h"
#include "query/verbs/verbs.h"
#include "query/views/quote_words.h"

namespace morgue {
namespace {

constexpr const char* kQuotesFooter = R"(Examples:
  morgue quotes --by pike strike      what Pike says in articles about a strike;
                                      quotations with the word come first
  morgue quotes --by @p17             all that one person says (morgue person)
  morgue quotes 'ferry date:2025'     what anybody says in these articles
  morgue quotes --by pike --variants  how else the same is quoted: cut, or in
                                      other words
  morgue quotes --by pike --sort newest

The query restricts the articles, as in a search. The same words are one
quotation, whatever stands between and around them; so are a part of a longer
one, and words that are nearly the same. The first article that has it is shown,
and in how many it stands. Reported speech is left out.

Of more than 700 articles the first 700 of the answer are read, and a note
says so; --all reads every one.
In a pipe: id, date, source, speaker, number of articles, text; variants behind ~.
Exit status: 0 found, 1 nothing found, 2 usage, 3 archive.)";

/// Of so many articles quotations are read within a moment.
constexpr std::size_t kMostRead = 700;

class QuotesVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "quotes"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Who said what: quotations, repeats folded";
  }
  [[nodiscard]] std::string_view footer() const override { return kQuotesFooter; }

  void define(CLI::App& app) override {
    app.add_option("--by", by_, "Whose: a name, part of one, or a number (@p17)")
        ->type_name("PERSON");
    query_.define(app, QueryArguments::By::Else);
    app.add_option("-n,--limit", limit_, "Quotations to print (20; 0: all)")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    app.add_option("--sort", order_, "repeated (most often quoted first) or newest")
        ->type_name("ORDER")
        ->transform(named<QuoteOrder>(
            {{"repeated", QuoteOrder::Repeated}, {"newest", QuoteOrder::Newest}}));
    app.add_flag("--variants", variants_, "Show how else the same is quoted");
    app.add_flag("--all", all_, "Read all articles, however many there are");
    app.add_flag("-c,--count", count_, "Print only how many quotations there are");
    output_.define(app);
  }

  [[nodiscard]] Exit run(Session& session) override {
    if (by_.empty() && query_.empty())
      throw Error(Exit::Usage, "whose quotations? Name somebody, or articles",
                  "see: morgue quotes --help");
    if (!by_.empty()) query_.add("said", by_);
    const ArchiveReader archive = session.open_archive();
    const auto found = query_.find(session, archive, SortOrder::Relevance);
    if (!found) return found.error();
    QuotesOptions options;
    options.order = order_;
    if (!all_) options.most_read = kMostRead;
    if (!by_.empty()) {
      Catalog catalog = session.open_catalog();
      options.speakers = Speakers(catalog.database(), by_);
    }
    options.words = quote_words(found->read.query.root);
    const Quotes quotes = find_quotes(archive, found->matches, options);
    if (quotes.read < quotes.answered)
      note(fmt::format("read were the first {} of {} articles; --all reads all", quotes.read,
                       quotes.answered));
    if (quotes.quotes.empty()) fmt::print(stderr, "nobody is quoted in these articles\n");
    print(session, archive, found->read, quotes);
    return quotes.quotes.empty() ? Exit::NothingFound : Exit::Ok;
  }

 private:
  void print(const Session& session, const ArchiveReader& archive, const ReadQuery& read,
             const Quotes& quotes) const {
    if (count_) {
      fmt::print("{}\n", quotes.quotes.size());
      return;
    }
    const auto limit = static_cast<std::size_t>(limit_);
    std::span<const FoldedQuote> shown = quotes.quotes;
    if (limit > 0 && shown.size() > limit) shown = shown.first(limit);
    const RenderOptions render = session.render_options(archive);
    const OutputFormat format = output_.format();
    if (format == OutputFormat::Json) {
      fmt::print("{}", render_quotes_json(quotes, shown, read.text));
    } else if (quotes.quotes.empty()) {
      return;
    } else if (format == OutputFormat::JsonLines) {
      fmt::print("{}", render_quotes_jsonl(shown));
    } else if (format == OutputFormat::Plain) {
      fmt::print("{}", render_quotes_plain(shown, variants_, render));
    } else {
      fmt::print(" {} {} in {} {}\n", quotes.quotes.size(),
                 quotes.quotes.size() == 1 ? "quotation" : "quotations", quotes.read,
                 quotes.read == 1 ? "article" : "articles");
      fmt::print("{}", render_quotes(shown, variants_, render));
      if (shown.size() < quotes.quotes.size())
        fmt::print("\n ... {} more: -n 0 shows all\n", quotes.quotes.size() - shown.size());
    }
  }

  QueryArguments query_;
  OutputChoice output_;
  std::string by_;
  int limit_ = 20;
  QuoteOrder order_ = QuoteOrder::Repeated;
  bool variants_ = false, all_ = false, count_ = false;
};

}  // namespace

std::unique_ptr<Verb> quotes_verb() { return std::make_unique<QuotesVerb>(); }

}  // namespace morgue
