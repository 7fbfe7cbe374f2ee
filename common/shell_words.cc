#include "common/shell_words.h"

namespace morgue {
namespace {

/// Takes a line apart, a character at a time.
class ShellReader {
 public:
  ShellReader() { words_.emplace_back(); }

  void read(std::string_view line) {
    for (std::size_t at = 0; at < line.size(); ++at) {
      const char c = line[at];
      const bool more = at + 1 < line.size();
      // Within single quotes a backslash is one; within double quotes it is before most letters.
      const bool escapes =
          c == '\\' && more && quote_ != '\'' && (quote_ == 0 || is_special(line[at + 1]));
      if (escapes) {
        words_.back() += line[++at];
        in_word_ = true;
      } else if (quote_ != 0) {
        take_quoted(c);
      } else if (c == '\'' || c == '"') {
        quote_ = c;
        in_word_ = true;
      } else if (c == ' ' || c == '\t' || c == '\n') {
        if (in_word_) words_.emplace_back();
        in_word_ = false;
        start_ = at + 1;
      } else {
        words_.back() += c;
        in_word_ = true;
      }
    }
  }

  [[nodiscard]] ShellLine result(std::string_view line) && {
    return {std::move(words_), line.substr(start_), quote_};
  }

 private:
  /// What a backslash takes its meaning within double quotes.
  static bool is_special(char c) {
    return std::string_view("\\\"$`").find(c) != std::string_view::npos;
  }
  void take_quoted(char c) {
    if (c == quote_)
      quote_ = 0;
    else
      words_.back() += c;
  }

  std::vector<std::string> words_;
  std::size_t start_ = 0;  // of the last word
  char quote_ = 0;
  bool in_word_ = false;
};

/// Where in the typed word that begins which bash completes.
std::size_t replaced_from(const ShellLine& line, std::string_view breaks) {
  char quote = 0;
  std::size_t from = 0;
  for (std::size_t at = 0; at < line.raw.size(); ++at) {
    const char c = line.raw[at];
    if (quote == 0 && c == '\\') {
      ++at;
    } else if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
      if (line.quote != 0) from = at + 1;
    } else if (quote != 0) {
      if (quote == '"' && c == '\\') ++at;
      if (c == quote) quote = 0;
    } else if (line.quote == 0 && breaks.find(c) != std::string_view::npos) {
      from = at + 1;
    }
  }
  return from;
}

std::string quoted(std::string_view text, char quote) {
  std::string out;
  for (const char c : text) {
    if (quote == '\'' && c == '\'') {
      out += "'\\''";
      continue;
    }
    const std::string_view special = quote == '"'    ? "\\\"$`"
                                     : quote == '\'' ? ""
                                                     : " \t\\\"'$`*?[](){}<>|&;#~!^";
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

ShellLine read_shell_line(std::string_view line) {
  ShellReader reader;
  reader.read(line);
  return std::move(reader).result(line);
}

std::string bash_reply(const ShellLine& line, std::string_view wanted, std::string_view breaks) {
  const std::size_t from = replaced_from(line, breaks);
  const ShellLine kept = read_shell_line(line.raw.substr(0, from));
  const std::string& before = kept.words.back();
  if (!wanted.starts_with(before)) return {};
  return quoted(wanted.substr(before.size()), line.quote);
}

}  // namespace morgue
