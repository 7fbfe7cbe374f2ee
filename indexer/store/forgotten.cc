#include "indexer/store/forgotten.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "common/act_lines.h"
#include "common/desk.h"
#include "common/files.h"
#include "indexer/store/sums.h"

namespace morgue {
namespace {

constexpr std::string_view kArticleLine = "article";
constexpr std::string_view kFileLine = "file";
constexpr std::string_view kRemark =
    "# What was forgotten and is not to come back; morgue-index add --again lets it.\n";

std::string lines_of(const Forgotten& list) {
  std::string out;
  for (const ArticleId id : list.articles)
    out += fmt::format("{} {}\n", kArticleLine, to_string(id));
  for (const auto& [hash, size] : list.files)
    out += fmt::format("{} {} {}\n", kFileLine, hash, size);
  return out;
}

}  // namespace

bool Forgotten::has_file(const std::filesystem::path& path, std::int64_t size) const {
  const bool likely = std::any_of(files.begin(), files.end(),
                                  [&](const auto& file) { return file.second == size; });
  if (!likely) return false;
  const auto found = files.find(file_hash(path));
  return found != files.end() && found->second == size;
}

Forgotten read_forgotten(const std::filesystem::path& path) {
  Forgotten out;
  const std::string text = file_bytes(path);
  for (const std::string_view line : split(text, '\n')) {
    const auto words = split(line, ' ');
    if (words.size() == 2 && words[0] == kArticleLine) {
      if (const auto id = parse_article_id(words[1])) out.articles.insert(*id);
    } else if (words.size() == 3 && words[0] == kFileLine) {
      std::int64_t size = 0;
      const auto [end, error] =
          std::from_chars(words[2].data(), words[2].data() + words[2].size(), size);
      if (error == std::errc()) out.files.emplace(words[1], size);
    }
  }
  return out;
}

void add_to_forgotten(const std::filesystem::path& path, const Forgotten& more) {
  const std::string before = file_bytes(path);
  std::string text(before.empty() ? kRemark : before.ends_with('\n') ? "" : "\n");
  append_to_file(path, text + lines_of(more));
}

void write_forgotten(const std::filesystem::path& path, const Forgotten& list) {
  replace_file(path, std::string(kRemark) + lines_of(list));
}

std::string desk_without(std::string_view text, const std::set<ArticleId>& articles,
                         std::size_t& removed) {
  std::string out;
  for (const std::string_view line : split(text, '\n')) {
    if (line.empty()) continue;
    const DeskText act = parse_desk(line);
    const auto forgotten = [&](ArticleId id) { return articles.contains(id); };
    const bool of_these =
        !act.acts.empty() && !act.acts[0].articles.empty() &&
        std::all_of(act.acts[0].articles.begin(), act.acts[0].articles.end(), forgotten);
    if (of_these)
      ++removed;
    else
      out.append(line).append("\n");
  }
  return out;
}

std::string ledger_without(std::string_view text, const std::vector<std::string>& names,
                           std::size_t& removed) {
  std::string out;
  for (const std::string_view line : split(text, '\n')) {
    if (line.empty()) continue;
    const bool of_these = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return !name.empty() && line.find(name) != std::string_view::npos;
    });
    if (of_these)
      ++removed;
    else
      out.append(line).append("\n");
  }
  return out;
}

}  // namespace morgue
