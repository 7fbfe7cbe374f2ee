// page_title: which of a page's titles is the headline.
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "common/utf8.h"
#include "indexer/extract/html_fields.h"
#include "indexer/extract/text_container.h"
#include "indexer/read/ascii.h"

namespace morgue {
namespace {

using namespace std::literals;
using Field = Draft::Candidate::Field;

constexpr std::array kSeparators = {" | "sv, " - "sv, " – "sv, " — "sv, " :: "sv, " » "sv,
                                    " · "sv, " / "sv, " • "sv, " « "sv, " › "sv,  ": "sv,
                                    "｜"sv,  "|"sv,   "_"sv,   "："sv,  " -"sv,   "-"sv};
/// "Title - Section - Site" is as far as it goes.
constexpr int kMostSuffixes = 3;
/// A title in more parts is a list of keywords.
constexpr std::size_t kMostParts = 8;
/// Words of a kicker ("Storm in the north") at most.
constexpr std::size_t kLongestKicker = 5;
/// A headline has this many letters at least, so that "News" is none.
constexpr std::size_t kShortestHeadline = 10;
/// An address with fewer words than this names a section or a person, not a headline.
constexpr std::size_t kFewestAddressWords = 4;
/// An address spells a headline out if it has this share of its words, and the headline hardly any
/// others; systems leave out a word or two.
constexpr double kSpelledOut = 0.85;
/// By how much (of two: share of the address, share of the title) it has to fit better.
constexpr double kClearlyBetter = 0.4;

/// The titles that a page declares and shows, by where they were found; "heading" is what it shows.
using Titles = std::map<std::string, std::string, std::less<>>;

bool names_site(std::string_view tail_key, std::string_view site_key) {
  if (site_key.empty() || tail_key.empty()) return false;
  return tail_key.find(site_key) != std::string_view::npos ||
         (tail_key.size() > 2 && site_key.find(tail_key) != std::string_view::npos);
}

/// Where the last separator stands that the site's name follows, or in front of which stands what
/// another title says; npos if there is none.
std::size_t find_suffix(std::string_view title, std::string_view site_key,
                        const std::vector<std::string>& keys) {
  std::size_t best = std::string_view::npos;
  for (const auto separator : kSeparators) {
    const std::size_t at = title.rfind(separator);
    if (at == std::string_view::npos || at == 0) continue;
    if (best != std::string_view::npos && at <= best) continue;
    const std::string head = letters_key(title.substr(0, at));
    const std::string tail = letters_key(title.substr(at + separator.size()));
    const bool confirmed = std::ranges::find(keys, head) != keys.end();
    if (head.size() >= kShortestHeadline && (names_site(tail, site_key) || confirmed)) best = at;
  }
  return best;
}

std::string without_site(std::string title, std::string_view site_key,
                         const std::vector<std::string>& keys) {
  for (int round = 0; round < kMostSuffixes; ++round) {
    const std::size_t cut = find_suffix(title, site_key, keys);
    if (cut == std::string_view::npos) break;
    title = utf8::one_line(std::string_view(title).substr(0, cut));
  }
  return title;
}

/// The words of a headline as addresses spell them: ASCII letters and digits, umlauts as two.
std::vector<std::string> address_words(std::string_view text) {
  std::string spelled;
  for (std::size_t at = 0; at < text.size();) {
    const auto d = utf8::decode(text, at);
    const char32_t c = utf8::lower(d.code_point);
    if (c == U'ä' || c == U'ö' || c == U'ü')
      spelled += c == U'ä' ? "ae" : c == U'ö' ? "oe" : "ue";
    else
      spelled.append(text, at, d.length);
    at += d.length;
  }
  std::vector<std::string> words(1);
  for (const char c : utf8::folded(spelled)) {
    if (ascii::is_alnum(c))
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

bool is_figure(std::string_view word) { return std::ranges::all_of(word, ascii::is_digit); }

/// The part of the address with the most words, without ids and endings; sorted.
std::vector<std::string> slug_of(std::string_view url) {
  constexpr std::array kEndings = {"html"sv, "htm"sv, "php"sv, "article"sv};
  std::vector<std::string> best;
  const std::size_t host = url.find("://");
  if (host == std::string_view::npos) return best;
  url.remove_prefix(std::min(url.find('/', host + 3), url.size()));
  url = url.substr(0, url.find_first_of("?#"));
  while (!url.empty()) {
    url.remove_prefix(1);
    const std::size_t end = std::min(url.find('/'), url.size());
    std::vector<std::string> words = address_words(url.substr(0, end));
    std::erase_if(words, [&](const std::string& word) {
      return is_figure(word) || std::ranges::find(kEndings, word) != kEndings.end();
    });
    if (words.size() > best.size()) best = std::move(words);
    url.remove_prefix(end);
  }
  std::ranges::sort(best);
  return best;
}

struct SlugFit {
  double of_slug = 0;   ///< share of the address's words that the title has
  double of_title = 0;  ///< share of the title's words that the address has
};

SlugFit fit_of(std::string_view title, const std::vector<std::string>& slug) {
  std::vector<std::string> words = address_words(title);
  std::erase_if(words, is_figure);
  std::ranges::sort(words);
  if (words.empty() || slug.empty()) return {};
  std::vector<std::string> both;
  std::ranges::set_intersection(words, slug, std::back_inserter(both));
  const auto shared = static_cast<double>(both.size());
  return {shared / static_cast<double>(slug.size()), shared / static_cast<double>(words.size())};
}

/// Where the others have moved on (a line for search engines, the latest of a live blog), the
/// headline of the JSON-LD is the article's own if the address was made of it.
bool is_in_address(std::string_view headline, std::string_view other, std::string_view url) {
  const std::vector<std::string> slug = slug_of(url);
  if (slug.size() < kFewestAddressWords) return false;
  const SlugFit own = fit_of(headline, slug);
  const SlugFit rival = fit_of(other, slug);
  return own.of_slug >= kSpelledOut && own.of_title >= kSpelledOut &&
         own.of_slug + own.of_title > rival.of_slug + rival.of_title + kClearlyBetter;
}

/// Where the last part of a title begins, if that is `tail_key` and a kicker stands before it.
std::size_t behind_kicker(std::string_view title, std::string_view tail_key) {
  std::size_t words = 1;
  for (std::size_t at = title.find(' '); at != std::string_view::npos && words <= kLongestKicker;
       at = title.find(' ', at + 1), ++words)
    if (letters_key(title.substr(at)) == tail_key) {
      // "Storm - Ferry sails": the dash is not part of it.
      const bool dash = title.substr(at + 1, 2) == "- " || title.substr(at + 1, 2) == ": ";
      return at + (dash ? 3 : 1);
    }
  return std::string_view::npos;
}

/// "Storm in the north Ferry sails" shown and "Weather: Ferry sails" declared: two kickers, one
/// headline.
void cut_two_kickers(Titles& titles) {
  const auto heading = titles.find("heading");
  const auto declared = titles.find("og:title");
  if (heading == titles.end() || declared == titles.end()) return;
  const std::size_t colon = declared->second.find(": ");
  if (colon == std::string::npos) return;
  const std::string tail = letters_key(std::string_view(declared->second).substr(colon));
  if (tail.size() < kShortestHeadline ||
      behind_kicker(declared->second, tail) == std::string_view::npos)
    return;
  if (const auto at = behind_kicker(heading->second, tail); at != std::string_view::npos)
    heading->second = heading->second.substr(at);
}

/// "Harbour news Ferry sails" over "Ferry sails": the heading's first line was a kicker.
void cut_kicker(Titles& titles) {
  const auto heading = titles.find("heading");
  if (heading == titles.end()) return;
  const std::string key = letters_key(heading->second);
  for (const auto place : {"json-ld"sv, "og:title"sv, "title"sv, "twitter:title"sv}) {
    const auto other = titles.find(place);
    if (other == titles.end()) continue;
    const std::string tail = letters_key(other->second);
    if (tail.size() >= kShortestHeadline && tail.size() < key.size() && key.ends_with(tail)) {
      heading->second = other->second;
      return;
    }
  }
}

bool same(const Titles& titles, std::string_view a, std::string_view b) {
  const auto one = titles.find(a);
  const auto two = titles.find(b);
  return one != titles.end() && two != titles.end() &&
         letters_key(one->second) == letters_key(two->second);
}

std::optional<std::string> agreed(const Titles& titles) {
  constexpr std::array kVoters = {"json-ld"sv, "og:title"sv, "heading"sv};
  for (std::size_t a = 0; a < kVoters.size(); ++a)
    for (std::size_t b = a + 1; b < kVoters.size(); ++b)
      if (same(titles, kVoters[a], kVoters[b])) return titles.find(kVoters[a])->second;
  return std::nullopt;
}

/// The heading without what is named like furniture, or in full if another title says it in full:
/// kickers are often named like teasers.
std::string shown_heading(const MainText& text, const Titles& titles) {
  const std::string full = letters_key(text.headline_in_full);
  const auto says_it = [&](const auto& one) { return letters_key(one.second) == full; };
  const bool repeated = !full.empty() && std::ranges::any_of(titles, says_it);
  return utf8::one_line(repeated ? text.headline_in_full : text.headline_text);
}

/// Of "Section - Headline - Site" what the page shows as a line of its own; all of it if it shows
/// no part.
std::string shown_part(std::string title, const std::vector<ShownLine>& lines,
                       const MainText& text) {
  std::vector<std::string> shown;
  for (const ShownLine& line : lines)
    if (!line.far) shown.push_back(letters_key(line.text));
  if (!text.paragraphs.empty()) shown.push_back(letters_key(text.paragraphs.front()));
  std::vector<std::size_t> cuts = {0};
  for (std::size_t at = title.find(' '); at != std::string::npos; at = title.find(' ', at + 1))
    if (std::ranges::find(kSeparators, std::string_view(title).substr(at, 3)) != kSeparators.end())
      cuts.push_back(at + 3);
  cuts.push_back(title.size() + 3);
  if (cuts.size() > kMostParts) return title;
  for (std::size_t begin = 0; begin + 1 < cuts.size(); ++begin)
    for (std::size_t end = cuts.size() - 1; end > begin; --end) {
      const auto part = std::string_view(title).substr(cuts[begin], cuts[end] - 3 - cuts[begin]);
      const std::string key = letters_key(part);
      if (key.size() >= kShortestHeadline && std::ranges::find(shown, key) != shown.end())
        return utf8::one_line(part);
    }
  return title;
}

/// Where nothing is declared and no heading is shown, the first line may be the headline.
std::string first_line(const MainText& text) {
  constexpr std::size_t kLongest = 120;
  if (text.paragraphs.size() < 2) return {};
  const std::string& first = text.paragraphs.front();
  const bool sentence = first.ends_with('.') || first.ends_with(':') || first.ends_with("。");
  return first.size() <= kLongest && !sentence ? utf8::one_line(first) : std::string();
}

}  // namespace

std::string page_title(const Draft& draft, const MainText& text,
                       const std::vector<ShownLine>& lines, const PageIdentity& page) {
  Titles titles;
  for (const auto& candidate : draft.candidates)
    if (candidate.field == Field::Title) titles.emplace(candidate.found, candidate.value);
  if (const auto given = titles.find("record"); given != titles.end()) return given->second;
  if (const auto fed = titles.find("feed"); fed != titles.end()) return fed->second;
  if (const auto mailed = titles.find("mail"); mailed != titles.end()) return mailed->second;
  const std::string site_key = letters_key(page.source);
  const std::string heading = shown_heading(text, titles);
  if (letters_key(heading) != site_key) titles.emplace("heading", heading);
  std::vector<std::string> keys;
  for (const auto& [found, title] : titles) keys.push_back(letters_key(title));
  for (auto& [found, title] : titles) title = without_site(std::move(title), site_key, keys);
  std::erase_if(titles, [](const auto& one) { return letters_key(one.second).empty(); });
  if (!same(titles, "og:title", "heading")) cut_kicker(titles);
  const std::optional<std::string> chosen = agreed(titles);
  const auto own = titles.find("json-ld");
  if (chosen && own != titles.end() && is_in_address(own->second, *chosen, page.url))
    return own->second;
  if (chosen) return *chosen;
  cut_two_kickers(titles);
  if (const auto found = titles.find("title"); found != titles.end())
    found->second = shown_part(std::move(found->second), lines, text);
  for (const auto place : {"json-ld"sv, "heading"sv, "og:title"sv, "title"sv, "itemprop"sv,
                           "twitter:title"sv, "parsely-title"sv, "headline"sv, "dc.title"sv})
    if (const auto found = titles.find(place); found != titles.end()) return found->second;
  return titles.empty() ? first_line(text) : titles.begin()->second;
}

}  // namespace morgue
