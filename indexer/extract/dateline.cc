#include "indexer/extract/dateline.h"

#include <charconv>
#include <vector>

#include "common/instant.h"
#include "common/utf8.h"
#include "indexer/extract/outlets.h"
#include "indexer/extract/word_list.h"

namespace morgue {
namespace {

/// "SAN FRANCISCO/NEW YORK, Calif., September 13, 2031 (Thomson Reuters Foundation) - " is 80.
constexpr std::size_t kMaxDatelineBytes = 160;
constexpr std::size_t kMaxAgencyBytes = 40;
constexpr std::size_t kMaxPlaceWords = 5;    // per place: "SAN JUAN DE LOS MORROS"
constexpr std::size_t kMaxRegionBytes = 30;  // "District of Columbia"
/// Without anything else in the dateline, a place in capitals has at least so many letters
/// ("LIMA"); shorter ones are mostly acronyms.
constexpr std::size_t kMinLonePlaceLetters = 4;
constexpr std::size_t kGluedWithin = 600;  // a long caption with its credit

/// Words in capitals that stand before a dash but are no place.
// clang-format off
constexpr auto kLabels = word_list(
    {
    "advisory", "alert", "analysis", "asean", "big", "breaking", "breakingviews", "brief",
    "briefing", "clarification", "column", "commentary", "corrected", "correction", "diary",
    "editorial", "exclusive", "explainer", "fact", "factbox", "feature", "fifa", "flash", "full",
    "good", "graphic", "highlights", "how", "insight", "interpol", "interview", "just", "key",
    "latest", "live", "longread", "look", "market", "more", "nasa", "nato", "news", "newsmaker",
    "note", "obituary", "olympics", "opec", "opinion", "photos", "pictured", "podcast", "poll",
    "preview", "profile", "quotes", "read", "recap", "related", "reuters", "review", "roundup",
    "special", "summary", "table", "text", "the", "timeline", "top", "uefa", "unesco", "unhcr",
    "unicef", "update", "updated", "video", "view", "warning", "watch", "what", "why", "wrapup"});
// clang-format on

std::string_view trimmed(std::string_view s) {
  const auto first = s.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return s.substr(first, s.find_last_not_of(' ') - first + 1);
}

/// The dash that ends a dateline and the blanks behind it.
struct Terminator {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool colon = false;
};

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text.substr(at).starts_with("\u00a0")))
    at += text[at] == ' ' ? 1 : 2;
  return at;
}

/// How many bytes of a dash stand at `at`: "-", "--", "_", an en or em dash, a horizontal bar.
std::size_t dash_at(std::string_view text, std::size_t at) {
  const auto rest = text.substr(at);
  for (const std::string_view dash : {"---", "--", "—", "–", "―", "−"})
    if (rest.starts_with(dash)) return dash.size();
  if (rest.front() != '-' && rest.front() != '_') return 0;
  // A hyphen inside a name has letters on both sides: it ends a dateline only beside a blank.
  const bool blank_before = at > 0 && (text[at - 1] == ' ' || text[at - 1] == ')');
  const bool blank_after = rest.size() > 1 && rest[1] == ' ';
  return blank_before || blank_after ? 1 : 0;
}

std::optional<Terminator> find_terminator(std::string_view head) {
  for (std::size_t at = 0; at < head.size(); ++at) {
    if (at > 0) {
      if (const auto dash = dash_at(head, at)) return Terminator{at, skip_blanks(head, at + dash)};
    }
    if (head[at] == ':') return Terminator{at, skip_blanks(head, at + 1), true};
    // "PARIS, March 3 (AFP) The minister": the bracket itself is the end.
    if (head[at] == ')' && at + 2 < head.size() && head[at + 1] == ' ') {
      const std::size_t next = skip_blanks(head, at + 1);
      if (next < head.size() && dash_at(head, next) == 0 && head[next] != ':' && head[next] != ',')
        return Terminator{at + 1, next};
    }
    if (head[at] == '.' || head[at] == '"' || head[at] == '\n') {
      // Only abbreviations may stand in a dateline: "Mass.", "Mar. 3", "ST. LOUIS", "U.N.".
      const bool ends = at + 1 >= head.size() || head[at] != '.';
      if (ends) return {};
    }
  }
  return {};
}

struct Case {
  std::size_t letters = 0;
  std::size_t upper = 0;
  bool vowel = false;
  bool title = true;  ///< every word starts with a capital, a few particles apart
  bool clean = true;  ///< letters, blanks, hyphens, apostrophes, full stops and slashes
  std::size_t words = 0;
};

Case case_of(std::string_view place) {
  Case found;
  bool start = true;
  std::string word;
  const auto close = [&] {
    constexpr auto particles =
        word_list({"al", "and", "au",  "d",  "da",  "de", "del", "des", "di",  "do",  "du",
                   "el", "la",  "las", "le", "los", "of", "on",  "s",   "sur", "the", "upon"});
    if (!word.empty() && !holds(particles, word)) found.title = false;
    word.clear();
  };
  bool small = false;  // the current word started with a small letter
  for (std::size_t at = 0; at < place.size();) {
    const auto [c, length] = utf8::decode(place, at);
    if (utf8::is_letter(c)) {
      const bool upper = utf8::is_upper(c);
      if (start) {
        ++found.words;
        small = !upper;
      }
      if (small) utf8::append_folded(word, c);
      start = false;
      ++found.letters;
      if (upper) ++found.upper;
      if (c > 0x7F ||
          std::string_view("AEIOUYaeiouy").find(static_cast<char>(c)) != std::string_view::npos)
        found.vowel = true;
    } else if (c == U' ' || c == U'/' || c == U'-' || c == U'\'' || c == U'’' || c == U'.') {
      close();
      small = false;
      start = true;
    } else {
      found.clean = false;
    }
    at += length;
  }
  close();
  return found;
}

bool is_label(std::string_view place) {
  const std::string key = utf8::folded(place);
  for (std::size_t begin = 0; begin < key.size();) {
    const std::size_t end = std::min(key.find(' ', begin), key.size());
    if (holds(kLabels, std::string_view(key).substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return false;
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

/// "March 3", "Mar. 3 2031", "3 March", "Friday" (which says nothing and is accepted).
bool read_day(std::string_view part, Dateline& into) {
  if (weekday_by_name(part)) return true;
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < part.size() && words.size() < 5;) {
    const std::size_t end = std::min(part.find(' ', begin), part.size());
    if (end > begin) words.push_back(part.substr(begin, end - begin));
    begin = end + 1;
  }
  if (words.size() > 1 && weekday_by_name(words.front())) words.erase(words.begin());
  if (words.size() < 2 || words.size() > 3) return false;
  const bool month_first = month_by_name(words[0]) != 0;
  const unsigned month = month_by_name(words[month_first ? 0 : 1]);
  const auto day = number(words[month_first ? 1 : 0]);
  if (month == 0 || !day || *day < 1 || *day > 31) return false;
  if (words.size() == 3) {
    const auto year = number(words[2]);
    if (!year || *year < 1800 || *year > 2200) return false;
    into.year = *year;
  }
  into.month = month;
  into.day = static_cast<unsigned>(*day);
  return true;
}

bool read_year(std::string_view part, Dateline& into) {
  const auto year = number(part);
  if (!year || *year < 1800 || *year > 2200 || into.month == 0) return false;
  into.year = *year;
  return true;
}

/// Takes "(UPI)" off the end of the head.
bool take_agency(std::string_view& head, Dateline& into) {
  if (!head.ends_with(')')) return true;
  const auto open = head.rfind('(');
  if (open == std::string_view::npos) return false;
  const auto agency = trimmed(head.substr(open + 1, head.size() - open - 2));
  if (agency.empty() || agency.size() > kMaxAgencyBytes) return false;
  const auto first = utf8::decode(agency, 0).code_point;
  if (!utf8::is_upper(first) && !is_known_outlet(agency)) return false;
  into.agency = agency;
  head = trimmed(head.substr(0, open));
  return true;
}

bool plausible_place(std::string_view place, bool supported) {
  const Case found = case_of(place);
  if (!found.clean || found.letters < 2 || found.words > 2 * kMaxPlaceWords) return false;
  if (found.words > kMaxPlaceWords && place.find('/') == std::string_view::npos) return false;
  if (is_label(place)) return false;
  const bool shouted = found.upper == found.letters;
  if (supported) return shouted || found.title;
  return shouted && found.vowel && found.letters >= kMinLonePlaceLetters;
}

bool plausible_region(std::string_view region) {
  const Case found = case_of(region);
  return found.clean && found.letters > 0 && found.title && region.size() <= kMaxRegionBytes;
}

/// The comma-separated parts: place, regions, day, year.
bool read_parts(std::string_view head, Dateline& into) {
  std::vector<std::string_view> places;
  std::size_t place_end = 0;
  for (std::size_t begin = 0; begin <= head.size();) {
    const std::size_t end = std::min(head.find(',', begin), head.size());
    const auto part = trimmed(head.substr(begin, end - begin));
    if (part.empty()) return false;
    const bool is_time =
        (into.year == 0 && read_year(part, into)) || (into.month == 0 && read_day(part, into));
    if (!is_time) {
      if (into.month != 0 || places.size() == 4) return false;
      places.push_back(part);
      place_end = end;
    }
    begin = end + 1;
  }
  if (places.empty()) return into.month != 0 && !into.agency.empty();
  const bool supported = !into.agency.empty() || into.month != 0;
  const bool region = places.size() > 1 && plausible_region(places[1]);
  // "KYIV, Ukraine—": the region is support enough, for a place in capitals.
  const Case first = case_of(places.front());
  const bool shouted = first.upper == first.letters;
  if (!plausible_place(places.front(), supported || (region && shouted))) return false;
  for (std::size_t i = 1; i < places.size(); ++i)
    if (!plausible_region(places[i])) return false;
  into.place = trimmed(head.substr(0, place_end));
  return true;
}

}  // namespace

std::optional<Dateline> read_dateline(std::string_view paragraph) {
  const auto head = utf8::prefix(paragraph, kMaxDatelineBytes);
  const auto end = find_terminator(head);
  if (!end || end->end >= paragraph.size()) return {};
  const auto next = utf8::decode(paragraph, end->end).code_point;
  const bool opens = utf8::is_upper(next) || utf8::is_digit(next) || !utf8::is_letter(next);
  if (!opens) return {};
  Dateline found;
  auto front = trimmed(head.substr(0, end->begin));
  if (front.empty() || !take_agency(front, found)) return {};
  const bool lone_agency = front.empty();
  if (lone_agency ? !is_known_outlet(found.agency) : !read_parts(front, found)) return {};
  const bool dashed = dash_at(paragraph, end->begin) != 0;
  if (!dashed && !is_known_agency(found.agency)) return {};
  if (end->colon && found.agency.empty()) return {};
  found.bytes = end->end;
  return found;
}

std::optional<std::size_t> find_glued_dateline(std::string_view paragraph) {
  const auto head = utf8::prefix(paragraph, kGluedWithin);
  if (head.find('(') == std::string_view::npos) return {};
  bool start = false;
  for (std::size_t at = 0; at < head.size();) {
    const auto [c, length] = utf8::decode(head, at);
    if (start && utf8::is_upper(c)) {
      const auto found = read_dateline(paragraph.substr(at));
      if (found && !found->agency.empty()) {
        const Case place = case_of(found->place);
        if (place.upper == place.letters || (place.letters == 0 && found->month != 0)) return at;
        // "WASHINGTON, D.C." and "KYIV, Ukraine" count by their first part.
        const Case city = case_of(found->place.substr(0, found->place.find(',')));
        if (city.upper == city.letters) return at;
      }
    }
    start = c == U' ' || c == U'|';
    at += length;
  }
  return {};
}

}  // namespace morgue
