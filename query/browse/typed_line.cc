#include "query/browse/typed_line.h"

#include <string_view>

#include "common/utf8.h"

namespace morgue::browse {
namespace {

/// Is what begins here shown on what stands before it?
bool is_mark_at(std::string_view text, std::size_t at) {
  return at < text.size() && utf8::columns(utf8::decode(text, at).code_point) == 0;
}

std::size_t after(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  do {
    at += utf8::decode(text, at).length;
  } while (is_mark_at(text, at));
  return at;
}

std::size_t before(std::string_view text, std::size_t at) {
  do {
    if (at == 0) return 0;
    --at;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  } while (is_mark_at(text, at));
  return at;
}

/// Where the word before the cursor begins.
std::size_t word_before(std::string_view text, std::size_t at) {
  while (at > 0 && text[at - 1] == ' ') --at;
  while (at > 0 && text[at - 1] != ' ') --at;
  return at;
}

void erase(TypedLine& line, std::size_t from, std::size_t to) {
  line.text.erase(from, to - from);
  line.at = from;
}

bool press_control(TypedLine& line, char32_t letter) {
  switch (letter) {
    case U'a':
      return press(line, {Key::Kind::Home});
    case U'e':
      return press(line, {Key::Kind::End});
    case U'b':
      return press(line, {Key::Kind::Left});
    case U'f':
      return press(line, {Key::Kind::Right});
    case U'u':
      erase(line, 0, line.at);
      return true;
    case U'k':
      erase(line, line.at, line.text.size());
      return true;
    case U'w':
      erase(line, word_before(line.text, line.at), line.at);
      return true;
    default:
      return false;
  }
}

void type(TypedLine& line, char32_t character) {
  std::string typed;
  utf8::append(typed, character);
  line.text.insert(line.at, typed);
  line.at += typed.size();
}

}  // namespace

bool press(TypedLine& line, const Key& key) {
  using Kind = Key::Kind;
  switch (key.kind) {
    case Kind::Text:
      type(line, key.character);
      return true;
    case Kind::Control:
      return press_control(line, key.character);
    case Kind::Left:
      line.at = before(line.text, line.at);
      return true;
    case Kind::Right:
      line.at = after(line.text, line.at);
      return true;
    case Kind::Home:
      line.at = 0;
      return true;
    case Kind::End:
      line.at = line.text.size();
      return true;
    case Kind::Backspace:
      erase(line, before(line.text, line.at), line.at);
      return true;
    case Kind::Delete:
      erase(line, line.at, after(line.text, line.at));
      return true;
    default:
      return false;
  }
}

TypedPart part_of(const TypedLine& line, std::size_t columns) {
  // The cursor takes a column of its own behind the last character.
  std::size_t from = 0;
  const std::string_view text = line.text;
  while (from < line.at && utf8::columns(text.substr(from, line.at - from)) >= columns)
    from = after(text, from);
  std::size_t to = from, used = 0;
  while (to < text.size()) {
    const std::size_t next = after(text, to);
    const std::size_t wide = utf8::columns(text.substr(to, next - to));
    if (used + wide > columns) break;
    used += wide;
    to = next;
  }
  return {std::string(text.substr(from, to - from)),
          utf8::columns(text.substr(from, line.at - from))};
}

}  // namespace morgue::browse
