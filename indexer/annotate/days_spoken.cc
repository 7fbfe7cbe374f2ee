#include "indexer/annotate/days_spoken.h"

#include "indexer/annotate/day_context.h"
#include "indexer/annotate/day_phrase.h"

namespace morgue::annotate {
namespace {

/// Words that no expression begins with, nearly all of a text.
bool begins_nothing(const Atom& atom) { return atom.kind == DayWord::None && atom.mark != '\''; }

void remember(DayContext& c, const Reading& reading) {
  if (reading.comparison) return;
  const Reference reference{*reading.stretch, reading.unit, c.sentence};
  c.reference = reference;
  if (reading.unit == Unit::Quarter) c.quarter = reference;
}

void add_days(DayContext& c, bool in_title, std::vector<DateMention>& into) {
  std::size_t counted = 0;
  for (std::size_t at = 0; at < c.atoms.size();) {
    for (; counted <= at; ++counted) c.sentence += c.atoms[counted].starts_sentence ? 1 : 0;
    const auto found = begins_nothing(c.atoms[at]) ? std::nullopt : days_at(c, at);
    if (!found) {
      ++at;
      continue;
    }
    const Span where{c.atoms[found->begin].where.begin, c.atoms[found->end - 1].where.end};
    into.push_back({where, found->stretch->from, found->stretch->to, in_title});
    remember(c, *found);
    at = found->end;
  }
}

}  // namespace

std::vector<DateMention> days_spoken(const ArticleWords& article, std::optional<Day> anchor) {
  std::vector<DateMention> found;
  DayContext c;
  c.anchor = anchor;
  for (const bool in_title : {true, false}) {
    read_atoms(article, in_title, c.atoms);
    c.text = in_title ? article.title : article.text;
    add_days(c, in_title, found);
  }
  return found;
}

}  // namespace morgue::annotate
