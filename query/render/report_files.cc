#include <fmt/format.h>

#include "query/render/export.h"
#include "query/render/render_views.h"
#include "query/render/report.h"
#include "query/views/sha256.h"

namespace morgue {
namespace {

std::string citations(const Report& report, ExportForm form) {
  ExportOptions options;
  options.form = form;
  options.query = report.typed;
  options.now = report.now;
  std::string out = export_begin(options);
  for (std::size_t i = 0; i < report.entries.size(); ++i)
    out += export_record(report.entries[i].article, i, options);
  return out + export_end(options);
}

}  // namespace

std::vector<PackFile> report_files(const Report& report,
                                   const std::function<std::string(ArticleId)>& shown_id) {
  const ReportWords words(report, shown_id);
  std::vector<PackFile> out = {{"index.html", report_html(words)},
                               {"report.md", report_markdown(words)},
                               {"articles.csv", report_articles_csv(words)},
                               {"people.csv", report_names_csv(words)},
                               {"quotations.csv", report_quotes_csv(words)},
                               {"timeline.csv", render_timeline_csv(report.timeline)},
                               {"citations.bib", citations(report, ExportForm::Bibtex)},
                               {"citations.ris", citations(report, ExportForm::Ris)},
                               {"citations.json", citations(report, ExportForm::Csl)}};
  if (!report.timeline.buckets.empty())
    out.push_back({"timeline.svg", render_timeline_svg(report.timeline)});
  std::string manifest = manifest_text(report, out);
  std::vector<HashedFile> hashed;
  for (const PackFile& file : out) hashed.push_back({file.name, sha256(file.bytes), 0});
  const std::string sums = sums_text(hashed, sha256(manifest));
  out.push_back({std::string(kManifestName), std::move(manifest)});
  out.push_back({std::string(kSumsName), sums});
  return out;
}

}  // namespace morgue
