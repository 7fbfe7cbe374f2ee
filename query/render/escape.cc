#include "query/render/escape.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/utf8.h"

namespace morgue {
namespace {

/// Every byte that `escaped` knows replaced by what it says.
template <typename F>
std::string replaced(std::string_view text, F&& escaped) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    const std::string_view other = escaped(c);
    if (other.empty())
      out += c;
    else
      out += other;
  }
  return out;
}

}  // namespace

std::string escape_xml(std::string_view text) {
  // XML 1.0 has no way to write control characters and noncharacters.
  return replaced(utf8::without_controls(utf8::repaired(text)), [](char c) -> std::string_view {
    switch (c) {
      case '&':
        return "&amp;";
      case '<':
        return "&lt;";
      case '>':
        return "&gt;";
      case '"':
        return "&quot;";
      case '\'':
        return "&#39;";
      default:
        return {};
    }
  });
}

std::string escape_csv(std::string_view raw) {
  const std::string text = utf8::without_controls(utf8::repaired(raw));
  const bool plain = text.find_first_of(",\"\r\n") == std::string::npos && !text.starts_with(' ') &&
                     !text.ends_with(' ');
  if (plain) return text;
  return '"' + replaced(text, [](char c) { return std::string_view(c == '"' ? "\"\"" : ""); }) +
         '"';
}

std::string escape_tsv(std::string_view text) {
  return replaced(text, [](char c) -> std::string_view {
    switch (c) {
      case '\t':
        return "\\t";
      case '\n':
        return "\\n";
      case '\r':
        return "\\r";
      case '\\':
        return "\\\\";
      default:
        return {};
    }
  });
}

std::string escape_markdown(std::string_view text) {
  constexpr std::string_view kSigns = "\\`*_{}[]<>#+-!|~&";
  std::string out;
  bool digits = true;  // nothing but digits so far: "1." would begin a list
  for (const char c : utf8::one_line(utf8::repaired(text))) {
    const bool ends_number = digits && !out.empty() && (c == '.' || c == ')');
    if (ends_number || kSigns.find(c) != std::string_view::npos) out += '\\';
    out += c;
    digits = digits && c >= '0' && c <= '9';
  }
  return out;
}

std::string escape_bibtex(std::string_view text) {
  return replaced(utf8::one_line(utf8::repaired(text)), [](char c) -> std::string_view {
    switch (c) {
      case '\\':
        return "\\textbackslash{}";
      case '{':
        return "\\{";
      case '}':
        return "\\}";
      case '$':
        return "\\$";
      case '&':
        return "\\&";
      case '#':
        return "\\#";
      case '%':
        return "\\%";
      case '_':
        return "\\_";
      case '~':
        return "\\textasciitilde{}";
      case '^':
        return "\\textasciicircum{}";
      default:
        return {};
    }
  });
}

namespace {

/// Everything but letters, digits and `kept` as %XX.
std::string percent_encoded(std::string_view text, std::string_view kept) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (plain || kept.find(c) != std::string_view::npos)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace

std::string url_part(std::string_view text) { return percent_encoded(text, "-._~"); }

std::string url_path(std::string_view path) {
  // Two slashes in front would be another server.
  path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
  return "/" + percent_encoded(path, "-._~/@");
}

std::string link_of(std::string_view url) {
  const std::string_view scheme = url.substr(0, url.find(':'));
  const std::string lower = utf8::folded(scheme);
  if (lower != "http" && lower != "https") return {};
  constexpr std::string_view kEnds = " \"'<>()\\^`{|}";
  std::string out;
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F || kEnds.find(c) != std::string_view::npos)
      out += fmt::format("%{:02X}", byte);
    else
      out += c;
  }
  return out;
}

}  // namespace morgue
