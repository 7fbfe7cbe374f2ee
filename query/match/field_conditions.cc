#include "query/match/field_conditions.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <regex>

#include "common/schema.h"
#include "common/text.h"
#include "common/utf8.h"

namespace morgue {
namespace {

constexpr std::size_t kMaxTerms = 5000;
/// Notes name so many of the outlets that a part of a name stands for.
constexpr std::size_t kNamedInNote = 5;

struct Failed {
  QueryError error;
};

std::string lower_ascii(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return out;
}

/// A folded key that keeps `*`: "Al-Am*" -> "al am*".
std::string pattern_key(std::string_view text) {
  std::string out;
  std::string piece;
  const auto flush = [&] {
    if (piece.empty()) return;
    const std::string key = word_key(piece);
    const bool apart = !out.empty() && out.back() != '*' && out.back() != ' ';
    out += (apart && !key.empty() ? " " : "") + key;
    piece.clear();
  };
  for (const char c : text) {
    if (c != '*') {
      piece += c;
      continue;
    }
    const bool gap = !piece.empty() && !word_key(piece.substr(piece.size() - 1)).empty();
    flush();
    if (!gap && !out.empty() && out.back() != '*') out += ' ';
    out += '*';
  }
  flush();
  return out;
}

FieldCondition by_terms(std::vector<std::string> terms) {
  FieldCondition out;
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  out.candidates = Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end());
  out.check.kind = Check::Kind::Terms;
  out.check.terms = std::move(terms);
  return out;
}

class Resolver {
 public:
  Resolver(const QueryNode& node, const ArchiveReader& archive) : node_(node), archive_(archive) {}

  FieldCondition resolve() {
    if (node_.field != FieldId::Custom && !field(node_.field).searchable)
      throw Failed{{node_.where,
                    fmt::format("this archive does not hold {}: yet", field(node_.field).name),
                    "what can be searched: morgue help fields"}};
    switch (node_.kind) {
      case QueryNode::Kind::Entity:
        return entity();
      case QueryNode::Kind::Keyword:
        return keyword();
      case QueryNode::Kind::Dates:
        return dates();
      default:
        return number();
    }
  }

 private:
  // --- entities ---

  FieldCondition entity() {
    if (node_.text.starts_with('@'))
      throw Failed{{node_.where, "this archive does not hold identities yet", "give the name"}};
    switch (node_.field) {
      case FieldId::Person:
        return named(schema::kPerson, EntityKind::Person);
      case FieldId::By:
        return named(schema::kAuthor, {});
      default:
        return dateline();
    }
  }

  FieldCondition named(std::string_view prefix, std::optional<EntityKind> kind) {
    const std::string key = node_.wildcard ? pattern_key(node_.text) : word_key(node_.text);
    if (key.empty()) return by_terms({});
    FieldCondition out = names_by_terms(prefix, key);
    out.check.kind = Check::Kind::Name;
    out.check.entity = kind;
    out.check.distance = node_.number;
    if (key != "*") out.check.names.push_back(key);
    return out;
  }

  FieldCondition names_by_terms(std::string_view prefix, const std::string& key) {
    if (node_.wildcard || node_.number > 0) {
      if (key == "*") return everything();
      const std::string fixed = node_.wildcard ? key.substr(0, key.find('*'))
                                               : key.substr(0, utf8::decode(key, 0).length);
      return by_terms(terms_that(prefix, fixed, [&](std::string_view value) {
        return node_.wildcard ? fits_pattern(value, key)
                              : within_distance(value, key, node_.number);
      }));
    }
    const std::string whole = schema::term(prefix, key);
    const std::vector<std::string> parts = words(node_.text);
    if (parts.size() < 2 || archive_.frequency(whole) > 0) return by_terms({whole});
    // Not under this name as a whole: somebody whose name has all its parts, in this order.
    FieldCondition out;
    std::vector<Xapian::Query> all;
    for (const std::string& part : parts) all.emplace_back(schema::term(prefix, part));
    out.candidates = Xapian::Query(Xapian::Query::OP_AND, all.begin(), all.end());
    out.exact = false;
    return out;
  }

  FieldCondition dateline() {
    const std::string key = node_.wildcard ? pattern_key(node_.text) : word_key(node_.text);
    if (node_.wildcard || node_.number > 0)
      return by_terms(
          terms_that(schema::kDateline, key.substr(0, key.find('*')), [&](std::string_view value) {
            return node_.wildcard ? fits_pattern(value, key)
                                  : within_distance(value, key, node_.number);
          }));
    return by_terms({schema::term(schema::kDateline, key)});
  }

  static FieldCondition everything() {
    FieldCondition out;
    out.candidates = Xapian::Query::MatchAll;
    out.exact = false;
    return out;
  }

  // --- keywords ---

  FieldCondition keyword() {
    if (node_.regex) return by_regex();
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
        return by_key(schema::kSection, value, pattern);
      case FieldId::Lang:
        return by_value(schema::kLanguage, lower_ascii(value), pattern);
      case FieldId::Url:
        return by_value(schema::kUrl, lower_ascii(value), pattern);
      case FieldId::Site:
        return by_value(schema::kHost, lower_ascii(value), pattern);
      case FieldId::Path:
        return by_value(schema::kPath, value, pattern);
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
    std::regex pattern;
    try {
      pattern = std::regex(node_.text, std::regex::icase | std::regex::nosubs);
    } catch (const std::regex_error&) {
      throw Failed{{node_.where, fmt::format("/{}/ is not a regular expression", node_.text),
                    "ECMAScript syntax, as in source:/^the-.*-times$/"}};
    }
    if (node_.field == FieldId::Title) {
      FieldCondition out = everything();
      out.check.kind = Check::Kind::Title;
      out.check.terms = {node_.text};
      return out;
    }
    const std::string_view prefix = node_.field == FieldId::Source    ? schema::kSource
                                    : node_.field == FieldId::Section ? schema::kSection
                                                                      : schema::kUrl;
    return by_terms(terms_that(prefix, {}, [&](std::string_view value) {
      const std::string plain(value);
      if (std::regex_search(plain, pattern)) return true;
      // Names are keys with blanks; people write them with hyphens as well.
      std::string hyphens = plain;
      std::replace(hyphens.begin(), hyphens.end(), ' ', '-');
      return std::regex_search(hyphens, pattern);
    }));
  }

  template <typename Fits>
  std::vector<std::string> terms_that(std::string_view prefix, const std::string& fixed,
                                      Fits&& fits) {
    std::vector<std::string> out;
    archive_.for_each_term(schema::term(prefix, fixed),
                           [&](const std::string& term, std::uint64_t) {
                             if (fits(std::string_view(term).substr(prefix.size())))
                               out.push_back(term);
                             return out.size() <= kMaxTerms;
                           });
    if (out.size() > kMaxTerms)
      throw Failed{{node_.where, fmt::format("this fits more than {} values", kMaxTerms),
                    "write more of it"}};
    return out;
  }

  // --- dates and numbers ---

  FieldCondition dates() {
    if (node_.field == FieldId::Added || node_.field == FieldId::Updated) {
      const unsigned slot =
          node_.field == FieldId::Added ? schema::kAddedSlot : schema::kUpdatedSlot;
      FieldCondition out;
      out.check.kind = node_.field == FieldId::Added ? Check::Kind::Added : Check::Kind::Updated;
      out.check.days = node_.days;
      out.candidates = value_range(
          slot, node_.days.first ? schema::sortable_first_minute(*node_.days.first) : "",
          node_.days.last ? schema::sortable_last_minute(*node_.days.last) : "");
      return out;
    }
    return by_terms(day_terms());
  }

  static Xapian::Query value_range(unsigned slot, const std::string& low, const std::string& high) {
    if (high.empty())
      return {Xapian::Query::OP_VALUE_GE, slot, low.empty() ? std::string(1, '\0') : low};
    return {Xapian::Query::OP_VALUE_RANGE, slot, low.empty() ? std::string(1, '\0') : low, high};
  }

  /// The fewest year, month and day terms that cover the range and that the archive has.
  std::vector<std::string> day_terms() {
    std::vector<std::string> out;
    archive_.for_each_term(std::string(schema::kYear), [&](const std::string& term, std::uint64_t) {
      cover_year(term, out);
      return true;
    });
    return out;
  }

  void cover_year(const std::string& term, std::vector<std::string>& out) const {
    int year = 0;
    if (std::sscanf(term.c_str() + schema::kYear.size(), "%4d", &year) != 1) return;
    const Day first = *make_day(year, 1, 1);
    const Day last = *make_day(year, 12, 31);
    if (covers(first, last)) return out.push_back(term);
    if (!touches(first, last)) return;
    for (unsigned month = 1; month <= 12; ++month) {
      const Day from = *make_day(year, month, 1);
      const Day to = month == 12 ? last : *make_day(year, month + 1, 1) - std::chrono::days{1};
      if (!touches(from, to)) continue;
      if (covers(from, to)) {
        out.push_back(schema::month_term(from));
        continue;
      }
      for (Day day = from; day <= to; day += std::chrono::days{1})
        if (node_.days.contains(day)) out.push_back(schema::day_term(day));
    }
  }

  [[nodiscard]] bool covers(Day from, Day to) const {
    return node_.days.contains(from) && node_.days.contains(to);
  }
  [[nodiscard]] bool touches(Day from, Day to) const {
    return (!node_.days.first || *node_.days.first <= to) &&
           (!node_.days.last || from <= *node_.days.last);
  }

  FieldCondition number() {
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
};

}  // namespace

Result<FieldCondition, QueryError> field_condition(const QueryNode& node,
                                                   const ArchiveReader& archive) {
  try {
    return Resolver(node, archive).resolve();
  } catch (Failed& failed) {
    return failure(std::move(failed.error));
  }
}

}  // namespace morgue
