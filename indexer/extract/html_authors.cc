// page_authors: who wrote the article.
#include <algorithm>
#include <array>

#include "common/utf8.h"
#include "indexer/extract/byline.h"
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
      utf8::append(out, shouted && at > 0 ? utf8::lower(d.code_point) : d.code_point);
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

class AuthorChooser {
 public:
  AuthorChooser(const Draft& draft, std::string_view source)
      : draft_(draft), site_key_(letters_key(source)) {}

  std::vector<std::string> choose(const std::vector<ShownLine>& lines) {
    for (const auto& places :
         {std::vector{"record"sv}, std::vector{"json-ld person"sv, "json-ld"sv}})
      if (add_found(places)) return people_;
    if (add_meta()) return people_;
    for (const ShownLine& line : lines)
      if (line.author && line.text.size() < kLongestAuthorLine && add(line.text)) return people_;
    if (add_first("itemprop") || add_first("json-ld page person") || add_first("json-ld page"))
      return people_;
    for (const ShownLine& line : lines)
      if (is_byline(line.text) && add(line.text)) return people_;
    return people_;
  }

 private:
  /// True if there is anybody now.
  bool add(std::string_view line) {
    std::vector<std::string> found = byline_people(without_shouting(line));
    if (found.empty()) found = east_asian_people(line);
    for (std::string& name : found) {
      if (letters_key(name) == site_key_) continue;
      if (std::ranges::find(people_, name) == people_.end()) people_.push_back(std::move(name));
    }
    return !people_.empty();
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
          candidate.found == "itemprop")
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

  const Draft& draft_;
  std::string site_key_;
  std::vector<std::string> people_;
};

}  // namespace

std::vector<std::string> page_authors(const Draft& draft, const std::vector<ShownLine>& lines,
                                      std::string_view source) {
  return AuthorChooser(draft, source).choose(lines);
}

}  // namespace morgue
