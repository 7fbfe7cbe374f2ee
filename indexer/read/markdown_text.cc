#include "indexer/read/markdown_text.h"

#include <algorithm>
#include <vector>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/entities.h"

namespace morgue {
namespace {

/// The longest words of a link, and the longest address, that are looked for: keeps this linear.
constexpr std::size_t kMaxLinkBytes = 2000;

bool is_rule(std::string_view line) {
  return line.size() >= 3 &&
         (line[0] == '-' || line[0] == '*' || line[0] == '_' || line[0] == '=') &&
         line.find_first_not_of(line.substr(0, 1)) == std::string_view::npos;
}

/// The number of marks of a heading, 0 for any other line.
std::size_t heading_level(std::string_view line) {
  const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
  return marks > 0 && marks <= 6 && marks < line.size() && line[marks] == ' ' ? marks : 0;
}

bool is_item(std::string_view line) {
  if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ")) return true;
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  return digits > 0 && digits <= 3 && line.substr(digits).starts_with(". ");
}

/// Where the link or picture that opens at `at` ends, and its words; 0 if there is none.
std::size_t link_end(std::string_view text, std::size_t at, std::string_view& words) {
  const std::size_t open = at + (text[at] == '!' ? 1 : 0);
  const std::string_view within = text.substr(0, open + kMaxLinkBytes);
  const std::size_t middle = within.find("](", open);
  if (middle == std::string_view::npos ||
      within.substr(open + 1, middle - open - 1).find('[') != std::string_view::npos)
    return 0;
  const std::size_t close = text.substr(0, middle + kMaxLinkBytes).find(')', middle);
  if (close == std::string_view::npos) return 0;
  words = within.substr(open + 1, middle - open - 1);
  return close + 1;
}

std::string without_links(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool picture = text.substr(at).starts_with("![");
    std::string_view words;
    const std::size_t end = picture || text[at] == '[' ? link_end(text, at, words) : 0;
    if (end == 0) {
      out += text[at++];
      continue;
    }
    if (!picture) out += words;
    at = end;
  }
  return out;
}

/// Tags of HTML and comments; "a < b" stays.
std::string without_tags(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool tag = text[at] == '<' && at + 1 < text.size() &&
                     (ascii::is_letter(text[at + 1]) || text[at + 1] == '/' || text[at + 1] == '!');
    const std::size_t end = tag ? text.substr(0, at + kMaxLinkBytes).find('>', at) : tag;
    if (tag && end != std::string_view::npos) {
      at = end + 1;
      continue;
    }
    out += text[at++];
  }
  return out;
}

/// Drops the marks of emphasis at the borders of words; "2 * 3" and "snake_case" stay.
std::string without_emphasis(std::string_view text) {
  const auto is_mark = [](char c) { return c == '*' || c == '_' || c == '`' || c == '~'; };
  const auto inside = [&](std::size_t at) {
    return at < text.size() && !ascii::is_space(text[at]) && !is_mark(text[at]);
  };
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\\' && at + 1 < text.size() && ascii::is_alnum(text[at + 1]) == false) {
      out += text[at + 1];
      at += 2;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && text[end] == text[at] && is_mark(text[at])) ++end;
    const bool before = at > 0 && inside(at - 1);
    const bool word = text[at] == '_' && before && ascii::is_alnum(text[at - 1]) &&
                      end < text.size() && ascii::is_alnum(text[end]);
    const bool alone = !before && !inside(end) && (at == 0 || !is_mark(text[at - 1]));
    const bool single_tilde = text[at] == '~' && end == at + 1;
    if (end == at || word || alone || single_tilde) {
      end = std::max(end, at + 1);
      out += text.substr(at, end - at);
    }
    at = end;
  }
  return out;
}

std::string plain(std::string_view paragraph) {
  return utf8::one_line(unescaped(without_emphasis(without_tags(without_links(paragraph)))));
}

class MarkdownReader {
 public:
  MarkdownText read(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      line(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    finish();
    return std::move(out_);
  }

 private:
  void line(std::string_view text) {
    std::string_view shown = ascii::trimmed(text);
    if (shown.starts_with("```") || shown.starts_with("~~~")) {
      finish();
      in_code_ = !in_code_;
      return;
    }
    if (in_code_) return add(utf8::one_line(shown));
    while (shown.starts_with('>')) shown = ascii::trimmed(shown.substr(1));
    // A line under a heading, or between parts.
    if (shown.empty() || is_rule(shown)) return finish();
    if (const std::size_t level = heading_level(shown); level > 0) {
      finish();
      std::string heading = plain(shown.substr(level + 1));
      const bool first = out_.heading.empty() && out_.text.empty();
      if (first && level == 1)
        out_.heading = std::move(heading);
      else
        add(heading);
      return;
    }
    if (is_item(shown)) finish();
    if (!paragraph_.empty()) paragraph_ += ' ';
    paragraph_ += shown;
    if (text.ends_with("  ")) finish();
  }

  void finish() {
    add(plain(paragraph_));
    paragraph_.clear();
  }

  void add(const std::string& paragraph) {
    if (paragraph.empty()) return;
    if (!out_.text.empty()) out_.text += "\n\n";
    out_.text += paragraph;
  }

  MarkdownText out_;
  std::string paragraph_;
  bool in_code_ = false;
};

}  // namespace

MarkdownText markdown_text(std::string_view utf8) {
  return MarkdownReader().read(utf8::without_controls(utf8));
}

}  // namespace morgue
