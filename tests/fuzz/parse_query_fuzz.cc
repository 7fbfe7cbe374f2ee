#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "query/language/arguments.h"
#include "query/language/error_text.h"
#include "query/language/parse.h"

/// Whatever the bytes, there is a query or a mistake inside the text, and a query written again is
/// the same query.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace morgue;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const ParseOptions options{.today = *make_day(2026, 11, 23), .loose = size % 2 == 1};
  const auto query = parse_query(text, options);
  if (!query) {
    const Span where = query.error().where;
    if (where.begin > where.end || where.end > text.size()) std::abort();
    if (error_text(query.error(), text).empty()) std::abort();
  } else if (print(query->root).empty()) {
    std::abort();
  } else if (!options.loose) {
    const auto again = parse_query(to_query_text(*query), options);
    if (!again || !(again->root == query->root) || again->sort != query->sort ||
        again->group != query->group || again->limit != query->limit)
      std::abort();
  }
  ParseOptions knowing = options;  // every other name is known
  knowing.is_name = [](FieldId, std::string_view name) { return name.size() % 2 == 0; };
  const auto known = parse_query(text, knowing);
  const Span where = known ? known->root.where : known.error().where;
  if (where.begin > where.end || where.end > text.size()) std::abort();
  static_cast<void>(parse_days(text, options.today));
  static_cast<void>(is_query_argument(text));
  const std::string both[] = {text, "port"};
  if (join_arguments(both).text.size() < text.size()) std::abort();
  return 0;
}
