#include <sys/mman.h>
#include <unistd.h>

#include <filesystem>

#include "common/forward_file.h"
#include "common/kin_file.h"
#include "indexer/store/pair_file.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace morgue;
using fuzz::require;

/// A file without a name on any disk.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : fd_(::memfd_create("fuzz", MFD_CLOEXEC)) {
    require(fd_ >= 0);
    require(::write(fd_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  }
  ~MemoryFile() { ::close(fd_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  [[nodiscard]] std::filesystem::path path() const {
    return "/proc/self/fd/" + std::to_string(fd_);
  }

 private:
  int fd_;
};

/// More are never asked for in one go.
constexpr std::uint32_t kAsked = 300;

void ask_forward(const std::filesystem::path& path) {
  const ForwardFile file(path);
  std::size_t sum = 0;
  for (std::uint32_t i = 1; i <= std::min(file.documents(), kAsked) + 2; ++i)
    for (const char c : file.words(i)) sum += static_cast<unsigned char>(c);
  require(sum < SIZE_MAX);
}

void ask_kin(const std::filesystem::path& path) {
  const KinFile file(path);
  const auto most = static_cast<std::uint32_t>(std::min<std::size_t>(file.documents(), kAsked));
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 1; i <= most + 2; ++i) {
    const KinRecord record = file.record(i);
    require(record.family == ArticleId{file.family(i)} && record.source == file.source(i));
    file.find_copies(record.family, found);
    file.find_versions(record.family, found);
  }
  std::size_t left = kAsked;
  file.for_each_copy(ArticleId{0}, [&left](KinFile::Member) { return --left > 0; });
  file.for_each_version([](KinFile::Member) { return true; });
  require(file.records().size() == file.documents());
}

void ask_pairs(const std::filesystem::path& path) {
  const PairFile file(path);
  std::size_t visited = 0;
  std::vector<std::uint32_t> keys = {0, 1, UINT32_MAX};
  file.for_each([&](Pair pair) {
    ++visited;
    if (keys.size() < kAsked) keys.push_back(pair.key);
  });
  require(visited <= file.size());
  std::vector<std::uint32_t> values;
  for (const std::uint32_t key : keys) file.find(key, 10, values);
}

}  // namespace

/// Whatever stands in the files beside the index (the first byte chooses which one), nothing but
/// their own bytes is read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Choices input(fuzz::view(data, size));
  const unsigned char choice = input.byte();
  const MemoryFile file(input.rest());
  if (choice % 3 == 0) ask_forward(file.path());
  if (choice % 3 == 1) ask_kin(file.path());
  if (choice % 3 == 2) ask_pairs(file.path());
  return 0;
}
