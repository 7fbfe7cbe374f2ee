#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <unordered_set>

#include "common/instant.h"
#include "query/language/tree.h"
#include "query/match/archive_reader.h"

namespace morgue {

/// A day as it is known, at an end of an answer.
struct EndDay {
  Day day{};
  Precision precision = Precision::Day;  ///< Year, Month or Day
  bool guessed = false;
  friend bool operator==(const EndDay&, const EndDay&) = default;
};

/// What all articles of an answer have between them.
struct Extent {
  std::uint64_t articles = 0;         ///< those that are folded included
  std::uint64_t sources = 0;          ///< different outlets that are known
  std::optional<EndDay> first, last;  ///< of publication
  friend bool operator==(const Extent&, const Extent&) = default;
};

/// Folds an answer: of the articles that are one line (copies of one piece, or what one outlet
/// printed), the first that is added begins the line. Says how many lines there are, and what all
/// articles have between them. Costs no look at the articles: segments say it (common/kin_file.h).
class Lines {
 public:
  /// Precondition: `group` is not Story.
  Lines(const ArchiveReader& archive, GroupBy group);

  /// False: every article of this archive is a line.
  [[nodiscard]] bool folds() const { return group_ != GroupBy::None; }

  /// Adds an article; true if it begins a line. Each may be added once.
  bool add(Xapian::docid document);

  [[nodiscard]] std::uint64_t size() const { return lines_; }
  [[nodiscard]] Extent extent() const;

 private:
  void add_day(const KinRecord& record);

  const ArchiveReader& archive_;
  GroupBy group_;
  std::uint64_t lines_ = 0;
  std::uint64_t articles_ = 0;
  std::unordered_set<std::uint64_t> families_, sources_;
  bool unknown_source_ = false;
  std::optional<EndDay> first_, last_;
};

}  // namespace morgue
