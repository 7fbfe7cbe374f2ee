#include "query/match/read_query.h"

#include "common/desk.h"
#include "query/language/desk_fields.h"
#include "query/language/parse.h"
#include "query/match/known_names.h"

namespace morgue {

Result<Query, QueryError> read_query(const ArchiveReader& archive, std::string_view text,
                                     const ReadingOf& with) {
  const auto is_name = [&](FieldId field, std::string_view name) {
    return is_known_name(archive, field, name);
  };
  const ParseOptions options{with.today, with.loose, is_name};
  auto query = parse_query(text, options);
  if (!query) return query;
  if (asks_desk(query->root))
    if (auto mistake = resolve_desk(*query, desk_of(read_desk(with.desk())), options))
      return failure(*std::move(mistake));
  if (auto unknown = unknown_custom_field(archive, query->root))
    return failure(*std::move(unknown));
  return query;
}

}  // namespace morgue
