#include "query/verbs/input.h"

#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <iterator>

#include "common/error.h"
#include "common/terminal.h"
#include "common/utf8.h"

namespace morgue {

std::string read_input(const std::string& file) {
  if (file == "-") return {std::istreambuf_iterator<char>(std::cin), {}};
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in) throw Error(Exit::Usage, fmt::format("can't read {}", file));
  return text;
}

InputLines::InputLines(const std::string& file) : in_(file == "-" ? std::cin : file_) {
  if (file == "-") return;
  file_.open(file, std::ios::binary);
  if (!file_) throw Error(Exit::Usage, fmt::format("can't read {}", file));
}

bool InputLines::next(std::string& line) {
  if (!std::getline(in_, line)) return false;
  if (line.ends_with('\r')) line.pop_back();
  ++number_;
  return true;
}

std::string read_standard_input(std::string_view wanted) {
  if (input_is_terminal()) throw Error(Exit::Usage, std::string(wanted));
  return utf8::without_controls(utf8::repaired(read_input("-")));
}

std::pair<std::string_view, std::string_view> headline_and_body(std::string_view text) {
  const std::size_t end = text.find("\n\n");
  if (end == std::string_view::npos || text.substr(0, end).find('\n') != std::string_view::npos)
    return {{}, text};
  return {text.substr(0, end), text.substr(end + 2)};
}

}  // namespace morgue
