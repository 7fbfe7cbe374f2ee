#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace morgue {

/// What news agencies and papers put in front of the first sentence: "KYIV, Ukraine—",
/// "ANCHORAGE, Alaska (Reuters) - ", "July 4 (UPI) -- ", "PARIS, March 3 (AP) — ".
struct Dateline {
  std::string place;      ///< as written ("KYIV, Ukraine"), may be empty
  std::string agency;     ///< as written in the brackets ("UPI"), may be empty
  unsigned month = 0;     ///< 1-12, or 0 if no day is given
  unsigned day = 0;       ///< 1-31, or 0
  int year = 0;           ///< or 0 if none is given
  std::size_t bytes = 0;  ///< of the text, up to the first word of the sentence
  friend bool operator==(const Dateline&, const Dateline&) = default;
};

/// The dateline at the very start of a paragraph. A single word in capitals before a dash is a
/// place unless it is one of the labels that stand there as well ("EXCLUSIVE -"); a place in small
/// letters needs an agency or a day beside it. Reads at most 160 bytes.
[[nodiscard]] std::optional<Dateline> read_dateline(std::string_view paragraph);

/// The first place within the paragraph's first 600 bytes, 0 excluded, where a dateline with an
/// agency starts: where a caption or a byline was glued in front of the text. Only datelines that
/// start with capitals or a month count.
[[nodiscard]] std::optional<std::size_t> find_glued_dateline(std::string_view paragraph);

}  // namespace morgue
