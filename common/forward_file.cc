#include "common/forward_file.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "common/little_endian.h"

namespace morgue {
namespace {

constexpr std::string_view kMagic = "MFORWD 1";
constexpr std::size_t kHead = 16;
constexpr std::size_t kEnd = 8;

/// Two fifths of all words of an English text, by how common they are. Their order is part of the
/// format. Function words only: these have no stem that another word could share.
constexpr auto kCommonWords = std::to_array<std::string_view>(
    {"the",   "of",     "to",    "a",     "in",      "and",  "on",    "for",    "that",   "is",
     "with",  "by",     "it",    "at",    "from",    "was",  "as",    "be",     "he",     "has",
     "have",  "an",     "its",   "are",   "will",    "but",  "his",   "not",    "which",  "had",
     "their", "they",   "after", "been",  "were",    "who",  "or",    "this",   "we",     "would",
     "i",     "more",   "up",    "about", "over",    "than", "me",    "there",  "other",  "also",
     "could", "into",   "own",   "all",   "when",    "no",   "you",   "can",    "if",     "she",
     "her",   "some",   "our",   "them",  "what",    "so",   "do",    "only",   "most",   "him",
     "any",   "before", "where", "under", "because", "just", "until", "should", "during", "while",
     "off",   "those",  "these", "such",  "my",      "did",  "then",  "how",    "am",     "your"});
static_assert(kCommonWords.size() == 96 - forward::kFirstCommonWord);

struct NumberedWord {
  std::string_view word;
  WordCode code = 0;
};
constexpr auto kSortedCommonWords = [] {
  std::array<NumberedWord, kCommonWords.size()> out;
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = {kCommonWords[i], forward::kFirstCommonWord + static_cast<WordCode>(i)};
  std::sort(out.begin(), out.end(),
            [](const NumberedWord& a, const NumberedWord& b) { return a.word < b.word; });
  return out;
}();

std::uint64_t hash_of(std::string_view word) { return XXH3_64bits(word.data(), word.size()); }

WordCode code_of(std::uint32_t stem, std::uint32_t form) {
  return forward::kFirstStem + stem * forward::kForms + form;
}

/// The code of a common word, 0 of any other.
WordCode common_word(std::string_view folded) {
  const auto* const at =
      std::lower_bound(kSortedCommonWords.begin(), kSortedCommonWords.end(), folded,
                       [](const NumberedWord& a, std::string_view word) { return a.word < word; });
  return at != kSortedCommonWords.end() && at->word == folded ? at->code : 0;
}

}  // namespace

namespace forward {

std::uint32_t stem_number(std::string_view stem) {
  return static_cast<std::uint32_t>(hash_of(stem) % kStems);
}

WordCode word_code(std::string_view folded, std::string_view stem) {
  if (stem.empty()) {
    if (const WordCode common = common_word(folded)) return common;
    stem = folded;
  }
  // The upper half, so that forms are told apart whatever their stems are.
  const std::uint32_t form =
      folded == stem ? kItself
                     : 1 + static_cast<std::uint32_t>((hash_of(folded) >> 32U) % (kName - 1));
  return code_of(stem_number(stem), form);
}

WordCode name_code(std::string_view folded) { return code_of(stem_number(folded), kName); }

void append(std::string& out, WordCode code) {
  if (has_stem(code)) {
    out += static_cast<char>(code >> 16U);
    out += static_cast<char>(code >> 8U & 0xFFU);
  }
  out += static_cast<char>(code & 0xFFU);
}

}  // namespace forward

std::string ForwardHead::bytes() const {
  std::string out(kMagic);
  put_number(out, documents());
  put_number(out, std::uint32_t{0});
  for (const std::uint64_t end : ends_) put_number(out, end);
  return out;
}

ForwardFile::ForwardFile(const std::filesystem::path& path) : file_(path) {
  if (file_.size() < kHead || std::memcmp(file_.bytes(), kMagic.data(), kMagic.size()) != 0) return;
  const auto documents = number_at<std::uint32_t>(file_.bytes() + kMagic.size());
  if ((file_.size() - kHead) / kEnd < documents) return;
  documents_ = documents;
  if (file_.size() != kHead + documents * kEnd + end(documents)) documents_ = 0;
}

std::uint64_t ForwardFile::end(std::uint32_t document) const {
  if (document == 0) return 0;
  return number_at<std::uint64_t>(file_.bytes() + kHead + (document - 1) * kEnd);
}

std::string_view ForwardFile::words(std::uint32_t document) const {
  if (document > documents_) return {};
  const std::uint64_t begin = end(document - 1);
  const std::uint64_t stop = end(document);
  const std::uint64_t first = kHead + documents_ * kEnd;
  if (begin > stop || stop > file_.size() - first) return {};
  return {reinterpret_cast<const char*>(file_.bytes()) + first + begin, stop - begin};
}

}  // namespace morgue
