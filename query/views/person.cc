#include "query/views/person.h"

namespace morgue {

std::vector<PersonView> find_persons(sqlite::Database& db, std::string_view text,
                                     std::size_t most) {
  std::vector<std::uint32_t> numbers;
  if (const auto number = parse_person_number(text))
    numbers.push_back(*number);
  else
    numbers = people_named(db, text, most);
  std::vector<PersonView> out;
  for (const std::uint32_t number : numbers) {
    auto summary = summary_of(db, number);
    if (!summary) continue;
    const std::uint32_t identity = summary->number;
    out.push_back(
        {*std::move(summary), names_of(db, identity), roles_of(db, identity, kRolesShown)});
  }
  return out;
}

}  // namespace morgue
