#include "query/views/unusual.h"

#include <algorithm>
#include <cmath>

namespace morgue {

double log_likelihood(std::int64_t k, std::int64_t n, std::int64_t all_k, std::int64_t all_n) {
  all_n = std::max(all_n, n);
  all_k = std::clamp(all_k, k, all_n);
  const auto with = static_cast<double>(k), all_with = static_cast<double>(all_k);
  const auto size = static_cast<double>(n), all = static_cast<double>(all_n);
  if (n == 0 || all_k == 0 || all_n == n) return 0;
  // The four cells: with and without, here and elsewhere.
  const double elsewhere = all_with - with, rest = all - size;
  const auto part = [](double observed, double expected) {
    return observed > 0 && expected > 0 ? observed * std::log(observed / expected) : 0;
  };
  const double g2 =
      2 * (part(with, size * all_with / all) + part(size - with, size * (all - all_with) / all) +
           part(elsewhere, rest * all_with / all) +
           part(rest - elsewhere, rest * (all - all_with) / all));
  return with * all >= all_with * size ? g2 : -g2;
}

}  // namespace morgue
