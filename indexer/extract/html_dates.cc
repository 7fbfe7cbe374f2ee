#include "indexer/extract/html_dates.h"

#include <algorithm>
#include <array>

#include "common/utf8.h"

namespace morgue {
namespace {

using namespace std::literals;
using Field = Draft::Candidate::Field;

/// Meta names that many systems fill with the time of the request or of the last change.
constexpr std::array kVagueNames = {"date"sv,     "dc.date"sv,         "dcterms.date"sv,
                                    "dc:date"sv,  "dc.date.created"sv, "dcterms.created"sv,
                                    "published"sv};

struct Clue {
  Timestamp time;
  DateOrigin origin = DateOrigin::None;
  int rank = 0;  ///< smaller is surer
};

int rank_of(std::string_view found) {
  if (found == "record") return 0;
  if (found == "json-ld") return 1;
  if (found == "json-ld page") return 4;
  if (found == "itemprop") return 5;
  return std::ranges::find(kVagueNames, found) != kVagueNames.end() ? 3 : 2;
}

DateOrigin origin_of(std::string_view found) {
  if (found == "record") return DateOrigin::Given;
  if (found.substr(0, 7) == "json-ld") return DateOrigin::JsonLd;
  return found == "itemprop" ? DateOrigin::TimeElement : DateOrigin::Meta;
}

/// A line with a date is short, or named like one.
constexpr std::size_t kLongestDateLine = 120;
constexpr int kLastResort = 20;

bool speaks_of_change(std::string_view line) {
  constexpr std::array kWords = {"updated"sv,    "update:"sv,    "modified"sv,    "aktualisiert"sv,
                                 "stand:"sv,     "mis a jour"sv, "actualizado"sv, "aggiornato"sv,
                                 "atualizado"sv, "bijgewerkt"sv, "oppdatert"sv,   "uppdaterad"sv,
                                 "guncelleme"sv};
  const std::string folded = utf8::folded(line);
  return std::ranges::any_of(kWords,
                             [&](auto word) { return folded.find(word) != std::string::npos; });
}

class DateChooser {
 public:
  DateChooser(const Draft& draft, const MainText& text, std::string_view url,
              std::string_view language)
      : draft_(draft), text_(text), url_(url), month_first_(language == "en") {}

  PageDates choose(const std::vector<ShownLine>& lines) {
    collect_declared();
    collect_time_elements();
    collect_lines(lines);
    if (const auto day = day_of_url(url_)) clues_.push_back({at_day(*day), DateOrigin::Url, 7});
    PageDates out;
    out.updated = updated_;
    if (clues_.empty() && updated_) clues_.push_back({*updated_, DateOrigin::Meta, kLastResort});
    const Clue* best = nullptr;
    for (const Clue& clue : clues_)
      if (best == nullptr || clue.rank < best->rank) best = &clue;
    if (best == nullptr) return out;
    out.from = best->origin;
    out.published = more_exact(best->time);
    return out;
  }

 private:
  void collect_declared() {
    for (const auto& candidate : draft_.candidates) {
      if (candidate.field != Field::Published && candidate.field != Field::Updated) continue;
      const auto time = parse_page_date(candidate.value, month_first_);
      if (!time) continue;
      if (candidate.field == Field::Updated) {
        if (!updated_) updated_ = time;
      } else {
        clues_.push_back({*time, origin_of(candidate.found), rank_of(candidate.found)});
      }
    }
  }

  /// <time> elements: those from the headline to the first paragraphs before any others.
  void collect_time_elements() {
    const HtmlDocument& page = *draft_.html;
    for (NodeId id = 1; id < page.size(); ++id) {
      if (page.tag(id) != Tag::Time) continue;
      auto time = parse_page_date(page.attribute(id, Attr::Datetime), month_first_);
      if (!time) time = parse_page_date(page.all_text(id), month_first_);
      if (!time) continue;
      const bool marked = page.has_attribute(id, Attr::Pubdate) ||
                          page.attribute(id, Attr::Class).find("published") != std::string::npos;
      const NodeId from = text_.headline != 0 ? text_.headline : text_.container;
      const bool near = id > from && (id < text_.begin || page.contains(text_.container, id));
      clues_.push_back({*time, DateOrigin::TimeElement, marked ? 5 : near ? 6 : 9});
    }
  }

  void collect_lines(const std::vector<ShownLine>& lines) {
    for (const ShownLine& line : lines) {
      if (line.text.size() > kLongestDateLine && !line.dated) continue;
      const auto time = parse_page_date(line.text, month_first_);
      if (!time) continue;
      const bool change = speaks_of_change(line.text);
      clues_.push_back({*time, DateOrigin::Byline, (line.dated ? 8 : 10) + (change ? 2 : 0)});
    }
  }

  /// The same day, told with a time or with an offset.
  Timestamp more_exact(const Timestamp& time) const {
    Timestamp out = time;
    for (const Clue& clue : clues_)
      if (clue.time.precision > out.precision && out.precision <= Precision::Day &&
          clue.time.local_day() == out.local_day())
        out = clue.time;
    return out;
  }

  const Draft& draft_;
  const MainText& text_;
  std::string_view url_;
  bool month_first_;
  std::vector<Clue> clues_;
  std::optional<Timestamp> updated_;
};

}  // namespace

PageDates page_dates(const Draft& draft, const MainText& text, const std::vector<ShownLine>& lines,
                     std::string_view url, std::string_view language) {
  return DateChooser(draft, text, url, language).choose(lines);
}

}  // namespace morgue
