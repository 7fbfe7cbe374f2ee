#include "indexer/read/wordpress.h"

#include "indexer/read/ascii.h"
#include "indexer/read/telex_text.h"

namespace morgue {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

/// Where the short code that begins at `at` ends, or 0 if it is none: its name has an underscore or
/// is one of WordPress's own, it has attributes, or it is closed further on.
std::size_t short_code_end(std::string_view post, std::size_t at) {
  constexpr std::size_t kLongestCode = 500;
  constexpr std::size_t kLongestContent = 4096;
  std::size_t name = at + 1;
  const bool closes = post.substr(name, 1) == "/";
  if (closes) ++name;
  std::size_t end = name;
  while (end < post.size() && (ascii::is_alnum(post[end]) || post[end] == '_' || post[end] == '-'))
    ++end;
  if (end == name || end == post.size()) return 0;
  if (post[end] != ' ' && post[end] != ']' && post[end] != '/') return 0;
  const std::size_t close = post.substr(0, end + kLongestCode).find_first_of("[]", end);
  if (close == kNowhere || post[close] != ']') return 0;
  const std::string word(post.substr(name, end - name));
  const bool own = closes || word == "gallery" || word == "embed" || word == "more";
  const bool known = own || word.find('_') != std::string::npos ||
                     post.substr(end, close - end).find('=') != kNowhere ||
                     post.substr(close, kLongestContent).find("[/" + word + "]") != kNowhere;
  return known ? close + 1 : 0;
}

}  // namespace

std::string wordpress_markup(std::string_view post) {
  std::string out;
  for (std::size_t at = 0; at < post.size();) {
    if (const std::size_t end = post[at] == '[' ? short_code_end(post, at) : 0) {
      at = end;
    } else {
      out += post[at++];
    }
  }
  if (out.find("<p>") != kNowhere || out.find("<p ") != kNowhere) return out;
  std::string paragraphs = "<p>";
  for (const std::string_view line : telex_lines(out)) {
    if (line.empty()) {
      paragraphs += "</p><p>";
    } else {
      paragraphs.append(line) += ' ';
    }
  }
  return paragraphs + "</p>";
}

}  // namespace morgue
