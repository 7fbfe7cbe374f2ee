#include <algorithm>
#include <vector>

#include "indexer/read/archive_walk.h"
#include "indexer/read/ascii.h"
#include "indexer/read/members.h"
#include "indexer/read/sniff.h"

namespace morgue {
namespace {

/// ".git/x", "__MACOSX/._x": nobody packs an article under such a name.
bool is_hidden(std::string_view name) {
  return name.starts_with('.') ? name.size() > 1 && name[1] != '/' && name[1] != '.'
                               : name.find("/.") != std::string_view::npos;
}

/// What a zip is beside a zip.
enum class Package { None, Wacz, Epub, Omnivore };

bool is_crawl(std::string_view name) {
  return name.starts_with("archive/") && name.find(".warc") != std::string_view::npos;
}

Package package_of(const std::vector<std::string>& names) {
  const auto any = [&names](auto test) { return std::ranges::any_of(names, test); };
  const auto named = [&any](std::string_view name) {
    return any([name](const std::string& one) { return one == name; });
  };
  if (named("META-INF/container.xml")) return Package::Epub;
  if (named("datapackage.json") && any(is_crawl)) return Package::Wacz;
  const bool metadata = any([](const std::string& name) {
    return name.starts_with("metadata_") && name.ends_with(".json");
  });
  return metadata && any([](const std::string& name) { return name.starts_with("content/"); })
             ? Package::Omnivore
             : Package::None;
}

/// Looks through the names of a zip, which stand together at its end. Anything that can't be read
/// twice is taken as it comes.
Package look(ByteSource& source) {
  char magic[2] = {};
  const bool zip = source.seek(0) && source.read(magic, 2) == 2 && magic[0] == 'P';
  if (!source.seek(0) || !zip) return Package::None;
  std::vector<std::string> names;
  {
    ArchiveWalk walk(borrowed_source(source));
    while (auto entry = walk.next()) names.push_back(std::move(entry->name));
  }
  source.seek(0);
  return package_of(names);
}

class ArchiveMembers : public Members {
 public:
  ArchiveMembers(std::unique_ptr<ByteSource> source, Package package)
      : walk_(std::move(source)), package_(package) {}

  std::optional<Item> next() override {
    const auto entry = walk_.next();
    if (entry) return member(*entry);
    if (told_ || walk_.error().empty()) return {};
    told_ = true;
    return MemberRefused{{}, walk_.error()};
  }

 private:
  Item member(const ArchiveWalk::Entry& entry) {
    if (!entry.regular) return PassedOver{"links and special files"};
    if (never_holds_articles(entry.name)) return PassedOver{"parts of pages"};
    if (is_hidden(entry.name)) return PassedOver{"hidden files"};
    // Lists of the pages and indexes to the crawl say nothing that it does not say itself.
    if (package_ == Package::Wacz && !is_crawl(entry.name))
      return PassedOver{"lists of a web archive"};
    if (entry.encrypted) return MemberRefused{entry.name, "encrypted"};
    Member member;
    member.name = entry.name;
    member.file_time = entry.time;
    if (const std::string why = walk_.content(member.bytes); !why.empty())
      return MemberRefused{entry.name, why};
    return member;
  }

  ArchiveWalk walk_;
  Package package_;
  bool told_ = false;
};

}  // namespace

std::unique_ptr<Members> archive_members(std::unique_ptr<ByteSource> source) {
  const Package package = look(*source);
  if (package == Package::Epub) return epub_members(std::move(source));
  if (package == Package::Omnivore) return omnivore_members(std::move(source));
  return std::make_unique<ArchiveMembers>(std::move(source), package);
}

}  // namespace morgue
