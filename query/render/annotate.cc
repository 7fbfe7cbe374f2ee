#include "query/render/annotate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "query/match/utterances.h"

namespace morgue {
namespace {

using Role = Style::Role;
using std::chrono::days;
using std::chrono::year_month_day;

/// How the signs are explained, in the order of the legend.
struct Explanation {
  Role role;
  std::string_view text;
};
constexpr std::array<Explanation, 6> kExplanations = {{{Role::Person, "[P:person]"},
                                                       {Role::Org, "[O:organisation]"},
                                                       {Role::Place, "[L:place]"},
                                                       {Role::Misc, "[M:other name]"},
                                                       {Role::Day, "[day = date]"},
                                                       {Role::Quote, "{quotation by speaker}"}}};

struct NameLook {
  Role role;
  const char* opening;
};

NameLook look_of(EntityKind kind) {
  switch (kind) {
    case EntityKind::Person:
      return {Role::Person, "[P:"};
    case EntityKind::Org:
      return {Role::Org, "[O:"};
    case EntityKind::Place:
      return {Role::Place, "[L:"};
    case EntityKind::Misc:
      break;
  }
  return {Role::Misc, "[M:"};
}

/// "2025-03-11", "2025-05" for the whole month, "1990..1999" for whole years.
std::string shown_days(Day from, Day to) {
  const year_month_day first{from};
  const year_month_day after{to + days{1}};
  std::string a = to_iso8601(from);
  std::string b = to_iso8601(to);
  const auto both_at = [&](auto&& part) { return part(first) && part(after); };
  const auto begins_month = [](const year_month_day& day) { return unsigned{day.day()} == 1; };
  const auto begins_year = [](const year_month_day& day) {
    return unsigned{day.day()} == 1 && unsigned{day.month()} == 1;
  };
  constexpr std::string_view kDay = "-00";
  constexpr std::string_view kMonthAndDay = "-00-00";
  const std::size_t dropped = both_at(begins_year)    ? kMonthAndDay.size()
                              : both_at(begins_month) ? kDay.size()
                                                      : 0;
  a.resize(a.size() - dropped);
  b.resize(b.size() - dropped);
  return a == b ? a : a + ".." + b;
}

void add_quotations(const std::vector<Quotation>& quotations, std::vector<Annotation>& out) {
  for (const std::span<const Quotation> utterance : utterances_of(quotations)) {
    const auto named = std::find_if(utterance.begin(), utterance.end(),
                                    [](const Quotation& part) { return !part.speaker.empty(); });
    const std::string closing = named == utterance.end() ? "}" : " by " + named->speaker + '}';
    for (const Quotation& part : utterance)
      out.push_back({part.where, false, Role::Quote, "{", closing});
  }
}

/// Where a sign is to be written.
struct Event {
  std::uint32_t at = 0;
  bool opens = false;
  std::size_t number = 0;  ///< of the annotation
  Span where;              ///< of it, cut to the part
};

/// At one place what ends comes before what begins, what began last ends first, and what ends last
/// begins first: signs of what lies in each other never cross.
bool comes_before(const Event& a, const Event& b) {
  if (a.at != b.at || a.opens != b.opens) return std::tie(a.at, a.opens) < std::tie(b.at, b.opens);
  if (a.opens) return std::tie(b.where.end, a.number) < std::tie(a.where.end, b.number);
  return std::tie(b.where.begin, b.number) < std::tie(a.where.begin, a.number);
}

std::vector<Event> events_of(Span part, std::span<const Annotation* const> annotations) {
  std::vector<Event> events;
  for (std::size_t i = 0; i < annotations.size(); ++i) {
    const Span where{std::max(annotations[i]->where.begin, part.begin),
                     std::min(annotations[i]->where.end, part.end)};
    if (where.empty()) continue;
    events.push_back({where.begin, true, i, where});
    events.push_back({where.end, false, i, where});
  }
  std::sort(events.begin(), events.end(), comes_before);
  return events;
}

void append(SignedText& out, std::string_view text, const Role* role) {
  if (text.empty()) return;
  const auto begin = static_cast<std::uint32_t>(out.text.size());
  out.text += text;
  const auto end = static_cast<std::uint32_t>(out.text.size());
  if (role == nullptr) return;
  if (!out.styles.empty() && out.styles.back().where.end == begin &&
      out.styles.back().role == *role)
    out.styles.back().where.end = end;
  else
    out.styles.push_back({{begin, end}, *role});
}

}  // namespace

std::vector<Annotation> annotations_of(const AnnotatedArticle& content) {
  std::vector<Annotation> out;
  add_quotations(content.quotations, out);
  for (const DateMention& mention : content.dates)
    out.push_back({mention.where, mention.in_title, Role::Day, "[",
                   " = " + shown_days(mention.from, mention.to) + ']'});
  for (const Mention& mention : content.mentions) {
    const NameLook look = look_of(content.entities[mention.entity].kind);
    out.push_back({mention.where, mention.in_title, look.role, look.opening, "]"});
  }
  return out;
}

std::vector<std::vector<const Annotation*>> by_part(std::span<const Annotation> annotations,
                                                    bool in_title, std::span<const Span> parts) {
  std::vector<std::vector<const Annotation*>> out(parts.size());
  for (const Annotation& annotation : annotations) {
    if (annotation.in_title != in_title) continue;
    auto part = std::partition_point(parts.begin(), parts.end(),
                                     [&](Span p) { return p.end <= annotation.where.begin; });
    for (; part != parts.end() && part->overlaps(annotation.where); ++part)
      out[static_cast<std::size_t>(part - parts.begin())].push_back(&annotation);
  }
  return out;
}

SignedText with_signs(std::string_view field, Span part,
                      std::span<const Annotation* const> annotations) {
  SignedText out;
  std::vector<const Annotation*> open;  // the last one decides on the look
  std::uint32_t at = part.begin;
  const auto text_until = [&](std::uint32_t end) {
    append(out, Span{at, end}.of(field), open.empty() ? nullptr : &open.back()->role);
    at = end;
  };
  for (const Event& event : events_of(part, annotations)) {
    text_until(event.at);
    const Annotation* const annotation = annotations[event.number];
    if (event.opens)
      open.push_back(annotation);
    else
      open.erase(std::find(open.begin(), open.end(), annotation));
    append(out, event.opens ? annotation->opening : annotation->closing, &annotation->role);
  }
  text_until(part.end);
  return out;
}

SignedText legend(std::span<const Annotation> annotations) {
  SignedText out;
  for (const Explanation& explanation : kExplanations) {
    const bool occurs =
        std::any_of(annotations.begin(), annotations.end(),
                    [&](const Annotation& a) { return a.role == explanation.role; });
    if (!occurs) continue;
    append(out, out.text.empty() ? "signs: " : ", ", nullptr);
    append(out, explanation.text, &explanation.role);
  }
  if (out.text.empty()) append(out, "signs: none; no names, days or quotations are known", nullptr);
  return out;
}

}  // namespace morgue
