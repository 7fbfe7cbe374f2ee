#include "query/match/segment_tracker.h"

#include <algorithm>

namespace morgue {
namespace {

/// Xapian clones the source for every segment.
class TrackingSource : public Xapian::PostingSource {
 public:
  TrackingSource(std::shared_ptr<const std::vector<std::string>> segments,
                 std::shared_ptr<std::size_t> current)
      : segments_(std::move(segments)), current_(std::move(current)) {}

  [[nodiscard]] TrackingSource* clone() const override {
    return new TrackingSource(segments_, current_);
  }
  void init(const Xapian::Database& database) override {
    const auto segment = std::find(segments_->begin(), segments_->end(), database.get_uuid());
    segment_ = static_cast<std::size_t>(segment - segments_->begin());
    last_ = database.get_lastdocid();
    documents_ = database.get_doccount();
    at_ = 0;
    set_maxweight(0);
  }
  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return documents_; }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return documents_; }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return documents_; }
  void next(double /*min_weight*/) override { move_to(at_ + 1); }
  void skip_to(Xapian::docid document, double /*min_weight*/) override {
    move_to(std::max(at_, document));
  }
  bool check(Xapian::docid document, double /*min_weight*/) override {
    move_to(document);
    return true;
  }
  [[nodiscard]] bool at_end() const override { return at_ > last_; }
  [[nodiscard]] Xapian::docid get_docid() const override { return at_; }

 private:
  void move_to(Xapian::docid document) {
    at_ = document;
    *current_ = segment_;
  }

  std::shared_ptr<const std::vector<std::string>> segments_;
  std::shared_ptr<std::size_t> current_;
  std::size_t segment_ = 0;
  Xapian::docid at_ = 0, last_ = 0;
  Xapian::doccount documents_ = 0;
};

}  // namespace

Xapian::Query SegmentTracker::everything() const {
  // Xapian owns what is released.
  return Xapian::Query((new TrackingSource(segments_, current_))->release());
}

}  // namespace morgue
