#include "indexer/store/fresh_segment.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>

#include "common/error.h"
#include "common/files.h"
#include "common/shingles.h"
#include "indexer/store/forward_writer.h"
#include "indexer/store/sums.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail_to_join(const Xapian::Error& error) {
  throw Error(Exit::Archive,
              fmt::format("the index failed while merging segments: {}", error.get_msg()),
              error.get_error_string() != nullptr ? error.get_error_string() : "");
}

}  // namespace

FreshSegment::FreshSegment(fs::path path, std::size_t run_articles)
    : path_(std::move(path)), run_articles_(run_articles) {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  begin_run();
}

fs::path FreshSegment::run_path(std::size_t number) const {
  return fs::path(path_) += fmt::format(".{}", number);
}

std::uint32_t FreshSegment::add(const StoredArticle& article, std::span<const std::uint32_t> people,
                                const std::optional<KinRecord>& kin) {
  const std::uint32_t document = begin_document();
  static_cast<void>(writer_.add(article));
  // All of them: what a copy shared with a document that is gone now is its own.
  put_beside(document, fingerprint(article.content.article.text).anchors, people, kin);
  return document;
}

std::uint32_t FreshSegment::add(const IndexDocument& document, const Beside& beside) {
  const std::uint32_t number = begin_document();
  writer_.add(document);
  put_beside(number, beside.anchors, beside.people, beside.kin);
  return number;
}

std::uint32_t FreshSegment::begin_document() {
  if (in_run_ == run_articles_) {
    end_run();
    begin_run();
  }
  ++in_run_;
  return ++documents_;
}

void FreshSegment::put_beside(std::uint32_t document, std::span<const std::uint32_t> anchors,
                              std::span<const std::uint32_t> people,
                              const std::optional<KinRecord>& kin) {
  for (const std::uint32_t hash : anchors) anchors_.push_back({hash, document});
  for (const std::uint32_t person : people) people_.push_back({document, person});
  if (kin) kin_.push_back(*kin);
}

void FreshSegment::begin_run() {
  runs_.push_back(run_path(runs_.size() + 1));
  std::error_code ignored;
  fs::remove_all(runs_.back(), ignored);
  writer_.begin(runs_.back());
}

void FreshSegment::end_run() {
  writer_.finish();
  in_run_ = 0;
}

void FreshSegment::finish() {
  end_run();
  if (runs_.size() == 1) {
    move_directory(runs_.front(), path_);
  } else {
    static_cast<void>(join_tables(runs_, path_));
    std::error_code ignored;
    for (const fs::path& run : runs_) fs::remove_all(run, ignored);
  }
  std::sort(anchors_.begin(), anchors_.end());
  replace_file(path_ / kAnchorFile, pair_file_of(anchors_));
  replace_file(path_ / kPeopleFile, pair_file_of(people_));
  replace_file(path_ / kKinFile, kin_file_of(kin_));
  seal_directory(path_);
  write_sums(path_);
}

std::vector<std::uint32_t> join_tables(std::span<const fs::path> parts, const fs::path& joined) {
  std::vector<std::uint32_t> moved;
  std::vector<std::pair<fs::path, std::uint32_t>> forward;
  try {
    Xapian::Database all;
    std::uint32_t offset = 0;  // compact() moves each part's numbers behind those before
    for (const fs::path& part : parts) {
      const Xapian::Database one(part.string());
      moved.push_back(offset);
      forward.emplace_back(part / kForwardFile, one.get_lastdocid());
      offset += one.get_lastdocid();
      all.add_database(one);
    }
    all.compact(joined.string());
  } catch (const Xapian::Error& error) {
    fail_to_join(error);
  }
  merge_forward(forward, joined / kForwardFile);
  return moved;
}

}  // namespace morgue
