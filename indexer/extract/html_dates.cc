#include "indexer/extract/html_dates.h"

#include <algorithm>
#include <array>

#include "common/utf8.h"
#include "indexer/extract/dateline.h"
#include "indexer/extract/relative_time.h"
#include "indexer/read/ascii.h"

namespace morgue {
namespace {

using namespace std::literals;
using Field = Draft::Candidate::Field;

/// Meta names that many systems fill with the time of the request or of the last change.
constexpr std::array kVagueNames = {"date"sv,     "dc.date"sv,         "dcterms.date"sv,
                                    "dc:date"sv,  "dc.date.created"sv, "dcterms.created"sv,
                                    "published"sv};

/// How sure a clue is; smaller is surer.
enum Rank : int {
  kRecord,
  kJsonLd,
  kExplicitMeta,
  kContainer,  ///< a feed's entry, a mail's head
  kVagueMeta,
  kJsonLdPage,
  kMarked,  ///< microdata, <time pubdate>
  kNearTime,
  kUrl,
  kInTitle,
  kDatedLine,
  kFarTime,
  kLine,
  kChangedDatedLine,
  kChangedLine,
  kOpening,
  kLabelledLine,
  kOnlyDatedLine,
  kRelative,
  kChange,  ///< the time of the last change
  kServer,
  kFile,
};

struct Clue {
  Timestamp time;
  DateOrigin origin = DateOrigin::None;
  Rank rank = kFile;
};

Rank rank_of(std::string_view found) {
  if (found == "record") return kRecord;
  if (found == "json-ld") return kJsonLd;
  if (found == "json-ld page") return kJsonLdPage;
  if (found == "itemprop") return kMarked;
  if (found == "feed" || found == "mail") return kContainer;
  if (found == "http") return kServer;
  return std::ranges::find(kVagueNames, found) != kVagueNames.end() ? kVagueMeta : kExplicitMeta;
}

DateOrigin origin_of(std::string_view found) {
  if (found == "record" || found == "feed" || found == "mail") return DateOrigin::Given;
  if (found == "http") return DateOrigin::Header;
  if (found.substr(0, 7) == "json-ld") return DateOrigin::JsonLd;
  return found == "itemprop" ? DateOrigin::TimeElement : DateOrigin::Meta;
}

/// Clocks that were never set show a day of these years; the web is younger.
constexpr int kFirstYearOfTheWeb = 1990;
/// A time this far behind the moment of reading is a mistake, not another zone.
constexpr std::chrono::hours kAheadOfTime{24};

/// A line with a date is short, or named like one.
constexpr std::size_t kLongestDateLine = 120;
constexpr std::size_t kLongestClosingDate = 24;

bool speaks_of_change(std::string_view line) {
  constexpr std::array kWords = {"updated"sv,    "update:"sv,    "modified"sv,    "aktualisiert"sv,
                                 "stand:"sv,     "mis a jour"sv, "actualizado"sv, "aggiornato"sv,
                                 "atualizado"sv, "bijgewerkt"sv, "oppdatert"sv,   "uppdaterad"sv,
                                 "guncelleme"sv};
  const std::string folded = utf8::folded(line);
  return std::ranges::any_of(kWords,
                             [&](auto word) { return folded.find(word) != std::string::npos; });
}

bool speaks_of_publishing(std::string_view line) {
  constexpr std::array kWords = {
      "publish"sv,   "posted"sv,   "veroffentlicht"sv, "erschienen"sv,  "erstellt"sv,
      "datum:"sv,    "date:"sv,    "publie"sv,         "publicado"sv,   "pubblicato"sv,
      "fecha"sv,     "data:"sv,    "gepubliceerd"sv,   "geplaatst"sv,   "publicerad"sv,
      "publisert"sv, "udgivet"sv,  "julkaistu"sv,      "opublikowan"sv, "zverejneno"sv,
      "vydano"sv,    "yayinlan"sv, "опубликован"sv,    "опублiкован"sv, "발행"sv,
      "입력"sv,      "発行"sv,     "公開"sv,           "发布"sv};
  const std::string folded = utf8::folded(line);
  return std::ranges::any_of(kWords,
                             [&](auto word) { return folded.find(word) != std::string::npos; });
}

/// The date that opens a paragraph: "29.11.2022 – The mayor", "AMSEL, March 3, 2031 (CBN) - ...".
std::optional<Timestamp> opening_date(std::string_view paragraph, bool month_first) {
  if (const auto dateline = read_dateline(paragraph); dateline && dateline->year != 0)
    if (const auto day = make_day(dateline->year, dateline->month, dateline->day))
      return at_day(*day);
  if (paragraph.empty() || !ascii::is_digit(paragraph.front())) return std::nullopt;
  constexpr std::size_t kWords = 3;
  std::size_t end = 0;
  for (std::size_t word = 0; word < kWords && end < paragraph.size(); ++word) {
    end = std::min(paragraph.find(' ', end + 1), paragraph.size());
    if (auto time = parse_page_date(paragraph.substr(0, end), month_first)) return time;
  }
  return std::nullopt;
}

/// The day that a title ends with: "Ferry sails | Calder Radio | 28.04.2031".
std::optional<Timestamp> closing_date(std::string_view title, bool month_first) {
  const std::size_t bar = title.rfind("| ");
  if (bar == std::string_view::npos || title.size() - bar > kLongestClosingDate)
    return std::nullopt;
  return parse_page_date(title.substr(bar + 2), month_first);
}

class DateChooser {
 public:
  DateChooser(const Draft& draft, const MainText& text, std::string_view url,
              std::string_view language)
      : draft_(draft), text_(text), url_(url), month_first_(language == "en") {}

  PageDates choose(const std::vector<ShownLine>& lines) {
    find_now();
    collect_declared();
    collect_time_elements();
    collect_lines(lines);
    collect_text();
    if (const auto day = day_of_url(url_)) add(at_day(*day), DateOrigin::Url, kUrl);
    if (updated_) add(*updated_, DateOrigin::Meta, kChange);
    if (draft_.file_time)
      add({*draft_.file_time, std::chrono::minutes{0}, Precision::Second}, DateOrigin::FileTime,
          kFile);
    PageDates out;
    out.updated = updated_;
    const Clue* best = surest(false);
    if (best == nullptr || best->rank >= kServer)
      if (const Clue* doubtful = surest(true)) {
        best = doubtful;
        out.doubtful = true;
      }
    if (best == nullptr) return out;
    out.from = best->origin;
    out.published = more_exact(*best);
    return out;
  }

 private:
  void add(const Timestamp& time, DateOrigin origin, Rank rank) {
    clues_.push_back({time, origin, rank});
  }

  /// The surest clue among those that can or can't be true.
  const Clue* surest(bool doubtful) const {
    const Clue* best = nullptr;
    for (const Clue& clue : clues_)
      if (is_doubtful(clue) == doubtful && (best == nullptr || clue.rank < best->rank))
        best = &clue;
    return best;
  }

  /// A time that lies after the page was read, or where clocks start. Older than the web is what an
  /// archive shows only if its address says so.
  bool is_doubtful(const Clue& clue) const {
    if (clue.rank == kRecord || clue.rank >= kServer) return false;
    if (now_ && clue.time.instant > *now_ + kAheadOfTime) return true;
    const std::chrono::year_month_day day{clue.time.local_day()};
    const int year = static_cast<int>(day.year());
    if (year >= kFirstYearOfTheWeb) return false;
    const bool new_year = day.month() == std::chrono::January && day.day() == std::chrono::day{1};
    return new_year || url_.find('/' + std::to_string(year)) == std::string_view::npos;
  }

  /// When the page was read: when it was saved, else the file's time.
  void find_now() {
    now_ = draft_.file_time;
    for (const auto& candidate : draft_.candidates)
      if (candidate.field == Field::Published && candidate.found == "saved")
        if (const auto time = parse_page_date(candidate.value, month_first_)) now_ = time->instant;
  }

  void collect_declared() {
    for (const auto& candidate : draft_.candidates) {
      if (candidate.field == Field::Title)
        if (const auto time = closing_date(candidate.value, month_first_))
          add(*time, DateOrigin::Meta, kInTitle);
      if (candidate.field != Field::Published && candidate.field != Field::Updated) continue;
      if (candidate.found == "saved") continue;
      const auto time = parse_page_date(candidate.value, month_first_);
      if (!time) continue;
      if (candidate.field == Field::Published)
        add(*time, origin_of(candidate.found), rank_of(candidate.found));
      else if (!updated_ && !is_doubtful({*time, DateOrigin::Meta, kChange}))
        updated_ = time;
    }
  }

  /// <time> elements: those from the headline to the last paragraph before any others.
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
      const bool near = id > from && id < text_.end;
      add(*time, DateOrigin::TimeElement, near ? marked ? kMarked : kNearTime : kFarTime);
    }
  }

  void collect_lines(const std::vector<ShownLine>& lines) {
    std::vector<Timestamp> far;
    for (const ShownLine& line : lines) {
      if (line.text.size() > kLongestDateLine && !line.dated) continue;
      const auto time = parse_page_date(line.text, month_first_);
      if (!time) {
        collect_relative(line);
        continue;
      }
      const bool change = speaks_of_change(line.text);
      if (!line.far) {
        const Rank rank = line.dated ? (change ? kChangedDatedLine : kDatedLine)
                                     : (change ? kChangedLine : kLine);
        add(*time, DateOrigin::Byline, rank);
      } else if (!change && speaks_of_publishing(line.text)) {
        add(*time, DateOrigin::Byline, kLabelledLine);
      } else if (line.dated) {
        far.push_back(*time);
      }
    }
    // Teasers have their dates as well, and each its own.
    const auto other_day = [&](const Timestamp& time) {
      return time.local_day() != far.front().local_day();
    };
    if (!far.empty() && std::ranges::none_of(far, other_day))
      add(far.front(), DateOrigin::Byline, kOnlyDatedLine);
  }

  void collect_relative(const ShownLine& line) {
    if (!now_ || line.far || !(line.dated || line.author)) return;
    if (const auto ago = read_relative_time(line.text))
      add(resolve(*ago, {*now_, std::chrono::minutes{0}, Precision::Second}), DateOrigin::Relative,
          kRelative);
  }

  void collect_text() {
    constexpr std::size_t kParagraphs = 2;
    for (std::size_t i = 0; i < std::min(kParagraphs, text_.paragraphs.size()); ++i)
      if (const auto time = opening_date(text_.paragraphs[i], month_first_))
        add(*time, DateOrigin::Byline, kOpening);
  }

  /// The same day, told with a time or with an offset.
  Timestamp more_exact(const Clue& best) const {
    Timestamp out = best.time;
    for (const Clue& clue : clues_)
      if (clue.rank < kServer && clue.time.precision > out.precision &&
          out.precision <= Precision::Day && clue.time.local_day() == out.local_day())
        out = clue.time;
    return out;
  }

  const Draft& draft_;
  const MainText& text_;
  std::string_view url_;
  bool month_first_;
  std::optional<Instant> now_;
  std::vector<Clue> clues_;
  std::optional<Timestamp> updated_;
};

}  // namespace

PageDates page_dates(const Draft& draft, const MainText& text, const std::vector<ShownLine>& lines,
                     std::string_view url, std::string_view language) {
  return DateChooser(draft, text, url, language).choose(lines);
}

}  // namespace morgue
