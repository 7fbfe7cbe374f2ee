#include "indexer/train/examples.h"

#include <algorithm>

namespace morgue::train {
namespace {

using annotate::Label;
using annotate::Part;
using annotate::Run;

/// The label of word `index` of a name of `size` words.
Label label_at(EntityKind kind, std::size_t index, std::size_t size) {
  if (size == 1) return annotate::label_of(kind, Part::Only);
  if (index == 0) return annotate::label_of(kind, Part::First);
  return annotate::label_of(kind, index + 1 == size ? Part::Last : Part::Inner);
}

/// Labels of a run's words. A name that reaches beyond the run counts with its words in it.
std::vector<Label> labels_of(const Lesson& lesson, const Run& run) {
  const auto& words = lesson.words.words;
  std::vector<Label> labels(run.end - run.begin, annotate::kOutside);
  auto name = std::partition_point(
      lesson.gold.names.begin(), lesson.gold.names.end(),
      [&](const GoldName& each) { return each.where.end <= words[run.begin].where.begin; });
  for (; name != lesson.gold.names.end() && name->where.begin < words[run.end - 1].where.end;
       ++name) {
    std::vector<std::size_t> inside;
    for (std::size_t i = run.begin; i < run.end; ++i)
      if (words[i].where.overlaps(name->where) && labels[i - run.begin] == annotate::kOutside)
        inside.push_back(i - run.begin);
    for (std::size_t k = 0; k < inside.size(); ++k)
      labels[inside[k]] = label_at(name->kind, k, inside.size());
  }
  return labels;
}

}  // namespace

void FeatureTable::admit(std::uint32_t times) {
  std::vector<annotate::Feature> admitted;
  for (const auto& [feature, count] : counts_)
    if (count >= times && !numbers_.contains(feature)) admitted.push_back(feature);
  // Sorted, so that the numbers do not depend on the order of a hash table.
  std::sort(admitted.begin(), admitted.end());
  for (const annotate::Feature feature : admitted) {
    numbers_.emplace(feature, static_cast<std::uint32_t>(features_.size()));
    features_.push_back(feature);
  }
  counts_.clear();
}

void FeatureTable::numbers(const std::vector<annotate::Feature>& features, std::size_t identities,
                           std::vector<std::uint32_t>& out) const {
  for (std::size_t i = 0; i < features.size(); ++i) {
    const auto found = numbers_.find(features[i]);
    if (found != numbers_.end()) out.push_back(found->second | (i < identities ? kIdentity : 0U));
  }
}

void read_lesson(annotate::Features& features, Lesson& lesson) {
  annotate::read_words({}, lesson.gold.text, lesson.words);
  features.read(lesson.words);
  lesson.runs = features.runs();
  for (const Run& run : lesson.runs) {
    const auto labels = labels_of(lesson, run);
    lesson.labels.insert(lesson.labels.end(), labels.begin(), labels.end());
    for (std::size_t word = run.begin; word < run.end; ++word)
      features.of_word(run, word, lesson.features.emplace_back());
  }
}

std::vector<Example> examples_of(const Lesson& lesson, const FeatureTable& table,
                                 bool with_history) {
  std::vector<Example> examples;
  std::size_t at = 0;
  for (const Run& run : lesson.runs) {
    Example& example = examples.emplace_back();
    for (std::size_t word = run.begin; word < run.end; ++word, ++at) {
      table.numbers(lesson.features[at], annotate::Features::kIdentityFeatures, example.features);
      if (with_history) table.numbers(lesson.history[at], 0, example.features);
      example.ends.push_back(static_cast<std::uint32_t>(example.features.size()));
      example.gold.push_back(lesson.labels[at]);
    }
  }
  return examples;
}

}  // namespace morgue::train
