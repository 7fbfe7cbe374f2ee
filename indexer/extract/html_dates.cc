#include "indexer/extract/html_dates.h"

#include <algorithm>
#include <array>

#include "indexer/extract/html_hints.h"
#include "indexer/read/ascii.h"

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

class DateChooser {
 public:
  DateChooser(const Draft& draft, const MainText& text, std::string_view url,
              std::string_view language)
      : draft_(draft), text_(text), url_(url), month_first_(language == "en") {}

  PageDates choose() {
    collect_declared();
    collect_shown();
    if (const auto day = day_of_url(url_)) clues_.push_back({at_day(*day), DateOrigin::Url, 7});
    PageDates out;
    out.updated = updated_;
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

  /// <time> elements and what is named like a date, near the article: those in front of its text
  /// before those behind it.
  void collect_shown() {
    const HtmlDocument& page = *draft_.html;
    for (NodeId id = 1; id < page.size(); ++id) {
      if (page.tag(id) != Tag::Time) continue;
      const auto value = page.attribute(id, Attr::Datetime);
      auto time = parse_page_date(value, month_first_);
      if (!time) time = parse_page_date(page.all_text(id), month_first_);
      if (!time) continue;
      const bool marked = page.has_attribute(id, Attr::Pubdate) ||
                          page.attribute(id, Attr::Class).find("published") != std::string::npos;
      clues_.push_back({*time, DateOrigin::TimeElement, marked ? 5 : 6});
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

PageDates page_dates(const Draft& draft, const MainText& text, std::string_view url,
                     std::string_view language) {
  return DateChooser(draft, text, url, language).choose();
}

}  // namespace morgue
