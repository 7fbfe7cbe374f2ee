#include <fmt/format.h>

#include "indexer/read/ascii.h"
#include "indexer/read/contents.h"
#include "indexer/read/members.h"

namespace morgue {
namespace {

class JsonLines : public Members {
 public:
  explicit JsonLines(BufferedSource source) : source_(std::move(source)) {}

  std::optional<Item> next() override {
    std::string_view line;
    while (!done_) {
      ++number_;
      const auto got = source_.line(line, longest(Format::Text));
      if (got == BufferedSource::Line::End) {
        done_ = true;
        if (!source_.error().empty()) return MemberRefused{{}, source_.error()};
        break;
      }
      std::string name = fmt::format("line {}", number_);
      if (got == BufferedSource::Line::TooLong)
        return MemberRefused{std::move(name),
                             fmt::format("longer than {} MB", longest(Format::Text) >> 20U)};
      if (ascii::trimmed(line).empty()) continue;
      if (line.ends_with('\n')) line.remove_suffix(1);
      return Member{std::move(name), std::string(line), Format::Json};
    }
    return {};
  }

 private:
  BufferedSource source_;
  std::size_t number_ = 0;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Members> json_lines_members(BufferedSource source) {
  return std::make_unique<JsonLines>(std::move(source));
}

}  // namespace morgue
