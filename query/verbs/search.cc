#include "query/match/search.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <utility>

#include "common/terminal.h"
#include "query/language/parse.h"
#include "query/match/suggestions.h"
#include "query/verbs/named.h"
#include "query/verbs/output.h"
#include "query/verbs/query_arguments.h"
#include "query/verbs/verbs.h"
#include "query/views/explain.h"

namespace morgue {
namespace {

constexpr std::size_t kDefaultLimit = 20;
/// Passages are ranked over so many articles at least.
constexpr std::size_t kArticlesForPassages = 50;

constexpr const char* kSearchFooter = R"(The query:
  ferry crash inquiry       articles with all these words; if few have them, some
                            words are dropped, and a note says which
  which ferry ran aground after its radar froze
                            more than four words: best is what has most of them
  "frozen radar"            these words side by side, as they stand
  ferry OR bridge           either (operators in capitals)
  crash -football           without a word; also: NOT football, -(a OR b)
  ferry w/5 crash           within 5 words; also w/s (sentence), w/p (paragraph)
  resign*  Zelensky~        any ending; a letter or two different
  title:mayor  lead:port    in the headline; in the first three paragraphs
  person:"Rowan Pike"       names him, under any form of his name
  org:WHO  place:calder     names that organisation, that place
  said:pike quote:strike    quotes him with that word; said:* quotes anybody
  about:2024-06-14          speaks of that day, whenever it was printed
  source:herald  by:okafor  from that outlet; written by her
  date:2025-03              that month; also 2025, 2025-03-11, yesterday, 30d,
                            last-week, june-2024, 2024-06..2024-09, 2024..
  since:2024 until:june-2025
  is:first  copies:>10      the first of its copies; much copied (help fields)
  sort:newest  limit:50     also as --sort, -n

Copies of one piece are one line: the best ranked one, with how many there are.
  dup:f-d00cc6              all of a family, as results name it
  group:source  group:none  one line for each outlet; every copy (--no-collapse)

In a pipe one article a line is printed: id, date, source, title, address.
Exit status: 0 found, 1 nothing found, 2 usage, 3 archive.)";

/// Days of "30d", "2w", "6m" (of 30 days), "1y" (of 365); nothing if it is no such length.
std::optional<double> days_of(std::string_view length) {
  int number = 0;
  const char* const end = length.data() + length.size();
  const auto [unit, error] = std::from_chars(length.data(), end, number);
  if (error != std::errc() || number < 1 || unit + 1 != end) return {};
  constexpr std::array<std::pair<char, int>, 4> kUnits = {
      {{'d', 1}, {'w', 7}, {'m', 30}, {'y', 365}}};
  for (const auto& [letter, days] : kUnits)
    if (*unit == letter) return static_cast<double>(number) * days;
  return {};
}

/// A text as nothing but its words: what could be a sign of the query language becomes a blank.
std::string words_alone(std::string text) {
  for (const std::string_view quote : {"\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb"})
    for (std::size_t at = 0; (at = text.find(quote, at)) != std::string::npos;)
      text.replace(at, quote.size(), " ");
  for (char& c : text)
    if (std::string_view("\"():*?~^<>|-").find(c) != std::string_view::npos) c = ' ';
  return text;
}

struct Answer {
  SearchOptions how;
  SearchResult result;
};

class SearchVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "search"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Find articles and print the passages that answer";
  }
  [[nodiscard]] std::string_view footer() const override { return kSearchFooter; }

  void define(CLI::App& app) override {
    app.add_option("-n,--limit", limit_, "Articles, or passages, to print (20; 0: all)")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    app.add_option("--offset", offset_, "Leave out the first N")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    app.add_option("--sort", sort_, "relevance, newest, oldest, source, words or copies")
        ->type_name("ORDER")
        ->transform(named<SortOrder>({{"relevance", SortOrder::Relevance},
                                      {"newest", SortOrder::Newest},
                                      {"oldest", SortOrder::Oldest},
                                      {"source", SortOrder::Source},
                                      {"words", SortOrder::Words},
                                      {"copies", SortOrder::Copies}}));
    app.add_option("--group", group_, "One line for each dup (family of copies; usual) or source")
        ->type_name("WHAT")
        ->transform(named<GroupBy>(
            {{"dup", GroupBy::Dup}, {"source", GroupBy::Source}, {"none", GroupBy::None}}));
    app.add_flag("--no-collapse", no_collapse_, "Every copy on a line of its own");
    app.add_option("--passages", passages_, "Passages per article (3)")
        ->type_name("N")
        ->check(CLI::Range(0, 50));
    app.add_option("-C,--context", context_, "Sentences to print around each passage (0)")
        ->type_name("N")
        ->check(CLI::Range(0, 50));
    app.add_flag("--passages-only", passages_only_,
                 "Passages of all articles, best first; -n counts them, and --loose is on");
    app.add_option("--recency", recency_,
                   "Newer is better: a score is halved for each 30d, 2w, 6m, 1y ... of age")
        ->type_name("HALF-LIFE");
    output_.define(app, {{"trec", OutputFormat::Trec}});
    app.add_flag("-c,--count", count_, "Print only how many articles there are");
    app.add_flag("-q,--quiet", quiet_, "Print nothing; the exit status tells");
    app.add_flag(
        "--explain", explain_,
        "Show on stderr how the query was read: its tree, days, words, names; and what each "
        "score is made of");
    app.add_option("--suggest", suggest_,
                   "If nothing is found, say what may have been meant: auto or never")
        ->type_name("WHEN")
        ->transform(named<bool>({{"auto", true}, {"never", false}}));
    app.add_option("--queries", queries_file_,
                   "Answer every line `ID<TAB>QUERY` of a file, with --format trec")
        ->type_name("FILE");
    query_.define(app);
  }

  [[nodiscard]] Exit run(Session& session) override {
    format_ = output_.format();
    query_.quiet = quiet_;
    if (no_collapse_) group_ = GroupBy::None;
    check_options();
    query_.loose = query_.loose || passages_only_;
    return format_ == OutputFormat::Trec ? run_batch(session) : run_search(session);
  }

 private:
  void check_options() {
    if (!recency_.empty()) {
      recency_days_ = days_of(recency_);
      if (!recency_days_)
        throw Error(Exit::Usage, "--recency wants a length like 30d, 2w, 6m or 1y");
    }
    const bool trec = format_ == OutputFormat::Trec;
    if (passages_only_ && (trec || passages_ == 0))
      throw Error(Exit::Usage, fmt::format("--passages-only and {} exclude each other",
                                           trec ? "--format trec" : "--passages 0"));
    if (trec != !queries_file_.empty())
      throw Error(Exit::Usage, "--queries FILE and --format trec go together");
    if (query_.empty() && !trec)
      throw Error(Exit::Usage, "nothing to search for", "see: morgue search --help");
  }

  [[nodiscard]] std::size_t limit_of(const Query& query) const {
    return static_cast<std::size_t>(limit_.value_or(query.limit.value_or(kDefaultLimit)));
  }

  [[nodiscard]] SortOrder order_of(const Query& query) const {
    return sort_.value_or(
        query.sort.value_or(query.filters_only ? SortOrder::Newest : SortOrder::Relevance));
  }

  SearchOptions search_options(const Session& session, const Query& query) {
    SearchOptions search;
    search.limit = limit_of(query);
    search.offset = static_cast<std::size_t>(offset_);
    if (passages_only_) {
      // The best passages may be of articles that are not the best.
      search.limit = search.limit == 0 ? 0 : std::max(kArticlesForPassages, search.limit);
      search.offset = 0;
    }
    search.sort = order_of(query);
    // A run for TREC lists every article that was judged; the query may still say what it wants.
    const bool trec = format_ == OutputFormat::Trec;
    search.group = group_.value_or(trec ? query.group.value_or(GroupBy::None) : usual_group(query));
    search.loose = query_.loose;
    if (recency_days_) search.recency = Recency{*recency_days_, session.today()};
    search.passage_options.most = static_cast<std::size_t>(passages_);
    search.passage_options.context = static_cast<std::size_t>(context_);
    const bool shows_passages =
        passages_only_ || (format_ != OutputFormat::Plain && format_ != OutputFormat::Trec);
    search.passages = shows_passages && !count_ && !quiet_;
    return search;
  }

  /// The passages that are to be printed of a search for passages.
  std::vector<RankedPassage> passages_of(const SearchResult& result, const Query& query) {
    std::vector<ArticleWithPassages> articles;
    for (const Hit& hit : result.hits)
      articles.push_back({hit.score, hit.article.content.article.text, hit.passages});
    std::vector<RankedPassage> ranked =
        rank_passages(articles, order_of(query) == SortOrder::Relevance ? PassageOrder::BestFirst
                                                                        : PassageOrder::OfArticles);
    const std::size_t first =
        std::min<std::size_t>(ranked.size(), static_cast<std::size_t>(offset_));
    ranked.erase(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(first));
    const std::size_t limit = limit_of(query);
    if (limit > 0 && ranked.size() > limit) ranked.resize(limit);
    return ranked;
  }

  void print_passages(const SearchResult& result, const ReadQuery& read,
                      const RenderOptions& render) {
    const std::vector<RankedPassage> passages = passages_of(result, read.query);
    switch (format_) {
      case OutputFormat::Plain:
        fmt::print("{}", render_plain(result, passages, render));
        break;
      case OutputFormat::Json:
        fmt::print("{}", render_json(result, passages, read.text,
                                     resolved_dates(read.query, read.text), render));
        break;
      case OutputFormat::JsonLines:
        fmt::print("{}", render_jsonl(result, passages, render));
        break;
      default:
        fmt::print("{}", render_text(result, passages, render));
        break;
    }
  }

  void print_result(const SearchResult& result, const ReadQuery& read,
                    const RenderOptions& render) {
    switch (format_) {
      case OutputFormat::Plain:
        fmt::print("{}", render_plain(result, render));
        break;
      case OutputFormat::Json:
        fmt::print("{}",
                   render_json(result, read.text, resolved_dates(read.query, read.text), render));
        break;
      case OutputFormat::JsonLines:
        fmt::print("{}", render_jsonl(result, render));
        break;
      default:
        fmt::print("{}", render_text(result, render));
        break;
    }
  }

  void print_rest(const SearchResult& result) {
    const std::uint64_t shown = static_cast<std::uint64_t>(offset_) + result.hits.size();
    if (result.total <= shown) return;
    fmt::print("\n ... {} more: -n 0 shows all\n", result.total - shown);
  }

  Result<Answer, QueryError> answer(const Session& session, const ArchiveReader& archive,
                                    Query& query) {
    auto people = query_.look_up_people(session, query);
    if (!people) return failure(std::move(people.error()));
    Answer out{search_options(session, query), {}};
    out.how.people = *std::move(people);
    auto result = search(archive, query, out.how);
    if (!result) return failure(std::move(result.error()));
    out.result = *std::move(result);
    return out;
  }

  /// What to try instead of a query that found nothing, or next to nothing, or lacks words that no
  /// article has.
  void advise(const ArchiveReader& archive, const Query& query, const Answer& answer) {
    if (answer.result.cut_short) return;
    const bool few = answer.result.total < kNextToNothing;
    const auto& steps = answer.result.steps;
    const bool relaxed = steps.size() > 1 && steps.front().articles == 0;
    if (!few && !relaxed) return;
    const std::uint64_t found = relaxed ? 0 : answer.result.total;
    fmt::print(stderr, "{}",
               render_suggestions(suggestions(archive, query, answer.how, found,
                                              few ? InDoubt::All : InDoubt::Unknown)));
    if (answer.result.total > 0) return;
    if (const std::string years = remark_on_years(archive, query); !years.empty())
      fmt::print(stderr, "{}\n", years);
  }

  /// What goes to stderr before the articles.
  void print_remarks(const ArchiveReader& archive, const ReadQuery& read, const Answer& answer) {
    if (explain_)
      fmt::print(
          stderr, "{}",
          render_explanation(explain(archive, read.query, read.text, answer.how, answer.result)));
    for (const std::string& remark : answer.result.notes) note(remark);
    if (answer.result.damaged > 0)
      fmt::print(stderr,
                 "morgue: {} damaged articles were left out; the archive should be restored from a "
                 "backup\n",
                 answer.result.damaged);
    if (answer.result.total == 0 && !answer.result.cut_short && !quiet_ && !count_)
      fmt::print(stderr, "{}", render_nothing_found(read.query, read.text));
    if (suggest_ && !quiet_) advise(archive, read.query, answer);
  }

  Exit run_search(const Session& session) {
    // A mistake is told even if there is no archive.
    if (const auto status = query_.refused(session)) return *status;
    const ArchiveReader archive = session.open_archive();
    auto got = query_.read(session, archive);
    if (!got) return got.error();
    ReadQuery& read = *got;
    const auto answered = answer(session, archive, read.query);
    if (!answered) return refuse(session, answered.error(), read.text);
    const SearchResult& result = answered->result;
    print_remarks(archive, read, *answered);
    const Exit status = result.total > 0 ? Exit::Ok : Exit::NothingFound;
    if (quiet_) return status;
    if (count_) {
      fmt::print("{}{}\n", result.total_exact ? "" : "~", result.total);
      return status;
    }
    const bool text = format_ == OutputFormat::Text;
    if (result.total == 0) {
      if (format_ == OutputFormat::Json) print_result(result, read, {});
      return status;
    }
    fmt::print(text ? stdout : stderr, "{}{}\n", text ? " " : "", count_line(result));
    RenderOptions render = session.render_options(archive);
    render.first_rank = static_cast<std::size_t>(offset_) + 1;
    if (passages_only_) {
      print_passages(result, read, render);
    } else {
      if (explain_) fmt::print(stderr, "{}", render_scores(result, render));
      print_result(result, read, render);
      if (text) print_rest(result);
    }
    return status;
  }

  /// A line of a file of queries. With --loose, one that can't be read is somebody's text, and asks
  /// for its words.
  Result<Query, QueryError> read_line(const Session& session, const ArchiveReader& archive,
                                      const std::string& text) {
    auto query = read_query(session, archive, text, query_.loose);
    if (query || !query_.loose) return query;
    auto words = read_query(session, archive, words_alone(text), true);
    return words ? std::move(words) : std::move(query);
  }

  /// Answers a file of queries in one process; a query that can't be read is a line on stderr.
  Exit run_batch(const Session& session) {
    std::ifstream named;
    if (queries_file_ != "-") {
      named.open(queries_file_);
      if (!named) throw Error(Exit::Usage, fmt::format("can't read {}", queries_file_));
    }
    std::istream& in = queries_file_ == "-" ? std::cin : named;
    const ArchiveReader archive = session.open_archive();
    bool failed = false;
    bool any = false;
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (line.ends_with('\r')) line.pop_back();
      if (line.empty()) continue;
      const std::size_t tab = line.find('\t');
      const std::string id = line.substr(0, tab);
      const std::string text = tab == std::string::npos ? "" : line.substr(tab + 1);
      auto query = read_line(session, archive, text);
      auto answered = query ? answer(session, archive, *query)
                            : Result<Answer, QueryError>(failure(query.error()));
      if (!answered) {
        failed = true;
        fmt::print(stderr, "morgue: {} line {}: {}\n", safe(queries_file_), number,
                   safe(answered.error().message));
        continue;
      }
      any = any || !answered->result.hits.empty();
      fmt::print("{}", render_trec(answered->result, id));
    }
    if (failed) return Exit::SomeFailed;
    return any ? Exit::Ok : Exit::NothingFound;
  }

  QueryArguments query_;
  OutputChoice output_;
  OutputFormat format_ = OutputFormat::Auto;
  std::optional<int> limit_;
  int offset_ = 0;
  int passages_ = 3;
  int context_ = 0;             // sentences around each passage
  bool passages_only_ = false;  // of all articles, best first; the limit counts them
  std::optional<SortOrder> sort_;
  std::optional<GroupBy> group_;
  bool no_collapse_ = false;
  std::string recency_;
  std::optional<double> recency_days_;
  bool count_ = false, quiet_ = false, explain_ = false;
  bool suggest_ = true;  // say what may have been meant
  std::string queries_file_;
};

}  // namespace

std::unique_ptr<Verb> search_verb() { return std::make_unique<SearchVerb>(); }

}  // namespace morgue
