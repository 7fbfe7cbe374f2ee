#include "common/version.h"

#include <fmt/format.h>

#include "common/schema.h"
#include "common/sqlite.h"
#include "common/text.h"

namespace morgue {

std::string version_text(std::string_view program, std::string_view xapian) {
  return fmt::format("{} {}\nbuilt as {} by {}\narchives of format {}.{}\nXapian {}, SQLite {}\n",
                     program, MORGUE_VERSION, MORGUE_BUILD_TYPE, MORGUE_COMPILER,
                     schema::kFormatVersion, kAnalysisVersion, xapian, sqlite::library_version());
}

}  // namespace morgue
