#include <nlohmann/json.hpp>

#include "common/instant.h"
#include "query/render/article_json.h"
#include "query/render/report.h"
#include "query/views/sha256.h"

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;

Json articles_of(const Report& report) {
  Json out = Json::array();
  for (const ReportEntry& entry : report.entries) {
    Json versions = Json::array();
    for (std::size_t i = 0; i < entry.versions.size(); ++i)
      versions.push_back({{"id", to_string(entry.versions[i].id)},
                          {"version", i + 1},
                          {"text_sha256", entry.versions[i].sha256}});
    out.push_back({{"id", to_string(entry.article.id)},
                   {"in_answer", entry.in_answer},
                   {"version", entry.version},
                   {"versions", std::move(versions)}});
  }
  return out;
}

}  // namespace

std::string manifest_text(const Report& report, const std::vector<PackFile>& files) {
  Json hashed = Json::array();
  for (const PackFile& file : files)
    hashed.push_back(
        {{"name", file.name}, {"bytes", file.bytes.size()}, {"sha256", sha256(file.bytes)}});
  const Json out = {{"format", kPackFormat},
                    {"format_version", kPackFormatVersion},
                    {"software", std::string("morgue ") + MORGUE_VERSION},
                    {"now", to_iso8601(report.now)},
                    {"query", report.typed},
                    {"read_as", report.read},
                    {"dates", json_of_dates(report.dates)},
                    {"archive", {{"batch", report.batch}, {"articles", report.archive_articles}}},
                    {"answer",
                     {{"articles", report.articles},
                      {"with_copies", report.extent.articles},
                      {"copies_counted", report.what == CountedArticles::All},
                      {"sources", report.extent.sources},
                      {"listed", report.listed}}},
                    {"files", std::move(hashed)},
                    {"articles", articles_of(report)}};
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace morgue
