#include "query/language/desk_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/suggest.h"
#include "common/text.h"
#include "query/language/expression.h"
#include "query/language/shape.h"

namespace morgue {
namespace {

using Kind = QueryNode::Kind;

bool asks(const QueryNode& node, FieldId field, std::string_view value) {
  return node.kind == Kind::Keyword && node.field == field &&
         std::find(node.values.begin(), node.values.end(), value) != node.values.end();
}
bool has_note(const QueryNode& node) { return asks(node, FieldId::Has, "note"); }
bool is_starred(const QueryNode& node) { return asks(node, FieldId::Is, kStar); }

/// Does a name of the desk fit a value, which may end in a wildcard?
bool fits(std::string_view name, const std::string& value, bool wildcard) {
  const std::string key = word_key(name);
  if (wildcard && value.ends_with('*'))
    return key.starts_with(word_key(value.substr(0, value.size() - 1)));
  return key == word_key(value);
}

class Resolver {
 public:
  Resolver(const DeskState& desk, const ParseOptions& options) : desk_(desk), options_(options) {}

  /// False: error() says why.
  bool resolve(QueryNode& node) {
    if (node.kind == Kind::Keyword && node.field == FieldId::Query) return put_saved(node);
    if (node.kind == Kind::Keyword && node.field == FieldId::Tag) return put_tagged(node);
    if (has_note(node)) {
      std::set<ArticleId> ids;
      for (const auto& [id, notes] : desk_.notes) ids.insert(id);
      put_instead(node, "note", ids);
      return true;
    }
    if (is_starred(node)) {
      const auto stars = desk_.tags.find(kStar);
      put_instead(node, kStar, stars == desk_.tags.end() ? std::set<ArticleId>() : stars->second);
      return true;
    }
    return std::all_of(node.children.begin(), node.children.end(),
                       [&](QueryNode& child) { return resolve(child); });
  }
  [[nodiscard]] const QueryError& error() const { return error_; }

 private:
  static QueryNode articles(const std::set<ArticleId>& ids, Span where) {
    QueryNode out = make_node(Kind::Keyword, where);
    out.field = FieldId::Id;
    for (const ArticleId id : ids) out.values.push_back(to_string(id));
    return out;
  }

  /// False: what stands for the tags is no regular expression.
  bool put_tagged(QueryNode& node) {
    std::set<ArticleId> ids;
    const auto pattern = Expression::make(node.regex ? node.text : "", true);
    if (!pattern) {
      error_ = {node.where,
                fmt::format("/{}/ is no regular expression: {}", node.text, pattern.error()),
                "RE2's syntax, as in tag:/^todo/"};
      return false;
    }
    for (const auto& [name, all] : desk_.tags) {
      const bool wanted = node.regex ? pattern->fits(name)
                                     : std::any_of(node.values.begin(), node.values.end(),
                                                   [&, &tag = name](const std::string& value) {
                                                     return fits(tag, value, node.wildcard);
                                                   });
      if (wanted) ids.insert(all.begin(), all.end());
    }
    node = articles(ids, node.where);
    return true;
  }

  /// These articles for one value of a field that may have others.
  static void put_instead(QueryNode& node, std::string_view value, const std::set<ArticleId>& ids) {
    QueryNode kept = articles(ids, node.where);
    std::erase(node.values, value);
    node = node.values.empty() ? std::move(kept) : group(Kind::Or, {kept, node});
  }

  bool put_saved(QueryNode& node) {
    std::vector<QueryNode> alternatives;
    for (const std::string& name : node.values) {
      const auto saved =
          std::find_if(desk_.queries.begin(), desk_.queries.end(),
                       [&](const auto& one) { return fits(one.first, name, false); });
      if (saved == desk_.queries.end()) return unknown(node.where, name);
      if (std::find(within_.begin(), within_.end(), saved->first) != within_.end()) {
        error_ = {node.where, fmt::format("the saved query {} asks for itself", saved->first),
                  "see: morgue save"};
        return false;
      }
      auto parsed = parse_query(saved->second.text, options_);
      if (!parsed) {
        error_ = {node.where,
                  fmt::format("the saved query {} can't be read: {}", saved->first,
                              parsed.error().message),
                  fmt::format("save it anew: morgue save {} QUERY", saved->first)};
        return false;
      }
      within_.push_back(saved->first);
      const bool done = resolve(parsed->root);
      within_.pop_back();
      if (!done) {
        error_.where = node.where;
        return false;
      }
      alternatives.push_back(std::move(parsed->root));
    }
    node = group(Kind::Or, std::move(alternatives));
    return true;
  }

  bool unknown(Span where, const std::string& name) {
    std::vector<std::string_view> names;
    for (const auto& [known, saved] : desk_.queries) names.push_back(known);
    const auto meant = did_you_mean(name, names);
    error_ = {where, fmt::format("no query is saved as \"{}\"", name),
              meant ? fmt::format("did you mean query:{} ?     all: morgue save", *meant)
                    : fmt::format("to save one: morgue save {} QUERY", name)};
    return false;
  }

  const DeskState& desk_;
  const ParseOptions& options_;
  std::vector<std::string> within_;  // the saved queries that are being read
  QueryError error_;
};

}  // namespace

bool asks_desk(const QueryNode& node) {
  if (node.kind == Kind::Keyword)
    return node.field == FieldId::Query || node.field == FieldId::Tag || has_note(node) ||
           is_starred(node);
  return std::any_of(node.children.begin(), node.children.end(), asks_desk);
}

std::optional<QueryError> resolve_desk(Query& query, const DeskState& desk,
                                       const ParseOptions& options) {
  Resolver resolver(desk, options);
  if (!resolver.resolve(query.root)) return resolver.error();
  // Beside other conditions, or on their own under query:, words insist as they do when typed.
  if (!query.root.soft && !options.loose) make_strict(query.root);
  query.filters_only = !has_text(query.root);
  return {};
}

}  // namespace morgue
