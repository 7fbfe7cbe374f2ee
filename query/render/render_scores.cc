#include <fmt/format.h>

#include <array>
#include <utility>

#include "query/render/render.h"

namespace morgue {
namespace {

/// "23.41 = words 14.20 + sentence 6.10 ..."; parts that are nothing are left out.
std::string sum(const Hit& hit) {
  const ScoreParts& parts = hit.parts;
  const auto named =
      std::to_array<std::pair<const char*, double>>({{"words", parts.words},
                                                     {"sentence", parts.sentence},
                                                     {"window", parts.window},
                                                     {"pairs", parts.pairs},
                                                     {"lead", parts.lead},
                                                     {"title", parts.title},
                                                     {"names", parts.names},
                                                     {"typed", parts.typed},
                                                     {"spelling", parts.spelling},
                                                     {"countries", parts.countries}});
  std::string terms;
  for (const auto& [name, value] : named)
    if (value != 0) terms += fmt::format("{}{} {:.2f}", terms.empty() ? "" : " + ", name, value);
  if (parts.recency != 1) terms = fmt::format("recency {:.3f} * ({})", parts.recency, terms);
  if (parts.stage != 0)
    terms = fmt::format("stage {:.0f}{}{}", parts.stage, terms.empty() ? "" : " + ", terms);
  return fmt::format("{:.2f} = {}", hit.score, terms.empty() ? "0" : terms);
}

}  // namespace

std::string render_scores(const SearchResult& result, const RenderOptions& options) {
  std::string out;
  for (std::size_t i = 0; i < result.hits.size(); ++i)
    out += fmt::format("score  {:>2}  {}  {}\n", options.first_rank + i,
                       options.shown_id(result.hits[i].article.id), sum(result.hits[i]));
  return out;
}

}  // namespace morgue
