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

bool run(const Check& check, const ArticleView& article, Hits& hits);

/// The places where the wanted words stand side by side.
void find_words(const Check& check, const ArticleView& article, Hits& hits) {
  const auto& places = article.places();
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
    if (all) hits.push_back({check.unit_number, first.in_title, first.position, next - 1, where});
  }
}

bool near(const Check& check, const ArticleView& article, const UnitHit& a, const UnitHit& b) {
  if (a.in_title != b.in_title || a == b) return false;
  const bool a_first = a.first <= b.first;
  if (check.ordered && (!a_first || b.first <= a.last)) return false;
  if (a.in_title && check.unit != QueryNode::Unit::Words) return true;  // one sentence
  switch (check.unit) {
    case QueryNode::Unit::Sentence:
      return article.sentence_at(a.where.begin) == article.sentence_at(b.where.begin);
    case QueryNode::Unit::Paragraph:
      return article.paragraph_at(a.where.begin) == article.paragraph_at(b.where.begin);
    case QueryNode::Unit::Words:
      break;
  }
  const std::uint32_t starts = a_first ? b.first - a.first : a.first - b.first;
  const std::uint32_t gap = a_first ? (b.first > a.last ? b.first - a.last : 0)
                                    : (a.first > b.last ? a.first - b.last : 0);
  return std::min(starts, gap) <= static_cast<std::uint32_t>(check.number);
}

/// Keeps of both sides what is near something of the other side. Both are sorted; for distances in
/// words only a stretch of the other side has to be looked at.
bool find_near(const Check& check, const ArticleView& article, Hits& hits) {
  Hits left;
  Hits right;
  if (!run(check.children[0], article, left) || !run(check.children[1], article, right))
    return false;
  sort_hits(left);
  sort_hits(right);
  std::vector<bool> right_kept(right.size(), false);
  bool any = false;
  std::size_t from = 0;
  for (const UnitHit& a : left) {
    if (check.unit == QueryNode::Unit::Words)
      while (from < right.size() &&
             (right[from].in_title > a.in_title ||
              (right[from].in_title == a.in_title &&
               right[from].last + static_cast<std::uint32_t>(check.number) + a.last - a.first <
                   a.first)))
        ++from;
    bool kept = false;
    for (std::size_t i = from; i < right.size(); ++i) {
      if (right[i].in_title < a.in_title) break;
      if (check.unit == QueryNode::Unit::Words && right[i].in_title == a.in_title &&
          right[i].first > a.last + static_cast<std::uint32_t>(check.number))
        break;
      if (!near(check, article, a, right[i])) continue;
      kept = right_kept[i] = true;
    }
    if (kept) hits.push_back(a);
    any = any || kept;
  }
  for (std::size_t i = 0; i < right.size(); ++i)
    if (right_kept[i]) hits.push_back(right[i]);
  return any;
}

std::string lower(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded d = utf8::decode(text, at);
    utf8::append(out, utf8::lower(d.code_point));
    at += d.length;
  }
  return out;
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

/// Runs the child and keeps the hits that `keep` keeps; true if `least` remain.
bool filtered(const Check& child, const ArticleView& article, Hits& hits, std::size_t least,
              const std::function<bool(const UnitHit&)>& keep) {
  Hits found;
  if (!run(child, article, found)) return false;
  std::erase_if(found, [&](const UnitHit& hit) { return !keep(hit); });
  if (found.size() < least) return false;
  hits.insert(hits.end(), found.begin(), found.end());
  return true;
}

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

bool find_names(const Check& check, const ArticleView& article, Hits& hits) {
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
    hits.push_back(
        {check.unit_number, mention.in_title, first, std::max(first, after - 1), mention.where});
  }
  return true;
}

bool has_term(const Check& check, const ArticleView& article) {
  const auto& terms = article.terms();
  return std::any_of(check.terms.begin(), check.terms.end(), [&](const std::string& term) {
    return std::binary_search(terms.begin(), terms.end(), term);
  });
}

bool has_length(const Check& check, const ArticleView& article) {
  std::int64_t count = 0;
  Tokenizer tokenizer(article.text());
  for (Token token; tokenizer.next(token);) ++count;
  return (!check.low || *check.low <= count) && (!check.high || count <= *check.high);
}

bool fits_title(const Check& check, const ArticleView& article) {
  const std::regex pattern(check.terms.front(), std::regex::icase | std::regex::nosubs);
  return std::regex_search(std::string(article.title()), pattern);
}

bool any_child(const Check& check, const ArticleView& article, Hits& hits) {
  bool any = false;
  for (const Check& child : check.children) any = run(child, article, hits) || any;
  return any;
}

bool all_children(const Check& check, const ArticleView& article, Hits& hits) {
  const std::size_t before = hits.size();
  for (const Check& child : check.children) {
    if (run(child, article, hits)) continue;
    hits.resize(before);
    return false;
  }
  return true;
}

Day utc_day(Instant instant) { return std::chrono::floor<std::chrono::days>(instant); }

bool run(const Check& check, const ArticleView& article, Hits& hits) {
  using Kind = Check::Kind;
  const std::size_t before = hits.size();
  switch (check.kind) {
    case Kind::And:
      return all_children(check, article, hits);
    case Kind::Or:
      return any_child(check, article, hits);
    case Kind::Not: {
      Hits ignored;
      return !run(check.children[0], article, ignored);
    }
    case Kind::Words:
      find_words(check, article, hits);
      return hits.size() > before;
    case Kind::Near:
      return find_near(check, article, hits);
    case Kind::AtLeast:
      return filtered(check.children[0], article, hits,
                      static_cast<std::size_t>(std::max(check.number, 1)),
                      [](const UnitHit&) { return true; });
    case Kind::Caps:
      return filtered(check.children[0], article, hits, 1, [&](const UnitHit& hit) {
        return in_capitals(hit.where.of(article.field(hit.in_title)));
      });
    case Kind::Exact:
      return filtered(check.children[0], article, hits, 1, [&](const UnitHit& hit) {
        const std::string written = lower(hit.where.of(article.field(hit.in_title)));
        return std::binary_search(check.spelling.begin(), check.spelling.end(), written);
      });
    case Kind::Region:
      return filtered(check.children[0], article, hits, 1,
                      [&](const UnitHit& hit) { return in_region(check.region, article, hit); });
    case Kind::Terms:
      return has_term(check, article);
    case Kind::Name:
      return find_names(check, article, hits);
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
  return run(condition, article, hits);
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
