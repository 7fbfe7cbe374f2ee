#include "indexer/extract/html_fields.h"

#include <algorithm>
#include <array>
#include <optional>

#include "common/utf8.h"
#include "indexer/extract/byline.h"
#include "indexer/extract/html_hints.h"
#include "indexer/read/ascii.h"

namespace morgue {
namespace {

using namespace std::literals;
using Field = Draft::Candidate::Field;

std::string first_found(const Draft& draft, Field field,
                        std::initializer_list<std::string_view> places) {
  for (const auto place : places)
    for (const auto& candidate : draft.candidates)
      if (candidate.field == field && candidate.found == place) return candidate.value;
  return {};
}

std::string first_of(const Draft& draft, Field field) {
  for (const auto& candidate : draft.candidates)
    if (candidate.field == field) return candidate.value;
  return {};
}

bool is_absolute(std::string_view url) {
  return ascii::starts_with_folded(url, "http://") || ascii::starts_with_folded(url, "https://");
}

constexpr std::array kSeparators = {" | "sv, " - "sv, " – "sv, " — "sv, " :: "sv,
                                    " » "sv, " · "sv, " / "sv, " • "sv, " « "sv};

/// Where the last separator of a title stands, or npos.
std::size_t last_separator(std::string_view title, std::size_t& length) {
  std::size_t best = std::string_view::npos;
  for (const auto separator : kSeparators) {
    const std::size_t at = title.rfind(separator);
    if (at != std::string_view::npos && (best == std::string_view::npos || at > best)) {
      best = at;
      length = separator.size();
    }
  }
  return best;
}

std::string key_of(std::string_view text) {
  std::string key;
  const std::string folded = utf8::folded(text);
  for (std::size_t at = 0; at < folded.size();) {
    const auto d = utf8::decode(folded, at);
    if (utf8::is_letter(d.code_point) || utf8::is_digit(d.code_point))
      key.append(folded, at, d.length);
    at += d.length;
  }
  return key;
}

struct TitleCandidate {
  std::string text;
  std::string key;
  int votes = 0;
};

/// The title without a site name at its end: one that equals the source, or one that other titles
/// of the page do without.
std::string without_site(std::string title, std::string_view source,
                         const std::vector<std::string>& others) {
  for (int round = 0; round < 3; ++round) {
    std::size_t length = 0;
    const std::size_t at = last_separator(title, length);
    if (at == std::string::npos) break;
    const std::string head = key_of(title.substr(0, at));
    const std::string tail = key_of(std::string_view(title).substr(at + length));
    const std::string site = key_of(source);
    const bool is_site =
        !site.empty() && (tail == site || tail.find(site) != std::string::npos ||
                          (tail.size() > 2 && site.find(tail) != std::string::npos));
    const bool confirmed = std::ranges::any_of(
        others, [&](const std::string& other) { return key_of(other) == head; });
    if (head.empty() || (!is_site && !confirmed)) break;
    title.resize(at);
  }
  return title;
}

}  // namespace

std::string page_source(const Draft& draft) {
  std::string name = first_found(draft, Field::Source,
                                 {"record", "og:site_name", "json-ld", "json-ld page",
                                  "dc.publisher", "dcterms.publisher", "application-name"});
  if (name.empty()) name = first_of(draft, Field::Source);
  return is_absolute(name) ? std::string() : name;
}

std::string page_url(const Draft& draft) {
  for (const auto place :
       {"record"sv, "canonical"sv, "og:url"sv, "json-ld"sv, "twitter:url"sv, "parsely-link"sv})
    if (std::string url = first_found(draft, Field::Url, {place}); is_absolute(url)) return url;
  return {};
}

std::string page_language(const Draft& draft) {
  std::string code = first_found(
      draft, Field::Language, {"record", "html lang", "json-ld", "og:locale", "content-language"});
  code = ascii::folded(code.substr(0, code.find_first_of("-_, ")));
  const bool two_letters =
      code.size() == 2 && ascii::is_letter(code[0]) && ascii::is_letter(code[1]);
  return two_letters ? code : std::string();
}

std::string page_section(const Draft& draft) {
  return first_found(draft, Field::Section,
                     {"record", "json-ld", "article:section", "section", "parsely-section",
                      "og:section", "cxenseparse:category", "itemprop"});
}

std::string page_title(const Draft& draft, const MainText& text, std::string_view source) {
  if (std::string given = first_found(draft, Field::Title, {"record"}); !given.empty())
    return given;
  std::vector<std::string> titles;
  if (!text.headline_text.empty()) titles.push_back(utf8::one_line(text.headline_text));
  for (const auto place : {"json-ld"sv, "og:title"sv, "twitter:title"sv, "title"sv, "itemprop"sv,
                           "parsely-title"sv, "dc.title"sv, "headline"sv})
    if (std::string one = first_found(draft, Field::Title, {place}); !one.empty())
      titles.push_back(std::move(one));
  std::vector<TitleCandidate> candidates;
  for (const std::string& title : titles) {
    std::string bare = without_site(title, source, titles);
    std::string key = key_of(bare);
    if (key.empty()) continue;
    const auto same = std::ranges::find(candidates, key, &TitleCandidate::key);
    if (same != candidates.end()) {
      ++same->votes;
    } else {
      candidates.push_back({std::move(bare), std::move(key), 1});
    }
  }
  if (candidates.empty()) return {};
  return std::ranges::max_element(candidates, {}, &TitleCandidate::votes)->text;
}

std::vector<std::string> page_authors(const Draft& draft, const MainText& text) {
  (void)text;
  std::vector<std::string> people;
  const auto add = [&people](std::string_view line) {
    for (std::string& name : byline_people(line))
      if (std::ranges::find(people, name) == people.end()) people.push_back(std::move(name));
  };
  for (const auto place : {"record"sv, "json-ld"sv, "itemprop"sv}) {
    for (const auto& candidate : draft.candidates)
      if (candidate.field == Field::Author && candidate.found == place) add(candidate.value);
    if (!people.empty()) return people;
  }
  for (const auto& candidate : draft.candidates)
    if (candidate.field == Field::Author && people.empty()) add(candidate.value);
  return people;
}

}  // namespace morgue
