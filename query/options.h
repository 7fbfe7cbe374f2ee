#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/instant.h"
#include "common/result.h"
#include "query/language/tree.h"
#include "query/render/style.h"

namespace morgue {

enum class OutputFormat { Auto, Text, Plain, Json, JsonLines, Trec };

/// What was typed, checked by itself; nothing of the system has been asked yet.
struct QueryOptions {
  enum class Verb { Search, Show };
  Verb verb = Verb::Search;
  std::string archive;             ///< -A, empty if not given
  std::vector<std::string> query;  ///< the words of the query, as separate arguments
  std::string id;                  ///< show: which article
  std::string queries_file;        ///< --queries
  OutputFormat format = OutputFormat::Auto;
  std::optional<int> limit;
  int offset = 0;
  int passages = 3;
  std::optional<SortOrder> sort;
  bool loose = false;
  bool count = false;
  bool quiet = false;
  bool explain = false;
  ColourWish::When colour = ColourWish::When::Auto;
  std::optional<Timestamp> now;
};

/// What to say instead of running: help on stdout with status 0, or a mistake on stderr with 2.
struct Refusal {
  std::string message;
  bool help = false;
};

[[nodiscard]] Result<QueryOptions, Refusal> parse_query_options(int argc, const char* const* argv);

/// Is this the name of a verb of this program?
[[nodiscard]] bool is_verb(std::string_view name);

}  // namespace morgue
