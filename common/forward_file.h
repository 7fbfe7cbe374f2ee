#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "common/mapped_file.h"

namespace morgue {

/// A word of an article as a number of 24 bits. Common function words have numbers of their own; of
/// all others it is made of a hash of the stem (17 bits) and of which form of it the word is (one
/// in 78), so that words are compared by their stem or as they stand without the text. Two words
/// may share a number: any two different stems do once in 131,072.
using WordCode = std::uint32_t;

namespace forward {

// One byte each; what is above is the first of three bytes, most significant first.
enum Mark : std::uint8_t {
  kSentenceEnd = 0,
  kParagraphEnd = 1,  ///< and a sentence's
  kTitleEnd = 2,      ///< the text begins
  kOtherwise = 3,     ///< the next word is not written as it is folded: "Müller", "O'Neill"
  kAfterElision = 4,  ///< the next code is what stands behind the elision of the word before
  kJoined = 5,        ///< the next code is the two words before as one: they have a hyphen
};
inline constexpr WordCode kFirstCommonWord = 6;
inline constexpr WordCode kFirstStem = 96 << 16;
inline constexpr std::uint32_t kForms = 80;
inline constexpr std::uint32_t kItself = 0;  ///< form: the word is its own stem, or has none
inline constexpr std::uint32_t kName = 79;   ///< form: a word of somebody's name; has no stem
inline constexpr std::uint32_t kStems = 1 << 17;

[[nodiscard]] constexpr bool has_stem(WordCode code) { return code >= kFirstStem; }
// Precondition: has_stem().
[[nodiscard]] constexpr std::uint32_t stem_of(WordCode code) {
  return (code - kFirstStem) / kForms;
}
[[nodiscard]] constexpr std::uint32_t form_of(WordCode code) {
  return (code - kFirstStem) % kForms;
}

/// Of a folded word and its stem; of a function word `stem` is empty.
[[nodiscard]] WordCode word_code(std::string_view folded, std::string_view stem);
/// Of a folded word of somebody's name.
[[nodiscard]] WordCode name_code(std::string_view folded);
/// The part of the code that all words of a stem share, names apart.
[[nodiscard]] std::uint32_t stem_number(std::string_view stem);

void append(std::string& out, WordCode code);

}  // namespace forward

/// The *forward index* of a segment: the words of every document in their order, as codes, with the
/// ends of sentences and paragraphs between them. By it phrases, distances and what ranks by places
/// are decided without unpacking and reading texts. Stands beside the glass tables, mapped into
/// memory, never changed. As bytes, numbers with the least significant byte first:
///   8 bytes       "MFORWD 1"
///   u32 x 2       number of documents; 0
///   per document  u64: where its bytes end, counted from the first one's beginning
///   per document  title, kTitleEnd, text: words in one or three bytes, and marks; nothing at all
///                 if the words are not known
inline constexpr const char* kForwardFile = "forward";

/// What stands before the words: of documents that take so many bytes each.
class ForwardHead {
 public:
  void add(std::uint64_t bytes) { ends_.push_back((ends_.empty() ? 0 : ends_.back()) + bytes); }
  [[nodiscard]] std::uint32_t documents() const { return static_cast<std::uint32_t>(ends_.size()); }
  [[nodiscard]] std::string bytes() const;

 private:
  std::vector<std::uint64_t> ends_;
};

class ForwardFile {
 public:
  /// A missing or damaged file is one of no documents.
  explicit ForwardFile(const std::filesystem::path& path);

  [[nodiscard]] std::uint32_t documents() const { return documents_; }
  /// The words of a document; empty if they are not known. Any bytes may come back from a damaged
  /// file, but no others than its own. Precondition: 1 <= document.
  [[nodiscard]] std::string_view words(std::uint32_t document) const;

 private:
  [[nodiscard]] std::uint64_t end(std::uint32_t document) const;

  MappedFile file_;
  std::uint32_t documents_ = 0;
};

}  // namespace morgue
