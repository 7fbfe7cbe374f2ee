#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

namespace morgue {

/// Which segment Xapian is looking at. A Xapian::MatchDecider learns a document's number in its own
/// segment only; a query that holds everything(), as a filter, says which one that is.
class SegmentTracker {
 public:
  /// `segments`: their UUIDs.
  explicit SegmentTracker(std::shared_ptr<const std::vector<std::string>> segments)
      : segments_(std::move(segments)) {}

  /// Finds every document, and notes where.
  [[nodiscard]] Xapian::Query everything() const;
  /// The segment of the document that was looked at last.
  [[nodiscard]] std::size_t segment() const { return *current_; }

 private:
  std::shared_ptr<const std::vector<std::string>> segments_;
  std::shared_ptr<std::size_t> current_ = std::make_shared<std::size_t>(0);
};

}  // namespace morgue
