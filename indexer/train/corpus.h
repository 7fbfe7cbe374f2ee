#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.h"
#include "common/span.h"

namespace morgue::train {

struct TaggedToken {
  std::string token;
  std::string tag;  ///< "O", "B-PER", "I-PER", ... (PER ORG LOC MISC)
};
using Sentence = std::vector<TaggedToken>;
using Document = std::vector<Sentence>;

/// A corpus that trains the recogniser.
struct Source {
  std::string_view file;
  bool split_hyphens = false;      ///< see read_bio()
  bool tagged_by_machine = false;  ///< see mend_names()
};
inline constexpr auto kSources = std::to_array<Source>({{"gmb.train.bio", false, true},
                                                        {"redocred.bio", true},
                                                        {"politics.bio", true},
                                                        {"wikigold.bio"},
                                                        {"gum.academic.train.bio", true},
                                                        {"gum.bio.train.bio", true},
                                                        {"gum.court.train.bio", true},
                                                        {"gum.interview.train.bio", true},
                                                        {"gum.news.train.bio", true},
                                                        {"gum.speech.train.bio", true},
                                                        {"gum.voyage.train.bio", true}});

/// Documents of a BIO file: TOKEN, TAB, TAG per line; an empty line ends a sentence and
/// "-DOCSTART-" begins a document. `split_hyphens` says that the file writes "Bailey - Ross" for
/// "Bailey-Ross"; such tokens are put together again. Throws Error if the file can't be read.
[[nodiscard]] std::vector<Document> read_bio(const std::filesystem::path& file, bool split_hyphens);

struct GoldName {
  Span where;  ///< into the text
  EntityKind kind = EntityKind::Person;
  friend bool operator==(const GoldName&, const GoldName&) = default;
};

/// A text as it would have been printed, and the names in it.
struct GoldText {
  std::string text;
  std::vector<GoldName> names;
};

/// How sentences are set. Headlines are rare in running text but stand over every article.
enum class Setting : std::uint8_t { Plain, Capitals, Headline };

/// The token that ends a paragraph.
inline constexpr std::string_view kBreak = "\n\n";

/// Sets sentences as text: tokens joined as print joins them, one blank between sentences.
[[nodiscard]] GoldText set_in_print(const std::vector<Sentence>& sentences, Setting setting);

}  // namespace morgue::train
