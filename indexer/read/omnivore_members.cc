// An export of Omnivore: a zip with metadata_0_to_20.json and its like, which list the pages, and
// content/SLUG.html for each page whose content was kept.
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "common/utf8.h"
#include "indexer/read/archive_walk.h"
#include "indexer/read/members.h"

namespace morgue {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kFolder = "content/";
constexpr std::string_view kEnding = ".html";

class OmnivoreMembers : public Members {
 public:
  explicit OmnivoreMembers(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {
    ArchiveWalk walk(borrowed_source(*source_));
    while (const auto entry = walk.next())
      if (entry->name.starts_with("metadata_") && entry->name.ends_with(".json")) read_list(walk);
    source_->seek(0);
    pages_ = std::make_unique<ArchiveWalk>(borrowed_source(*source_));
  }

  std::optional<Item> next() override {
    while (pages_) {
      const auto entry = pages_->next();
      if (!entry) {
        const std::string error = pages_->error();
        pages_.reset();
        if (!error.empty()) return MemberRefused{{}, error};
        break;
      }
      if (entry->name.starts_with("metadata_")) continue;
      return page(*entry);
    }
    if (entries_.empty()) return {};
    // What is left has no content.
    const auto rest = entries_.extract(entries_.begin());
    return record(rest.key(), rest.mapped());
  }

 private:
  void read_list(ArchiveWalk& walk) {
    std::string bytes;
    if (!walk.content(bytes).empty()) return;
    const Json list = Json::parse(bytes, nullptr, false);
    if (!list.is_array()) return;
    for (const Json& entry : list)
      if (entry.is_object() && entry.contains("slug") && entry["slug"].is_string())
        entries_.insert_or_assign(utf8::one_line(utf8::repaired(entry["slug"].get<std::string>())),
                                  entry);
  }

  Item page(const ArchiveWalk::Entry& entry) {
    const std::string& name = entry.name;
    if (!name.starts_with(kFolder) || !name.ends_with(kEnding)) return PassedOver{"notes"};
    Member out;
    out.name = name;
    out.file_time = entry.time;
    if (std::string why = pages_->content(out.bytes); !why.empty())
      return MemberRefused{name, std::move(why)};
    const auto known =
        entries_.find(name.substr(kFolder.size(), name.size() - kFolder.size() - kEnding.size()));
    if (known == entries_.end()) return out;
    Json whole = std::move(known->second);
    entries_.erase(known);
    whole["content"] = utf8::repaired(out.bytes);
    return record(name, whole);
  }

  static Item record(const std::string& name, const Json& entry) {
    Member out;
    out.name = name;
    out.bytes = entry.dump(-1, ' ', false, Json::error_handler_t::replace);
    out.format = Format::Json;
    return out;
  }

  std::unique_ptr<ByteSource> source_;
  std::unique_ptr<ArchiveWalk> pages_;
  std::map<std::string, Json, std::less<>> entries_;  // by slug
};

}  // namespace

std::unique_ptr<Members> omnivore_members(std::unique_ptr<ByteSource> source) {
  return std::make_unique<OmnivoreMembers>(std::move(source));
}

}  // namespace morgue
