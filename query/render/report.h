#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "query/render/render.h"
#include "query/views/pack_manifest.h"
#include "query/views/report.h"
#include "query/views/verify.h"

namespace morgue {

/// What the pages of a report say alike. Borrows the report.
class ReportWords {
 public:
  /// `shown_id`: as RenderOptions has it.
  ReportWords(const Report& report, const std::function<std::string(ArticleId)>& shown_id);

  [[nodiscard]] const Report& report() const { return report_; }
  /// "[a7f31c ¶4 v2]", "[a7f31c headline v1]"
  [[nodiscard]] std::string mark(const Citation& citation) const;
  /// What an article is called in marks.
  [[nodiscard]] const std::string& id(std::size_t entry) const { return ids_[entry]; }

  /// What was asked, of what, and when: a label and its value each.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> scope() const;
  /// "2025-03: 9 articles, 1.2 expected by its share of all"
  [[nodiscard]] std::string burst(const Burst& burst) const;
  /// The entry of a burst's article.
  [[nodiscard]] std::optional<std::size_t> entry_of(const Burst& burst) const;
  /// "Rowan Pike, in 14 articles of 3 sources"
  [[nodiscard]] static std::string quote_facts(const ReportQuote& quote);
  /// What is known of an article beside its headline: a label and its value each.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> proof(
      const ReportEntry& entry) const;
  /// "the first 25 of 340"; empty if all are there.
  [[nodiscard]] static std::string cut(std::size_t shown, std::size_t of);

 private:
  const Report& report_;
  std::vector<std::string> ids_;
};

/// "People", "Organisations", "Places"
[[nodiscard]] std::string_view names_heading(EntityKind kind);
/// "Calder Herald · 2025-03-11 · Dana Okafor · News"
[[nodiscard]] std::string report_facts(const ReportEntry& entry);

/// ISO 8601; empty if it is not known.
[[nodiscard]] std::string report_day(const std::optional<Day>& day);

/// One page that stands alone: no scripts, nothing from elsewhere.
[[nodiscard]] std::string report_html(const ReportWords& words);
/// The same in CommonMark.
[[nodiscard]] std::string report_markdown(const ReportWords& words);

// Tables, RFC 4180 with a head.
[[nodiscard]] std::string report_articles_csv(const ReportWords& words);
/// People, organisations and places, each with its proof.
[[nodiscard]] std::string report_names_csv(const ReportWords& words);
/// A place of a quotation a row.
[[nodiscard]] std::string report_quotes_csv(const ReportWords& words);

/// manifest.json, described by query/render/schema/report.json. `files`: all but it and SHA256SUMS.
[[nodiscard]] std::string manifest_text(const Report& report, const std::vector<PackFile>& files);

/// All files of a report, in the order in which the manifest names them; it and SHA256SUMS last.
[[nodiscard]] std::vector<PackFile> report_files(
    const Report& report, const std::function<std::string(ArticleId)>& shown_id);

/// What is not as it was, a thing a line, and a line that counts.
[[nodiscard]] std::string render_check(const PackCheck& check, const RenderOptions& options);
/// kind, "file" or "article", name, and more about it.
[[nodiscard]] std::string render_check_plain(const PackCheck& check);
[[nodiscard]] std::string render_check_json(const PackCheck& check);

}  // namespace morgue
