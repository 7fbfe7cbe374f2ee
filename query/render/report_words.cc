#include <fmt/format.h>

#include <algorithm>

#include "query/render/cells.h"
#include "query/render/facts.h"
#include "query/render/render_texts.h"
#include "query/render/render_views.h"
#include "query/render/report.h"

namespace morgue {
namespace {

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", with_commas(static_cast<std::int64_t>(number)),
                     number == 1 ? one : many);
}

std::string days_text(const ResolvedDate& date) {
  return fmt::format("{} = {}..{}", date.text, report_day(date.days.first),
                     report_day(date.days.last));
}

}  // namespace

ReportWords::ReportWords(const Report& report,
                         const std::function<std::string(ArticleId)>& shown_id)
    : report_(report) {
  for (const ReportEntry& entry : report.entries) ids_.push_back(shown_id(entry.article.id));
}

std::string ReportWords::mark(const Citation& citation) const {
  const std::string place =
      citation.paragraph == 0 ? "headline" : fmt::format("¶{}", citation.paragraph);
  return fmt::format("[{} {} v{}]", ids_[citation.entry], place,
                     report_.entries[citation.entry].version);
}

std::vector<std::pair<std::string, std::string>> ReportWords::scope() const {
  std::vector<std::pair<std::string, std::string>> out = {{"Query", report_.typed}};
  if (report_.read != report_.typed) out.emplace_back("Read as", report_.read);
  for (const ResolvedDate& date : report_.dates) out.emplace_back("Days", days_text(date));
  const bool folded = report_.what == CountedArticles::Heads;
  out.emplace_back("Answer", answer_line(report_.articles, folded, report_.extent));
  if (folded && report_.extent.articles > report_.articles)
    out.emplace_back("With copies",
                     articles_text(static_cast<std::int64_t>(report_.extent.articles)));
  if (const std::string some = cut(report_.listed, report_.articles); !some.empty())
    out.emplace_back("Listed", some + "; names and quotations are those of these articles");
  if (report_.damaged > 0)
    out.emplace_back("Left out", counted(report_.damaged, "damaged article", "damaged articles"));
  out.emplace_back("Archive",
                   fmt::format("{}, commit {}",
                               articles_text(static_cast<std::int64_t>(report_.archive_articles)),
                               report_.batch));
  out.emplace_back("Made", fmt::format("{}, morgue {}", to_iso8601(report_.now), MORGUE_VERSION));
  return out;
}

std::string ReportWords::burst(const Burst& burst) const {
  const TimeSeries& series = report_.timeline.series.front();
  const std::string label =
      bucket_label(report_.timeline.buckets[burst.peak], report_.timeline.unit);
  return fmt::format("{}: {}, {:.1f} expected", label, articles_text(series.counts[burst.peak]),
                     burst.expected);
}

std::optional<std::size_t> ReportWords::entry_of(const Burst& burst) const {
  const auto at =
      std::find_if(report_.entries.begin(), report_.entries.end(),
                   [&](const ReportEntry& entry) { return entry.article.id == burst.article; });
  if (at == report_.entries.end()) return {};
  return static_cast<std::size_t>(at - report_.entries.begin());
}

std::string ReportWords::quote_facts(const ReportQuote& shown) {
  const FoldedQuote& quote = shown.quote;
  std::string out = quote.speaker.empty() ? "unattributed" : quote.speaker;
  const std::string day = day_or_unknown(quote.places.front().published);
  if (!day.empty()) out += " · " + day;
  if (quote.articles > 1)
    out += fmt::format(" · in {}, {}", articles_text(static_cast<std::int64_t>(quote.articles)),
                       counted(quote.sources, "source", "sources"));
  return out;
}

std::vector<std::pair<std::string, std::string>> ReportWords::proof(
    const ReportEntry& entry) const {
  std::vector<std::pair<std::string, std::string>> out = {{"Id", to_string(entry.article.id)}};
  if (const std::string& url = entry.article.content.article.url; !url.empty())
    out.emplace_back("Address", url);
  if (entry.family.copies > 0) {
    std::string copies = counted(entry.family.copies, "copy", "copies");
    if (entry.family.sources > 0)
      copies += " in " + counted(entry.family.sources, "other source", "other sources");
    out.emplace_back("Copies", copies + " in the archive");
  }
  for (std::size_t i = 0; i < entry.versions.size(); ++i) {
    const bool own = i + 1 == entry.version;
    out.emplace_back(
        fmt::format("SHA-256 v{}", i + 1),
        entry.versions[i].sha256 + (own ? "" : " (id " + to_string(entry.versions[i].id) + ")"));
  }
  return out;
}

std::string ReportWords::cut(std::size_t shown, std::size_t of) {
  if (shown >= of) return {};
  return fmt::format("the first {} of {}", with_commas(static_cast<std::int64_t>(shown)),
                     with_commas(static_cast<std::int64_t>(of)));
}

std::string report_day(const std::optional<Day>& day) {
  return day ? to_iso8601(*day) : std::string();
}

std::string_view names_heading(EntityKind kind) {
  switch (kind) {
    case EntityKind::Person:
      return "People";
    case EntityKind::Org:
      return "Organisations";
    default:
      return "Places";
  }
}

std::string report_facts(const ReportEntry& entry) {
  return facts_line(entry.article.content.article, Style());
}

}  // namespace morgue
