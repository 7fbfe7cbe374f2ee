#include "query/verbs/search_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <utility>

#include "common/command_line.h"
#include "query/match/like.h"
#include "query/match/read_query.h"
#include "query/match/suggestions.h"
#include "query/verbs/input.h"
#include "query/views/explain.h"
#include "query/views/show.h"

namespace morgue {
namespace {

constexpr std::size_t kDefaultLimit = 20;
/// Passages are ranked over so many articles at least.
constexpr std::size_t kArticlesForPassages = 50;

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

}  // namespace

void SearchCommand::define(CLI::App& app, const OutputChoice::Names& more) {
  app.add_option("-n,--limit", limit_, "Articles, or passages, to print (20; 0: all)")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber);
  app.add_option("--offset", offset_, "Leave out the first N")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber);
  define_sort(app, sort_);
  app.add_option("--group", group_,
                 "One line for each dup (family of copies; usual), story or source")
      ->type_name("WHAT")
      ->transform(named<GroupBy>({{"dup", GroupBy::Dup},
                                  {"story", GroupBy::Story},
                                  {"source", GroupBy::Source},
                                  {"none", GroupBy::None}}));
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
  output_.define(app, more);
  app.add_flag("-c,--count", count_, "Print only how many articles there are");
  app.add_flag("-q,--quiet", quiet_, "Print nothing; the exit status tells");
  app.add_flag("--explain", explain_,
               "Show on stderr how the query was read: its tree, days, words, names; and what each "
               "score is made of");
  app.add_option("--suggest", suggest_,
                 "If nothing is found, say what may have been meant: auto or never")
      ->type_name("WHEN")
      ->transform(named<bool>({{"auto", true}, {"never", false}}));
}

void SearchCommand::settle() {
  format_ = output_.format();
  query.quiet = quiet_;
  if (no_collapse_) group_ = GroupBy::None;
  if (!recency_.empty()) {
    recency_days_ = days_of(recency_);
    if (!recency_days_) throw Error(Exit::Usage, "--recency wants a length like 30d, 2w, 6m or 1y");
  }
  const bool trec = format_ == OutputFormat::Trec;
  if (passages_only_ && (trec || passages_ == 0))
    throw Error(Exit::Usage, fmt::format("--passages-only and {} exclude each other",
                                         trec ? "--format trec" : "--passages 0"));
  query.loose = query.loose || passages_only_;
}

std::size_t SearchCommand::limit_of(const Query& asked) const {
  return static_cast<std::size_t>(limit_.value_or(asked.limit.value_or(kDefaultLimit)));
}

SortOrder SearchCommand::order_of(const Query& asked) const {
  return sort_.value_or(usual_order(asked));
}

SearchOptions SearchCommand::search_options(const Session& session, const Query& asked) const {
  SearchOptions search;
  search.limit = limit_of(asked);
  search.offset = static_cast<std::size_t>(offset_);
  if (passages_only_) {
    // The best passages may be of articles that are not the best.
    search.limit = search.limit == 0 ? 0 : std::max(kArticlesForPassages, search.limit);
    search.offset = 0;
  }
  search.sort = order_of(asked);
  // A run for TREC lists every article that was judged; the query may still say what it wants.
  const bool trec = format_ == OutputFormat::Trec;
  search.group = group_.value_or(trec ? asked.group.value_or(GroupBy::None) : usual_group(asked));
  search.loose = query.loose;
  if (recency_days_) search.recency = Recency{*recency_days_, session.today()};
  search.passage_options.most = static_cast<std::size_t>(passages_);
  search.passage_options.context = static_cast<std::size_t>(context_);
  const bool shows_passages =
      passages_only_ || (format_ != OutputFormat::Plain && format_ != OutputFormat::Trec);
  search.passages = shows_passages && !count_ && !quiet_;
  return search;
}

/// The passages that are to be printed of a search for passages.
std::vector<RankedPassage> SearchCommand::passages_of(const SearchResult& result,
                                                      const Query& asked) const {
  std::vector<ArticleWithPassages> articles;
  for (const Hit& hit : result.hits)
    articles.push_back({hit.score, hit.article.content.article.text, hit.passages});
  std::vector<RankedPassage> ranked =
      rank_passages(articles, order_of(asked) == SortOrder::Relevance ? PassageOrder::BestFirst
                                                                      : PassageOrder::OfArticles);
  const std::size_t first = std::min<std::size_t>(ranked.size(), static_cast<std::size_t>(offset_));
  ranked.erase(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(first));
  const std::size_t limit = limit_of(asked);
  if (limit > 0 && ranked.size() > limit) ranked.resize(limit);
  return ranked;
}

void SearchCommand::print_passages(const SearchResult& result, const ReadQuery& read,
                                   const RenderOptions& render) const {
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

void SearchCommand::print_result(const SearchResult& result, const ReadQuery& read,
                                 const RenderOptions& render) const {
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

void SearchCommand::print_rest(const SearchResult& result) const {
  const std::uint64_t shown = static_cast<std::uint64_t>(offset_) + result.hits.size();
  if (result.total <= shown) return;
  fmt::print("\n ... {} more: -n 0 shows all\n", result.total - shown);
}

Result<Answer, QueryError> SearchCommand::answer(const Session& session,
                                                 const ArchiveReader& archive, Query& asked) const {
  auto people = query.look_up_people(session, asked);
  if (!people) return failure(std::move(people.error()));
  Answer out{search_options(session, asked), {}};
  out.how.people = *std::move(people);
  auto result = search(archive, asked, out.how);
  if (!result) return failure(std::move(result.error()));
  out.result = *std::move(result);
  return out;
}

/// What to try instead of a query that found nothing, or next to nothing, or lacks words that no
/// article has.
void SearchCommand::advise(const ArchiveReader& archive, const Query& asked,
                           const Answer& answer) const {
  if (answer.result.cut_short) return;
  fmt::print(stderr, "{}",
             render_suggestions(suggestions_after(archive, asked, answer.how, answer.result)));
  if (answer.result.total > 0) return;
  if (const std::string years = remark_on_years(archive, asked); !years.empty())
    fmt::print(stderr, "{}\n", years);
}

/// What goes to stderr before the articles.
void SearchCommand::print_remarks(const ArchiveReader& archive, const ReadQuery& read,
                                  const Answer& answer, Advice advice) const {
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
    fmt::print(stderr, "{}",
               advice == Advice::Give ? render_nothing_found(read.query, read.text)
                                      : "no other article is like it\n");
  if (suggest_ && !quiet_ && advice == Advice::Give) advise(archive, read.query, answer);
}

void SearchCommand::print(const Answer& answer, const ReadQuery& read,
                          const RenderOptions& render) const {
  if (passages_only_)
    print_passages(answer.result, read, render);
  else
    print_result(answer.result, read, render);
}

std::string SearchCommand::document(const Answer& answer, const ReadQuery& read,
                                    const RenderOptions& render) const {
  const auto dates = resolved_dates(read.query, read.text);
  return passages_only_ ? render_json(answer.result, passages_of(answer.result, read.query),
                                      read.text, dates, render)
                        : render_json(answer.result, read.text, dates, render);
}

Exit SearchCommand::run(const Session& session, const ArchiveReader& archive, ReadQuery& read,
                        Advice advice) const {
  const auto answered = answer(session, archive, read.query);
  if (!answered) return refuse(session, answered.error(), read.text);
  const SearchResult& result = answered->result;
  print_remarks(archive, read, *answered, advice);
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
  if (explain_ && !passages_only_) fmt::print(stderr, "{}", render_scores(result, render));
  print(*answered, read, render);
  if (text && !passages_only_) print_rest(result);
  return status;
}

Result<ReadQuery, Exit> read_like(const Session& session, const ArchiveReader& archive,
                                  const std::string& id, const QueryArguments& filters) {
  ReadQuery asked{{}, {}};
  if (!filters.empty()) {
    auto read = filters.read(session, archive);
    if (!read) return failure(read.error());
    asked = *std::move(read);
  }
  std::vector<TellingWord> words;
  std::vector<QueryNode> same;
  if (id == "-") {
    const std::string text = read_standard_input("related - wants a text on standard input");
    const auto [title, body] = headline_and_body(text);
    words = telling_words(archive, {title, body});
  } else {
    const auto found = find_article(archive, id);
    if (!found) {
      fmt::print(stderr, "morgue: {}\n", safe(found.error()));
      return failure(Exit::NothingFound);
    }
    const Article& article = found->content.article;
    words = telling_words(archive, {article.title, article.text, article.language, true});
    same = the_same(archive, found->id);
  }
  if (words.empty()) {
    fmt::print(stderr, "nothing in this text tells it from others\n");
    return failure(Exit::NothingFound);
  }
  LikeQuery like = like_query(words, asked.query, asked.text, same);
  return ReadQuery{std::move(like.text), std::move(like.query)};
}

}  // namespace morgue
