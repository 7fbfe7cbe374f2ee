#include "indexer/annotate/recognise.h"

#include <utility>

#include "indexer/annotate/foreign.h"
#include "indexer/annotate/settle.h"
#include "indexer/annotate/well_known.h"

namespace morgue::annotate {

std::vector<Name> names_of(std::span<const Run> runs, std::span<const Label> labels) {
  std::vector<Name> names;
  std::size_t at = 0;
  for (const Run& run : runs) {
    std::uint32_t begin = run.begin;
    for (std::uint32_t word = run.begin; word < run.end; ++word, ++at) {
      const Label label = labels[at];
      if (label == kOutside) continue;
      if (may_start(label)) begin = word;
      if (may_end(label)) names.push_back({begin, word + 1, kind_of(label)});
    }
  }
  return names;
}

std::vector<Name> Recogniser::names(const ArticleWords& article, std::string_view language) {
  features_.read(article);
  scores_.clear();
  labels_.clear();
  for (const Run& run : features_.runs()) {
    const std::size_t first = scores_.size();
    for (std::size_t word = run.begin; word < run.end; ++word) {
      buffer_.clear();
      features_.of_word(run, word, buffer_);
      model_.add(buffer_, scores_.emplace_back());
    }
    model_.best(std::span(scores_).subspan(first), labels_);
  }
  history_.read(article, features_.runs(), labels_);
  labels_.clear();
  std::size_t at = 0;
  for (const Run& run : features_.runs()) {
    const std::size_t first = at;
    for (std::size_t word = run.begin; word < run.end; ++word, ++at) {
      buffer_.clear();
      history_.of_word(run, word, buffer_);
      model_.add(buffer_, scores_[at]);
    }
    model_.best(std::span(scores_).subspan(first, at - first), labels_);
  }
  auto names = with_well_known(article, names_of(features_.runs(), labels_));
  names = amended(article, gazetteer_, settle(article, gazetteer_, std::move(names)));
  return surest(article, gazetteer_, language, std::move(names));
}

}  // namespace morgue::annotate
