#include "query/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <map>

#include "common/fields.h"
#include "query/language/arguments.h"

namespace morgue {
namespace {

constexpr std::array<std::string_view, 3> kVerbs = {"search", "show", "help"};

constexpr const char* kOverview =
    R"(morgue searches an archive of news articles; morgue-index fills it.

  morgue-index add ~/news                   put articles into the archive
  morgue search putin ukraine call          articles with these words, best first
  morgue search '"root causes" -tariff'     a phrase, without a word
  morgue search 'person:putin date:2025-07' who, and when
  morgue show a7f31c                        a whole article, by its id
  morgue search --help                      all that search can do
  morgue help fields                        all fields of a query

The archive is -A DIR, else $MORGUE_ARCHIVE, else ~/.local/share/morgue/default.
)";

constexpr const char* kSearchFooter = R"(The query:
  ferry crash inquiry       articles with all these words; if few have them, some
                            words are dropped, and a note says which
  "frozen radar"            these words side by side, as they stand
  ferry OR bridge           either (operators in capitals)
  crash -football           without a word; also: NOT football, -(a OR b)
  ferry w/5 crash           within 5 words; also w/s (sentence), w/p (paragraph)
  resign*  Zelensky~        any ending; a letter or two different
  title:mayor  lead:port    in the headline; in the first three paragraphs
  person:"Rowan Pike"       names him, under any form of his name
  source:herald  by:okafor  from that outlet; written by her
  date:2025-03              that month; also 2025, 2025-03-11, yesterday, 30d,
                            last-week, june-2024, 2024-06..2024-09, 2024..
  since:2024 until:june-2025
  sort:newest  limit:50     also as --sort, -n

In a pipe one article a line is printed: id, date, source, title, address.
Exit status: 0 found, 1 nothing found, 2 usage, 3 archive.)";

/// Marks an argument as part of the query, so that CLI11 does not take it for an option.
constexpr char kQueryMark = '\x01';

std::string sentence(const CLI::ParseError& error, const std::string& verb,
                     const std::vector<std::string>& arguments) {
  std::string what = error.what();
  while (!what.empty() && (what.back() == '\n' || what.back() == '.')) what.pop_back();
  std::string hint = "see: morgue " + verb + " --help";
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const auto stray = std::find_if(arguments.begin(), arguments.end(), [](const std::string& a) {
      return a.size() > 2 && a[0] == '-' && a[1] != '-';
    });
    what = "unknown option";
    if (stray != arguments.end())  // CLI11 takes -crash for -c and -rash
      what += " " + *stray;
    else if (const auto colon = std::string(error.what()).rfind(": "); colon != std::string::npos)
      what += " " + std::string(error.what()).substr(colon + 2);
    if (stray != arguments.end() && verb == "search")
      hint = "to exclude a word: morgue search -- port " + *stray;
  } else if (!what.empty() && what[0] >= 'A' && what[0] <= 'Z' && what.size() > 1 &&
             what[1] >= 'a') {
    what[0] = static_cast<char>(what[0] | 0x20);
  }
  return "morgue: " + what + "\n  " + hint + "\n";
}

std::string field_value(const std::string& field, const std::string& value) {
  // A quotation mark can't be in a quoted value; nobody searches for one.
  std::string plain = value;
  std::erase(plain, '"');
  return field + ":\"" + plain + '"';
}

struct FieldFlags {
  std::vector<std::string> source, person;
  std::string since, until;
};

void add_field_flags(const FieldFlags& flags, QueryOptions& options) {
  for (const std::string& value : flags.source)
    options.query.push_back(field_value("source", value));
  for (const std::string& value : flags.person)
    options.query.push_back(field_value("person", value));
  if (!flags.since.empty()) options.query.push_back(field_value("since", flags.since));
  if (!flags.until.empty()) options.query.push_back(field_value("until", flags.until));
}

/// Turns a name into its value; CLI11's own way of it lists numbers in its message.
template <typename T>
CLI::Validator named(const std::map<std::string, T>& names) {
  const auto to_number = [names](std::string& value) -> std::string {
    if (const auto found = names.find(value); found != names.end()) {
      value = std::to_string(static_cast<int>(found->second));
      return {};
    }
    std::string all;
    for (const auto& [name, unused] : names) all += (all.empty() ? "" : ", ") + name;
    return "no such value \"" + value + "\"; there are " + all;
  };
  return {to_number, ""};
}

/// The table of fields as a page of help.
std::string fields_help() {
  std::string out = "Fields of a query, as in person:\"Rowan Pike\" or source:herald,gazette\n\n";
  for (const FieldInfo& info : fields()) {
    std::string names(info.name);
    for (const std::string_view alias : info.aliases) names += ", " + std::string(alias);
    out += fmt::format("  {:<26}{}{}\n", names, info.help,
                       info.searchable ? "" : " (not in archives yet)");
    out += fmt::format("  {:<26}  {}\n", "", info.example);
  }
  return out;
}

class Definition {
 public:
  Definition() : app_("morgue searches archives of news articles.", "morgue") {
    app_.require_subcommand(1);
    define_search();
    define_show();
  }

  Result<QueryOptions, Refusal> parse(std::vector<std::string> arguments) {
    const std::string verb = arguments.empty() ? "search" : arguments.front();
    const std::vector<std::string> typed = arguments;
    mark_queries(arguments);
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    try {
      app_.parse(arguments);
    } catch (const CLI::CallForHelp&) {
      return failure(Refusal{(search_->parsed() ? search_ : show_)->help("morgue"), true});
    } catch (const CLI::ParseError& error) {
      return failure(Refusal{sentence(error, verb, typed), false});
    }
    options_.verb = show_->parsed() ? QueryOptions::Verb::Show : QueryOptions::Verb::Search;
    for (std::string& word : options_.query)
      if (!word.empty() && word[0] == kQueryMark) word.erase(0, 1);
    return finish();
  }

 private:
  void define_common(CLI::App& app) {
    app.add_option("-A,--archive", options_.archive, "The archive's directory")->type_name("DIR");
    app.add_option("--color", colour_, "auto, always or never")
        ->type_name("WHEN")
        ->transform(named<ColourWish::When>({{"auto", ColourWish::When::Auto},
                                             {"always", ColourWish::When::Always},
                                             {"never", ColourWish::When::Never}}));
    app.add_flag("--no-color", no_colour_, "The same as --color never");
    app.add_option("--now", now_, "The day that relative dates count from (ISO 8601)")
        ->type_name("DAY");
  }

  void define_search() {
    search_ = app_.add_subcommand("search", "Find articles and print the passages that answer");
    CLI::App& app = *search_;
    app.footer(kSearchFooter);
    app.add_option("QUERY", options_.query, "What to find; see below");
    define_common(app);
    app.add_option("-n,--limit", limit_, "Articles to print (20; 0: all)")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    app.add_option("--offset", options_.offset, "Leave out the first N")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    app.add_option("--sort", sort_, "relevance, newest, oldest, source or words")
        ->type_name("ORDER")
        ->transform(named<SortOrder>({{"relevance", SortOrder::Relevance},
                                      {"newest", SortOrder::Newest},
                                      {"oldest", SortOrder::Oldest},
                                      {"source", SortOrder::Source},
                                      {"words", SortOrder::Words}}));
    app.add_option("--passages", options_.passages, "Passages per article (3)")
        ->type_name("N")
        ->check(CLI::Range(0, 50));
    app.add_option("--source", flags_.source, "The same as source:NAME")->type_name("NAME");
    app.add_option("--person", flags_.person, "The same as person:NAME")->type_name("NAME");
    app.add_option("--since", flags_.since, "The same as since:DATE")->type_name("DATE");
    app.add_option("--until", flags_.until, "The same as until:DATE")->type_name("DATE");
    app.add_flag("--loose", options_.loose, "Plain words: any of them, best match first");
    app.add_option("--format", format_, "text, plain, json, jsonl or trec")
        ->type_name("FORMAT")
        ->transform(named<OutputFormat>({{"text", OutputFormat::Text},
                                         {"plain", OutputFormat::Plain},
                                         {"json", OutputFormat::Json},
                                         {"jsonl", OutputFormat::JsonLines},
                                         {"trec", OutputFormat::Trec}}));
    app.add_flag("--plain", plain_, "The same as --format plain: tabs, one article a line");
    app.add_flag("--json", json_, "The same as --format json: one document");
    app.add_flag("--jsonl", jsonl_, "The same as --format jsonl: one object a line");
    app.add_flag("-c,--count", options_.count, "Print only how many articles there are");
    app.add_flag("-q,--quiet", options_.quiet, "Print nothing; the exit status tells");
    app.add_flag("--explain", options_.explain, "Show on stderr how the query was read");
    app.add_option("--queries", options_.queries_file,
                   "Answer every line `ID<TAB>QUERY` of a file, with --format trec")
        ->type_name("FILE");
  }

  void define_show() {
    show_ = app_.add_subcommand("show", "Print a whole article");
    show_->footer("With a query, what it finds is marked:\n  morgue show a7f31c ferry crash");
    show_->add_option("ID", options_.id, "The article's id, or the first digits of it")->required();
    show_->add_option("QUERY", options_.query, "What to mark");
    show_->add_flag("--json", json_, "As a JSON object");
    define_common(*show_);
  }

  /// Arguments after the verb that begin with a minus and are no options (query-language.md, 1).
  static void mark_queries(std::vector<std::string>& arguments) {
    for (std::size_t i = 1; i < arguments.size() && arguments[i] != "--"; ++i)
      if (arguments[i].starts_with('-') && is_query_argument(arguments[i]))
        arguments[i].insert(arguments[i].begin(), kQueryMark);
  }

  Result<QueryOptions, Refusal> finish() {
    options_.format = jsonl_   ? OutputFormat::JsonLines
                      : json_  ? OutputFormat::Json
                      : plain_ ? OutputFormat::Plain
                               : format_;
    options_.colour = no_colour_ ? ColourWish::When::Never : colour_;
    options_.limit = limit_;
    options_.sort = sort_;
    add_field_flags(flags_, options_);
    if (!now_.empty()) {
      options_.now = parse_iso8601(now_);
      if (!options_.now)
        return failure(Refusal{"morgue: --now wants a day like 2026-11-23\n", false});
    }
    const bool trec = options_.format == OutputFormat::Trec;
    if (trec != !options_.queries_file.empty())
      return failure(Refusal{"morgue: --queries FILE and --format trec go together\n", false});
    if (options_.verb == QueryOptions::Verb::Search && options_.query.empty() && !trec)
      return failure(
          Refusal{"morgue: nothing to search for\n  see: morgue search --help\n", false});
    return options_;
  }

  CLI::App app_;
  CLI::App* search_ = nullptr;
  CLI::App* show_ = nullptr;
  QueryOptions options_;
  OutputFormat format_ = OutputFormat::Auto;
  ColourWish::When colour_ = ColourWish::When::Auto;
  std::optional<int> limit_;
  std::optional<SortOrder> sort_;
  FieldFlags flags_;
  std::string now_;
  bool plain_ = false, json_ = false, jsonl_ = false, no_colour_ = false;
};

}  // namespace

bool is_verb(std::string_view name) {
  return std::find(kVerbs.begin(), kVerbs.end(), name) != kVerbs.end();
}

Result<QueryOptions, Refusal> parse_query_options(int argc, const char* const* argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.empty()) return failure(Refusal{kOverview, true});
  const std::string first = arguments.front();
  if (first == "--version")
    return failure(Refusal{std::string("morgue ") + MORGUE_VERSION + "\n", true});
  if (first == "help") {
    arguments.erase(arguments.begin());
    if (!arguments.empty() && arguments.front() == "fields")
      return failure(Refusal{fields_help(), true});
    if (arguments.empty() || !is_verb(arguments.front())) return failure(Refusal{kOverview, true});
    arguments = {arguments.front(), "--help"};
  } else if (first == "--help" || first == "-h") {
    return failure(Refusal{kOverview, true});
  } else if (!is_verb(first)) {
    arguments.insert(arguments.begin(), "search");
  }
  return Definition().parse(std::move(arguments));
}

}  // namespace morgue
