#include "query/browse/narrowed.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "query/language/parse.h"
#include "query/render/render_views.h"

namespace morgue::browse {
namespace {

/// What was typed, so that a field behind it narrows all of it.
std::string kept_together(const std::string& typed) {
  // Relative days don't matter here, nor do the names that the archive knows.
  const auto query = parse_query(typed, {});
  if (!query || query->root.kind != QueryNode::Kind::Or) return typed;
  // Inside of brackets stands no sort:, group: or limit:.
  const bool directs = query->sort || query->group || query->limit;
  if (!directs) return '(' + typed + ')';
  Query bare = *query;
  bare.root = make_node(QueryNode::Kind::And, {});
  return '(' + to_query_text(query->root) + ") " + to_query_text(bare);
}

/// One field twice means either value (source:a source:b), unless AND stands between.
std::string between(std::string_view query, std::string_view added) {
  const std::string_view field = added.substr(0, added.find(':') + 1);
  return query.find(field) == std::string_view::npos ? " " : " AND ";
}

}  // namespace

std::string query_text(const Question& question) {
  const bool everything = question.typed.find_first_not_of(' ') == std::string::npos;
  if (question.narrowed.empty()) return everything ? "*" : question.typed;
  std::string out = everything || question.typed == "*" ? "" : kept_together(question.typed);
  for (const Narrowing& narrowing : question.narrowed)
    out += (out.empty() ? "" : between(out, narrowing.query)) + narrowing.query;
  return out;
}

Narrowing narrowing_to(const FacetValue& value, bool leave_out) {
  const bool number = value.identity != 0;
  return {(leave_out ? "-" : "") + value.query, number ? value.name : std::string(), {}};
}

Narrowing narrowing_to(const Stretch& stretch) {
  const std::string days =
      stretch.unit == TimeUnit::Week
          ? to_iso8601(stretch.bucket.first) + ".." + to_iso8601(stretch.bucket.last)
          : bucket_label(stretch.bucket, stretch.unit);
  return {"date:" + days, {}, stretch};
}

Stretch moved(const Stretch& stretch, bool on) {
  const Day beside =
      on ? stretch.bucket.last + std::chrono::days(1) : stretch.bucket.first - std::chrono::days(1);
  return {stretch.unit, bucket_of(beside, stretch.unit)};
}

Question narrowed(Question question, Narrowing to) {
  if (to.when)
    std::erase_if(question.narrowed, [](const Narrowing& old) { return old.when.has_value(); });
  std::erase_if(question.narrowed, [&](const Narrowing& old) { return old.query == to.query; });
  question.narrowed.push_back(std::move(to));
  return question;
}

}  // namespace morgue::browse
