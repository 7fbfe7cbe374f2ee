#include "query/verbs/report_directory.h"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

#include "common/error.h"
#include "query/views/verify.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(std::string_view doing, const fs::path& path, const std::error_code& cause) {
  throw Error(Exit::Archive, fmt::format("can't {} {}: {}", doing, path.string(), cause.message()));
}

/// A name beside the directory that nothing has, as a directory that is there now.
fs::path new_neighbour(const fs::path& directory, std::string_view what) {
  for (int number = 1;; ++number) {
    fs::path out = directory.parent_path() /
                   fmt::format(".{}.{}-{}", directory.filename().string(), what, number);
    std::error_code error;
    if (fs::create_directory(out, error)) return out;
    if (error) fail("make", out, error);
  }
}

/// Removed with all that is in it, unless it was let go.
class Scratch {
 public:
  explicit Scratch(fs::path path) : path_(std::move(path)) {}
  ~Scratch() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }
  void let_go() { path_.clear(); }

 private:
  fs::path path_;
};

void write(const fs::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) fail("write", path, std::error_code(errno, std::generic_category()));
}

void put(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) fail("put in place", to, error);
}

}  // namespace

fs::path report_directory(const fs::path& asked, bool replace) {
  std::error_code error;
  fs::path path = fs::weakly_canonical(fs::absolute(asked), error);
  if (error) fail("find", asked, error);
  if (!path.has_filename()) path = path.parent_path();
  const std::string name = asked.string();
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    if (!fs::is_directory(path.parent_path(), error))
      throw Error(Exit::Usage, fmt::format("there is no folder for {} to be made in", name));
    return path;
  }
  if (!fs::is_directory(status))
    throw Error(Exit::Usage, fmt::format("{} is there and is no folder", name));
  if (fs::is_empty(path, error)) return path;
  if (error) fail("read", path, error);
  if (!is_report(path))
    throw Error(Exit::Usage, fmt::format("{} is not empty, and no report", name),
                "name a folder that is to be made");
  if (!replace)
    throw Error(Exit::Usage, fmt::format("there is a report in {}", name),
                "--force writes the new one in its place");
  if (const auto foreign = foreign_files(path); !foreign.empty())
    throw Error(Exit::Usage,
                fmt::format("{} has more in it than a report: {}", name, foreign.front()),
                "what is not of the report would be lost; move it elsewhere");
  return path;
}

void write_report(const fs::path& directory, const std::vector<PackFile>& files) {
  Scratch made(new_neighbour(directory, "new"));
  for (const PackFile& file : files) write(made.path() / file.name, file.bytes);
  std::error_code error;
  if (!fs::exists(directory, error)) {
    put(made.path(), directory);
    made.let_go();
    return;
  }
  // What was there is set aside first: a rename only replaces what is empty.
  Scratch old(new_neighbour(directory, "old"));
  put(directory, old.path());
  try {
    put(made.path(), directory);
  } catch (const Error&) {
    put(old.path(), directory);
    old.let_go();
    throw;
  }
  made.let_go();
}

}  // namespace morgue
