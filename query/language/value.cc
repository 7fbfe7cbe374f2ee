#include "query/language/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "common/suggest.h"
#include "common/utf8.h"
#include "query/language/days.h"
#include "query/language/error_text.h"
#include "query/language/parse.h"
#include "query/language/vocabulary.h"
#include "query/language/word.h"

namespace morgue {
namespace {

using Node = Result<QueryNode, QueryError>;

constexpr std::string_view kAllFields = "all fields: morgue help fields";

auto refuse(Span where, std::string message, std::string hint) {
  return failure(QueryError{where, std::move(message), std::move(hint)});
}

std::string example(const FieldRef& field) {
  if (field.id == FieldId::Custom) return fmt::format("{}:foreign", field.custom);
  return std::string(morgue::field(field.id).example);
}

QueryNode start(QueryNode::Kind kind, const FieldRef& field, Span where) {
  QueryNode node = make_node(kind, where);
  node.field = field.id;
  node.custom = field.custom;
  return node;
}

Node entity_node(const FieldRef& field, const FieldValue& value) {
  const ValueItem& item = value.items.front();
  QueryNode node = start(QueryNode::Kind::Entity, field, value.where);
  const std::string text = plain_text(item.text);
  if (!item.quoted && text.size() > 2 && text.starts_with('/') && text.ends_with('/'))
    return refuse(value.where, fmt::format("{}: takes no regular expression", field.name),
                  fmt::format("names take * and ~: {0}:Pik* or {0}:Pike~", field.name));
  Suffix suffix = item.quoted ? split_suffix(value.tail) : Suffix{.base = text};
  if (!item.quoted) {
    const std::size_t last = text.find_last_not_of(",.;:!?");
    suffix.base = std::string_view(text).substr(0, last == std::string::npos ? 0 : last + 1);
    if (const Suffix split = split_suffix(suffix.base); split.tilde && split.weight == 1.0)
      suffix = split;
  }
  if (suffix.weight != 1.0)
    return refuse(value.where, fmt::format("{}: takes no weight", field.name), "words do: ferry^2");
  const auto fuzzy = fuzziness(suffix, value.where);
  if (!fuzzy) return failure(fuzzy.error());
  node.text = item.quoted ? text : std::string(suffix.base);
  node.number = *fuzzy;
  node.wildcard = !item.quoted && node.text.find('*') != std::string::npos;
  const bool anybody = node.wildcard && node.text == "*";
  if (!anybody && !has_word_character(node.text)) return failure(missing_value(field, value.where));
  if (node.wildcard && node.number > 0)
    return refuse(value.where, fmt::format("{} is both fuzzy and a wildcard", in_quotes(item.text)),
                  fmt::format("choose: {0}:Pik* or {0}:Pike~", field.name));
  return node;
}

Result<std::string, QueryError> fixed_value(const FieldRef& field, const std::string& value,
                                            Span where) {
  const auto known = fixed_values(field.id);
  const std::string lower = lower_ascii(value);
  if (std::find(known.begin(), known.end(), lower) != known.end()) return lower;
  const auto meant = did_you_mean(lower, known);
  return refuse(where, fmt::format("{}: does not know {}", field.name, in_quotes(value)),
                meant ? fmt::format("did you mean {}:{} ?", field.name, *meant)
                      : fmt::format("it knows {}", fmt::join(known, ", ")));
}

Node regex_node(const FieldRef& field, const FieldValue& value) {
  QueryNode node = start(QueryNode::Kind::Keyword, field, value.where);
  node.regex = true;
  node.text = value.items.front().text;
  if (utf8::without_controls(node.text) != node.text || node.text.find('\n') != std::string::npos)
    return refuse(value.where, "the regular expression holds a control character",
                  "write \\s for a blank");
  return node;
}

Node keyword_node(const FieldRef& field, const FieldValue& value) {
  QueryNode node = start(QueryNode::Kind::Keyword, field, value.where);
  const bool fixed = !fixed_values(field.id).empty();
  const bool any_quoted = std::any_of(value.items.begin(), value.items.end(),
                                      [](const ValueItem& item) { return item.quoted; });
  for (const ValueItem& item : value.items) {
    std::string text = plain_text(item.text);
    if (field.id == FieldId::Id) text.erase(0, text.find_first_not_of('#'));
    if (text.empty()) continue;
    if (!item.quoted && text.find('*') != std::string::npos) node.wildcard = true;
    if (fixed) {
      auto known = fixed_value(field, text, value.where);
      if (!known) return failure(std::move(known.error()));
      text = std::move(*known);
    }
    node.values.push_back(std::move(text));
  }
  if (node.values.empty()) return failure(missing_value(field, value.where));
  if (node.wildcard && any_quoted)
    return refuse(value.where, "quotes and * do not go together in one list",
                  fmt::format("{0}:\"Calder Herald\" OR {0}:coast*", field.name));
  const bool slash = !any_quoted && node.values.front().starts_with('/');
  if (slash && value_shape(field).regexes && field.id != FieldId::Url)
    return refuse(value.where, "the regular expression has no closing /",
                  "source:/^the-.*-times$/");
  return node;
}

Node since_until_node(const FieldRef& field, std::string_view text, Span where, std::uint32_t at,
                      Day today) {
  if (text.find("..") != std::string_view::npos || text.starts_with('<') || text.starts_with('>'))
    return refuse(where, fmt::format("{}: takes one date", field.name),
                  "for both ends write date:2024-06..2024-09");
  auto range = parse_date(text, today);
  if (!range) {
    QueryError error = std::move(range.error());
    error.where = {error.where.begin + at, error.where.end + at};
    return failure(std::move(error));
  }
  QueryNode node = make_node(QueryNode::Kind::Dates, where);
  node.field = FieldId::Date;
  (field.id == FieldId::Since ? node.days.first : node.days.last) =
      field.id == FieldId::Since ? range->first : range->last;
  return node;
}

Node dates_node(const FieldRef& field, const FieldValue& value, Day today) {
  const ValueItem& item = value.items.front();
  const std::string text = std::string(value.compare) + std::string(item.text);
  const std::uint32_t at = value.compare.empty() ? item.where.begin : value.where.begin;
  if (field.id == FieldId::Since || field.id == FieldId::Until)
    return since_until_node(field, text, value.where, at, today);
  auto range = parse_days(text, today);
  if (!range) {
    QueryError error = std::move(range.error());
    // A quote between the comparison and the date shifts the text.
    const bool exact = value.compare.empty() || !item.quoted;
    error.where = exact ? Span{error.where.begin + at, error.where.end + at} : value.where;
    return failure(std::move(error));
  }
  QueryNode node = start(QueryNode::Kind::Dates, field, value.where);
  node.days = *range;
  return node;
}

/// Far beyond any count, far below an overflow.
constexpr std::size_t kMostDigits = 12;

std::optional<std::int64_t> count(std::string_view text) {
  std::int64_t value = 0;
  if (text.empty() || text.size() > kMostDigits || text.front() == '-') return {};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

Node number_node(const FieldRef& field, const FieldValue& value) {
  QueryNode node = start(QueryNode::Kind::Number, field, value.where);
  const std::string_view text = value.items.front().text;
  const std::size_t dots = value.compare.empty() ? text.find("..") : std::string_view::npos;
  const bool ranged = dots != std::string_view::npos;
  const std::string_view low = text.substr(0, dots);
  const std::string_view high = ranged ? text.substr(dots + 2) : low;
  node.low = count(low);
  node.high = count(high);
  const std::string_view compare = value.compare;
  const bool bad_low = !node.low && !(ranged && low.empty());
  const bool bad_high = !node.high && !(ranged && high.empty());
  const bool beyond = (compare == "<" && node.high == 0) ||
                      (compare == ">" && low == std::string(kMostDigits, '9'));
  if (bad_low || bad_high || beyond || (low.empty() && high.empty()))
    return refuse(
        value.where, fmt::format("{}: wants a number or a range", field.name),
        fmt::format("for example {0}:600, {0}:>600, {0}:600..1200 or {0}:..600", field.name));
  if (node.low && node.high && *node.low > *node.high)
    return refuse(
        value.where,
        fmt::format("the range runs backwards: {} is more than {}", *node.low, *node.high),
        fmt::format("{}:{}..{}", field.name, *node.high, *node.low));
  if (compare.starts_with('>')) node.high.reset();
  if (compare.starts_with('<')) node.low.reset();
  if (compare == ">") ++*node.low;
  if (compare == "<") --*node.high;
  return node;
}

}  // namespace

std::optional<QueryError> set_directive(Query& query, Directive which, const FieldValue& value,
                                        Span where) {
  const std::string_view name = directive_names()[static_cast<std::size_t>(which)];
  const bool twice = which == Directive::Sort    ? query.sort.has_value()
                     : which == Directive::Group ? query.group.has_value()
                                                 : query.limit.has_value();
  if (twice) return QueryError{where, fmt::format("{}: stands twice", name), "one is enough"};
  const std::string word = value.compare.empty() ? lower_ascii(value.items.front().text) : "";
  if (which == Directive::Limit) {
    constexpr std::size_t most_digits = 6;
    const auto number = word.size() <= most_digits ? count(word) : std::nullopt;
    if (!number)
      return QueryError{where, "limit: wants a number below a million",
                        "limit:50, or limit:0 for all"};
    query.limit = static_cast<int>(*number);
    return {};
  }
  const auto known = directive_values(which);
  const auto found = std::find(known.begin(), known.end(), word);
  if (found == known.end()) {
    auto meant = which == Directive::Sort ? order_called_elsewhere(word) : std::nullopt;
    if (!meant) meant = did_you_mean(word, known);
    return QueryError{where,
                      word.empty() ? fmt::format("{}: needs a value", name)
                                   : fmt::format("{}: does not know {}", name, in_quotes(word)),
                      meant ? fmt::format("did you mean {}:{} ?", name, *meant)
                            : fmt::format("it knows {}", fmt::join(known, ", "))};
  }
  if (which == Directive::Sort) query.sort = static_cast<SortOrder>(found - known.begin());
  if (which == Directive::Group) query.group = static_cast<GroupBy>(found - known.begin());
  return {};
}

Result<FieldRef, QueryError> resolve_field(const Lexeme& token) {
  FieldRef ref;
  ref.name = lower_ascii(token.text);
  if (const FieldInfo* info = find_field(ref.name)) {
    ref.id = info->id;
    ref.kind = info->kind;
    return ref;
  }
  if (ref.name.starts_with("x-") && ref.name.size() > 2) {
    ref.id = FieldId::Custom;
    ref.kind = FieldKind::Keyword;
    ref.custom = ref.name;
    return ref;
  }
  std::vector<std::string_view> names;
  for (const FieldInfo& info : fields()) {
    names.push_back(info.name);
    names.insert(names.end(), info.aliases.begin(), info.aliases.end());
  }
  const auto directives = directive_names();
  names.insert(names.end(), directives.begin(), directives.end());
  auto meant = field_called_elsewhere(ref.name);
  if (!meant) meant = did_you_mean(ref.name, names);
  const std::string shown = in_quotes(fmt::format("{}:", token.text));
  const Span where{token.where.begin, token.where.end - 1};
  if (meant)
    return refuse(where, fmt::format("unknown field {}", shown),
                  fmt::format("did you mean {}: ?     {}", *meant, kAllFields));
  return refuse(where, fmt::format("unknown field {}", shown),
                fmt::format("as a word: put it in quotes     {}", kAllFields));
}

ValueShape value_shape(const FieldRef& field) {
  if (field.id == FieldId::Title) return {.regexes = true};
  if (field.kind != FieldKind::Keyword) return {};
  // Addresses and paths have commas of their own, and paths begin with a slash.
  const bool list = field.id != FieldId::Url && field.id != FieldId::Path;
  switch (field.id) {
    case FieldId::Source:
    case FieldId::Agency:
    case FieldId::Section:
    case FieldId::Tag:
    case FieldId::Url:
    case FieldId::Site:
    case FieldId::Custom:
      return {.list = list, .regexes = true};
    default:
      return {.list = list};
  }
}

bool joins_words(const FieldRef& field) {
  return field.kind == FieldKind::Entity || field.id == FieldId::Source ||
         field.id == FieldId::Section || field.id == FieldId::Agency;
}

QueryError missing_value(const FieldRef& field, Span where) {
  return {where, fmt::format("{}: needs a value", field.name),
          fmt::format("for example {}", example(field))};
}

Node value_node(const FieldRef& field, const FieldValue& value, Day today) {
  const bool ranged = field.kind == FieldKind::Date || field.kind == FieldKind::Number;
  if (!ranged && !value.compare.empty())
    return refuse(value.where, fmt::format("{} is for dates and numbers", value.compare),
                  fmt::format("{}: takes a text: {}", field.name, example(field)));
  if (field.kind != FieldKind::Entity && !value.tail.empty())
    return refuse(value.where, fmt::format("{}: takes nothing after the quote", field.name),
                  "~ and ^ are for words, phrases and names");
  const bool empty = std::all_of(value.items.begin(), value.items.end(),
                                 [](const ValueItem& item) { return item.text.empty(); });
  if (empty) return failure(missing_value(field, value.where));
  if (value.regex) return regex_node(field, value);
  switch (field.kind) {
    case FieldKind::Entity:
      return entity_node(field, value);
    case FieldKind::Date:
      return dates_node(field, value, today);
    case FieldKind::Number:
      return number_node(field, value);
    case FieldKind::Text:
    case FieldKind::Keyword:
      break;
  }
  return keyword_node(field, value);
}

}  // namespace morgue
