#include "query/match/document_list.h"

#include <algorithm>

namespace morgue {
namespace {

using Entry = DocumentList::Entry;

bool before(const Entry& entry, Xapian::docid document) { return entry.document < document; }

/// (A Xapian::MatchDecider can't tell documents: in a database of several it learns a document's
/// number in its own segment only.) Xapian clones the source for every segment.
class ListSource : public Xapian::PostingSource {
 public:
  ListSource(std::shared_ptr<const DocumentList> list,
             std::shared_ptr<const std::vector<std::string>> segments)
      : list_(std::move(list)), segments_(std::move(segments)) {}

  [[nodiscard]] ListSource* clone() const override { return new ListSource(list_, segments_); }
  void init(const Xapian::Database& database) override {
    const auto segment = std::find(segments_->begin(), segments_->end(), database.get_uuid());
    entries_ = segment == segments_->end()
                   ? nullptr
                   : &list_->of_segment(static_cast<std::size_t>(segment - segments_->begin()));
    at_ = 0;
    started_ = false;
    double most = 0;
    for (std::size_t i = 0; i < size(); ++i) most = std::max(most, (*entries_)[i].weight);
    set_maxweight(most);
  }
  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return size(); }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return size(); }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return size(); }
  [[nodiscard]] double get_weight() const override { return (*entries_)[at_].weight; }
  void next(double /*min_weight*/) override {
    at_ += started_ ? 1 : 0;
    started_ = true;
  }
  void skip_to(Xapian::docid document, double /*min_weight*/) override {
    started_ = true;
    if (at_ >= size() || (*entries_)[at_].document >= document) return;
    const auto from = entries_->begin() + static_cast<std::ptrdiff_t>(at_);
    at_ = static_cast<std::size_t>(std::lower_bound(from, entries_->end(), document, before) -
                                   entries_->begin());
  }
  [[nodiscard]] bool at_end() const override { return at_ >= size(); }
  [[nodiscard]] Xapian::docid get_docid() const override { return (*entries_)[at_].document; }

 private:
  [[nodiscard]] Xapian::doccount size() const {
    return entries_ == nullptr ? 0 : static_cast<Xapian::doccount>(entries_->size());
  }

  std::shared_ptr<const DocumentList> list_;
  std::shared_ptr<const std::vector<std::string>> segments_;
  const std::vector<Entry>* entries_ = nullptr;
  std::size_t at_ = 0;
  bool started_ = false;
};

}  // namespace

void DocumentList::sort() {
  const auto earlier = [](const Entry& a, const Entry& b) { return a.document < b.document; };
  for (std::vector<Entry>& entries : of_segment_) {
    // Most lists are made in the order of the documents.
    if (!std::is_sorted(entries.begin(), entries.end(), earlier))
      std::sort(entries.begin(), entries.end(), earlier);
    entries.erase(
        std::unique(entries.begin(), entries.end(),
                    [](const Entry& a, const Entry& b) { return a.document == b.document; }),
        entries.end());
  }
}

std::size_t DocumentList::size() const {
  std::size_t all = 0;
  for (const std::vector<Entry>& entries : of_segment_) all += entries.size();
  return all;
}

bool DocumentList::contains(Xapian::docid document) const {
  if (document == 0 || of_segment_.empty()) return false;
  const auto [segment, number] = place_in(of_segment_.size(), document);
  const std::vector<Entry>& entries = of_segment_[segment];
  const auto found = std::lower_bound(entries.begin(), entries.end(), number, before);
  return found != entries.end() && found->document == number;
}

Xapian::Query listed(std::shared_ptr<const DocumentList> list,
                     std::shared_ptr<const std::vector<std::string>> segments) {
  // Xapian owns what is released.
  return Xapian::Query((new ListSource(std::move(list), std::move(segments)))->release());
}

}  // namespace morgue
