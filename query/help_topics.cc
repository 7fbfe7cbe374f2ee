#include "query/help_topics.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "common/fields.h"
#include "common/man_page.h"

namespace morgue {
namespace {

constexpr std::string_view kOverviewHead =
    R"(morgue searches an archive of news articles; morgue-index fills it.

Examples:
  morgue-index add ~/news                   put articles into the archive
  morgue search putin ukraine call          articles with these words, best first
  morgue search '"root causes" -tariff'     a phrase, without a word
  morgue search 'person:putin date:2025-07' who, and when
  morgue show a7f31c                        a whole article, by its id
  morgue search --help                      all that search can do

)";

constexpr std::string_view kOverviewFooter = R"(
Verbs may be left out: morgue ferry crash is a search. A word that is no verb runs
morgue-WORD, if there is such a program: morgue index add is morgue-index add.

The archive is -A DIR or -A NAME, else $MORGUE_ARCHIVE, else .morgue here or above,
else ~/.local/share/morgue/default. morgue archives lists those that have a name.
-A again: several are searched as one. -A ssh://host/dir, -A tcp://host:port: one of
another machine.
--as-of 2024-06-20 with most verbs: the archive as it was known on that day.
Exit status: 0 found, 1 nothing found, 2 usage or a query that can't be read, 3 archive missing or
unreadable, 4 locked by another process, 5 done with some failures, 130 interrupted.
)";

constexpr std::string_view kEnvironmentHelp = R"(What morgue takes from its environment:

The archive
  MORGUE_ARCHIVE              its directory, if -A gives none
  XDG_CONFIG_HOME             morgue/config in it has settings (~/.config): morgue config --help
  XDG_DATA_HOME               the usual archive is morgue/default in it (~/.local/share)
  XDG_STATE_HOME              morgue/alerts in it says how far alerts were told (~/.local/state)

The terminal
  COLUMNS                     how wide lines are, else as wide as the terminal, else 80; text is
                              never wider than 100
  NO_COLOR                    if it is not empty: no colours
  FORCE_COLOR                 colours wherever the output goes; also CLICOLOR_FORCE; 0 is no
  TERM                        dumb: no colours
  MORGUE_PAGER                what shows more than a screen holds, else PAGER, else less; empty or
                              cat: nothing; --no-pager does the same
  LESS                        options of less; FRX if it is not set
  MORGUE_COLORS               how parts look, by codes of ANSI: match=01;33:source=36. Parts are
                              match, title, source, id, rank, faint, person, org, place, misc,
                              quote, day, cut and added
--color always or never stand above all of these. Where there are colours on a terminal, headlines
lead to their articles (OSC 8); --hyperlink never, or always.

Other programs
  BROWSER                     what morgue open opens addresses with
  PATH                        where morgue WORD looks for morgue-WORD
)";

constexpr std::string_view kFormatsFooter = R"(
On a terminal text is usual, in a pipe plain: one result a line, fields parted by tabs; which they
are, the --help of the verb says. Nothing is wrapped or coloured in a pipe.
json is one document, jsonl an object a line; both have "format_version": 1, and their schemas lie
in share/morgue/schema; man morgue-json lists their fields. JSON never changes its meaning under one
number.
csv has a head line, and quotation marks as RFC 4180 wants them.
export --template writes lines of your own: morgue export --help.

What can be read into an archive: morgue-index formats
)";

constexpr std::string_view kQueryHelp =
    R"(How to ask. Put the whole query between single quotes: the shell eats others.

Words
  ferry crash inquiry         articles with all these words, best first. If fewer
                              than ten have them, words are dropped, the commonest
                              first, and a note says which
                              More than four words are a question: what has
                              most of them is best
  "frozen radar"              side by side, as it stands: no other forms
  resign*   wom?n   *berg     any letters, one letter; anywhere in the word
  Zelensky~   Zelenskyy~2     one letter different, two
  exact(résumé)   caps(WHO)   with these accents; written in capitals
  atleast3(lithium)           three times or more
  ferry^2 crash               a word that counts twice
Capitals and accents make no difference otherwise.

Operators are written in capitals; in small letters they are words
  crash -football             without a word; also NOT football, -"data centre",
                              -(a OR b), -section:sport
  ferry OR bridge crash       OR binds least: ferry OR (bridge crash)
  (ferry OR bridge) crash     brackets decide
  title:(mayor AND resign*)   AND is what stands between words anyway

Near one another
  port w/5 closure            within five words, in any order ("port closure"~5)
  minister pre/3 resign*      within three words, in this order
  tariff w/s retaliat*        in one sentence; w/p in one paragraph
  port w/5 (strike OR "walk out")
  person:"Rowan Pike" w/s person:"Ilse Marten"
                              one sentence names both

Fields: name:value, name:"two words", name:(a OR b); see: morgue help fields
  person:"Rowan Pike"         under any form of his name
  person:Rowan Pike strike    the same, if the archive knows the name
  said:pike quote:sorry       he said it
  source:herald,gazette       either
  source:/^the-.*-times$/     a regular expression (source, agency, section, url, title)
  date:2024-06..2024-09       see: morgue help dates

A field that an article has once, given twice, means either (source:a source:b);
other fields mean both (person:a person:b).

The whole answer
  sort:newest                 oldest, relevance, source, words; or --sort
  limit:50                    or -n 50; limit:0 is all
A query of nothing but fields is sorted newest first.

How a query was read: --explain. A minus first needs quotes or a --:
  morgue search '-section:sport ferry'        morgue search -- -ferry port
)";

constexpr std::string_view kDatesHelp =
    R"(Dates: date: (published), about: (spoken of), added:, updated:, since:, until:

  date:2024   date:1990s              a year, a decade
  date:2024-06   date:june-2024       a month
  date:2024-06-14   date:20240614     a day; also 14-june-2024, june-14-2024
  date:2024-W24   date:2024-Q3        a week (from Monday), a quarter
  date:june   date:june-14            the latest that is not in the future
  date:monday                         the latest Monday, today included
  date:today   date:yesterday
  date:this-week   date:last-month    this- and last- week, month, quarter, year
  date:30d   date:6w   date:3m        from so many days, weeks, months ago until
                                      today; also 2y. m is months
  date:@1718323200                    seconds since 1970

Ranges
  date:2024-06..2024-09               both ends included
  date:2024..   date:..2024-06        from then; until then
  date:>2024   date:>=2024            from 2025-01-01; from 2024-01-01
  date:<2024   date:<=2024            until 2023-12-31; until 2024-12-31
  date:january..march-2024            the first end takes the year of the second
  date:2024-03/P6M   date:P1W/2024-05-25
                                      ISO 8601: six months from March; the week
                                      before the day
  since:2020 until:june-2022          the same as date:2020..june-2022

A date stands for all the days that it names, on the publisher's own calendar.
Instead of a blank write - or _, or use quotes: date:"14 june 2024".
03/04/2024 is refused: nobody can know which is the month.
How a date was read: --explain, and "dates" of --json. --now 2026-11-23 sets the
day that relative dates count from.

The archive as it was known on a day: --as-of 2024-06-20 with any verb that reads.
Only what was published by then, in the version of that day; copies, firsts and
people as they stood. A text that was updated later is not known; nor is "June
2024" before July. Without a date an article is known from when it was added.
--as-of added:2024-06-20 asks the other clock: what had been added by then (UTC),
but for what was deleted since. Both may be given. Relative dates then count from
that day. Who is who, and what you tagged, is what is known today.
)";

/// Columns of the names in the table of fields.
constexpr std::size_t kNamesWidth = 26;

constexpr std::string_view kFieldsFooter = R"(
Names: person:pike finds every Pike, person:"Rowan Pike" also Rowan J. Pike.
org:, place: and entity: find things also by what the article calls them:
org:WHO. person:*, org:* and so on are anybody; pik* and pike~ work as in text.
With w/n, w/s and w/p a name stands where it is named: person:pike w/s org:who

Quotations: said: and quote: in one group belong together.
  said:pike quote:strike            he said it
  said:pike said:marten quote:sorry each of them said it
  said:(pike OR marten) quote:sorry one of them did
  said:pike strike                  he is quoted; the word stands anywhere
  said:pike -quote:strike           he is quoted; nobody says it
  -(said:pike quote:strike)         he has not said it
  said:pike quote:(NOT strike)      he said something without it
  quote:(strike NOT wrong)          both decided on one utterance

Days: about:2024-06-14 finds what speaks of that day, and below it what speaks
of that June; about:2024-06 finds every day and week of it, and below these
what says no more than 2024. A range (about:2024-06..2024-08) is as fine as the
days, months and years that it is made of. What speaks of more than ten years
at once is not found.
)";

struct TopicInfo {
  std::string_view name;
  std::string_view summary;
};
constexpr auto kTopics = std::to_array<TopicInfo>({
    {"query", "How to ask: words, operators, fields"},
    {"dates", "All that a date may be"},
    {"fields", "All fields, each with an example"},
    {"formats", "Forms of what verbs print"},
    {"examples", "The examples of all verbs"},
    {"environment", "Variables of the environment"},
});

/// The table of fields as a page of help.
std::string fields_help() {
  std::string out = "Fields of a query, as in person:\"Rowan Pike\" or source:herald,gazette\n\n";
  for (const FieldInfo& info : fields()) {
    std::string names(info.name);
    for (const std::string_view alias : info.aliases) names += ", " + std::string(alias);
    if (names.size() >= kNamesWidth) names += fmt::format("\n  {:<{}}", "", kNamesWidth);
    out += fmt::format("  {:<{}}{}{}\n", names, kNamesWidth, info.help,
                       info.searchable ? "" : " (not in archives yet)");
    out += fmt::format("  {:<{}}  {}\n", "", kNamesWidth, info.example);
  }
  out += kFieldsFooter;
  return out;
}

/// A table of all that --help lists in one line each.
std::string overview(const CommandInfo& program) {
  std::string out(kOverviewHead);
  out += "Verbs (morgue VERB --help):\n";
  for (const CommandInfo& verb : program.commands)
    out += fmt::format("  {:<26}{}\n", verb.name, verb.summary);
  out += "\nTopics (morgue help TOPIC):\n";
  for (const TopicInfo& topic : kTopics)
    out += fmt::format("  {:<26}{}\n", topic.name, topic.summary);
  out += kOverviewFooter;
  return out;
}

/// The forms in which each verb writes, as its --format has them.
std::string formats_help(const CommandInfo& program) {
  std::string out = "Forms of what verbs print, by --format\n\nVerbs\n";
  for (const CommandInfo& verb : program.commands) {
    const OptionInfo* format = find_option(verb, "--format");
    if (format != nullptr)
      out += fmt::format("  {:<26}{}\n", verb.name, fmt::join(format->values, ", "));
  }
  out += kFormatsFooter;
  return out;
}

/// The examples of all verbs, each with what it means as its --help says.
std::string examples_help(const CommandInfo& program) {
  std::string out = "Examples of all verbs\n";
  for (const CommandInfo& verb : program.commands) {
    const std::string examples = example_lines(verb.footer);
    if (!examples.empty()) out += fmt::format("\n{}\n{}", verb.name, examples);
  }
  return out;
}

}  // namespace

std::vector<std::string_view> help_topic_names() {
  std::vector<std::string_view> names;
  for (const TopicInfo& topic : kTopics) names.push_back(topic.name);
  return names;
}

std::optional<std::string> help_topic(std::string_view topic, const CommandInfo& program) {
  if (topic == "help") return overview(program);
  if (topic == "query") return std::string(kQueryHelp);
  if (topic == "dates" || topic == "date") return std::string(kDatesHelp);
  if (topic == "fields" || topic == "field") return fields_help();
  if (topic == "formats" || topic == "format") return formats_help(program);
  if (topic == "examples") return examples_help(program);
  if (topic == "environment") return std::string(kEnvironmentHelp);
  return {};
}

}  // namespace morgue
