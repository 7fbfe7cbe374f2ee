#include "query/views/pack_manifest.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;

bool is_plain_name(std::string_view name) {
  return !name.empty() && name.front() != '.' && name.find_first_of("/\\\0") == std::string::npos;
}

ArticleId id_of(const Json& json) {
  const auto id = parse_article_id(json.get_ref<const std::string&>());
  if (!id) throw std::invalid_argument("an id that is none");
  return *id;
}

PackManifest read(const Json& json) {
  if (json.at("format") != kPackFormat || json.at("format_version") != kPackFormatVersion)
    throw std::invalid_argument("no manifest of this version");
  PackManifest out;
  out.batch = json.at("archive").at("batch");
  for (const Json& file : json.at("files")) {
    out.files.push_back({file.at("name"), file.at("sha256"), file.at("bytes")});
    if (!is_plain_name(out.files.back().name))
      throw std::invalid_argument("the name of a file leads elsewhere");
  }
  for (const Json& article : json.at("articles"))
    for (const Json& version : article.at("versions"))
      out.versions.push_back({id_of(version.at("id")), id_of(article.at("id")),
                              version.at("version"), version.at("text_sha256")});
  return out;
}

}  // namespace

Result<PackManifest, std::string> parse_manifest_of_report(std::string_view text) {
  try {
    return read(Json::parse(text));
  } catch (const Json::exception&) {
    return failure("it is no whole manifest");
  } catch (const std::invalid_argument& error) {
    return failure(error.what());
  }
}

std::string sums_text(const std::vector<HashedFile>& files, std::string_view manifest_sha256) {
  std::string out;
  for (const HashedFile& file : files) out += fmt::format("{}  {}\n", file.sha256, file.name);
  return out + fmt::format("{}  {}\n", manifest_sha256, kManifestName);
}

}  // namespace morgue
