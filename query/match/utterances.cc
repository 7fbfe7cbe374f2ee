#include "query/match/utterances.h"

namespace morgue {

std::vector<std::span<const Quotation>> utterances_of(std::span<const Quotation> quotations) {
  std::vector<std::span<const Quotation>> out;
  for (std::size_t first = 0; first < quotations.size();) {
    std::size_t after = first + 1;
    while (after < quotations.size() && quotations[after].continues) ++after;
    out.push_back(quotations.subspan(first, after - first));
    first = after;
  }
  return out;
}

}  // namespace morgue
