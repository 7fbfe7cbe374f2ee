#include "query/help_topics.h"

#include <fmt/format.h>

#include "common/fields.h"

namespace morgue {
namespace {

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

The archive as it was known on a day: --as-of 2024-06-20 with any verb that reads
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

}  // namespace

std::optional<std::string> help_topic(std::string_view topic) {
  if (topic == "query") return std::string(kQueryHelp);
  if (topic == "dates" || topic == "date") return std::string(kDatesHelp);
  if (topic == "fields" || topic == "field") return fields_help();
  return {};
}

}  // namespace morgue
