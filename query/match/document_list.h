#pragma once

#include <xapian.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace morgue {

/// A document as its segment numbers it, and which segment that is.
struct PlaceInSegments {
  std::size_t segment = 0;
  Xapian::docid document = 0;
};
/// How Xapian numbers the documents of a database of so many.
[[nodiscard]] inline PlaceInSegments place_in(std::size_t segments, Xapian::docid document) {
  const std::size_t n = document - 1;
  return {n % segments, static_cast<Xapian::docid>(n / segments + 1)};
}
[[nodiscard]] inline Xapian::docid number_in(std::size_t segments, PlaceInSegments place) {
  return static_cast<Xapian::docid>((place.document - 1) * segments + place.segment + 1);
}

/// Documents of a snapshot that no term lists, those of each segment apart.
class DocumentList {
 public:
  struct Entry {
    Xapian::docid document = 0;  ///< as its segment numbers it
    double weight = 0;
  };

  explicit DocumentList(std::size_t segments) : of_segment_(segments) {}

  void add(std::size_t segment, Xapian::docid document, double weight = 0) {
    of_segment_[segment].push_back({document, weight});
  }
  /// Has to be called once, after the last add().
  void sort();

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] const std::vector<Entry>& of_segment(std::size_t segment) const {
    return of_segment_[segment];
  }
  /// Is it there, as the whole snapshot numbers it?
  [[nodiscard]] bool contains(Xapian::docid document) const;

 private:
  std::vector<std::vector<Entry>> of_segment_;  // ascending
};

/// A query that finds what is listed, with its weights. `segments`: the UUIDs of the segments, in
/// the order of the list.
[[nodiscard]] Xapian::Query listed(std::shared_ptr<const DocumentList> list,
                                   std::shared_ptr<const std::vector<std::string>> segments);

}  // namespace morgue
