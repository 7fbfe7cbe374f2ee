#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "common/word_table.h"

namespace morgue {

struct Posting {
  std::uint32_t document = 0;  ///< from 1
  std::uint32_t wdf = 0;

  friend bool operator==(const Posting&, const Posting&) = default;
};

/// Turns what documents hold into what terms are in: terms are interned, postings gathered in the
/// order of the documents, and sorted by counting when all are there. A posting costs eight bytes
/// and, but for a look into the dictionary, no pointer is followed; Xapian's inverter goes down two
/// trees for each.
class Postings {
 public:
  /// What is added from now on is of the next document.
  void begin_document();
  /// A term that the document has already adds to its wdf.
  void add(std::string_view term, std::uint32_t wdf);

  /// Terms in ascending order, each with its postings in order of the documents. Until the next one
  /// is added.
  struct List {
    std::string_view term;
    std::span<const Posting> postings;
  };
  [[nodiscard]] std::vector<List> lists();

 private:
  struct Term {
    std::uint32_t documents = 0;
    std::uint32_t last_document = 0;
    std::size_t last = 0;  ///< its posting of that document
  };
  struct Added {
    std::uint32_t term = 0;
    std::uint32_t wdf = 0;
  };

  [[nodiscard]] std::vector<std::uint32_t> terms_in_order() const;

  WordTable names_;
  std::vector<Term> terms_;
  std::vector<Added> added_;            // one document behind the other
  std::vector<std::size_t> documents_;  // where each begins among these
  std::vector<Posting> sorted_;
};

}  // namespace morgue
