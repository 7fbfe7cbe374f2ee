#include "query/match/field_conditions.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "common/schema.h"
#include "common/text.h"
#include "query/match/date_conditions.h"
#include "query/match/family_conditions.h"
#include "query/match/name_conditions.h"
#include "query/match/term_lookup.h"

namespace morgue {
namespace {

/// Notes name so many of the outlets that a part of a name stands for.
constexpr std::size_t kNamedInNote = 5;

std::string lower_ascii(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return out;
}

class Resolver {
 public:
  Resolver(const QueryNode& node, const ArchiveReader& archive, const PeopleInQuery& people)
      : node_(node), archive_(archive), people_(people) {}

  FieldCondition resolve() {
    if (node_.field != FieldId::Custom && !field(node_.field).searchable)
      throw FieldRefused{
          {node_.where, fmt::format("this archive does not hold {}: yet", field(node_.field).name),
           "what can be searched: morgue help fields"}};
    switch (node_.kind) {
      case QueryNode::Kind::Entity:
        return name_condition(node_, archive_, people_);
      case QueryNode::Kind::Keyword:
        return keyword();
      case QueryNode::Kind::Dates:
        return date_condition(node_, archive_);
      default:
        return node_.field == FieldId::Words ? length() : family_condition(node_, archive_);
    }
  }

 private:
  // --- keywords ---

  FieldCondition keyword() {
    if (node_.regex) return by_regex();
    if (node_.field == FieldId::Is || node_.field == FieldId::Has || node_.field == FieldId::Type ||
        node_.field == FieldId::Dup || node_.field == FieldId::Story)
      return family_condition(node_, archive_);
    std::vector<std::string> terms;
    std::vector<std::string> notes;
    for (const std::string& value : node_.values) {
      auto found = keyword_terms(value, notes);
      terms.insert(terms.end(), found.begin(), found.end());
    }
    FieldCondition out = by_terms(std::move(terms));
    out.notes = std::move(notes);
    return out;
  }

  std::vector<std::string> keyword_terms(const std::string& value,
                                         std::vector<std::string>& notes) {
    const bool pattern = node_.wildcard && value.find('*') != std::string::npos;
    switch (node_.field) {
      case FieldId::Source:
        return pattern ? by_pattern(schema::kSource, pattern_key(value)) : sources(value, notes);
      case FieldId::Section:
      case FieldId::Agency:
        return by_key(keyword_prefix(node_.field), value, pattern);
      case FieldId::Lang:
      case FieldId::Url:
      case FieldId::Site:
        return by_value(keyword_prefix(node_.field), lower_ascii(value), pattern);
      case FieldId::Path:
        return by_value(keyword_prefix(node_.field), value, pattern);
      case FieldId::Id:
        return terms_that(schema::kId,
                          lower_ascii(value.starts_with('#') ? value.substr(1) : value),
                          [](std::string_view) { return true; });
      case FieldId::Custom: {
        const std::string prefix = std::string(schema::kCustom) + node_.custom + ':';
        return by_key(prefix, value, pattern);
      }
      default:
        return {};
    }
  }

  std::vector<std::string> by_key(std::string_view prefix, const std::string& value, bool pattern) {
    return pattern ? by_pattern(prefix, pattern_key(value))
                   : std::vector<std::string>{schema::term(prefix, word_key(value))};
  }
  std::vector<std::string> by_value(std::string_view prefix, const std::string& value,
                                    bool pattern) {
    return pattern ? by_pattern(prefix, value)
                   : std::vector<std::string>{schema::term(prefix, value)};
  }
  std::vector<std::string> by_pattern(std::string_view prefix, const std::string& pattern) {
    return terms_that(prefix, pattern.substr(0, pattern.find('*')),
                      [&](std::string_view value) { return fits_pattern(value, pattern); });
  }

  /// An outlet by its name; if there is none of that name, by words of its name.
  std::vector<std::string> sources(const std::string& value, std::vector<std::string>& notes) {
    const std::string key = word_key(value);
    for (const std::string& name : {key, "the " + key})
      if (std::string term = schema::term(schema::kSource, name); archive_.frequency(term) > 0)
        return {term};
    const std::vector<std::string> wanted = words(value);
    auto terms = terms_that(schema::kSource, {}, [&](std::string_view name) {
      const auto parts = words(name);
      return !wanted.empty() &&
             std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
               return std::find(parts.begin(), parts.end(), word) != parts.end();
             });
    });
    if (!terms.empty()) {
      std::vector<std::string> named;
      for (std::size_t i = 0; i < std::min(terms.size(), kNamedInNote); ++i)
        named.push_back(terms[i].substr(schema::kSource.size()));
      if (terms.size() > kNamedInNote) named.emplace_back("...");
      notes.push_back(fmt::format("source:{} read as: {}", value, fmt::join(named, ", ")));
    }
    return terms;
  }

  FieldCondition by_regex() {
    const auto pattern = Expression::make(node_.text, true);
    if (!pattern)
      throw FieldRefused{
          {node_.where,
           fmt::format("/{}/ is no regular expression: {}", node_.text, pattern.error()),
           "RE2's syntax, as in source:/^the-.*-times$/"}};
    if (node_.field == FieldId::Title) {
      FieldCondition out;
      out.candidates = Xapian::Query::MatchAll;
      out.exact = false;
      out.check.kind = Check::Kind::Title;
      out.check.expression = *pattern;
      return out;
    }
    return by_terms(terms_that(keyword_prefix(node_.field), {}, [&](std::string_view value) {
      if (pattern->fits(value)) return true;
      // Names are keys with blanks; people write them with hyphens as well.
      std::string hyphens(value);
      std::replace(hyphens.begin(), hyphens.end(), ' ', '-');
      return pattern->fits(hyphens);
    }));
  }

  template <typename Fits>
  std::vector<std::string> terms_that(std::string_view prefix, const std::string& fixed,
                                      Fits&& fits) {
    return morgue::terms_that(archive_, node_.where, prefix, fixed, fits);
  }

  // --- numbers ---

  FieldCondition length() {
    FieldCondition out;
    out.check.kind = Check::Kind::Length;
    out.check.low = node_.low;
    out.check.high = node_.high;
    const auto clamped = [](std::int64_t value) {
      return static_cast<std::uint32_t>(
          std::clamp<std::int64_t>(value, 0, std::numeric_limits<std::uint32_t>::max()));
    };
    out.candidates =
        value_range(schema::kWordsSlot, schema::sortable_number(clamped(node_.low.value_or(0))),
                    node_.high ? schema::sortable_number(clamped(*node_.high)) : "");
    return out;
  }

  const QueryNode& node_;
  const ArchiveReader& archive_;
  const PeopleInQuery& people_;
};

}  // namespace

Xapian::Query value_range(unsigned slot, const std::string& low, const std::string& high) {
  if (high.empty())
    return {Xapian::Query::OP_VALUE_GE, slot, low.empty() ? std::string(1, '\0') : low};
  return {Xapian::Query::OP_VALUE_RANGE, slot, low.empty() ? std::string(1, '\0') : low, high};
}

Result<FieldCondition, QueryError> field_condition(const QueryNode& node,
                                                   const ArchiveReader& archive,
                                                   const PeopleInQuery& people) {
  try {
    return Resolver(node, archive, people).resolve();
  } catch (FieldRefused& refused) {
    return failure(std::move(refused.error));
  }
}

}  // namespace morgue
