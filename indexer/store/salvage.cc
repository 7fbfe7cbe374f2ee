#include "indexer/store/salvage.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <limits>
#include <optional>
#include <set>
#include <vector>

#include "common/act_lines.h"
#include "common/catalog.h"
#include "common/error.h"
#include "common/files.h"
#include "common/kin_file.h"
#include "indexer/store/apart.h"
#include "indexer/store/fresh_segment.h"
#include "indexer/store/served_writer.h"
#include "indexer/store/sums.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

/// So many articles may bring their reader down before a segment is given up.
constexpr std::size_t kMostCrashes = 50;
constexpr const char* kInterrupted = "interrupted";

std::optional<Catalog> readable_catalog(const ArchivePaths& paths) {
  try {
    return Catalog::open_for_reading(paths.metadata());
  } catch (const Error&) {
    return {};
  }
}

/// What the process that reads leaves for whoever started it.
struct Traces {
  fs::path tried;  ///< the documents that it came to, one a line
  fs::path moved;  ///< "OLD NEW", one a line
};

class Reading {
 public:
  Reading(const ArchivePaths& paths, const std::string& segment,
          const std::set<std::uint32_t>& dead)
      : old_(paths.segment(segment)),
        dead_(dead),
        sums_(read_sums(old_)),
        people_(old_ / kPeopleFile),
        kin_(KinFile(old_ / kKinFile).records()),
        catalog_(readable_catalog(paths)) {}

  /// Returns what went wrong.
  std::string run(const fs::path& fresh, const std::set<std::uint32_t>& skipped,
                  const Traces& traces, const std::atomic<bool>& stop) {
    std::ofstream tried(traces.tried, std::ios::trunc);
    std::ofstream moved(traces.moved, std::ios::trunc);
    const Xapian::Database db(old_.string());
    const bool people_hold = holds(kPeopleFile);
    const bool kin_holds = holds(kKinFile);
    FreshSegment writer(fresh);
    ArticleDecoder decoder;
    for (std::uint32_t old = 1; old <= db.get_lastdocid(); ++old) {
      if (stop.load()) return kInterrupted;
      if (dead_.contains(old) || skipped.contains(old)) continue;
      tried << old << '\n' << std::flush;
      const auto stored = article(db, old, decoder);
      if (!stored) continue;
      moved << old << ' '
            << writer.add(*stored, people_of(*stored, old, people_hold),
                          kin_of(*stored, old, kin_holds))
            << '\n';
    }
    writer.finish();
    return {};
  }

 private:
  [[nodiscard]] bool holds(const char* file) const {
    const auto sum = sums_.of.find(file);
    std::error_code error;
    return sum != sums_.of.end() && fs::exists(old_ / file, error) &&
           file_hash(old_ / file) == sum->second;
  }
  static std::optional<StoredArticle> article(const Xapian::Database& db, std::uint32_t number,
                                              ArticleDecoder& decoder) {
    try {
      // Without this flag Xapian asks the posting lists whether there is such a document.
      if (!decoder.open(db.get_document(number, Xapian::DOC_ASSUME_VALID).get_data())) return {};
      auto stored = decoder.article();
      if (stored) return *std::move(stored);
    } catch (const Xapian::Error&) {
      // It can't be read.
    }
    return {};
  }
  std::vector<std::uint32_t> people_of(const StoredArticle& stored, std::uint32_t old, bool hold) {
    std::vector<std::uint32_t> out;
    if (hold) people_.find(old, std::numeric_limits<std::size_t>::max(), out);
    const auto persons =
        std::count_if(stored.content.entities.begin(), stored.content.entities.end(),
                      [](const Entity& entity) { return entity.kind == EntityKind::Person; });
    if (out.size() == static_cast<std::size_t>(persons) || !catalog_) return out;
    out.clear();
    for (const auto& appearance : catalog_->people().of_article(stored.id))
      out.push_back(appearance.person);
    return out;
  }
  KinRecord kin_of(const StoredArticle& stored, std::uint32_t old, bool hold) {
    if (hold && old <= kin_.size()) return kin_[old - 1];
    KinRecord record = kin_record_of(stored);
    const auto kin = catalog_ ? catalog_->kin(stored.id) : std::nullopt;
    if (!kin) return record;
    record.copy = kin->family && *kin->family != stored.id;
    if (record.copy) record.family = *kin->family;
    record.version = kin->lineage && *kin->lineage != stored.id;
    if (record.version) record.lineage = *kin->lineage;
    return record;
  }

  fs::path old_;
  const std::set<std::uint32_t>& dead_;
  Sums sums_;
  PairFile people_;
  std::vector<KinRecord> kin_;
  std::optional<Catalog> catalog_;
};

std::uint32_t number(std::string_view text) {
  std::uint32_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::size_t lines_in(const fs::path& file) {
  const std::string text = file_bytes(file);
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

Salvaged salvaged_by(const Traces& traces, bool none_skipped) {
  Salvaged out;
  const std::string text = file_bytes(traces.moved);
  for (const std::string_view line : split(text, '\n'))
    if (const auto blank = line.find(' '); blank != std::string_view::npos)
      out.moved[number(line.substr(0, blank))] = number(line.substr(blank + 1));
  out.all = none_skipped && out.moved.size() == lines_in(traces.tried);
  return out;
}

}  // namespace

Salvaged salvage_segment(const ArchivePaths& paths, const std::string& segment,
                         const fs::path& fresh, const std::atomic<bool>& stop) {
  std::set<std::uint32_t> dead;
  for (const DocumentPlace& place : read_manifest(paths).dead)
    if (place.segment == segment) dead.insert(place.document);
  const Traces traces{paths.scratch() / "tried", paths.scratch() / "moved"};
  std::set<std::uint32_t> skipped;
  while (skipped.size() < kMostCrashes) {
    std::error_code error;
    fs::remove(traces.tried, error);
    const std::string wrong = done_apart([&] {
      try {
        return Reading(paths, segment, dead).run(fresh, skipped, traces, stop);
      } catch (const Xapian::Error& e) {
        return e.get_msg();
      }
    });
    if (wrong == kInterrupted || stop.load()) return {{}, false, true};
    if (wrong.empty()) return salvaged_by(traces, skipped.empty());
    const std::string text = file_bytes(traces.tried);
    const auto lines = split(text, '\n');
    if (lines.size() < 2 || !skipped.insert(number(lines[lines.size() - 2])).second) return {};
  }
  return {};
}

std::string replace_segment(const ArchivePaths& paths, const std::string& segment,
                            const Salvaged& salvaged, const fs::path& fresh) {
  Manifest next = read_manifest(paths);
  ++next.batch;
  const auto of_segment = [&](const DocumentPlace& place) { return place.segment == segment; };
  std::erase_if(next.dead, of_segment);
  const auto at = std::find(next.segments.begin(), next.segments.end(), segment);
  std::string name;
  if (salvaged.moved.empty()) {
    next.segments.erase(at);
    std::erase_if(next.superseded, of_segment);
  } else {
    name = segment_name(next.next_segment++);
    move_directory(fresh, paths.segment(name));
    *at = name;
    std::erase_if(next.superseded, [&](const DocumentPlace& place) {
      return of_segment(place) && !salvaged.moved.contains(place.document);
    });
    for (DocumentPlace& place : next.superseded)
      if (of_segment(place)) place = {name, salvaged.moved.at(place.document)};
  }
  replace_file(paths.manifest(), to_text(next));
  serve_index(paths, next);
  return name;
}

fs::path place_aside(const ArchivePaths& paths, const std::string& name) {
  const fs::path damaged = paths.root() / "damaged";
  make_private_directory(damaged);
  fs::path to = damaged / name;
  std::error_code error;
  for (int i = 2; fs::exists(to, error); ++i) to = damaged / fmt::format("{}-{}", name, i);
  return to;
}

}  // namespace morgue
