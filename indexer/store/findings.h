#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace morgue {

/// Which part of an archive is not as it should be, and so what mends it.
enum class Damage : std::uint8_t {
  Mode,        ///< others may read it
  Manifest,    ///< index/XAPIANDB
  Segment,     ///< a segment's tables or articles, or it is gone
  SideFile,    ///< a file beside the tables, which can be made again
  Sums,        ///< a segment whose sums are gone
  Catalog,     ///< metadata.sqlite
  Unfinished,  ///< what the next writer finishes anyway
  Text,        ///< the ledger or the desk
};

/// What is to be done about it, as one sentence.
[[nodiscard]] std::string advice_on(Damage damage);

struct Finding {
  Damage damage = Damage::Segment;
  std::string where;  ///< a path below the archive
  std::string what;
  friend bool operator==(const Finding&, const Finding&) = default;
};

/// What a check has found. Of one kind in one place only the first ones are kept, all are counted.
class Findings {
 public:
  static constexpr std::size_t kMostOfAKind = 20;

  void add(Damage damage, std::string where, std::string what) {
    ++count_;
    if (++kinds_[{damage, where}] <= kMostOfAKind)
      all_.push_back({damage, std::move(where), std::move(what)});
  }
  [[nodiscard]] const std::vector<Finding>& all() const { return all_; }
  [[nodiscard]] std::uint64_t count() const { return count_; }
  /// Those that were counted and not kept.
  [[nodiscard]] std::uint64_t left_out() const { return count_ - all_.size(); }
  [[nodiscard]] bool any(Damage damage, const std::string& where) const {
    return kinds_.contains({damage, where});
  }

 private:
  std::vector<Finding> all_;
  std::map<std::pair<Damage, std::string>, std::uint64_t> kinds_;
  std::uint64_t count_ = 0;
};

}  // namespace morgue
