#include "indexer/read/sniff.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "indexer/read/ascii.h"
#include "indexer/read/charset.h"
#include "indexer/read/read.h"

namespace morgue {
namespace {

using namespace std::literals;

struct Magic {
  std::size_t at;
  std::string_view bytes;
  std::string_view kind;
};

constexpr std::array kMagics = {
    Magic{0, "%PDF-"sv, "PDF document"},
    Magic{0, "%!PS"sv, "PostScript document"},
    Magic{0, "{\\rtf"sv, "RTF document"},
    Magic{0, "\x89PNG\r\n"sv, "PNG image"},
    Magic{0, "GIF87a"sv, "GIF image"},
    Magic{0, "GIF89a"sv, "GIF image"},
    Magic{0, "\xFF\xD8\xFF"sv, "JPEG image"},
    Magic{8, "WEBP"sv, "WebP image"},
    Magic{0, "II*\0"sv, "TIFF image"},
    Magic{0, "MM\0*"sv, "TIFF image"},
    Magic{4, "ftyp"sv, "MPEG-4 media file"},
    Magic{0, "OggS"sv, "Ogg media file"},
    Magic{0, "ID3\x03"sv, "MP3 audio file"},
    Magic{0, "ID3\x04"sv, "MP3 audio file"},
    Magic{0, "PK\x03\x04"sv, "ZIP archive or office document"},
    Magic{0, "PK\x05\x06"sv, "empty ZIP archive"},
    Magic{0, "\x1F\x8B"sv, "gzip file"},
    Magic{0, "BZh"sv, "bzip2 file"},
    Magic{0,
          "\xFD"
          "7zXZ\0"sv,
          "xz file"},
    Magic{0, "\x28\xB5\x2F\xFD"sv, "zstd file"},
    Magic{0, "7z\xBC\xAF\x27\x1C"sv, "7-Zip archive"},
    Magic{0, "Rar!\x1A\x07"sv, "RAR archive"},
    Magic{257, "ustar"sv, "tar archive"},
    Magic{0,
          "\x7F"
          "ELF"sv,
          "ELF program"},
    Magic{0, "MZ\x90\0"sv, "Windows program"},
    Magic{0, "\xCF\xFA\xED\xFE"sv, "macOS program"},
    Magic{0, "SQLite format 3\0"sv, "SQLite database"},
    Magic{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "old Microsoft Office document"},
    Magic{0, "wOFF"sv, "font"},
    Magic{0, "wOF2"sv, "font"},
};

/// Text of any origin stays below: a stray form feed or NUL is common, one in fifty is not.
constexpr std::size_t kControlShare = 50;

bool is_odd_control(unsigned char c) {
  return c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1B &&
         c != 0x1A;
}

std::string_view skip_blanks(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && ascii::is_space(text[at])) ++at;
  return text.substr(at);
}

/// `text` behind the XML declaration, the doctype of another language, comments and white space.
std::string_view skip_prologue(std::string_view text) {
  while (true) {
    text = skip_blanks(text);
    std::string_view end;
    if (text.substr(0, 4) == "<!--") {
      end = "-->";
    } else if (text.substr(0, 2) == "<?") {
      end = ">";
    } else {
      return text;
    }
    const std::size_t close = text.find(end);
    if (close == std::string_view::npos) return {};
    text.remove_prefix(close + end.size());
  }
}

bool opens_with_tag(std::string_view text) {
  if (text.size() < 3 || text[0] != '<') return false;
  if (text[1] == '!') return ascii::starts_with_folded(text, "<!doctype");
  std::size_t at = text[1] == '/' ? 2 : 1;
  if (!ascii::is_letter(text[at])) return false;
  while (at < text.size() && (ascii::is_alnum(text[at]) || text[at] == ':' || text[at] == '-'))
    ++at;
  return at < text.size() && (text[at] == '>' || text[at] == '/' || ascii::is_space(text[at]));
}

/// Text that starts with words may still be markup (a saved fragment).
bool full_of_tags(std::string_view text) {
  constexpr std::array kTags = {"</p>"sv, "<br"sv, "</div>"sv, "</a>"sv, "<p>"sv, "</h2>"sv};
  constexpr int kEnough = 3;  // one could be quoted in a text about HTML
  int found = 0;
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1))
    for (const auto tag : kTags)
      if (ascii::starts_with_folded(text.substr(at), tag) && ++found >= kEnough) return true;
  return false;
}

bool opens_json(std::string_view text) {
  if (text.empty()) return false;
  const std::string_view rest = skip_blanks(text.substr(1));
  if (text[0] == '{') return rest.empty() || rest[0] == '"' || rest[0] == '}';
  return text[0] == '[' &&
         (rest.empty() || rest[0] == '{' || rest[0] == '[' || rest[0] == '"' || rest[0] == ']');
}

/// Where the JSON object that opens `text` closes, or npos if that is not in `text`.
std::size_t object_end(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

/// An object on the first line and another one on the next: JSON lines. A first line that is
/// longer than `text` is taken for one record of many only if the path says so.
bool is_json_lines(std::string_view text, bool named_lines) {
  if (text.empty() || text[0] != '{') return false;
  if (named_lines) return true;
  const std::size_t end = object_end(text);
  if (end == std::string_view::npos) return false;
  const std::string_view rest = skip_blanks(text.substr(end));
  const bool new_line =
      text.substr(end, text.size() - rest.size() - end).find('\n') != std::string_view::npos;
  return new_line && !rest.empty() && rest[0] == '{' &&
         text.substr(0, end).find('\n') == std::string_view::npos;
}

Format sniff_text(std::string_view text, std::string_view path) {
  const std::string_view start = skip_blanks(text);
  if (start.empty()) return Format::Empty;
  const bool lines = ascii::ends_with_folded(path, ".jsonl") ||
                     ascii::ends_with_folded(path, ".ndjson") ||
                     ascii::ends_with_folded(path, ".jsonlines");
  if (opens_json(start)) {
    if (is_json_lines(start, lines)) return Format::JsonLines;
    return Format::Json;
  }
  const bool named_html = ascii::ends_with_folded(path, ".html") ||
                          ascii::ends_with_folded(path, ".htm") ||
                          ascii::ends_with_folded(path, ".xhtml");
  const std::string_view body = skip_prologue(start);
  if (start.size() != body.size() || opens_with_tag(body) || named_html) return Format::Html;
  if (lines) return Format::JsonLines;
  if (ascii::ends_with_folded(path, ".json")) return Format::Json;
  return full_of_tags(text) ? Format::Html : Format::Text;
}

}  // namespace

std::string_view binary_kind(std::string_view head) {
  for (const Magic& magic : kMagics)
    if (head.size() >= magic.at + magic.bytes.size() &&
        head.substr(magic.at, magic.bytes.size()) == magic.bytes)
      return magic.kind;
  return {};
}

bool looks_binary(std::string_view head) {
  if (!wide_charset(head).empty()) return false;
  const auto odd = std::count_if(head.begin(), head.end(), [](char c) {
    return is_odd_control(static_cast<unsigned char>(c));
  });
  return static_cast<std::size_t>(odd) * kControlShare > head.size();
}

Format sniff(std::string_view head, std::string_view path) {
  if (head.empty()) return Format::Empty;
  if (!binary_kind(head).empty() || looks_binary(head)) return Format::Binary;
  if (wide_charset(head).empty()) {
    if (head.substr(0, 3) == "\xEF\xBB\xBF") head.remove_prefix(3);
    return sniff_text(head, path);
  }
  // UTF-16 and UTF-32: markup and braces are ASCII, so its bytes without the NULs tell enough.
  std::string narrow;
  for (const char c : head)
    if (c != '\0' && c != '\xFE' && c != '\xFF') narrow += c;
  return sniff_text(narrow, path);
}

}  // namespace morgue
