// page_title: which of a page's titles is the headline.
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "common/utf8.h"
#include "indexer/extract/html_fields.h"
#include "indexer/extract/text_container.h"

namespace morgue {
namespace {

using namespace std::literals;
using Field = Draft::Candidate::Field;

constexpr std::array kSeparators = {" | "sv, " - "sv, " – "sv, " — "sv, " :: "sv, " » "sv,
                                    " · "sv, " / "sv, " • "sv, " « "sv, " › "sv,  ": "sv,
                                    "｜"sv,  "|"sv,   "_"sv,   "："sv,  " -"sv,   "-"sv};
/// "Title - Section - Site" is as far as it goes.
constexpr int kMostSuffixes = 3;
/// A headline has this many letters at least, so that "News" is none.
constexpr std::size_t kShortestHeadline = 10;

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

std::optional<std::string> agreed(const Titles& titles) {
  constexpr std::array kVoters = {"json-ld"sv, "og:title"sv, "heading"sv};
  for (std::size_t a = 0; a < kVoters.size(); ++a)
    for (std::size_t b = a + 1; b < kVoters.size(); ++b) {
      const auto one = titles.find(kVoters[a]);
      const auto two = titles.find(kVoters[b]);
      if (one != titles.end() && two != titles.end() &&
          letters_key(one->second) == letters_key(two->second))
        return one->second;
    }
  return std::nullopt;
}

}  // namespace

std::string page_title(const Draft& draft, const MainText& text, std::string_view source) {
  Titles titles;
  for (const auto& candidate : draft.candidates)
    if (candidate.field == Field::Title) titles.emplace(candidate.found, candidate.value);
  if (const auto given = titles.find("record"); given != titles.end()) return given->second;
  if (const auto mailed = titles.find("mail"); mailed != titles.end()) return mailed->second;
  const std::string site_key = letters_key(source);
  const std::string heading = utf8::one_line(text.headline_text);
  if (letters_key(heading) != site_key) titles.emplace("heading", heading);
  std::vector<std::string> keys;
  for (const auto& [found, title] : titles) keys.push_back(letters_key(title));
  for (auto& [found, title] : titles) title = without_site(std::move(title), site_key, keys);
  std::erase_if(titles, [](const auto& one) { return letters_key(one.second).empty(); });
  cut_kicker(titles);
  if (auto title = agreed(titles)) return *title;
  for (const auto place : {"json-ld"sv, "heading"sv, "og:title"sv, "title"sv, "itemprop"sv,
                           "twitter:title"sv, "parsely-title"sv, "headline"sv, "dc.title"sv})
    if (const auto found = titles.find(place); found != titles.end()) return found->second;
  return titles.empty() ? std::string() : titles.begin()->second;
}

}  // namespace morgue
