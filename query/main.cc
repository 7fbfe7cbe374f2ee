#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "common/error.h"
#include "common/terminal.h"
#include "common/utf8.h"
#include "query/language/arguments.h"
#include "query/language/error_text.h"
#include "query/language/parse.h"
#include "query/match/search.h"
#include "query/options.h"
#include "query/render/render.h"
#include "query/views/show.h"

namespace {

using namespace morgue;

/// Prose wider than this is hard to read.
constexpr std::size_t kWidest = 100;
constexpr std::size_t kDefaultLimit = 20;

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

RenderOptions render_options(const QueryOptions& options, const ArchiveReader& archive) {
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
  render.shown_id = [&archive](ArticleId id) { return archive.shown_id(id); };
  return render;
}

ArchiveReader open_archive(const QueryOptions& options) {
  return ArchiveReader::open(choose_archive({options.archive, environment("MORGUE_ARCHIVE"),
                                             environment("XDG_DATA_HOME"), environment("HOME")}));
}

Day today(const QueryOptions& options) {
  if (options.now) return options.now->local_day();
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

Exit refuse(const QueryError& error, std::string_view query) {
  fmt::print(stderr, "morgue: {}", error_text(error, query, width()));
  return Exit::Usage;
}

SearchOptions search_options(const QueryOptions& options, const Query& query) {
  SearchOptions search;
  search.limit =
      static_cast<std::size_t>(options.limit.value_or(query.limit.value_or(kDefaultLimit)));
  search.offset = static_cast<std::size_t>(options.offset);
  search.sort = options.sort.value_or(
      query.sort.value_or(query.filters_only ? SortOrder::Newest : SortOrder::Relevance));
  search.loose = options.loose;
  search.passage_options.most = static_cast<std::size_t>(options.passages);
  search.passages = options.format != OutputFormat::Plain && options.format != OutputFormat::Trec &&
                    !options.count && !options.quiet;
  return search;
}

void print_result(const SearchResult& result, std::string_view query, const QueryOptions& options,
                  const RenderOptions& render) {
  switch (options.format) {
    case OutputFormat::Plain:
      fmt::print("{}", render_plain(result, render));
      break;
    case OutputFormat::Json:
      fmt::print("{}", render_json(result, query, render));
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

Exit run_search(QueryOptions options) {
  const bool terminal = is_terminal(Stream::Out);
  if (options.format == OutputFormat::Auto)
    options.format = terminal ? OutputFormat::Text : OutputFormat::Plain;
  const JoinedArguments joined = join_arguments(options.query);
  if (joined.note && terminal) note(*joined.note);
  const auto query = parse_query(joined.text, {today(options), options.loose});
  if (!query) return refuse(query.error(), joined.text);
  if (terminal)
    for (const std::string& remark : query->notes) note(remark);
  if (options.explain) fmt::print(stderr, "parse  {}\n", safe(print(query->root)));

  const ArchiveReader archive = open_archive(options);
  const auto result = search(archive, *query, search_options(options, *query));
  if (!result) return refuse(result.error(), joined.text);
  for (const std::string& remark : result->notes) note(remark);
  if (result->damaged > 0)
    fmt::print(
        stderr,
        "morgue: {} damaged articles were left out; the archive should be restored from a backup\n",
        result->damaged);
  if (options.quiet) return result->total > 0 ? Exit::Ok : Exit::NothingFound;
  if (options.count) {
    fmt::print("{}{}\n", result->total_exact ? "" : "~", result->total);
    return result->total > 0 ? Exit::Ok : Exit::NothingFound;
  }
  const bool text = options.format == OutputFormat::Text;
  if (result->total == 0) {
    if (options.format == OutputFormat::Json) print_result(*result, joined.text, options, {});
    fmt::print(stderr, "no article answers: {}\n", safe(joined.text));
    return Exit::NothingFound;
  }
  fmt::print(text ? stdout : stderr, "{}{}\n", text ? " " : "", count_line(*result));
  print_result(*result, joined.text, options, render_options(options, archive));
  if (text) print_rest(*result, options);
  return Exit::Ok;
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
    const auto query = parse_query(text, {today(options), options.loose});
    auto result = query ? search(archive, *query, search_options(options, *query))
                        : Result<SearchResult, QueryError>(failure(query.error()));
    if (!result) {
      failed = true;
      fmt::print(stderr, "morgue: {} line {}: {}\n", safe(options.queries_file), number,
                 safe(result.error().message));
      continue;
    }
    any = any || !result->hits.empty();
    fmt::print("{}", render_trec(*result, id));
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
    const auto query = parse_query(joined.text, {today(options), true});
    if (!query) return refuse(query.error(), joined.text);
    auto marked = hits_in(archive, *query, *found);
    if (!marked) return refuse(marked.error(), joined.text);
    hits = *std::move(marked);
  }
  if (options.format == OutputFormat::Json) {
    fmt::print("{}", render_article_json(*found));
    return Exit::Ok;
  }
  RenderOptions render = render_options(options, archive);
  if (!is_terminal(Stream::Out)) render.width = environment("COLUMNS").empty() ? 0 : render.width;
  fmt::print("{}", render_article(*found, marks_of(hits, true), marks_of(hits, false), render));
  return Exit::Ok;
}

/// `morgue index add` runs `morgue-index add`: from where this program lies, or from PATH.
void run_external(char** argv) {
  const std::string verb = argv[1];
  if (is_verb(verb) || verb.empty() ||
      verb.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos ||
      verb[0] == '-')
    return;
  const std::string name = "morgue-" + verb;
  char* const typed = argv[1];
  argv[1] = const_cast<char*>(name.c_str());  // execv promises not to write to it
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto home = self.parent_path();
  for (const auto& beside : {home / name, home.parent_path() / "indexer" / name})
    if (::access(beside.c_str(), X_OK) == 0) ::execv(beside.c_str(), argv + 1);
  ::execvp(name.c_str(), argv + 1);
  argv[1] = typed;
}

Exit run(const QueryOptions& options) {
  if (options.verb == QueryOptions::Verb::Show) return run_show(options);
  if (options.format == OutputFormat::Trec) return run_batch(options);
  return run_search(options);
}

}  // namespace

int main(int argc, char** argv) try {
  std::signal(SIGPIPE, SIG_DFL);  // a closed pipe ends us silently
  if (argc > 1) run_external(argv);
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
