// page_authors, page_agency: who wrote the article.
#include <algorithm>
#include <array>

#include "common/utf8.h"
#include "indexer/extract/agency.h"
#include "indexer/extract/byline.h"
#include "indexer/extract/dateline.h"
#include "indexer/extract/html_dates.h"
#include "indexer/extract/html_fields.h"
#include "indexer/extract/text_container.h"
#include "indexer/read/ascii.h"

namespace morgue {
namespace {

using namespace std::literals;
using Field = Draft::Candidate::Field;

/// Names in Han, Kana or Hangul have two to eight characters and no blanks between words.
constexpr std::size_t kShortestEastAsianName = 2;
constexpr std::size_t kLongestEastAsianName = 8;
/// A line with authors and their roles; longer ones are about them.
constexpr std::size_t kLongestAuthorLine = 120;
/// Parts of outlets, desks and roles in these scripts.
constexpr std::array kEastAsianOrganisations = {
    "新聞"sv,     "新闻"sv,   "社"sv,   "報"sv,         "报"sv,   "网"sv,   "網"sv,
    "編集"sv,     "编辑"sv,   "通信"sv, "通讯"sv,       "記者"sv, "记者"sv, "デジタル"sv,
    "ニュース"sv, "テレビ"sv, "部"sv,   "局"sv,         "日刊"sv, "뉴스"sv, "일보"sv,
    "신문"sv,     "방송"sv,   "기자"sv, "オンライン"sv, "編輯"sv, "서울"sv};

bool is_east_asian(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xAC00 && c <= 0xD7A3) || c == U'々' || c == U'・' || c == U'·';
}

bool is_east_asian_name(std::string_view text) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto d = utf8::decode(text, at);
    if (!is_east_asian(d.code_point) && !utf8::is_space(d.code_point)) return false;
    if (!utf8::is_space(d.code_point)) ++characters;
    at += d.length;
  }
  if (characters < kShortestEastAsianName || characters > kLongestEastAsianName) return false;
  return std::ranges::none_of(kEastAsianOrganisations, [text](auto part) {
    return text.find(part) != std::string_view::npos;
  });
}

/// Names that the byline's rules, made for alphabets with capitals, do not know.
std::vector<std::string> east_asian_people(std::string_view line) {
  std::vector<std::string> people;
  for (const auto role : {" 기자"sv, "記者"sv, "记者"sv, "기자"sv})
    if (line.ends_with(role)) line.remove_suffix(role.size());
  if (ascii::starts_with_folded(line, "by ")) line.remove_prefix(3);
  while (!line.empty()) {
    std::size_t cut = line.size();
    std::size_t next = line.size();
    for (const auto separator : {","sv, "、"sv, ";"sv, "，"sv, "/"sv})
      if (const std::size_t at = line.find(separator); at < cut) {
        cut = at;
        next = at + separator.size();
      }
    const std::string name = utf8::one_line(line.substr(0, cut));
    if (!is_east_asian_name(name)) return {};
    people.push_back(name);
    line.remove_prefix(next);
  }
  return people;
}

struct Case {
  bool upper = false;
  bool lower = false;
  std::size_t letters = 0;
};

Case case_of(std::string_view word) {
  Case out;
  for (std::size_t at = 0; at < word.size();) {
    const auto d = utf8::decode(word, at);
    if (utf8::is_letter(d.code_point)) {
      ++out.letters;
      (utf8::is_upper(d.code_point) ? out.upper : out.lower) = true;
    }
    at += d.length;
  }
  return out;
}

/// Behind a hyphen or an apostrophe.
bool starts_part(std::string_view word, std::size_t at) {
  return at > 0 && (word[at - 1] == '-' || word[at - 1] == '\'');
}

/// "Ana SOLBERG" as French and agency style has it -> "Ana Solberg". Lines in capitals throughout
/// are left to byline_people().
std::string without_shouting(std::string_view name) {
  constexpr std::size_t kLongerThanInitials = 3;
  if (!case_of(name).lower) return std::string(name);
  std::string out;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find(' '), name.size());
    const std::string_view word = name.substr(0, end);
    const Case shape = case_of(word);
    const bool shouted = shape.upper && !shape.lower && shape.letters > kLongerThanInitials;
    for (std::size_t at = 0; at < word.size();) {
      const auto d = utf8::decode(word, at);
      const bool after_mc = at == 2 && ascii::starts_with_folded(word, "mc");
      const bool keep = at == 0 || after_mc || !shouted || starts_part(word, at);
      utf8::append(out, keep ? d.code_point : utf8::lower(d.code_point));
      at += d.length;
    }
    name.remove_prefix(end);
    if (!name.empty()) {
      out += ' ';
      name.remove_prefix(1);
    }
  }
  return out;
}

/// "dana okafor" of a system that stores its people in small letters -> "Dana Okafor". Anything
/// else is left as it is.
std::string with_capitals(std::string_view name) {
  if (case_of(name).upper) return std::string(name);
  std::string out;
  bool start = true;
  for (std::size_t at = 0; at < name.size();) {
    const auto d = utf8::decode(name, at);
    if (!utf8::is_letter(d.code_point) && d.code_point != U' ' && d.code_point != U'-')
      return std::string(name);
    utf8::append(out, start ? utf8::upper(d.code_point) : d.code_point);
    start = !utf8::is_letter(d.code_point);
    at += d.length;
  }
  return out;
}

/// The letters of an address's host without "www" and the last part: "www.calder-herald.example"
/// -> "calderherald".
std::string host_key(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#:"));
  if (ascii::starts_with_folded(host, "www.")) host.remove_prefix(4);
  return letters_key(host.substr(0, host.rfind('.')));
}

/// A name this long is not part of a host by chance.
constexpr std::size_t kShortestOutletKey = 8;
/// The outlet's name as metadata glue things to it is this long at least.
constexpr std::size_t kShortestGluedKey = 6;

/// Words that stand alone or with a colon before the author's name, folded.
constexpr std::array kLabels = {
    "author"sv,  "authors"sv, "autor"sv,  "autorin"sv, "autoren"sv,    "autor/in"sv, "auteur"sv,
    "auteure"sv, "auteurs"sv, "autore"sv, "autrice"sv, "autora"sv,     "autores"sv,  "verfasser"sv,
    "text"sv,    "texte"sv,   "texto"sv,  "testo"sv,   "tekst"sv,      "reporter"sv, "skribent"sv,
    "by"sv,      "von"sv,     "par"sv,    "por"sv,     "written by"sv, "автор"sv};

bool is_label(std::string_view line) {
  std::string folded = utf8::folded(line);
  while (folded.ends_with(':') || folded.ends_with(' ')) folded.pop_back();
  return std::ranges::find(kLabels, std::string_view(folded)) != kLabels.end();
}

/// What names the author in "Auteur : Dana Okafor" and "Ein Kommentar von Dana Okafor"; empty for
/// other lines.
std::string_view behind_author_label(std::string_view line) {
  if (line.size() >= kLongestAuthorLine) return {};
  if (const std::size_t colon = line.find(':'); colon != std::string_view::npos && colon > 0)
    if (is_label(line.substr(0, colon))) return line.substr(colon + 1);
  constexpr std::size_t kLongestKind = 30;
  constexpr std::string_view kVon = " von ";
  const std::size_t von = line.find(kVon);
  const bool kind = line.starts_with("Ein ") || line.starts_with("Eine ");
  return kind && von < kLongestKind ? line.substr(von + kVon.size()) : std::string_view();
}

class AuthorChooser {
 public:
  AuthorChooser(const Draft& draft, const PageIdentity& page)
      : draft_(draft), host_key_(host_key(page.url)) {
    outlets_.push_back(letters_key(page.source));
    for (const auto& candidate : draft.candidates)
      if (candidate.field == Field::Source) outlets_.push_back(letters_key(candidate.value));
    std::erase(outlets_, "");
  }

  std::vector<std::string> choose(const std::vector<ShownLine>& lines, const MainText& text) {
    for (const auto& places :
         {std::vector{"record"sv}, std::vector{"json-ld person"sv, "json-ld"sv},
          std::vector{"feed"sv, "mail"sv}})
      if (add_found(places)) return people_;
    if (add_meta()) return people_;
    for (const ShownLine& line : lines)
      if (!line.far && line.author && line.text.size() < kLongestAuthorLine && add(line.text))
        return people_;
    if (add_first("itemprop") || add_first("json-ld page person") || add_first("json-ld page"))
      return people_;
    for (const ShownLine& line : lines)
      if (!line.far &&
          ((is_byline(line.text) && add(line.text)) || add(behind_author_label(line.text))))
        return people_;
    if (add_below_label(lines)) return people_;
    for (const ShownLine& line : lines)
      if (!line.far && add_dated(line.text)) return people_;
    for (const std::string& signature : text.signatures) add(signature);
    return people_;
  }

 private:
  /// True if there is anybody now.
  bool add(std::string_view line) {
    std::vector<std::string> found = byline_people(without_shouting(with_capitals(line)));
    if (found.empty()) found = east_asian_people(line);
    for (std::string& name : found) {
      if (is_outlet(letters_key(name))) continue;
      if (std::ranges::find(people_, name) == people_.end()) people_.push_back(std::move(name));
    }
    return !people_.empty();
  }

  bool is_outlet(std::string_view key) const {
    if (key.size() >= kShortestOutletKey && host_key_.find(key) != std::string::npos) return true;
    return std::ranges::any_of(outlets_, [key](const std::string& outlet) {
      return key == outlet || (outlet.size() >= kShortestGluedKey && key.starts_with(outlet));
    });
  }

  bool add_found(const std::vector<std::string_view>& places) {
    for (const auto& candidate : draft_.candidates)
      if (candidate.field == Field::Author &&
          std::ranges::find(places, candidate.found) != places.end())
        add(candidate.value);
    return !people_.empty();
  }

  /// The first kind of meta element that names anybody; all of that kind.
  bool add_meta() {
    std::string_view found;
    for (const auto& candidate : draft_.candidates) {
      if (candidate.field != Field::Author || candidate.found.starts_with("json-ld") ||
          candidate.found == "itemprop" || candidate.found == "feed" || candidate.found == "mail")
        continue;
      if (!found.empty() && candidate.found != found) continue;
      if (add(candidate.value)) found = candidate.found;
    }
    return !people_.empty();
  }

  /// Microdata of teasers names their authors as well: only the first counts.
  bool add_first(std::string_view place) {
    for (const auto& candidate : draft_.candidates)
      if (candidate.field == Field::Author && candidate.found == place && add(candidate.value))
        return true;
    return false;
  }

  /// "By" on a line of its own, the name on the next.
  bool add_below_label(const std::vector<ShownLine>& lines) {
    for (std::size_t i = 0; i + 1 < lines.size(); ++i)
      if (!lines[i + 1].far && is_label(lines[i].text) && is_only_name(lines[i + 1].text) &&
          add(lines[i + 1].text))
        return true;
    return false;
  }

  static bool is_only_name(const std::string& line) {
    const auto people = byline_people(line);
    return people.size() == 1 && people.front() == line;
  }

  /// "Dana Okafor | 05.04.2025", "05.04.2025 - Dana Okafor": nothing but a name and a date.
  bool add_dated(std::string_view line) {
    if (line.size() >= kLongestAuthorLine) return false;
    for (const auto bar : {"|"sv, "•"sv, "·"sv, " - "sv, " – "sv}) {
      const std::size_t at = line.find(bar);
      if (at == std::string_view::npos || at == 0) continue;
      const std::string first = utf8::one_line(line.substr(0, at));
      const std::string second = utf8::one_line(line.substr(at + bar.size()));
      const bool dash = bar.front() == ' ';  // "New Calder - 5 April" is a place
      if (!dash && is_only_name(first) && parse_page_date(second)) return add(first);
      if (is_only_name(second) && parse_page_date(first)) return add(second);
    }
    return false;
  }

  const Draft& draft_;
  std::string host_key_;
  std::vector<std::string> outlets_;  ///< letters_key() of each name of this one
  std::vector<std::string> people_;
};

/// A caption or a summary may stand in front of the paragraph with the dateline.
constexpr std::size_t kDatelineParagraphs = 3;
/// Where agencies are credited, surest first.
constexpr std::array kAgencyPlaces = {"record"sv, "feed"sv, "json-ld"sv, "json-ld organization"sv,
                                      "json-ld person"sv};

std::string agency_in(const Draft& draft, Field field, std::string_view place) {
  for (const auto& candidate : draft.candidates) {
    if (candidate.field != field || (!place.empty() && candidate.found != place)) continue;
    if (std::string agency = credited_agency(candidate.value); !agency.empty()) return agency;
  }
  return {};
}

}  // namespace

std::vector<std::string> page_authors(const Draft& draft, const PageIdentity& page,
                                      const std::vector<ShownLine>& lines, const MainText& text) {
  return AuthorChooser(draft, page).choose(lines, text);
}

std::string page_agency(const Draft& draft, const std::vector<ShownLine>& lines,
                        const MainText& text) {
  if (auto named = agency_in(draft, Field::Agency, {}); !named.empty()) return named;
  for (const auto place : kAgencyPlaces)
    if (auto named = agency_in(draft, Field::Author, place); !named.empty()) return named;
  if (auto named = agency_in(draft, Field::Author, {}); !named.empty()) return named;
  for (const ShownLine& line : lines)
    if (!line.far && (line.author || is_byline(line.text)) && line.text.size() < kLongestAuthorLine)
      if (auto named = credited_agency(line.text); !named.empty()) return named;
  for (const std::string& signature : text.signatures)
    if (auto named = credited_agency(signature); !named.empty()) return named;
  for (std::size_t i = 0; i < std::min(kDatelineParagraphs, text.paragraphs.size()); ++i)
    if (const auto dateline = read_dateline(text.paragraphs[i]); dateline)
      return credited_agency(dateline->agency);
  return {};
}

}  // namespace morgue
