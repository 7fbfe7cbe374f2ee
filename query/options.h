#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/instant.h"
#include "common/refusal.h"
#include "common/result.h"
#include "query/language/tree.h"
#include "query/render/style.h"

namespace morgue {

enum class OutputFormat { Auto, Text, Plain, Json, JsonLines, Trec };

/// What was typed, checked by itself; nothing of the system has been asked yet.
struct QueryOptions {
  enum class Verb { Search, Show, Person };
  Verb verb = Verb::Search;
  std::string archive;             ///< -A, empty if not given
  std::vector<std::string> query;  ///< the words of the query, as separate arguments
  std::string id;                  ///< show: which article
  enum class Ask { Auto, Always, Never } ask = Ask::Auto;  ///< whom a name means, if it is open
  bool annotate = false;     ///< show: names, days and quotations with signs
  std::string queries_file;  ///< --queries
  OutputFormat format = OutputFormat::Auto;
  std::optional<int> limit;
  int offset = 0;
  int passages = 3;
  int context = 0;             ///< -C, sentences around each passage
  bool passages_only = false;  ///< passages of all articles, best first; `limit` counts them
  std::optional<SortOrder> sort;
  std::optional<GroupBy> group;  ///< None: --no-collapse
  bool loose = false;
  std::optional<double> recency_days;  ///< --recency: the half-life
  bool count = false;
  bool quiet = false;
  bool explain = false;
  bool suggest = true;  ///< say what may have been meant
  ColourWish::When colour = ColourWish::When::Auto;
  std::optional<Timestamp> now;
};

[[nodiscard]] Result<QueryOptions, Refusal> parse_query_options(int argc, const char* const* argv);

/// Is this the name of a verb of this program?
[[nodiscard]] bool is_verb(std::string_view name);

}  // namespace morgue
