#include "indexer/store/postings.h"

#include <algorithm>
#include <numeric>

namespace morgue {

void Postings::begin_document() { documents_.push_back(added_.size()); }

void Postings::add(std::string_view term, std::uint32_t wdf) {
  const std::uint32_t number = names_.number(term);
  if (number == terms_.size()) terms_.emplace_back();
  Term& known = terms_[number];
  const auto document = static_cast<std::uint32_t>(documents_.size());
  if (known.last_document == document) {
    added_[known.last].wdf += wdf;
    return;
  }
  known.last_document = document;
  known.last = added_.size();
  ++known.documents;
  added_.push_back({number, wdf});
}

std::vector<std::uint32_t> Postings::terms_in_order() const {
  std::vector<std::uint32_t> order(terms_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return names_.word(a) < names_.word(b); });
  return order;
}

std::vector<Postings::List> Postings::lists() {
  const std::vector<std::uint32_t> order = terms_in_order();
  std::vector<List> out;
  out.reserve(order.size());
  std::vector<std::size_t> next(terms_.size());  // where the next posting of a term goes
  sorted_.resize(added_.size());
  std::size_t begin = 0;
  for (const std::uint32_t term : order) {
    next[term] = begin;
    out.push_back({names_.word(term), {sorted_.data() + begin, terms_[term].documents}});
    begin += terms_[term].documents;
  }
  for (std::size_t document = 0; document < documents_.size(); ++document) {
    const std::size_t end =
        document + 1 < documents_.size() ? documents_[document + 1] : added_.size();
    for (std::size_t i = documents_[document]; i < end; ++i)
      sorted_[next[added_[i].term]++] = {static_cast<std::uint32_t>(document + 1), added_[i].wdf};
  }
  return out;
}

}  // namespace morgue
