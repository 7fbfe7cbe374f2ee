#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/forward_file.h"

namespace morgue {

/// Makes the forward index of a run, document after document, in memory.
class ForwardWriter {
 public:
  /// Of a document without words: ones that are not known.
  void add(std::string_view words) {
    head_.add(words.size());
    words_ += words;
  }
  [[nodiscard]] std::uint32_t documents() const { return head_.documents(); }
  /// Throws Error{Archive}.
  void write(const std::filesystem::path& path) const;

 private:
  ForwardHead head_;
  std::string words_;
};

/// Writes one forward index of several, one after another, without holding them in memory. Each has
/// so many documents as is said beside its path; words of those that it lacks are not known. Not
/// synced: seal_directory() does that. Throws Error{Archive}.
void merge_forward(const std::vector<std::pair<std::filesystem::path, std::uint32_t>>& parts,
                   const std::filesystem::path& merged);

}  // namespace morgue
