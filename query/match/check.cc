#include "query/match/check.h"

#include <algorithm>
#include <functional>

#include "common/text.h"
#include "common/utf8.h"
#include "query/match/check_annotations.h"
#include "query/passages/figures.h"

namespace morgue {
namespace {

using Hits = std::vector<UnitHit>;

bool run(const Check& check, const Scope& scope, Hits& hits);

/// The places where the wanted words stand side by side, among those numbered begin..end.
void find_words_among(const Check& check, const Scope& scope, std::size_t begin, std::size_t end,
                      Hits& hits) {
  const auto& places = scope.article.places();
  const auto& wanted = check.wanted;
  for (std::size_t i = begin; i < end; ++i) {
    const WordPlace& first = places[i];
    if (first.wanted != wanted[0]) continue;
    std::size_t at = i;
    std::uint32_t next = first.last + 1;
    Span where = first.where;
    bool all = true;
    for (std::size_t w = 1; w < wanted.size() && all; ++w) {
      // Places are in order: the next word stands a few entries further or not at all.
      const auto fits = [&](const WordPlace& p) {
        return p.in_title == first.in_title && p.position == next && p.wanted == wanted[w];
      };
      while (at < end && !fits(places[at]) && places[at].in_title == first.in_title &&
             places[at].position <= next)
        ++at;
      all = at < end && fits(places[at]);
      if (!all) break;
      where.end = places[at].where.end;
      next = places[at].last + 1;
    }
    if (all)
      add_hit(scope, {check.unit_number, first.in_title, first.position, next - 1, where}, hits);
  }
}

/// The same in the scope: words side by side stand in one quotation if it is of quotations.
void find_words(const Check& check, const Scope& scope, Hits& hits) {
  const auto& places = scope.article.places();
  if (scope.quoted.empty()) return find_words_among(check, scope, 0, places.size(), hits);
  const auto number_of_first = [&](auto&& before) {
    return static_cast<std::size_t>(std::partition_point(places.begin(), places.end(), before) -
                                    places.begin());
  };
  for (const Quotation& quotation : scope.quoted) {
    const std::size_t begin = number_of_first([&](const WordPlace& place) {
      return place.in_title || place.where.begin < quotation.where.begin;
    });
    const std::size_t end = number_of_first([&](const WordPlace& place) {
      return place.in_title || place.where.end <= quotation.where.end;
    });
    find_words_among(check, scope, begin, end, hits);
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

bool has_length(const Check& check, const ArticleView& article) {
  std::int64_t count = 0;
  Tokenizer tokenizer(article.text());
  for (Token token; tokenizer.next(token);) ++count;
  return (!check.low || *check.low <= count) && (!check.high || count <= *check.high);
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

/// An utterance that the first child holds in, and that is by whom the second one asks for, if
/// there is one.
bool find_quoted(const Check& check, const Scope& scope, Hits& hits) {
  const Check* said = check.children.size() > 1 ? &check.children[1] : nullptr;
  if (said != nullptr && !said->terms.empty() && !has_term(*said, scope.article)) return false;
  bool any = false;
  for (const std::span<const Quotation> utterance : scope.article.utterances()) {
    if (said != nullptr && !is_said_by(*said, scope.article, utterance)) continue;
    if (!run(check.children[0], {scope.article, {}, utterance}, hits)) continue;
    if (said != nullptr) add_utterance(*said, scope, utterance, hits);
    any = true;
  }
  return any;
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
      return run(check.children[0], {article, check.region, {}}, hits);
    case Kind::Terms:
      return has_term(check, article);
    case Kind::Name:
      return find_names(check, scope, hits);
    case Kind::Said:
      return find_said(check, scope, hits);
    case Kind::Quote:
      return find_quoted(check, scope, hits);
    case Kind::About:
      return find_days(check, scope, hits);
    case Kind::Added:
      return article.stored() != nullptr && check.days.contains(utc_day(article.stored()->added));
    case Kind::Updated: {
      const auto* stored = article.stored();
      return stored != nullptr && stored->content.article.updated &&
             check.days.contains(utc_day(stored->content.article.updated->instant));
    }
    case Kind::Length:
      return has_length(check, article);
    case Kind::Listed:
      return check.documents->contains(article.document());
    case Kind::Captions: {
      Hits elsewhere;
      return run(check.children[0], {article.captions(), {}, {}}, elsewhere);
    }
    case Kind::Figure:
      return has_figure(article.title()) || has_figure(article.text());
    case Kind::Title:
      return check.expression->fits(article.title());
  }
  return false;
}

}  // namespace

bool check(const Check& condition, const ArticleView& article, std::vector<UnitHit>& hits) {
  return run(condition, {article, {}, {}}, hits);
}

bool is_told_by_words(const Check& condition, const CodedWords& coded) {
  switch (condition.kind) {
    case Check::Kind::Words:
      return std::all_of(condition.wanted.begin(), condition.wanted.end(),
                         [&](std::uint16_t wanted) { return coded.knows(wanted); });
    case Check::Kind::And:
    case Check::Kind::Or:
    case Check::Kind::Not:
    case Check::Kind::Near:
    case Check::Kind::AtLeast:
    case Check::Kind::Region:
      return std::all_of(condition.children.begin(), condition.children.end(),
                         [&](const Check& child) { return is_told_by_words(child, coded); });
    case Check::Kind::Listed:
      return true;
    default:
      return false;
  }
}

Check unsettled(const Check& condition) {
  Check out;
  out.kind = Check::Kind::And;
  if (condition.settled) return out;
  if (condition.kind != Check::Kind::And) {
    out.children.push_back(condition);
    return out;
  }
  for (const Check& child : condition.children)
    for (Check& left : unsettled(child).children) out.children.push_back(std::move(left));
  return out;
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

std::vector<UnitHit> sorted_hits(const Check& condition, const ArticleView& article) {
  std::vector<UnitHit> hits;
  static_cast<void>(check(condition, article, hits));
  sort_hits(hits);
  return hits;
}

}  // namespace morgue
