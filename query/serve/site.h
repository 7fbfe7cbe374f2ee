#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "common/archive.h"
#include "common/as_of.h"
#include "common/instant.h"
#include "query/match/archive_reader.h"
#include "query/serve/guard.h"
#include "query/serve/http.h"
#include "query/serve/time_limit.h"

namespace morgue {

/// What is served, and how.
struct ServedArchive {
  ArchiveSources sources;      ///< one of this machine at least
  ArchivePaths paths;          ///< of the first of these, whose desk it is
  std::function<Day()> today;  ///< asked with each request: a server may run for weeks
  std::function<AsOf()> as_of;
  std::chrono::milliseconds patience{10'000};  ///< for each answer
  std::string version = {};                    ///< of the program
  std::string language = {};                   ///< the query language, as --help explains it
};

/// Answers requests: from address to page or document. Each answer is of one snapshot of the
/// archive, which is opened for it, so that a writer beside it is never noticed, and threads share
/// nothing.
class Site {
 public:
  /// Borrows `guard`.
  Site(ServedArchive served, const Guard& guard) : served_(std::move(served)), guard_(guard) {}

  /// Never throws; by several threads at once.
  [[nodiscard]] WebAnswer answer(const WebRequest& request) noexcept;

 private:
  [[nodiscard]] WebAnswer routed(const WebRequest& request);
  [[nodiscard]] WebAnswer limited(const WebRequest& request);

  ServedArchive served_;
  const Guard& guard_;
  TimeLimits limits_;
};

}  // namespace morgue
