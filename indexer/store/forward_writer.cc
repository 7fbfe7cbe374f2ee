#include "indexer/store/forward_writer.h"

#include <fmt/format.h>

#include <fstream>

#include "common/error.h"
#include "common/files.h"

namespace morgue {

void ForwardWriter::write(const std::filesystem::path& path) const {
  replace_file(path, head_.bytes() + words_);
}

void merge_forward(const std::vector<std::pair<std::filesystem::path, std::uint32_t>>& parts,
                   const std::filesystem::path& merged) {
  std::vector<ForwardFile> files;
  ForwardHead head;
  for (const auto& [path, documents] : parts) {
    const ForwardFile& file = files.emplace_back(path);
    for (std::uint32_t document = 1; document <= documents; ++document)
      head.add(file.words(document).size());
  }
  std::ofstream out(merged, std::ios::binary | std::ios::trunc);
  const std::string bytes = head.bytes();
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (std::uint32_t document = 1; document <= parts[i].second; ++document) {
      const std::string_view words = files[i].words(document);
      out.write(words.data(), static_cast<std::streamsize>(words.size()));
    }
  out.close();
  if (!out)
    throw Error(Exit::Archive, fmt::format("can't write {}", merged.string()), "is the disk full?");
}

}  // namespace morgue
