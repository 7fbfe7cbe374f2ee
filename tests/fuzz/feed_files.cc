// Feeds kept cases to a fuzz target, for compilers without libFuzzer and for every run of the
// tests: feed_files TARGET FILE|FOLDER... Each file is given as it stands, cut short, and with some
// bytes changed; the same ones each time. MORGUE_FUZZ_CHANGES=N makes N changed ones of each;
// MORGUE_FUZZ_CASE=FILE writes each there before it is given, so that it holds what failed.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#define MORGUE_TARGET(name) extern "C" int name(const std::uint8_t* data, std::size_t size);
#include <targets.inc>
#undef MORGUE_TARGET

namespace {

namespace fs = std::filesystem;
using Target = int (*)(const std::uint8_t*, std::size_t);

struct Named {
  std::string_view name;
  Target target;
};
constexpr Named kTargets[] = {
#define MORGUE_TARGET(name) {#name, name},
#include <targets.inc>
#undef MORGUE_TARGET
};

constexpr int kChanges = 24;  // a second for all targets

void feed(Target target, const std::string& bytes) {
  if (const char* file = std::getenv("MORGUE_FUZZ_CASE"))
    std::ofstream(file, std::ios::binary) << bytes;
  // A block of its own, so that sanitizers see what is read behind its end.
  const std::vector<std::uint8_t> block(bytes.begin(), bytes.end());
  target(block.data(), block.size());
}

int wanted_changes() {
  const char* wanted = std::getenv("MORGUE_FUZZ_CHANGES");
  return wanted != nullptr ? std::atoi(wanted) : kChanges;
}

void feed_changed(Target target, const std::string& bytes, int changes) {
  std::mt19937 random(static_cast<unsigned>(bytes.size()));
  std::string changed = bytes;
  for (int i = 0; i < changes && !bytes.empty(); ++i) {
    if (i % 5 == 0 || changed.empty()) changed = bytes;
    const std::size_t at = random() % changed.size();
    const auto how = random() % 4;
    if (how == 0) changed.resize(at);
    if (how == 1) changed[at] = static_cast<char>(random());
    if (how == 2) changed.erase(at, 1 + random() % 8);
    if (how == 3) changed.insert(at, changed.substr(random() % changed.size(), 8));
    feed(target, changed);
  }
}

std::vector<fs::path> files_of(const fs::path& place) {
  if (!fs::is_directory(place)) return {place};
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(place)) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view name = argc > 2 ? argv[1] : "";
  const auto* named = std::find_if(std::begin(kTargets), std::end(kTargets),
                                   [name](const Named& one) { return one.name == name; });
  if (named == std::end(kTargets)) {
    std::fputs("feed_files TARGET FILE|FOLDER...\n", stderr);
    return 2;
  }
  const int changes = wanted_changes();
  std::size_t fed = 0;
  for (int i = 2; i < argc; ++i) {
    for (const fs::path& path : files_of(argv[i])) {
      std::ifstream in(path, std::ios::binary);
      const std::string bytes(std::istreambuf_iterator<char>(in), {});
      feed(named->target, bytes);
      feed_changed(named->target, bytes, changes);
      ++fed;
    }
  }
  std::printf("%zu kept cases\n", fed);
  return fed > 0 ? 0 : 1;
}
