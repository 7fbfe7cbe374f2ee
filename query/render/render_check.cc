#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "query/render/cells.h"
#include "query/render/facts.h"
#include "query/render/report.h"

// The schema of the JSON stands in query/render/schema/verify.json.

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;

std::string name_of(const PackDifference& one) {
  return one.file.empty() ? to_string(one.article) : one.file;
}

}  // namespace

std::string render_check(const PackCheck& check, const RenderOptions& options) {
  std::string out;
  for (const PackDifference& one : check.differs) {
    const std::string name = one.file.empty()
                                 ? "article " + options.style.apply(Style::Role::Id, name_of(one))
                                 : field_text(name_of(one));
    out += fmt::format(" {:<11} {}{}\n", to_string(one.kind), name,
                       one.what.empty() ? "" : " (" + field_text(one.what) + ")");
  }
  const auto number = [](std::size_t n) { return with_commas(static_cast<std::int64_t>(n)); };
  const std::string checked =
      fmt::format("{} files and {} texts of articles", number(check.files), number(check.versions));
  if (check.differs.empty()) return fmt::format(" {} are as they were\n", checked);
  return out + fmt::format(" {} {} not as it was; checked were {}\n", number(check.differs.size()),
                           check.differs.size() == 1 ? "thing is" : "things are", checked);
}

std::string render_check_plain(const PackCheck& check) {
  std::string out;
  for (const PackDifference& one : check.differs)
    out +=
        fmt::format("{}\t{}\t{}\t{}\n", to_string(one.kind), one.file.empty() ? "article" : "file",
                    field_text(name_of(one)), field_text(one.what));
  return out;
}

std::string render_check_json(const PackCheck& check) {
  Json differs = Json::array();
  for (const PackDifference& one : check.differs)
    differs.push_back({{"kind", to_string(one.kind)},
                       {"file", one.file.empty() ? Json(nullptr) : Json(one.file)},
                       {"article", one.file.empty() ? Json(to_string(one.article)) : Json(nullptr)},
                       {"what", one.what}});
  return json_line({{"format_version", 1},
                    {"files", check.files},
                    {"versions", check.versions},
                    {"batch", check.batch},
                    {"batch_now", check.now},
                    {"differs", std::move(differs)}});
}

}  // namespace morgue
