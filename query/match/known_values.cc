#include "query/match/known_values.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <utility>

#include "common/schema.h"
#include "common/text.h"
#include "query/match/known_names.h"

namespace morgue {
namespace {

constexpr std::array kSources = {schema::kSource};
constexpr std::array kSections = {schema::kSection};
constexpr std::array kAgencies = {schema::kAgency};
constexpr std::array kLanguages = {schema::kLanguage};
constexpr std::array kHosts = {schema::kHost};

std::span<const std::string_view> value_prefixes(FieldId id) {
  switch (id) {
    case FieldId::Source:
      return kSources;
    case FieldId::Section:
      return kSections;
    case FieldId::Agency:
      return kAgencies;
    case FieldId::Lang:
      return kLanguages;
    case FieldId::Site:
      return kHosts;
    default:
      return id != FieldId::Custom && field(id).kind == FieldKind::Entity
                 ? name_prefixes(id)
                 : std::span<const std::string_view>();
  }
}

}  // namespace

std::vector<KnownValue> values_beginning(const ArchiveReader& archive, FieldId field,
                                         std::string_view beginning, std::size_t most) {
  // A key has no blank at its end; "rowan " has to give what goes on behind it.
  std::string start = field == FieldId::Site ? std::string(beginning) : word_key(beginning);
  if (!start.empty() && beginning.ends_with(' ')) start += ' ';
  std::map<std::string, std::uint64_t> found;  // an entity may be filed under several kinds
  std::size_t seen = 0;
  for (const std::string_view prefix : value_prefixes(field))
    archive.for_each_term(schema::term(prefix, start),
                          [&](const std::string& term, std::uint64_t frequency) {
                            const std::string key = term.substr(prefix.size());
                            if (key != schema::kAny) found[key] += frequency;
                            return ++seen < kMostTermsSeen;
                          });
  std::vector<KnownValue> out;
  for (auto& [key, articles] : found) out.push_back({key, articles});
  std::stable_sort(out.begin(), out.end(), [](const KnownValue& a, const KnownValue& b) {
    return a.articles > b.articles;
  });
  if (out.size() > most) out.resize(most);
  return out;
}

std::vector<std::string> custom_fields(const ArchiveReader& archive) {
  return reading([&] {
    std::vector<std::string> names;
    const std::string prefix(schema::kCustom);
    const auto end = archive.database().allterms_end(prefix);
    for (auto term = archive.database().allterms_begin(prefix); term != end;) {
      const std::string whole = *term;
      const std::size_t colon = whole.find(':');
      if (colon == std::string::npos || archive.frequency(whole) == 0) {
        ++term;
        continue;
      }
      names.push_back(whole.substr(prefix.size(), colon - prefix.size()));
      term.skip_to(whole.substr(0, colon) + static_cast<char>(':' + 1));
    }
    return names;
  });
}

}  // namespace morgue
