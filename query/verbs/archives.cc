#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "common/catalog.h"
#include "query/verbs/session.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

constexpr const char* kArchivesFooter = R"(Examples:
  morgue-index add -A @desk ~/news     make an archive called desk, or add to it
  morgue search -A desk ferry          search it
  morgue archives                      all that have a name, with their articles

A line each: a star for the one that is read if none is named, name, articles,
directory, between tabs. Archives with a name stand in ~/.local/share/morgue
($XDG_DATA_HOME/morgue). An archive in a directory called .morgue is the one for
all directories below, as with git; it has no name.)";

/// Of an archive that can't be read, why.
std::string articles_in(const ArchivePaths& archive) {
  try {
    return std::to_string(Catalog::open_for_reading(archive.metadata()).totals().articles);
  } catch (const Error& error) {
    return safe(error.what());
  }
}

std::vector<fs::path> archives_below(const fs::path& home) {
  std::vector<fs::path> out;
  std::error_code error;
  for (auto entry = fs::directory_iterator(home, error);
       !error && entry != fs::directory_iterator(); entry.increment(error))
    if (std::error_code none; fs::exists(ArchivePaths(entry->path()).manifest(), none))
      out.push_back(entry->path());
  std::sort(out.begin(), out.end());
  return out;
}

class ArchivesVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "archives"; }
  [[nodiscard]] std::string_view summary() const override {
    return "The archives that have a name, and which one is read";
  }
  [[nodiscard]] std::string_view footer() const override { return kArchivesFooter; }
  [[nodiscard]] bool looks_back() const override { return false; }
  void define(CLI::App&) override {}

  [[nodiscard]] Exit run(Session& session) override {
    const ArchiveChoice choice = session.archive_choice();
    const fs::path chosen = choose_archive(choice).root();
    std::vector<fs::path> all = archives_below(archives_home(choice));
    // One that has no name, but is the one that is read, comes first.
    if (std::find(all.begin(), all.end(), chosen) == all.end() &&
        fs::exists(ArchivePaths(chosen).manifest()))
      all.insert(all.begin(), chosen);
    for (const fs::path& archive : all) {
      const bool named = archive.parent_path() == archives_home(choice);
      fmt::print("{}\t{}\t{}\t{}\n", archive == chosen ? "*" : "",
                 named ? safe(archive.filename().string()) : "", articles_in(ArchivePaths(archive)),
                 safe(archive.string()));
    }
    if (!all.empty()) return Exit::Ok;
    fmt::print(stderr,
               "morgue: there is no archive yet\n  make one with: morgue-index add PATH...\n");
    return Exit::NothingFound;
  }
};

}  // namespace

std::unique_ptr<Verb> archives_verb() { return std::make_unique<ArchivesVerb>(); }

}  // namespace morgue
