#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "common/catalog.h"
#include "common/error.h"
#include "common/terminal.h"
#include "common/utf8.h"
#include "query/language/arguments.h"
#include "query/language/error_text.h"
#include "query/language/parse.h"
#include "query/match/interrupt.h"
#include "query/match/known_names.h"
#include "query/match/people.h"
#include "query/match/search.h"
#include "query/match/suggestions.h"
#include "query/options.h"
#include "query/render/render.h"
#include "query/views/explain.h"
#include "query/views/person.h"
#include "query/views/show.h"

namespace {

using namespace morgue;

/// Prose wider than this is hard to read.
constexpr std::size_t kWidest = 100;
constexpr std::size_t kDefaultLimit = 20;
/// Passages are ranked over so many articles at least.
constexpr std::size_t kArticlesForPassages = 50;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

std::string safe(std::string_view text) { return utf8::one_line(utf8::repaired(text)); }

void note(std::string_view text) { fmt::print(stderr, "note: {}\n", safe(text)); }

std::size_t width() {
  const std::string columns = environment("COLUMNS");
  std::size_t width = std::strtoul(columns.c_str(), nullptr, 10);
  if (width == 0) width = terminal_columns(Stream::Out);
  if (width == 0) width = 80;
  return std::clamp<std::size_t>(width, 20, kWidest);
}

RenderOptions render_options(const QueryOptions& options) {
  ColourWish wish;
  wish.when = options.colour;
  wish.terminal = is_terminal(Stream::Out);
  wish.no_color = environment("NO_COLOR");
  wish.force = environment("FORCE_COLOR") + environment("CLICOLOR_FORCE");
  wish.term = environment("TERM");
  RenderOptions render;
  if (wants_colour(wish)) render.style = Style::coloured(environment("MORGUE_COLORS"));
  render.width = width();
  render.first_rank = static_cast<std::size_t>(options.offset) + 1;
  return render;
}

RenderOptions render_options(const QueryOptions& options, const ArchiveReader& archive) {
  RenderOptions render = render_options(options);
  render.shown_id = [&archive](ArticleId id) { return archive.shown_id(id); };
  return render;
}

ArchivePaths paths_of(const QueryOptions& options) {
  return choose_archive({options.archive, environment("MORGUE_ARCHIVE"),
                         environment("XDG_DATA_HOME"), environment("HOME")});
}

ArchiveReader open_archive(const QueryOptions& options) {
  return ArchiveReader::open(paths_of(options));
}

Day today(const QueryOptions& options) {
  if (options.now) return options.now->local_day();
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

Exit refuse(const QueryError& error, std::string_view query) {
  fmt::print(stderr, "morgue: {}", error_text(error, query, width()));
  return Exit::Usage;
}

std::size_t limit_of(const QueryOptions& options, const Query& query) {
  return static_cast<std::size_t>(options.limit.value_or(query.limit.value_or(kDefaultLimit)));
}

SortOrder order_of(const QueryOptions& options, const Query& query) {
  return options.sort.value_or(
      query.sort.value_or(query.filters_only ? SortOrder::Newest : SortOrder::Relevance));
}

SearchOptions search_options(const QueryOptions& options, const Query& query) {
  SearchOptions search;
  search.limit = limit_of(options, query);
  search.offset = static_cast<std::size_t>(options.offset);
  if (options.passages_only) {
    // The best passages may be of articles that are not the best.
    search.limit = search.limit == 0 ? 0 : std::max(kArticlesForPassages, search.limit);
    search.offset = 0;
  }
  search.sort = order_of(options, query);
  // A run for TREC lists every article that was judged; the query may still say what it wants.
  const bool trec = options.format == OutputFormat::Trec;
  search.group =
      options.group.value_or(trec ? query.group.value_or(GroupBy::None) : usual_group(query));
  search.loose = options.loose;
  if (options.recency_days) search.recency = Recency{*options.recency_days, today(options)};
  search.passage_options.most = static_cast<std::size_t>(options.passages);
  search.passage_options.context = static_cast<std::size_t>(options.context);
  const bool shows_passages = options.passages_only || (options.format != OutputFormat::Plain &&
                                                        options.format != OutputFormat::Trec);
  search.passages = shows_passages && !options.count && !options.quiet;
  return search;
}

/// A query and what it was read from.
struct ReadQuery {
  std::string text;
  Query query;
};

/// The passages that are to be printed of a search for passages.
std::vector<RankedPassage> passages_of(const SearchResult& result, const QueryOptions& options,
                                       const Query& query) {
  std::vector<ArticleWithPassages> articles;
  for (const Hit& hit : result.hits)
    articles.push_back({hit.score, hit.article.content.article.text, hit.passages});
  std::vector<RankedPassage> ranked = rank_passages(
      articles, order_of(options, query) == SortOrder::Relevance ? PassageOrder::BestFirst
                                                                 : PassageOrder::OfArticles);
  const std::size_t first =
      std::min<std::size_t>(ranked.size(), static_cast<std::size_t>(options.offset));
  ranked.erase(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(first));
  const std::size_t limit = limit_of(options, query);
  if (limit > 0 && ranked.size() > limit) ranked.resize(limit);
  return ranked;
}

void print_passages(const SearchResult& result, const ReadQuery& read, const QueryOptions& options,
                    const RenderOptions& render) {
  const std::vector<RankedPassage> passages = passages_of(result, options, read.query);
  switch (options.format) {
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

void print_result(const SearchResult& result, const ReadQuery& read, const QueryOptions& options,
                  const RenderOptions& render) {
  switch (options.format) {
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

void print_rest(const SearchResult& result, const QueryOptions& options) {
  const std::uint64_t shown = static_cast<std::uint64_t>(options.offset) + result.hits.size();
  if (result.total <= shown) return;
  fmt::print("\n ... {} more: -n 0 shows all\n", result.total - shown);
}

/// The tables of people; nothing if they can't be read: then names are only names.
std::optional<Catalog> open_catalog(const QueryOptions& options) {
  try {
    return Catalog::open_for_reading(paths_of(options).metadata());
  } catch (const Error& error) {
    note(fmt::format("who is who can't be looked up: {}", error.what()));
    return {};
  }
}

/// A list of whom a name may mean.
std::string choices(const AmbiguousName& name) {
  std::string out = fmt::format("\"{}\" may be\n", safe(name.text));
  for (std::size_t i = 0; i < name.people.size(); ++i)
    out += fmt::format("  {:>2}  @p{}  {}\n", i + 1, name.people[i].number,
                       person_line(name.people[i]));
  return out + (name.more ? "      and others\n" : "");
}

/// Asks whom a name means. Nothing: all of them, or whoever asks can't answer.
std::optional<std::uint32_t> ask(const AmbiguousName& name) {
  fmt::print(stderr, "{}[1-{}, a = all] ", choices(name), name.people.size());
  std::string answer;
  if (!std::getline(std::cin, answer)) return {};
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(answer.data(), answer.data() + answer.size(), number);
  if (error != std::errc() || number < 1 || number > name.people.size()) return {};
  return name.people[number - 1].number;
}

/// Finds out whom the query means by its names; asks, or says on stderr, if that is open.
Result<PeopleInQuery, QueryError> look_up_people(Query& query, const QueryOptions& options) {
  if (!names_people(query.root)) return PeopleInQuery();
  auto catalog = open_catalog(options);
  if (!catalog) return PeopleInQuery();
  auto found = find_people(query.root, catalog->database());
  if (!found) return failure(std::move(found.error()));
  const bool asks = options.ask == QueryOptions::Ask::Always ||
                    (options.ask == QueryOptions::Ask::Auto && is_terminal(Stream::Out) &&
                     is_terminal(Stream::Err) && input_is_terminal() && !options.quiet);
  bool chosen = false;
  for (const AmbiguousName& name : found->ambiguous) {
    if (!asks) {
      if (!options.quiet) fmt::print(stderr, "note: {}", choices(name));
      continue;
    }
    if (const auto number = ask(name)) {
      choose_person(query.root, name.text, *number);
      chosen = true;
    }
  }
  if (!chosen) return std::move(found->known);
  auto again = find_people(query.root, catalog->database());
  if (!again) return failure(std::move(again.error()));
  return std::move(again->known);
}

Exit run_person(const QueryOptions& options) {
  static_cast<void>(open_archive(options));  // says what is wrong with it
  const std::string name = fmt::format("{}", fmt::join(options.query, " "));
  Catalog catalog = Catalog::open_for_reading(paths_of(options).metadata());
  constexpr std::size_t kMostShown = 20;
  const auto people = find_persons(catalog.database(), name, kMostShown);
  if (people.empty()) {
    fmt::print(stderr, "nobody in this archive is known as {}\n", safe(name));
    return Exit::NothingFound;
  }
  fmt::print("{}", options.format == OutputFormat::Json
                       ? render_people_jsonl(people)
                       : render_people(people, render_options(options)));
  return Exit::Ok;
}

/// Reads a query that an archive will be asked: with its names, and only its custom fields.
Result<Query, QueryError> read_query(const ArchiveReader& archive, std::string_view text,
                                     const QueryOptions& options, bool loose) {
  const auto is_name = [&](FieldId field, std::string_view name) {
    return is_known_name(archive, field, name);
  };
  auto query = parse_query(text, {today(options), loose, is_name});
  if (query)
    if (auto unknown = unknown_custom_field(archive, query->root))
      return failure(*std::move(unknown));
  return query;
}

struct Answer {
  SearchOptions how;
  SearchResult result;
};

Result<Answer, QueryError> answer(const ArchiveReader& archive, Query& query,
                                  const QueryOptions& options) {
  auto people = look_up_people(query, options);
  if (!people) return failure(std::move(people.error()));
  Answer out{search_options(options, query), {}};
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
void print_remarks(const ArchiveReader& archive, const ReadQuery& read, const Answer& answer,
                   const QueryOptions& options) {
  if (options.explain)
    fmt::print(
        stderr, "{}",
        render_explanation(explain(archive, read.query, read.text, answer.how, answer.result)));
  for (const std::string& remark : answer.result.notes) note(remark);
  if (answer.result.damaged > 0)
    fmt::print(
        stderr,
        "morgue: {} damaged articles were left out; the archive should be restored from a backup\n",
        answer.result.damaged);
  if (answer.result.total == 0 && !answer.result.cut_short && !options.quiet && !options.count)
    fmt::print(stderr, "{}", render_nothing_found(read.query, read.text));
  if (options.suggest && !options.quiet) advise(archive, read.query, answer);
}

Exit run_search(QueryOptions options) {
  const bool terminal = is_terminal(Stream::Out);
  if (options.format == OutputFormat::Auto)
    options.format = terminal ? OutputFormat::Text : OutputFormat::Plain;
  const JoinedArguments joined = join_arguments(options.query);
  if (joined.note && terminal) note(*joined.note);
  // A mistake is told even if there is no archive.
  if (const auto tried = parse_query(joined.text, {today(options), options.loose}); !tried)
    return refuse(tried.error(), joined.text);
  const ArchiveReader archive = open_archive(options);
  auto query = read_query(archive, joined.text, options, options.loose);
  if (!query) return refuse(query.error(), joined.text);
  ReadQuery read{joined.text, *std::move(query)};
  if (terminal)
    for (const std::string& remark : read.query.notes) note(remark);

  const auto answered = answer(archive, read.query, options);
  if (!answered) return refuse(answered.error(), joined.text);
  const SearchResult& result = answered->result;
  print_remarks(archive, read, *answered, options);
  const Exit status = result.total > 0 ? Exit::Ok : Exit::NothingFound;
  if (options.quiet) return status;
  if (options.count) {
    fmt::print("{}{}\n", result.total_exact ? "" : "~", result.total);
    return status;
  }
  const bool text = options.format == OutputFormat::Text;
  if (result.total == 0) {
    if (options.format == OutputFormat::Json) print_result(result, read, options, {});
    return status;
  }
  fmt::print(text ? stdout : stderr, "{}{}\n", text ? " " : "", count_line(result));
  const RenderOptions render = render_options(options, archive);
  if (options.passages_only) {
    print_passages(result, read, options, render);
  } else {
    if (options.explain) fmt::print(stderr, "{}", render_scores(result, render));
    print_result(result, read, options, render);
    if (text) print_rest(result, options);
  }
  return status;
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

/// A line of a file of queries. With --loose, one that can't be read is somebody's text, and asks
/// for its words.
Result<Query, QueryError> read_line(const ArchiveReader& archive, const std::string& text,
                                    const QueryOptions& options) {
  auto query = read_query(archive, text, options, options.loose);
  if (query || !options.loose) return query;
  auto words = read_query(archive, words_alone(text), options, true);
  return words ? std::move(words) : std::move(query);
}

/// Answers a file of queries in one process; a query that can't be read is a line on stderr.
Exit run_batch(const QueryOptions& options) {
  std::ifstream named;
  if (options.queries_file != "-") {
    named.open(options.queries_file);
    if (!named) throw Error(Exit::Usage, fmt::format("can't read {}", options.queries_file));
  }
  std::istream& in = options.queries_file == "-" ? std::cin : named;
  const ArchiveReader archive = open_archive(options);
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
    auto query = read_line(archive, text, options);
    auto answered = query ? answer(archive, *query, options)
                          : Result<Answer, QueryError>(failure(query.error()));
    if (!answered) {
      failed = true;
      fmt::print(stderr, "morgue: {} line {}: {}\n", safe(options.queries_file), number,
                 safe(answered.error().message));
      continue;
    }
    any = any || !answered->result.hits.empty();
    fmt::print("{}", render_trec(answered->result, id));
  }
  if (failed) return Exit::SomeFailed;
  return any ? Exit::Ok : Exit::NothingFound;
}

Exit run_show(const QueryOptions& options) {
  const ArchiveReader archive = open_archive(options);
  const auto found = find_article(archive, options.id);
  if (!found) {
    fmt::print(stderr, "morgue: {}\n", safe(found.error()));
    return Exit::NothingFound;
  }
  std::vector<UnitHit> hits;
  if (!options.query.empty()) {
    const JoinedArguments joined = join_arguments(options.query);
    auto query = read_query(archive, joined.text, options, true);
    if (!query) return refuse(query.error(), joined.text);
    const auto people = look_up_people(*query, options);
    if (!people) return refuse(people.error(), joined.text);
    auto marked = hits_in(archive, *query, *people, *found);
    if (!marked) return refuse(marked.error(), joined.text);
    hits = *std::move(marked);
  }
  if (options.format == OutputFormat::Json) {
    fmt::print("{}", render_article_json(*found));
    return Exit::Ok;
  }
  RenderOptions render = render_options(options, archive);
  render.annotate = options.annotate;
  if (!is_terminal(Stream::Out)) render.width = environment("COLUMNS").empty() ? 0 : render.width;
  fmt::print("{}", render_article(*found, marks_of(hits, true), marks_of(hits, false), render));
  return Exit::Ok;
}

/// Deciding who is who is writing: `morgue person merge ...` is `morgue-index person merge ...`.
bool is_decision(int argc, char** argv) {
  constexpr auto kActs = std::to_array<std::string_view>(
      {"merge", "split", "alias", "rename", "forget", "not-a-person", "undo", "log"});
  if (argc < 3 || std::string_view(argv[1]) != "person") return false;
  int at = 2;
  while (at < argc && argv[at][0] == '-') {
    const std::string_view option = argv[at];
    at += option == "-A" || option == "--archive" || option == "--now" ? 2 : 1;
  }
  return at < argc && std::find(kActs.begin(), kActs.end(), argv[at]) != kActs.end();
}

/// Runs a program that lies where this one does, or in PATH; returns if there is none.
void run_program(const std::string& name, char** argv) {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto home = self.parent_path();
  for (const auto& beside : {home / name, home.parent_path() / "indexer" / name})
    if (::access(beside.c_str(), X_OK) == 0) ::execv(beside.c_str(), argv);
  ::execvp(name.c_str(), argv);
}

/// `morgue index add` runs `morgue-index add`.
void run_external(int argc, char** argv) {
  if (is_decision(argc, argv)) {
    char* const typed = argv[0];
    const std::string name = "morgue-index";
    argv[0] = const_cast<char*>(name.c_str());  // execv promises not to write to it
    run_program(name, argv);
    argv[0] = typed;
    throw Error(Exit::Usage, "morgue-index, which decides who is who, is not installed");
  }
  const std::string verb = argv[1];
  if (is_verb(verb) || verb.empty() ||
      verb.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos ||
      verb[0] == '-')
    return;
  const std::string name = "morgue-" + verb;
  char* const typed = argv[1];
  argv[1] = const_cast<char*>(name.c_str());  // execv promises not to write to it
  run_program(name, argv + 1);
  argv[1] = typed;
}

Exit run(const QueryOptions& options) {
  if (options.verb == QueryOptions::Verb::Show) return run_show(options);
  if (options.verb == QueryOptions::Verb::Person) return run_person(options);
  if (options.format == OutputFormat::Trec) return run_batch(options);
  return run_search(options);
}

}  // namespace

int main(int argc, char** argv) try {
  std::signal(SIGPIPE, SIG_DFL);  // a closed pipe ends us silently
  end_on_interrupt();
  if (argc > 1) run_external(argc, argv);
  const auto options = parse_query_options(argc, argv);
  if (!options) {
    fmt::print(options.error().help ? stdout : stderr, "{}", options.error().message);
    return static_cast<int>(options.error().help ? Exit::Ok : Exit::Usage);
  }
  const Exit status = run(*options);
  if (std::fflush(stdout) != 0) throw Error(Exit::Archive, "can't write the output");
  return static_cast<int>(status);
} catch (const morgue::Error& error) {
  fmt::print(stderr, "morgue: {}\n", safe(error.what()));
  if (!error.hint().empty()) fmt::print(stderr, "  {}\n", safe(error.hint()));
  return static_cast<int>(error.status());
} catch (const std::exception& error) {
  fmt::print(stderr, "morgue: {}\n", safe(error.what()));
  return static_cast<int>(Exit::Archive);
}
