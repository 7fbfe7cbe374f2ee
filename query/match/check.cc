#include "query/match/check.h"

#include <algorithm>
#include <functional>
#include <regex>

#include "common/names.h"
#include "common/text.h"
#include "common/utf8.h"

namespace morgue {
namespace {

using Hits = std::vector<UnitHit>;

/// std::regex_search recurses for every character: of a longer headline only this much is looked
/// at.
constexpr std::size_t kMaxRegexBytes = 1000;

/// What is looked at: an article, or a region of it if the condition stands under a text field.
struct Scope {
  const ArticleView& article;
  std::optional<Check::Region> region;
};

bool run(const Check& check, const Scope& scope, Hits& hits);

bool in_region(Check::Region region, const ArticleView& article, const UnitHit& hit) {
  switch (region) {
    case Check::Region::Title:
      return hit.in_title;
    case Check::Region::Body:
      return !hit.in_title;
    case Check::Region::Lead:
      return !hit.in_title && hit.where.end <= article.lead_end();
    case Check::Region::HeadlineOrLead:
      return hit.in_title || hit.where.end <= article.lead_end();
  }
  return false;
}

/// Appends a place, if it is in scope.
void add(const Scope& scope, const UnitHit& hit, Hits& hits) {
  if (!scope.region || in_region(*scope.region, scope.article, hit)) hits.push_back(hit);
}

/// The places where the wanted words stand side by side.
void find_words(const Check& check, const Scope& scope, Hits& hits) {
  const auto& places = scope.article.places();
  const auto& wanted = check.wanted;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const WordPlace& first = places[i];
    if (first.wanted != wanted[0]) continue;
    std::size_t at = i;
    std::uint32_t next = first.position + 1;
    Span where = first.where;
    bool all = true;
    for (std::size_t w = 1; w < wanted.size() && all; ++w, ++next) {
      // Places are in order: the next word stands a few entries further or not at all.
      const auto fits = [&](const WordPlace& p) {
        return p.in_title == first.in_title && p.position == next && p.wanted == wanted[w];
      };
      while (at < places.size() && !fits(places[at]) && places[at].in_title == first.in_title &&
             places[at].position <= next)
        ++at;
      all = at < places.size() && fits(places[at]);
      if (all) where.end = places[at].where.end;
    }
    if (all) add(scope, {check.unit_number, first.in_title, first.position, next - 1, where}, hits);
  }
}

bool same_place(const UnitHit& a, const UnitHit& b) {
  return a.in_title == b.in_title && a.where == b.where;
}

/// Number of the sentence or paragraph that a place stands in; a title is one sentence.
std::uint32_t part_of(const Check& check, const ArticleView& article, const UnitHit& hit) {
  if (hit.in_title) return 0;
  return check.unit == QueryNode::Unit::Sentence ? article.sentence_at(hit.where.begin)
                                                 : article.paragraph_at(hit.where.begin);
}

/// Both in the same field: are they near, `a` being of the left side?
bool near(const Check& check, const ArticleView& article, const UnitHit& a, const UnitHit& b) {
  if (same_place(a, b)) return false;
  const bool a_first = a.first <= b.first;
  if (check.ordered && (!a_first || b.first <= a.last)) return false;
  if (check.unit != QueryNode::Unit::Words)
    return part_of(check, article, a) == part_of(check, article, b);
  const std::uint32_t starts = a_first ? b.first - a.first : a.first - b.first;
  const std::uint32_t gap = a_first ? (b.first > a.last ? b.first - a.last : 0)
                                    : (a.first > b.last ? a.first - b.last : 0);
  return std::min(starts, gap) <= static_cast<std::uint32_t>(check.number);
}

/// One side of Near: its places are kept that have one of the other side near them.
class NearSide {
 public:
  /// `others` sorted; `left`: they are those of the right side.
  NearSide(const Check& check, const Scope& scope, const Hits& others, bool left)
      : check_(check), scope_(scope), others_(others), left_(left) {
    for (const UnitHit& other : others_) longest_ = std::max(longest_, other.last - other.first);
  }

  /// Every child of an And has to be near.
  bool keep(const Check& side, Hits& kept) const {
    if (side.kind == Check::Kind::And) {
      return std::all_of(side.children.begin(), side.children.end(),
                         [&](const Check& child) { return keep(child, kept); });
    }
    if (side.kind == Check::Kind::Or) {
      bool any = false;
      for (const Check& child : side.children) any = keep(child, kept) || any;
      return any;
    }
    Hits own;
    if (!run(side, scope_, own)) return false;
    std::erase_if(own, [&](const UnitHit& hit) { return !has_neighbour(hit); });
    kept.insert(kept.end(), own.begin(), own.end());
    return !own.empty();
  }

 private:
  /// Looks only at the stretch of the other side that can be near.
  [[nodiscard]] bool has_neighbour(const UnitHit& hit) const {
    const bool words = check_.unit == QueryNode::Unit::Words;
    const auto reach = static_cast<std::uint32_t>(check_.number);
    const std::uint32_t part = words ? 0 : part_of(check_, scope_.article, hit);
    const auto before = [&](const UnitHit& other) {
      if (other.in_title != hit.in_title) return other.in_title;
      return words ? other.first + longest_ + reach < hit.first
                   : part_of(check_, scope_.article, other) < part;
    };
    for (auto other = std::partition_point(others_.begin(), others_.end(), before);
         other != others_.end() && other->in_title == hit.in_title; ++other) {
      if (words ? other->first > hit.last + reach : part_of(check_, scope_.article, *other) > part)
        return false;
      if (left_ ? near(check_, scope_.article, hit, *other)
                : near(check_, scope_.article, *other, hit))
        return true;
    }
    return false;
  }

  const Check& check_;
  const Scope& scope_;
  const Hits& others_;
  bool left_;
  std::uint32_t longest_ = 0;
};

/// Keeps of both sides what is near something of the other side.
bool find_near(const Check& check, const Scope& scope, Hits& hits) {
  Hits left;
  Hits right;
  if (!run(check.children[0], scope, left) || !run(check.children[1], scope, right)) return false;
  sort_hits(left);
  sort_hits(right);
  Hits kept;
  if (!NearSide(check, scope, right, true).keep(check.children[0], kept) ||
      !NearSide(check, scope, left, false).keep(check.children[1], kept))
    return false;
  hits.insert(hits.end(), kept.begin(), kept.end());
  return true;
}

bool in_capitals(std::string_view text) {
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded d = utf8::decode(text, at);
    if (utf8::is_lower(d.code_point)) return false;
    any = any || utf8::is_upper(d.code_point);
    at += d.length;
  }
  return any;
}

/// Runs the child and keeps the hits that `keep` keeps; true if they are at `least` places.
bool filtered(const Check& child, const Scope& scope, Hits& hits, std::size_t least,
              const std::function<bool(const UnitHit&)>& keep) {
  Hits found;
  if (!run(child, scope, found)) return false;
  std::erase_if(found, [&](const UnitHit& hit) { return !keep(hit); });
  sort_hits(found);
  std::size_t places = 0;  // "port OR port*" finds a word twice: it still is one occurrence
  for (std::size_t i = 0; i < found.size(); ++i)
    if (i == 0 || !same_place(found[i - 1], found[i])) ++places;
  if (places < least) return false;
  hits.insert(hits.end(), found.begin(), found.end());
  return true;
}

/// Are the words of `wanted` among those of `name`, in their order?
bool holds_in_order(const std::vector<std::string>& name, const std::vector<std::string>& wanted,
                    int distance) {
  std::size_t at = 0;
  for (const std::string& part : name) {
    if (at == wanted.size()) break;
    const bool same =
        distance > 0 ? within_distance(part, wanted[at], distance) : fits_pattern(part, wanted[at]);
    if (same) ++at;
  }
  return at == wanted.size();
}

/// A key that may hold wildcards, cut into its words ("al-am*" -> al, am*).
std::vector<std::string> pattern_words(std::string_view key) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : key) {
    if (c != ' ') {
      word += c;
      continue;
    }
    if (!word.empty()) out.push_back(std::move(word));
    word.clear();
  }
  if (!word.empty()) out.push_back(std::move(word));
  return out;
}

bool is_named(const Check& check, std::string_view name) {
  if (check.names.empty()) return true;
  const std::vector<std::string> parts = words(name);
  return std::any_of(check.names.begin(), check.names.end(), [&](const std::string& wanted) {
    return holds_in_order(parts, pattern_words(wanted), check.distance);
  });
}

bool has_term(const Check& check, const ArticleView& article) {
  const auto& terms = article.terms();
  return std::any_of(check.terms.begin(), check.terms.end(), [&](const std::string& term) {
    return std::binary_search(terms.begin(), terms.end(), term);
  });
}

bool find_names(const Check& check, const Scope& scope, Hits& hits) {
  const ArticleView& article = scope.article;
  if (!check.terms.empty() && !has_term(check, article)) return false;
  const StoredArticle* stored = article.stored();
  if (stored == nullptr) return false;
  const AnnotatedArticle& content = stored->content;
  if (!check.entity)
    return std::any_of(content.article.authors.begin(), content.article.authors.end(),
                       [&](const std::string& author) { return is_named(check, author); });
  std::vector<bool> named(content.entities.size(), false);
  bool any = false;
  for (std::size_t i = 0; i < content.entities.size(); ++i) {
    named[i] =
        content.entities[i].kind == *check.entity && is_named(check, content.entities[i].name);
    any = any || named[i];
  }
  if (!any) return false;
  for (const Mention& mention : content.mentions) {
    if (!named[mention.entity]) continue;
    const std::uint32_t first = article.position_at(mention.in_title, mention.where.begin);
    const std::uint32_t after = article.position_at(mention.in_title, mention.where.end);
    add(scope,
        {check.unit_number, mention.in_title, first, std::max(first + 1, after) - 1, mention.where},
        hits);
  }
  return true;
}

bool has_length(const Check& check, const ArticleView& article) {
  std::int64_t count = 0;
  Tokenizer tokenizer(article.text());
  for (Token token; tokenizer.next(token);) ++count;
  return (!check.low || *check.low <= count) && (!check.high || count <= *check.high);
}

bool fits_title(const Check& check, const ArticleView& article) {
  const std::regex pattern(check.terms.front(), std::regex::icase | std::regex::nosubs);
  return std::regex_search(std::string(utf8::prefix(article.title(), kMaxRegexBytes)), pattern);
}

bool any_child(const Check& check, const Scope& scope, Hits& hits) {
  bool any = false;
  for (const Check& child : check.children) any = run(child, scope, hits) || any;
  return any;
}

bool all_children(const Check& check, const Scope& scope, Hits& hits) {
  const std::size_t before = hits.size();
  for (const Check& child : check.children) {
    if (run(child, scope, hits)) continue;
    hits.resize(before);
    return false;
  }
  return true;
}

Day utc_day(Instant instant) { return std::chrono::floor<std::chrono::days>(instant); }

bool run(const Check& check, const Scope& scope, Hits& hits) {
  const ArticleView& article = scope.article;
  using Kind = Check::Kind;
  const std::size_t before = hits.size();
  switch (check.kind) {
    case Kind::And:
      return all_children(check, scope, hits);
    case Kind::Or:
      return any_child(check, scope, hits);
    case Kind::Not: {
      Hits ignored;
      return !run(check.children[0], scope, ignored);
    }
    case Kind::Words:
      find_words(check, scope, hits);
      return hits.size() > before;
    case Kind::Near:
      return find_near(check, scope, hits);
    case Kind::AtLeast:
      return filtered(check.children[0], scope, hits,
                      static_cast<std::size_t>(std::max(check.number, 1)),
                      [](const UnitHit&) { return true; });
    case Kind::Caps:
      return filtered(check.children[0], scope, hits, 1, [&](const UnitHit& hit) {
        return in_capitals(hit.where.of(article.field(hit.in_title)));
      });
    case Kind::Exact:
      return filtered(check.children[0], scope, hits, 1, [&](const UnitHit& hit) {
        const std::string written = spelling(hit.where.of(article.field(hit.in_title)));
        return std::binary_search(check.spelling.begin(), check.spelling.end(), written);
      });
    case Kind::Region:
      return run(check.children[0], {article, check.region}, hits);
    case Kind::Terms:
      return has_term(check, article);
    case Kind::Name:
      return find_names(check, scope, hits);
    case Kind::Added:
      return article.stored() != nullptr && check.days.contains(utc_day(article.stored()->added));
    case Kind::Updated: {
      const auto* stored = article.stored();
      return stored != nullptr && stored->content.article.updated &&
             check.days.contains(utc_day(stored->content.article.updated->instant));
    }
    case Kind::Length:
      return has_length(check, article);
    case Kind::Title:
      return fits_title(check, article);
  }
  return false;
}

}  // namespace

bool check(const Check& condition, const ArticleView& article, std::vector<UnitHit>& hits) {
  return run(condition, {article, {}}, hits);
}

Check::Region region_of(FieldId field) {
  switch (field) {
    case FieldId::Title:
      return Check::Region::Title;
    case FieldId::Lead:
      return Check::Region::Lead;
    case FieldId::HeadlineOrLead:
      return Check::Region::HeadlineOrLead;
    default:
      return Check::Region::Body;
  }
}

void collect_spellings(const QueryNode& node, std::vector<std::string>& out) {
  if (node.kind == QueryNode::Kind::Word || node.kind == QueryNode::Kind::Phrase)
    out.push_back(spelling(node.text));
  for (const QueryNode& child : node.children) collect_spellings(child, out);
}

std::string spelling(std::string_view text) {
  constexpr char32_t kCurlyApostrophe = 0x2019;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded d = utf8::decode(text, at);
    utf8::append(out, d.code_point == kCurlyApostrophe ? U'\'' : utf8::lower(d.code_point));
    at += d.length;
  }
  return utf8::one_line(out);
}

void sort_hits(std::vector<UnitHit>& hits) {
  const auto key = [](const UnitHit& h) {
    return std::make_tuple(!h.in_title, h.first, h.last, h.unit, h.where.begin);
  };
  std::sort(hits.begin(), hits.end(),
            [&](const UnitHit& a, const UnitHit& b) { return key(a) < key(b); });
  hits.erase(std::unique(hits.begin(), hits.end()), hits.end());
}

}  // namespace morgue
