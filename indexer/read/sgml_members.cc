// Collections of documents as the 1980s and 90s put them on disk: Reuters-21578 ("<REUTERS ...>"
// ... "</REUTERS>") and those of TREC ("<DOC>" ... "</DOC>"), one after another in a file that has
// no root element.
#include <fmt/format.h>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/contents.h"
#include "indexer/read/members.h"

namespace morgue {
namespace {

using namespace std::literals;

/// What stands between two marks, on one line; empty if it is not there.
std::string between(std::string_view text, std::string_view before, std::string_view after) {
  const std::size_t begin = text.find(before);
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin + before.size());
  const std::size_t end = text.find(after);
  constexpr std::size_t kLongestName = 200;
  if (end == std::string_view::npos || end > kLongestName) return {};
  return std::string(ascii::trimmed(text.substr(0, end)));
}

class SgmlMembers : public Members {
 public:
  explicit SgmlMembers(BufferedSource source) : source_(std::move(source)) {}

  std::optional<Item> next() override {
    std::string document;
    while (true) {
      if (auto item = cut(document)) return item;
      std::string_view line;
      const auto got = source_.line(line, longest(Format::Text));
      if (got == BufferedSource::Line::End) return last(document);
      rest_ = line;
    }
  }

 private:
  /// Takes `rest_` into the document; the document, if it ends there.
  std::optional<Item> cut(std::string& document) {
    if (document.empty() && !begin()) return {};
    const std::size_t close = rest_.find(closing_);
    if (close == std::string::npos) {
      document += rest_;
      rest_.clear();
      if (document.size() <= longest(Format::Text)) return {};
      document.clear();
      return MemberRefused{fmt::format("{}", ++number_), "document without an end"};
    }
    document += rest_.substr(0, close + closing_.size());
    rest_.erase(0, close + closing_.size());
    return member(std::move(document));
  }

  /// Drops what stands before the next document; false if none begins in `rest_`.
  bool begin() {
    const std::size_t reuters = rest_.find("<REUTERS");
    const std::size_t doc = rest_.find("<DOC>");
    const std::size_t open = std::min(reuters, doc);
    if (open == std::string::npos) {
      rest_.clear();
      return false;
    }
    rest_.erase(0, open);
    closing_ = reuters < doc ? "</REUTERS>"sv : "</DOC>"sv;
    return true;
  }

  std::optional<Item> last(std::string& document) {
    if (!source_.error().empty() && !failed_) {
      failed_ = true;
      return MemberRefused{{}, source_.error()};
    }
    if (ascii::trimmed(document).empty()) return {};
    return member(std::move(document));
  }

  Item member(std::string document) {
    ++number_;
    std::string name = between(document, "<DOCNO>", "</DOCNO>");
    if (name.empty()) name = between(document.substr(0, document.find('>')), "NEWID=\"", "\"");
    if (name.empty() || !utf8::valid(name)) name = fmt::format("{}", number_);
    return Member{utf8::one_line(name), std::move(document), Format::Xml};
  }

  BufferedSource source_;
  std::string rest_;
  std::string_view closing_;
  std::size_t number_ = 0;
  bool failed_ = false;
};

}  // namespace

std::unique_ptr<Members> sgml_members(BufferedSource source) {
  return std::make_unique<SgmlMembers>(std::move(source));
}

}  // namespace morgue
