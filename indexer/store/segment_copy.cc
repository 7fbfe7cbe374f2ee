#include "indexer/store/segment_copy.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "common/forward_file.h"
#include "common/kin_file.h"
#include "common/schema.h"
#include "common/shingles.h"
#include "common/stored_article.h"
#include "indexer/store/fresh_segment.h"
#include "indexer/store/pair_file.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

/// So many documents are turned from posting lists into documents at once: each pass goes over all
/// terms, and holds twelve bytes for each posting.
constexpr std::size_t kAtOnce = 8 * kRunArticles;
constexpr std::array kSlots = {schema::kPublishedSlot, schema::kIdSlot, schema::kWordsSlot,
                               schema::kAddedSlot, schema::kUpdatedSlot};

struct TermOfDocument {
  std::uint32_t document, term, wdf;
};

class Copy {
 public:
  Copy(const fs::path& segment, const std::set<std::uint32_t>& without, const fs::path& fresh)
      : db_(segment.string()),
        without_(without),
        forward_(segment / kForwardFile),
        people_(segment / kPeopleFile),
        kin_(KinFile(segment / kKinFile).records()),
        fresh_(fresh) {
    PairFile(segment / kAnchorFile).for_each([&](Pair pair) {
      if (!without_.contains(pair.value)) anchors_.push_back({pair.value, pair.key});
    });
    std::sort(anchors_.begin(), anchors_.end());
    for (const std::uint32_t document : without_)
      if (document <= kin_.size()) bereaved_.insert(kin_[document - 1].family);
  }

  std::optional<std::map<std::uint32_t, std::uint32_t>> run() {
    std::vector<std::uint32_t> all;
    for (auto doc = db_.postlist_begin({}); doc != db_.postlist_end({}); ++doc)
      if (!without_.contains(*doc)) all.push_back(*doc);
    for (std::size_t at = 0; at < all.size(); at += kAtOnce) {
      const std::size_t end = std::min(all.size(), at + kAtOnce);
      if (!copy({all.begin() + static_cast<std::ptrdiff_t>(at),
                 all.begin() + static_cast<std::ptrdiff_t>(end)}))
        return {};
    }
    fresh_.finish();
    return std::move(moved_);
  }

 private:
  bool copy(const std::vector<std::uint32_t>& documents) {
    read_postings(documents.front(), documents.back());
    auto posting = postings_.begin();
    for (const std::uint32_t number : documents) {
      document_.texts.clear();
      document_.terms.clear();
      while (posting != postings_.end() && posting->document < number) ++posting;
      for (; posting != postings_.end() && posting->document == number; ++posting)
        add_term(terms_[posting->term], posting->wdf);
      if (!copy(number)) return false;
    }
    return true;
  }

  /// Those of all terms within these numbers, by document; each one's terms ascend.
  void read_postings(std::uint32_t first, std::uint32_t last) {
    postings_.clear();
    terms_.clear();
    std::vector<std::size_t> begins(last - first + 2, 0);
    for (auto term = db_.allterms_begin(); term != db_.allterms_end(); ++term) {
      const std::size_t before = postings_.size();
      auto doc = db_.postlist_begin(*term);
      const auto end = db_.postlist_end(*term);
      for (doc.skip_to(first); doc != end && *doc <= last; ++doc) {
        postings_.push_back({*doc, static_cast<std::uint32_t>(terms_.size()), doc.get_wdf()});
        ++begins[*doc - first + 1];
      }
      if (postings_.size() > before) terms_.push_back(*term);
    }
    for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
    std::vector<TermOfDocument> sorted(postings_.size());
    for (const TermOfDocument& posting : postings_)
      sorted[begins[posting.document - first]++] = posting;
    postings_ = std::move(sorted);
  }

  void add_term(const std::string& term, std::uint32_t wdf) {
    document_.terms.push_back({static_cast<std::uint32_t>(document_.texts.size()),
                               static_cast<std::uint32_t>(term.size()), wdf});
    document_.texts += term;
  }

  /// The document that has these terms.
  bool copy(std::uint32_t number) {
    const Xapian::Document old = db_.get_document(number);
    document_.data = old.get_data();
    if (!decoder_.open(document_.data)) return false;
    document_.values.clear();
    for (const unsigned slot : kSlots) document_.values.emplace_back(slot, old.get_value(slot));
    document_.forward = forward_.words(number);
    FreshSegment::Beside beside;
    const std::vector<std::uint32_t> anchors = anchors_of(number);
    std::vector<std::uint32_t> people;
    people_.find(number, std::numeric_limits<std::size_t>::max(), people);
    beside.anchors = anchors;
    beside.people = people;
    if (number <= kin_.size()) beside.kin = kin_[number - 1];
    moved_[number] = fresh_.add(document_, beside);
    return true;
  }

  /// Of the document that the decoder has open.
  std::vector<std::uint32_t> anchors_of(std::uint32_t number) {
    const bool known = number <= kin_.size();
    if (!known || (kin_[number - 1].copy && bereaved_.contains(kin_[number - 1].family)))
      return fingerprint(decoder_.text()).anchors;
    std::vector<std::uint32_t> out;
    for (auto pair = std::lower_bound(anchors_.begin(), anchors_.end(), Pair{number, 0});
         pair != anchors_.end() && pair->key == number; ++pair)
      out.push_back(pair->value);
    return out;
  }

  Xapian::Database db_;
  const std::set<std::uint32_t>& without_;
  ForwardFile forward_;
  PairFile people_;
  std::vector<KinRecord> kin_;
  std::vector<Pair> anchors_;     // from documents
  std::set<ArticleId> bereaved_;  // families that lose a document
  FreshSegment fresh_;
  ArticleDecoder decoder_;
  std::vector<std::string> terms_;
  std::vector<TermOfDocument> postings_;
  IndexDocument document_;
  std::map<std::uint32_t, std::uint32_t> moved_;
};

}  // namespace

std::optional<std::map<std::uint32_t, std::uint32_t>> copy_without(
    const fs::path& segment, const std::set<std::uint32_t>& without, const fs::path& fresh) {
  return Copy(segment, without, fresh).run();
}

}  // namespace morgue
