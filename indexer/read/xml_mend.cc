#include "indexer/read/xml_mend.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "common/utf8.h"
#include "indexer/read/ascii.h"

namespace morgue {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

bool starts_name(char c) {
  return ascii::is_letter(c) || c == '_' || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool is_name(char c) {
  return starts_name(c) || ascii::is_digit(c) || c == ':' || c == '-' || c == '.';
}

/// Where the document type that begins at `at` ends; it may hold declarations in brackets.
std::size_t doctype_end(std::string_view text, std::size_t at) {
  int depth = 0;
  char quote = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (depth > 0 && text.substr(at, 4) == "<!--") {
      const std::size_t close = text.find("-->", at);
      if (close == kNowhere) return text.size();
      at = close + 2;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '[') {
      ++depth;
    } else if (c == ']') {
      --depth;
    } else if (c == '>' && depth <= 0) {
      return at + 1;
    }
  }
  return text.size();
}

/// The code point of "#8217" or "#x2019", or nothing if XML forbids it.
std::optional<char32_t> numeric(std::string_view name) {
  const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
  const std::string_view digits = name.substr(hex ? 2 : 1);
  std::uint32_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

bool is_allowed(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF && c <= 0x10FFFF;
}

/// The fields of feeds that never hold another field: one that begins inside them shows that their
/// end was forgotten.
bool is_leaf(std::string_view name) {
  const std::string folded = ascii::folded(name);
  return folded == "link" || folded == "guid" || folded == "pubdate" || folded == "title";
}

bool is_field(std::string_view name) {
  constexpr std::array<std::string_view, 6> kOthers = {
      "description", "content:encoded", "dc:creator", "dc:date", "category", "author"};
  const std::string folded = ascii::folded(name);
  return is_leaf(name) || std::find(kOthers.begin(), kOthers.end(), folded) != kOthers.end();
}

class Mender {
 public:
  Mender(std::string_view text, bool balanced, char32_t (*entity)(const std::string&))
      : text_(text), balanced_(balanced), entity_(entity) {}

  std::string mend() {
    skip_prologue();
    out_.reserve(text_.size() - at_);
    while (at_ < text_.size() && !done_) {
      const char c = text_[at_];
      if (c == '<') {
        markup();
      } else if (c == '&') {
        reference();
      } else {
        characters();
      }
    }
    if (balanced_) close_down_to(0);
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool at(std::string_view what) const {
    return text_.substr(at_, what.size()) == what;
  }

  void skip_prologue() {
    while ((at_ = text_.find('<', at_)) != kNowhere) {
      if (at_ + 1 < text_.size() && starts_name(text_[at_ + 1])) return;
      if (at("<!--")) {
        at_ = std::min(text_.find("-->", at_), text_.size());
      } else if (at("<?")) {
        at_ = std::min(text_.find('>', at_), text_.size());
      } else if (at("<!")) {
        at_ = doctype_end(text_, at_ + 2);
      } else {
        ++at_;
      }
    }
    at_ = text_.size();
  }

  /// Text up to the next markup or reference.
  void characters() {
    const std::size_t end = std::min(text_.find_first_of("<&", at_), text_.size());
    // Whatever follows the root element is junk.
    if (!balanced_ || !open_.empty()) copy_allowed(text_.substr(at_, end - at_));
    at_ = end;
  }

  void copy_allowed(std::string_view part) {
    for (std::size_t i = 0; i < part.size();) {
      const auto byte = static_cast<unsigned char>(part[i]);
      if (byte < 0x80) {
        if (is_allowed(byte)) out_ += part[i];
        ++i;
        continue;
      }
      const auto d = utf8::decode(part, i);
      if (is_allowed(d.code_point)) out_ += part.substr(i, d.length);
      i += d.length;
    }
  }

  void reference() {
    constexpr std::size_t kLongest = 32;
    const std::size_t end = text_.substr(0, at_ + kLongest).find(';', at_);
    const std::string name(end == kNowhere ? "" : text_.substr(at_ + 1, end - at_ - 1));
    if (name == "lt" || name == "gt" || name == "amp" || name == "quot" || name == "apos") {
      out_ += '&' + name + ';';
      at_ = end + 1;
      return;
    }
    std::optional<char32_t> c;
    if (name.starts_with('#')) {
      c = numeric(name);
    } else if (const char32_t known = name.empty() ? 0 : entity_(name); known != 0) {
      c = known;
    }
    if (!c) {
      out_ += "&amp;";
      ++at_;
      return;
    }
    at_ = end + 1;
    if (!is_allowed(*c)) return;
    if (*c == '<' || *c == '&' || *c == '"' || *c == '\'') {
      out_ += "&#" + std::to_string(static_cast<std::uint32_t>(*c)) + ';';
    } else {
      utf8::append(out_, *c);
    }
  }

  void markup() {
    if (at("<!--")) return skip_behind("-->");
    if (at("<?")) return skip_behind("?>");
    if (at("<![CDATA[")) return cdata();
    if (at("</")) return end_tag();
    if (at("<!")) return skip_behind(">");
    if (at_ + 1 < text_.size() && starts_name(text_[at_ + 1])) return start_tag();
    out_ += "&lt;";
    ++at_;
  }

  void skip_behind(std::string_view what) {
    const std::size_t end = text_.find(what, at_);
    at_ = end == kNowhere ? text_.size() : end + what.size();
  }

  void cdata() {
    constexpr std::size_t kOpening = 9;
    const std::size_t end = std::min(text_.find("]]>", at_ + kOpening), text_.size());
    out_ += "<![CDATA[";
    copy_allowed(text_.substr(at_ + kOpening, end - at_ - kOpening));
    out_ += "]]>";
    at_ = std::min(end + 3, text_.size());
  }

  /// The name behind `from`, and `from` behind it.
  std::string_view name_at(std::size_t& from) const {
    const std::size_t begin = from;
    while (from < text_.size() && is_name(text_[from])) ++from;
    return text_.substr(begin, from - begin);
  }

  void end_tag() {
    std::size_t from = at_ + 2;
    const std::string_view name = name_at(from);
    const std::size_t close = text_.find('>', from);
    at_ = close == kNowhere ? text_.size() : close + 1;
    if (!balanced_) {
      out_.append("</").append(name) += '>';
      return;
    }
    const auto same = [name](std::string_view other) {
      return ascii::folded(other) == ascii::folded(name);
    };
    const auto found = std::find_if(open_.rbegin(), open_.rend(), same);
    if (found == open_.rend()) return;
    close_down_to(static_cast<std::size_t>(open_.rend() - found) - 1);
    done_ = open_.empty();
  }

  void close_down_to(std::size_t depth) {
    while (open_.size() > depth) {
      out_.append("</").append(open_.back()) += '>';
      open_.pop_back();
    }
  }

  void start_tag() {
    std::size_t from = at_ + 1;
    const std::string_view name = name_at(from);
    if (balanced_ && !open_.empty() && is_leaf(open_.back()) && is_field(name))
      close_down_to(open_.size() - 1);
    const std::size_t begin = out_.size();
    out_ += '<';
    out_ += name;
    at_ = from;
    char quote = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (quote == 0 && (c == '>' || c == '<')) break;
      if (c == '&') {
        reference();
        continue;
      }
      if (c == '<') {
        out_ += "&lt;";
      } else {
        copy_allowed(text_.substr(at_, 1 + continuation()));
        at_ += continuation();
      }
      ++at_;
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
    }
    finish_tag(name, begin);
  }

  /// How many bytes of the character at `at_` follow its first.
  [[nodiscard]] std::size_t continuation() const {
    return static_cast<std::size_t>(utf8::decode(text_, at_).length) - 1;
  }

  void finish_tag(std::string_view name, std::size_t begin) {
    // The parser would stop at 256; what is nested deeper keeps its text.
    constexpr std::size_t kMaxDepth = 250;
    const bool closed = out_.ends_with('/');
    out_ += '>';
    if (at_ < text_.size() && text_[at_] == '>') ++at_;
    if (balanced_ && open_.size() >= kMaxDepth) {
      out_.resize(begin);
      return;
    }
    if (balanced_ && !closed) open_.push_back(name);
    if (balanced_ && closed && open_.empty()) done_ = true;
  }

  std::string_view text_;
  bool balanced_;
  char32_t (*entity_)(const std::string&);
  std::size_t at_ = 0;
  bool done_ = false;  // the root element is closed
  std::vector<std::string_view> open_;
  std::string out_;
};

}  // namespace

std::string mended_xml(std::string_view utf8, bool balanced,
                       char32_t (*entity)(const std::string& name)) {
  return Mender(utf8, balanced, entity).mend();
}

}  // namespace morgue
