#include "indexer/extract/text_source.h"

#include <algorithm>
#include <map>

#include "common/utf8.h"
#include "indexer/extract/furniture.h"
#include "indexer/extract/outlets.h"

namespace morgue {
namespace {

/// Other papers quote "told CNN" as well, but seldom twice in one article.
constexpr std::size_t kMinTold = 2;
constexpr std::size_t kMaxNameWords = 5;

/// "© 2031 The Calder Herald. All rights reserved." -> "The Calder Herald"
std::string copyright_owner(std::string_view line) {
  const std::string key = utf8::folded(line);
  std::size_t at = 0;
  if (line.starts_with("©"))
    at = std::string_view("©").size();
  else if (key.starts_with("copyright"))
    at = std::string_view("copyright").size();
  else
    return {};
  while (at < line.size() &&
         std::string_view(" 0123456789-,:(cC)").find(line[at]) != std::string_view::npos)
    ++at;
  if (line.substr(at).starts_with("©")) at += std::string_view("©").size();
  while (at < line.size() &&
         std::string_view(" 0123456789-,").find(line[at]) != std::string_view::npos)
    ++at;
  auto name = line.substr(at, line.find_first_of(".,|", at) - at);
  while (name.ends_with(' ')) name.remove_suffix(1);
  return outlet_look(name) >= OutletLook::Noun ? std::string(name) : std::string{};
}

/// The outlet's name that starts at `at`, or nothing.
std::string name_at(std::string_view text, std::size_t at) {
  std::string best;
  std::size_t end = at;
  for (std::size_t word = 0; word < kMaxNameWords && end < text.size(); ++word) {
    end = std::min(text.find_first_of(" .,;:\"", end + (word > 0 ? 1 : 0)), text.size());
    const auto name = text.substr(at, end - at);
    if (outlet_look(name) >= OutletLook::Noun)
      best = name.starts_with("the ") ? name.substr(4) : name;
    if (end < text.size() && text[end] != ' ') break;
  }
  return best;
}

/// A notice of the page names a known outlet anywhere, an unknown one where its sentence begins:
/// "North Coast Radio AI is in beta."
std::string named_by_notice(const Line& line) {
  if (auto known = find_known_outlet(line.text)) return *known;
  return line.sentence ? name_at(line.text, 0) : std::string{};
}

std::string told_to(const std::vector<Line>& lines, const PageArticle& article) {
  constexpr std::string_view verb = " told ";
  std::map<std::string, std::size_t> counts;
  for (const std::size_t i : article.body) {
    const std::string& text = lines[i].text;
    for (auto at = text.find(verb); at != std::string::npos; at = text.find(verb, at + 1)) {
      const auto name = name_at(text, at + verb.size());
      if (!name.empty()) ++counts[name];
    }
  }
  const auto most =
      std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
  return most != counts.end() && most->second >= kMinTold ? most->first : std::string{};
}

}  // namespace

std::string infer_source(const std::vector<Line>& lines, const PageArticle& article) {
  std::string named;
  for (std::size_t i = article.first; i < article.last; ++i) {
    const Line& line = lines[i];
    if (std::ranges::binary_search(article.body, i)) continue;
    if (auto owner = copyright_owner(line.text); !owner.empty()) return owner;
    if (named.empty() && !is_picture_credit(line) && !is_caption(line.text) &&
        (opens_related(line) || is_furniture(line, Zone::Head, false)))
      named = named_by_notice(line);
  }
  return named.empty() ? told_to(lines, article) : named;
}

}  // namespace morgue
