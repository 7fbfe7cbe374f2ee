#include "indexer/read/sniff.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "indexer/read/ascii.h"
#include "indexer/read/charset.h"
#include "indexer/read/read.h"
#include "indexer/read/readers.h"

namespace morgue {
namespace {

using namespace std::literals;

struct Magic {
  std::size_t at;
  std::string_view bytes;
  std::string_view kind;
  Format format = Format::Binary;
};

constexpr std::array kMagics = {
    Magic{0, "%PDF-"sv, "PDF document", Format::Pdf},
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
    Magic{30, "[Content_Types].xml"sv, "office document"},
    Magic{30, "mimetypeapplication/vnd."sv, "office document"},
    Magic{0, "PK\x03\x04"sv, "ZIP archive", Format::Archive},
    Magic{0, "PK\x05\x06"sv, "empty ZIP archive", Format::Archive},
    Magic{0, "\x1F\x8B"sv, "gzip file", Format::Compressed},
    Magic{0, "\x1F\x9D"sv, "compressed file", Format::Compressed},
    Magic{0, "BZh"sv, "bzip2 file", Format::Compressed},
    Magic{0,
          "\xFD"
          "7zXZ\0"sv,
          "xz file", Format::Compressed},
    Magic{0, "\x28\xB5\x2F\xFD"sv, "zstd file", Format::Compressed},
    Magic{0, "\x5D\0\0"sv, "lzma file", Format::Compressed},
    Magic{0, "\x04\x22\x4D\x18"sv, "lz4 file", Format::Compressed},
    Magic{0, "7z\xBC\xAF\x27\x1C"sv, "7-Zip archive", Format::Archive},
    Magic{0, "Rar!\x1A\x07"sv, "RAR archive", Format::Archive},
    Magic{257, "ustar"sv, "tar archive", Format::Archive},
    Magic{0,
          "\x7F"
          "ELF"sv,
          "ELF program"},
    Magic{0, "MZ\x90\0"sv, "Windows program"},
    Magic{0, "\xCF\xFA\xED\xFE"sv, "macOS program"},
    Magic{0, "SQLite format 3\0"sv, "SQLite database", Format::Sqlite},
    Magic{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "old Microsoft Office document"},
    Magic{0, "wOFF"sv, "font"},
    Magic{0, "wOF2"sv, "font"},
};

const Magic* magic_of(std::string_view head) {
  for (const Magic& magic : kMagics)
    if (head.size() >= magic.at + magic.bytes.size() &&
        head.substr(magic.at, magic.bytes.size()) == magic.bytes)
      return &magic;
  return nullptr;
}

// What browsers save beside a page.
constexpr auto kPageParts = std::to_array<std::string_view>(
    {".avif", ".css", ".eot", ".gif", ".ico", ".jpeg", ".jpg",  ".js",   ".map",  ".mjs",
     ".mp3",  ".mp4", ".otf", ".png", ".svg", ".ttf",  ".webm", ".webp", ".woff", ".woff2"});
static_assert(std::is_sorted(kPageParts.begin(), kPageParts.end()));

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

/// "eca00075 3 i 510 dpa 1003", the first line of IPTC 7901: source and number, priority, category,
/// words.
bool is_iptc_line(std::string_view line) {
  std::size_t at = 0;
  const auto run = [&](auto is, std::size_t least, std::size_t most) {
    const std::size_t begin = at;
    while (at < line.size() && is(line[at])) ++at;
    return at - begin >= least && at - begin <= most;
  };
  const auto blank = [](char c) { return c == ' '; };
  return run(ascii::is_letter, 2, 4) && run(ascii::is_digit, 3, 6) && run(blank, 1, 4) &&
         run(ascii::is_digit, 1, 1) && run(blank, 1, 4) && run(ascii::is_letter, 1, 3) &&
         run(blank, 1, 4) && run(ascii::is_digit, 1, 5) && run(blank, 1, 8);
}

/// Web archives: text at first, and anything from the first answer on.
bool is_warc(std::string_view head) {
  const std::string_view start = skip_blanks(head);
  return start.starts_with("WARC/") || start.starts_with("filedesc:");
}

/// Telex formats open with control characters or with the start of message that they stand for.
bool is_wire(std::string_view head) {
  std::size_t at = 0;
  while (at < head.size() && (ascii::is_space(head[at]) || head[at] == '\x16' ||
                              head[at] == '\x7F' || head[at] == '\x05'))
    ++at;
  head.remove_prefix(at);
  constexpr std::string_view kOpening = "zczc";
  if (ascii::starts_with_folded(head, kOpening))
    return head.size() == kOpening.size() || !ascii::is_alnum(head[kOpening.size()]);
  if (head.starts_with('\x01')) {
    // Binary files may begin with that byte; in a header stands text.
    constexpr std::size_t kHeader = 24;
    return std::none_of(head.begin(),
                        head.begin() + static_cast<std::ptrdiff_t>(std::min(kHeader, head.size())),
                        [](char c) { return c == '\0'; });
  }
  return is_iptc_line(head.substr(0, head.find_first_of("\r\n")));
}

bool is_sgml(std::string_view start) {
  return ascii::starts_with_folded(start, "<!doctype lewis") || start.starts_with("<REUTERS ") ||
         (start.starts_with("<DOC>") && skip_blanks(start.substr(5)).starts_with("<DOCNO>"));
}

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

/// The header fields of mail that tell it from other "Name: value" lines.
std::size_t mail_fields(std::string_view text) {
  constexpr std::array kFields = {"from:"sv,         "to:"sv,           "subject:"sv,
                                  "date:"sv,         "received:"sv,     "message-id:"sv,
                                  "return-path:"sv,  "mime-version:"sv, "reply-to:"sv,
                                  "delivered-to:"sv, "content-type:"sv};
  std::size_t found = 0;
  while (!text.empty()) {
    std::string_view line = first_line(text);
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    if (line[0] == ' ' || line[0] == '\t') continue;
    std::size_t name = 0;
    while (name < line.size() &&
           (ascii::is_alnum(line[name]) || line[name] == '-' || line[name] == '_'))
      ++name;
    if (name == 0 || name >= line.size() || line[name] != ':') return 0;
    for (const auto field : kFields)
      if (ascii::starts_with_folded(line, field)) ++found;
  }
  return found;
}

bool is_mail(std::string_view start) {
  constexpr std::size_t kEnough = 3;  // a memo may open with From: and Date:
  return mail_fields(start) >= kEnough;
}

/// "From ann@a.example Mon Nov 23 12:30:35 2026" and a message.
bool is_mbox(std::string_view start) {
  if (!start.starts_with("From ")) return false;
  const std::string_view line = first_line(start);
  return line.size() < start.size() && mail_fields(start.substr(line.size() + 1)) >= 2;
}

/// "---" or "+++" around fields, then text, as writers of Markdown keep them.
bool has_front_matter(std::string_view start) {
  const std::string_view fence = ascii::trimmed(first_line(start));
  if (fence != "---" && fence != "+++") return false;
  const char mark = fence == "---" ? ':' : '=';
  std::string_view rest = start.substr(first_line(start).size());
  bool fields = false;
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string_view line = first_line(rest);
    rest.remove_prefix(line.size());
    if (ascii::trimmed(line) == fence) return fields;
    fields = fields || line.find(mark) != std::string_view::npos;
  }
  return false;
}

/// Behind the document type that `text` opens with, which may hold declarations in brackets.
std::string_view skip_doctype(std::string_view text) {
  const std::size_t bracket = text.find('[');
  std::size_t close = text.find('>');
  if (bracket < close) {
    close = text.find(']', bracket);
    if (close != std::string_view::npos) close = text.find('>', close);
  }
  return close == std::string_view::npos ? std::string_view() : text.substr(close + 1);
}

/// XML that is no page. `body` is the same text behind declarations and comments.
bool is_xml(std::string_view start, std::string_view body) {
  constexpr std::array kRoots = {
      "rss"sv,          "feed"sv,         "rdf:rdf"sv,     "nitf"sv,        "newsml"sv,
      "newsitem"sv,     "newsmessage"sv,  "packageitem"sv, "conceptitem"sv, "knowledgeitem"sv,
      "opml"sv,         "planningitem"sv, "channel"sv,     "catalogitem"sv, "urlset"sv,
      "sitemapindex"sv, "plist"sv,        "atom:feed"sv,   "release"sv,     "rbnews"sv,
      "contentset"sv,   "contentmeta"sv,  "groupset"sv,    "conceptset"sv};
  if (body.starts_with('<') && ascii::starts_with_folded(body, "<!doctype")) {
    if (ascii::starts_with_folded(ascii::trimmed(body.substr(9)), "html")) return false;
    body = skip_prologue(skip_doctype(body));
  }
  std::size_t end = 1;
  while (end < body.size() && (ascii::is_alnum(body[end]) || body[end] == ':')) ++end;
  if (!body.starts_with('<') || end == 1) return false;
  const std::string root = ascii::folded(body.substr(1, end - 1));
  if (std::find(kRoots.begin(), kRoots.end(), root) != kRoots.end()) return true;
  return ascii::starts_with_folded(start, "<?xml") && root.find("html") == std::string::npos;
}

/// A feed behind something that its program wrote by mistake (a warning, half a page).
bool is_feed_behind_junk(std::string_view text) {
  constexpr std::size_t kMostJunk = 2048;
  text = text.substr(0, kMostJunk);
  for (const auto root : {"<rss version"sv, "<feed xmlns"sv, "<rdf:RDF"sv})
    if (text.find(root) != std::string_view::npos) return true;
  return false;
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
  if (is_sgml(start)) return Format::Sgml;
  if (has_front_matter(start)) return Format::Markdown;
  const std::string_view body = skip_prologue(start);
  if (is_xml(start, body) || is_feed_behind_junk(start)) return Format::Xml;
  if (start.size() != body.size() || opens_with_tag(body) || named_html) return Format::Html;
  if (lines) return Format::JsonLines;
  if (ascii::ends_with_folded(path, ".json")) return Format::Json;
  const bool named_table =
      ascii::ends_with_folded(path, ".csv") || ascii::ends_with_folded(path, ".tsv");
  if (named_table || opens_csv(start)) return Format::Csv;
  return full_of_tags(text) ? Format::Html : Format::Text;
}

}  // namespace

std::string_view binary_kind(std::string_view head) {
  const Magic* magic = magic_of(head);
  return magic != nullptr ? magic->kind : std::string_view();
}

bool never_holds_articles(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || path.find('/', dot) != std::string_view::npos) return false;
  constexpr std::size_t kLongest = 6;
  if (path.size() - dot > kLongest) return false;
  const std::string extension = ascii::folded(path.substr(dot));
  return std::binary_search(kPageParts.begin(), kPageParts.end(), std::string_view(extension));
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
  if (const Magic* magic = magic_of(head)) return magic->format;
  if (is_warc(head)) return Format::Warc;
  if (is_wire(head)) return Format::Wire;
  // Their headers are text, whatever follows.
  if (is_mbox(skip_blanks(head))) return Format::Mbox;
  if (is_mail(skip_blanks(head))) return Format::Mail;
  if (looks_binary(head)) return Format::Binary;
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
