// Mailboxes. Messages stand one after another, each behind a line "From sender date" that follows a
// blank line; lines of the text that would look like one have ">" in front. Content-Length, which
// some programs write, is wrong as often as not and ignored.
#include <fmt/format.h>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/http_message.h"
#include "indexer/read/members.h"

namespace morgue {
namespace {

/// A line of a message may have 998 bytes; nobody keeps to that, but there is an end.
constexpr std::size_t kMaxLine = std::size_t{16} << 20U;

/// "Name: value", or what else may follow the line with "From ".
bool opens_header(std::string_view line) {
  std::size_t name = 0;
  while (name < line.size() && (ascii::is_alnum(line[name]) || line[name] == '-')) ++name;
  return (name > 0 && name < line.size() && line[name] == ':') || line.starts_with(">From ");
}

class MboxMembers : public Members {
 public:
  explicit MboxMembers(BufferedSource source) : source_(std::move(source)) {}

  std::optional<Item> next() override {
    while (!done_) {
      std::string message;
      bool too_large = false;
      collect(message, too_large);
      if (ascii::trimmed(message).empty()) continue;
      ++number_;
      std::string name = name_of(message);
      if (too_large)
        return MemberRefused{std::move(name),
                             fmt::format("larger than {} MB", kMaxMemberBytes >> 20U)};
      return Member{std::move(name), std::move(message), Format::Mail};
    }
    if (!told_ && !source_.error().empty()) {
      told_ = true;
      return MemberRefused{{}, source_.error()};
    }
    return {};
  }

 private:
  /// The bytes up to the next "From " line, which is consumed.
  void collect(std::string& message, bool& too_large) {
    bool blank = true;
    std::string_view line;
    while (true) {
      const auto got = source_.line(line, kMaxLine);
      if (got == BufferedSource::Line::End) {
        done_ = true;
        return;
      }
      std::string copy;
      if (blank && line.starts_with("From ")) {
        copy = line;  // looking ahead takes it away
        if (opens_header(source_.peek(kEnoughForName))) return;
        line = copy;
      }
      blank = ascii::trimmed(line).empty();
      // mboxrd: every line that had "From " behind any number of ">" got one more.
      const std::size_t marks = line.find_first_not_of('>');
      if (marks != std::string_view::npos && marks > 0 && line.substr(marks).starts_with("From "))
        line.remove_prefix(1);
      too_large = too_large || message.size() + line.size() > kMaxMemberBytes;
      if (!too_large) message += line;
    }
  }

  std::string name_of(std::string_view message) const {
    const HeaderFields fields = take_header_fields(message);
    std::string id = utf8::one_line(utf8::repaired(fields.value("message-id")));
    return id.empty() ? fmt::format("{}", number_) : id;
  }

  static constexpr std::size_t kEnoughForName = 128;
  BufferedSource source_;
  std::size_t number_ = 0;
  bool done_ = false;
  bool told_ = false;
};

}  // namespace

std::unique_ptr<Members> mbox_members(BufferedSource source) {
  return std::make_unique<MboxMembers>(std::move(source));
}

}  // namespace morgue
