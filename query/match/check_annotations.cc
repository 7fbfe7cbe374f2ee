#include "query/match/check_annotations.h"

#include <algorithm>

#include "common/field_terms_about.h"
#include "common/text.h"

namespace morgue {
namespace {

using Hits = std::vector<UnitHit>;

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

/// Is this, in this article, a name of the people who were found to be meant?
bool is_known(const Check& check, const ArticleView& article, const std::string& key) {
  if (!check.known || std::find(check.known->names.begin(), check.known->names.end(), key) ==
                          check.known->names.end())
    return false;
  return !check.known->shared ||
         (article.stored() != nullptr &&
          std::binary_search(check.known->articles.begin(), check.known->articles.end(),
                             article.stored()->id));
}

bool is_named(const Check& check, const ArticleView& article, std::string_view name) {
  const bool only_known = check.known && check.known->only;
  if (check.names.empty() && !only_known) return true;
  if (is_known(check, article, word_key(name))) return true;
  if (only_known) return false;
  const std::vector<std::string> parts = words(name);
  return std::any_of(check.names.begin(), check.names.end(), [&](const std::string& wanted) {
    return holds_in_order(parts, pattern_words(wanted), check.distance);
  });
}

/// Is this one of the forms, as a whole, by which the article calls somebody?
bool is_written(const Check& check, const ArticleView& article, std::uint32_t entity) {
  if (check.known && check.known->only) return false;
  const auto& keys = article.written_keys()[entity];
  return std::any_of(check.names.begin(), check.names.end(), [&](const std::string& wanted) {
    return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
      return check.distance > 0 ? within_distance(key, wanted, check.distance)
                                : fits_pattern(key, wanted);
    });
  });
}

bool is_called(const Check& check, const ArticleView& article, std::uint32_t entity) {
  return is_named(check, article, article.stored()->content.entities[entity].name) ||
         is_written(check, article, entity);
}

void add_place(const Check& check, const Scope& scope, bool in_title, Span where, Hits& hits) {
  const std::uint32_t first = scope.article.position_at(in_title, where.begin);
  const std::uint32_t after = scope.article.position_at(in_title, where.end);
  add_hit(scope, {check.unit_number, in_title, first, std::max(first + 1, after) - 1, where}, hits);
}

}  // namespace

void add_hit(const Scope& scope, const UnitHit& hit, Hits& hits) {
  if (!scope.region || in_region(*scope.region, scope.article, hit)) hits.push_back(hit);
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
                       [&](const std::string& author) { return is_named(check, article, author); });
  std::vector<bool> named(content.entities.size(), false);
  bool any = false;
  for (std::uint32_t i = 0; i < content.entities.size(); ++i) {
    named[i] = content.entities[i].kind == *check.entity && is_called(check, article, i);
    any = any || named[i];
  }
  if (!any) return false;
  for (const Mention& mention : content.mentions)
    if (named[mention.entity]) add_place(check, scope, mention.in_title, mention.where, hits);
  return true;
}

bool is_said_by(const Check& said, const ArticleView& article,
                std::span<const Quotation> utterance) {
  if (said.names.empty() && !said.known) return true;
  return std::any_of(utterance.begin(), utterance.end(), [&](const Quotation& quotation) {
    return is_named(said, article, quotation.speaker) ||
           (quotation.entity && is_written(said, article, *quotation.entity));
  });
}

void add_utterance(const Check& said, const Scope& scope, std::span<const Quotation> utterance,
                   Hits& hits) {
  // A hit of its first word only, though all of it is marked: a long quotation would push
  // everything else out of the window of words in which find_evidence() looks.
  for (const Quotation& quotation : utterance) {
    const std::uint32_t first = scope.article.position_at(false, quotation.where.begin);
    add_hit(scope, {said.unit_number, false, first, first, quotation.where}, hits);
  }
}

bool find_said(const Check& check, const Scope& scope, Hits& hits) {
  if (!check.terms.empty() && !has_term(check, scope.article)) return false;
  bool any = false;
  for (const std::span<const Quotation> utterance : scope.article.utterances()) {
    if (!is_said_by(check, scope.article, utterance)) continue;
    add_utterance(check, scope, utterance, hits);
    any = true;
  }
  return any;
}

bool find_days(const Check& check, const Scope& scope, Hits& hits) {
  const StoredArticle* stored = scope.article.stored();
  if (stored == nullptr) return false;
  bool any = false;
  for (const DateMention& mention : stored->content.dates) {
    const std::vector<std::string> terms = about_terms(mention.from, mention.to);
    const bool asked_for = std::any_of(terms.begin(), terms.end(), [&](const std::string& term) {
      return std::binary_search(check.terms.begin(), check.terms.end(), term);
    });
    if (!asked_for) continue;
    add_place(check, scope, mention.in_title, mention.where, hits);
    any = true;
  }
  return any;
}

}  // namespace morgue
