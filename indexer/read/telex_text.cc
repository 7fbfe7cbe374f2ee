#include "indexer/read/telex_text.h"

#include "common/utf8.h"
#include "indexer/read/ascii.h"

namespace morgue {
namespace {

/// A line that is shorter than this was ended on purpose; measure was 60 columns and more.
constexpr std::size_t kFullLine = 45;

std::string with_signs(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view two = text.substr(at, 2);
    if (two == "``" || two == "''") {
      out += '"';
      ++at;
    } else if (text.substr(at, 3) == " _ ") {
      out += " – ";
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

std::string_view without_end(std::string_view line) {
  while (!line.empty() && ascii::is_space(line.back())) line.remove_suffix(1);
  return line;
}

}  // namespace

std::vector<std::string_view> telex_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    lines.push_back(without_end(text.substr(0, end)));
    const bool both = text.substr(end, 2) == "\r\n";
    text.remove_prefix(std::min(end + (both ? 2 : 1), text.size()));
  }
  return lines;
}

std::string telex_paragraphs(std::string_view text) {
  std::string out;
  std::size_t last = 0;  // characters of the line before, 0 at the beginning of a paragraph
  for (const std::string_view line : telex_lines(text)) {
    const std::string words = utf8::one_line(with_signs(line));
    if (words.empty()) {
      last = 0;
      continue;
    }
    const bool indented = line.starts_with("  ") || line.starts_with('\t');
    if (out.empty()) {
    } else if (last == 0 || (indented && last != 0)) {
      out += "\n\n";
    } else {
      out += last < kFullLine ? '\n' : ' ';
    }
    out += words;
    last = words.size();
  }
  return out;
}

}  // namespace morgue
