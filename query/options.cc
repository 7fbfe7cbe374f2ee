#include "query/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

#include "common/fields.h"
#include "common/utf8.h"
#include "query/help_topics.h"
#include "query/language/arguments.h"
#include "query/language/suggest.h"

namespace morgue {
namespace {

constexpr std::array<std::string_view, 4> kVerbs = {"search", "show", "person", "help"};

constexpr const char* kOverview =
    R"(morgue searches an archive of news articles; morgue-index fills it.

  morgue-index add ~/news                   put articles into the archive
  morgue search putin ukraine call          articles with these words, best first
  morgue search '"root causes" -tariff'     a phrase, without a word
  morgue search 'person:putin date:2025-07' who, and when
  morgue show a7f31c                        a whole article, by its id
  morgue person "Rowan Pike"                who that is: numbers, roles, names
  morgue search --help                      all that search can do
  morgue help query | dates | fields        how to ask, with examples

The archive is -A DIR, else $MORGUE_ARCHIVE, else ~/.local/share/morgue/default.
)";

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

constexpr const char* kShowFooter = R"(With a query, what it finds is marked:
  morgue show a7f31c ferry crash

With --annotate, what was recognised stands between signs, coloured on a terminal:
  [P:Rowan Pike] [O:Meridian Freight] [L:Calder Bay] [M:Skarra Cup]
                            people, organisations, places, other names
  [Tuesday = 2025-03-11]    a day, and which one it is
  {"I will not." by Rowan Pike}
                            a quotation, and who said it if that is known
$MORGUE_COLORS changes the looks: person=01;35:day=04 (also org, place, misc,
quote; match, title, source, id, rank, faint).)";

constexpr const char* kPersonFooter = R"(Examples:
  morgue person Pike                everybody with that name, most articles first
  morgue person @p17                one of them
  morgue search 'person:@p17'       articles that mean this one

What is wrong can be put right; it is remembered and can be undone:
  morgue person merge @p17 @p40     they are one
  morgue person split @p17 a7f31c   in that article it is somebody else
  morgue person alias, rename, forget, not-a-person, undo, log
  morgue-index person --help        all of these)";

/// Marks an argument as part of the query, so that CLI11 does not take it for an option.
constexpr char kQueryMark = '\x01';

/// "--source" for "--sorce" or "--sorce=x"; nothing if no option of the verb is spelt nearly so.
std::string option_meant(const CLI::App& app, std::string typed) {
  typed = typed.substr(0, typed.find('='));
  typed.erase(0, typed.find_first_not_of('-'));
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back(name);
  const std::vector<std::string_view> views(names.begin(), names.end());
  const auto meant = did_you_mean(typed, views);
  return meant ? "--" + std::string(*meant) : std::string();
}

std::string sentence(const CLI::ParseError& error, const CLI::App& app, const std::string& verb,
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
    else if (const auto colon = std::string(error.what()).rfind(": "); colon != std::string::npos) {
      const std::string option = std::string(error.what()).substr(colon + 2);
      what += " " + option;
      if (const std::string meant = option_meant(app, option); !meant.empty())
        hint = "did you mean " + meant + " ?";
    }
    if (stray != arguments.end() && verb == "search")
      hint = "to exclude a word: morgue search -- port " + *stray;
  } else if (!what.empty() && what[0] >= 'A' && what[0] <= 'Z' && what.size() > 1 &&
             what[1] >= 'a') {
    what[0] = static_cast<char>(what[0] | 0x20);
  }
  return "morgue: " + what + "\n  " + hint + "\n";
}

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

/// A flag as the part of the query that it stands for. What one would type without quotes goes
/// without them, so that lists, wildcards and ranges mean the same.
std::string field_value(std::string_view name, const std::string& value) {
  const bool plain = value.find_first_of(" \t()\"") == std::string::npos;
  if (plain && !value.empty()) return fmt::format("{}:{}", name, value);
  const bool list = field(find_field(name)->id).kind == FieldKind::Keyword;
  std::string quoted;
  for (const char c : value) {
    // A quotation mark can't be in a quoted value; nobody searches for one.
    if (c == ',' && list)
      quoted += "\",\"";
    else if (c != '"')
      quoted += c;
  }
  return fmt::format("{}:\"{}\"", name, quoted);
}

/// Flags that repeat fields of the query, so that scripts need no quoting: --person NAME. Given
/// twice, one of either means what the field twice means.
constexpr auto kFieldFlags =
    std::to_array<std::string_view>({"person", "org", "place", "said", "by", "source", "section",
                                     "lang", "about", "since", "until"});

struct FieldFlags {
  std::array<std::vector<std::string>, kFieldFlags.size()> values;
};

void add_field_flags(const FieldFlags& flags, QueryOptions& options) {
  for (std::size_t i = 0; i < kFieldFlags.size(); ++i)
    for (const std::string& value : flags.values[i])
      options.query.push_back(field_value(kFieldFlags[i], value));
}

void define_field_flags(CLI::App& app, FieldFlags& flags) {
  for (std::size_t i = 0; i < kFieldFlags.size(); ++i) {
    const std::string name(kFieldFlags[i]);
    const bool date = field(find_field(name)->id).kind == FieldKind::Date;
    const std::string value = date ? "DATE" : "NAME";
    app.add_option("--" + name, flags.values[i], "The same as " + name + ":" + value)
        ->type_name(value)
        ->allow_extra_args(false);
  }
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

class Definition {
 public:
  Definition() : app_("morgue searches archives of news articles.", "morgue") {
    app_.require_subcommand(1);
    define_search();
    define_show();
    define_person();
  }

  Result<QueryOptions, Refusal> parse(std::vector<std::string> arguments) {
    const std::string verb = arguments.empty() ? "search" : arguments.front();
    const std::vector<std::string> typed = arguments;
    mark_queries(arguments);
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    try {
      app_.parse(arguments);
    } catch (const CLI::CallForHelp&) {
      return failure(Refusal{parsed().help("morgue"), true});
    } catch (const CLI::ParseError& error) {
      return failure(Refusal{sentence(error, parsed(), verb, typed), false});
    }
    options_.verb = show_->parsed()     ? QueryOptions::Verb::Show
                    : person_->parsed() ? QueryOptions::Verb::Person
                                        : QueryOptions::Verb::Search;
    for (std::string& word : options_.query)
      if (!word.empty() && word[0] == kQueryMark) word.erase(0, 1);
    return finish();
  }

 private:
  /// The verb that was typed.
  [[nodiscard]] const CLI::App& parsed() const {
    return show_->parsed() ? *show_ : person_->parsed() ? *person_ : *search_;
  }

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
    app.add_option("-n,--limit", limit_, "Articles, or passages, to print (20; 0: all)")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    app.add_option("--offset", options_.offset, "Leave out the first N")
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
    app.add_option("--passages", options_.passages, "Passages per article (3)")
        ->type_name("N")
        ->check(CLI::Range(0, 50));
    app.add_option("-C,--context", options_.context, "Sentences to print around each passage (0)")
        ->type_name("N")
        ->check(CLI::Range(0, 50));
    app.add_flag("--passages-only", options_.passages_only,
                 "Passages of all articles, best first; -n counts them, and --loose is on");
    define_field_flags(app, flags_);
    app.add_flag("--loose", options_.loose, "Plain words: any of them, best match first");
    app.add_option("--recency", recency_,
                   "Newer is better: a score is halved for each 30d, 2w, 6m, 1y ... of age")
        ->type_name("HALF-LIFE");
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
    app.add_flag(
        "--explain", options_.explain,
        "Show on stderr how the query was read: its tree, days, words, names; and what each "
        "score is made of");
    app.add_option("--suggest", options_.suggest,
                   "If nothing is found, say what may have been meant: auto or never")
        ->type_name("WHEN")
        ->transform(named<bool>({{"auto", true}, {"never", false}}));
    app.add_option("--ask", options_.ask,
                   "Whom a name means that several bear: auto (on a terminal), always, never")
        ->type_name("WHEN")
        ->transform(named<QueryOptions::Ask>({{"auto", QueryOptions::Ask::Auto},
                                              {"always", QueryOptions::Ask::Always},
                                              {"never", QueryOptions::Ask::Never}}));
    app.add_option("--queries", options_.queries_file,
                   "Answer every line `ID<TAB>QUERY` of a file, with --format trec")
        ->type_name("FILE");
  }

  void define_show() {
    show_ = app_.add_subcommand("show", "Print a whole article");
    show_->footer(kShowFooter);
    show_->add_option("ID", options_.id, "The article's id, or the first digits of it")->required();
    show_->add_option("QUERY", options_.query, "What to mark");
    show_->add_flag("--annotate", options_.annotate,
                    "Mark people, organisations, places, days and quotations");
    show_->add_flag("--json", json_, "As a JSON object, with all of these");
    define_common(*show_);
  }

  void define_person() {
    person_ = app_.add_subcommand("person", "Who a name means, and what they are called");
    person_->footer(kPersonFooter);
    person_->add_option("NAME", options_.query, "A name, part of one, or a number (@p17)")
        ->required();
    person_->add_flag("--json", json_, "As JSON, one person a line");
    define_common(*person_);
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
    options_.group = no_collapse_ ? GroupBy::None : group_;
    add_field_flags(flags_, options_);
    if (!now_.empty()) {
      options_.now = parse_iso8601(now_);
      if (!options_.now)
        return failure(Refusal{"morgue: --now wants a day like 2026-11-23\n", false});
    }
    options_.loose = options_.loose || options_.passages_only;
    if (!recency_.empty()) {
      options_.recency_days = days_of(recency_);
      if (!options_.recency_days)
        return failure(Refusal{"morgue: --recency wants a length like 30d, 2w, 6m or 1y\n", false});
    }
    const bool trec = options_.format == OutputFormat::Trec;
    if (options_.passages_only && (trec || options_.passages == 0))
      return failure(Refusal{fmt::format("morgue: --passages-only and {} exclude each other\n",
                                         trec ? "--format trec" : "--passages 0"),
                             false});
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
  CLI::App* person_ = nullptr;
  QueryOptions options_;
  OutputFormat format_ = OutputFormat::Auto;
  ColourWish::When colour_ = ColourWish::When::Auto;
  std::optional<int> limit_;
  std::optional<SortOrder> sort_;
  std::optional<GroupBy> group_;
  FieldFlags flags_;
  std::string now_, recency_;
  bool no_collapse_ = false, plain_ = false, json_ = false, jsonl_ = false, no_colour_ = false;
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
    if (!arguments.empty())
      if (auto page = help_topic(arguments.front())) return failure(Refusal{*page, true});
    if (arguments.empty() || arguments.front() == "help") return failure(Refusal{kOverview, true});
    if (!is_verb(arguments.front()))
      return failure(Refusal{"morgue: there is no help on \"" +
                                 utf8::one_line(utf8::repaired(arguments.front())) +
                                 "\"\n  there is: query, dates, fields, search, show, person\n",
                             false});
    arguments = {arguments.front(), "--help"};
  } else if (first == "--help" || first == "-h") {
    return failure(Refusal{kOverview, true});
  } else if (!is_verb(first)) {
    arguments.insert(arguments.begin(), "search");
  }
  return Definition().parse(std::move(arguments));
}

}  // namespace morgue
