#include "indexer/read/mail_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "common/utf8.h"
#include "indexer/read/ascii.h"

namespace morgue {
namespace {

using namespace std::literals;

/// What the lines around a newsletter's text say, folded.
constexpr std::array kFooter = {"unsubscribe"sv,
                                "you are receiving this"sv,
                                "you received this"sv,
                                "update your preferences"sv,
                                "manage your subscription"sv,
                                "manage your preferences"sv,
                                "email preferences"sv,
                                "abbestellen"sv,
                                "abmelden"sv,
                                "austragen"sv,
                                "se desabonner"sv,
                                "desinscrire"sv,
                                "darse de baja"sv,
                                "cancelar suscripcion"sv,
                                "annulla l'iscrizione"sv,
                                "cancelar inscricao"sv,
                                "uitschrijven"sv,
                                "afmelden"sv,
                                "meld deg av"sv,
                                "avregistrera"sv};
constexpr std::array kBrowser = {"view in browser"sv,
                                 "view in your browser"sv,
                                 "view online"sv,
                                 "view this email"sv,
                                 "view this post on the web"sv,
                                 "read online"sv,
                                 "read on the web"sv,
                                 "read it online"sv,
                                 "open in browser"sv,
                                 "open online"sv,
                                 "web version"sv,
                                 "view on web"sv,
                                 "view web version"sv,
                                 "im browser ansehen"sv,
                                 "im browser offnen"sv,
                                 "im browser anzeigen"sv,
                                 "online ansehen"sv,
                                 "online lesen"sv,
                                 "dans votre navigateur"sv,
                                 "version en ligne"sv,
                                 "ver en el navegador"sv,
                                 "ver en navegador"sv,
                                 "visualizza nel browser"sv,
                                 "bekijk online"sv,
                                 "in je browser"sv,
                                 "read in app"sv};
/// Such lines are short; a longer one is a sentence of the text.
constexpr std::size_t kLongestNotice = 300;

template <typename Words>
bool says(std::string_view line, const Words& words) {
  if (line.size() > kLongestNotice) return false;
  const std::string folded = utf8::folded(line);
  return std::ranges::any_of(words,
                             [&](auto word) { return folded.find(word) != std::string::npos; });
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string_view without_end_blanks(std::string_view line) {
  while (!line.empty() && ascii::is_space(line.back())) line.remove_suffix(1);
  return line;
}

/// True if the text was broken into lines by a program: lines go up to a common margin.
bool is_wrapped(const std::vector<std::string_view>& lines) {
  constexpr std::size_t kMargin = 85;  // 72 to 80 are usual
  constexpr std::size_t kLong = 55;
  std::size_t long_lines = 0, filled = 0;
  for (const auto line : lines) {
    const std::size_t columns = utf8::columns(without_end_blanks(line));
    if (columns > kMargin) return false;
    filled += columns > 0 ? 1 : 0;
    long_lines += columns > kLong ? 1 : 0;
  }
  return filled > 3 && long_lines * 2 > filled;
}

bool starts_item(std::string_view line) {
  return line.starts_with("* ") || line.starts_with("- ") || line.starts_with("> ") ||
         line.starts_with("• ");
}

/// The lines as paragraphs.
std::vector<std::string> paragraphs_of(std::string_view text, bool flowed, bool drop_space) {
  const auto lines = lines_of(text);
  const bool wrapped = !flowed && is_wrapped(lines);
  std::vector<std::string> out;
  bool goes_on = false;
  for (std::string_view line : lines) {
    if (line == "-- ") break;  // the signature
    const bool more = flowed ? line.ends_with(' ') : wrapped;
    const bool glue = flowed && more && drop_space;
    if (glue) line.remove_suffix(1);
    const std::string_view shown = ascii::trimmed(line);
    if (goes_on && !shown.empty() && !starts_item(shown)) {
      if (!out.back().ends_with('\x1F')) out.back() += ' ';
      while (out.back().ends_with('\x1F')) out.back().pop_back();
      out.back() += shown;
    } else if (!shown.empty()) {
      out.emplace_back(shown);
    }
    if (glue && !shown.empty()) out.back() += '\x1F';
    goes_on = more && !shown.empty();
  }
  for (std::string& paragraph : out) paragraph = utf8::one_line(paragraph);
  return out;
}

/// "[https://...]" and "(https://...)" behind the words of a link.
std::string without_addresses(std::string_view line) {
  constexpr std::size_t kMaxAddress = 2000;  // keeps this linear
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    const char c = line[at];
    const char close = c == '[' ? ']' : c == '(' ? ')' : c == '<' ? '>' : '\0';
    if (close != '\0' &&
        ascii::starts_with_folded(ascii::trimmed(line.substr(at + 1, 10)), "http")) {
      const std::size_t end = line.substr(0, at + kMaxAddress).find(close, at);
      const std::string_view inside =
          line.substr(at + 1, (end == std::string_view::npos ? at : end) - at - 1);
      if (end != std::string_view::npos && ascii::trimmed(inside).find(' ') == std::string::npos) {
        at = end + 1;
        while (out.ends_with(' ') && at < line.size() && !ascii::is_alnum(line[at])) out.pop_back();
        continue;
      }
    }
    out += c;
    ++at;
  }
  return utf8::one_line(out);
}

bool is_address_alone(std::string_view line) {
  return ascii::starts_with_folded(line, "http") && line.find(' ') == std::string_view::npos;
}

/// "-----", "=====", "* * *"
bool is_rule(std::string_view line) {
  return line.find_first_not_of("-=_*~#+ ") == std::string_view::npos;
}

/// Links of newsletters lead through counters, whose addresses say nothing and die.
bool is_counter(std::string_view url) {
  constexpr std::size_t kLongest = 200;
  constexpr std::array kSigns = {"click"sv, "track"sv,    "list-manage"sv,      "redirect"sv,
                                 "/c/e"sv,  "sendgrid"sv, "mailchi.mp/track"sv, "email."sv,
                                 "links."sv};
  if (url.size() > kLongest) return true;
  const std::string folded = ascii::folded(url);
  return std::ranges::any_of(kSigns,
                             [&](auto sign) { return folded.find(sign) != std::string::npos; });
}

}  // namespace

std::string mail_text(std::string_view utf8, bool flowed, bool drop_space) {
  const std::string text = utf8::without_controls(utf8);
  const std::vector<std::string> all = paragraphs_of(text, flowed, drop_space);
  // Nothing but the footer follows its first line, if that stands in the last part.
  constexpr std::size_t kFooterParagraphs = 12;
  std::size_t count = all.size();
  for (std::size_t i = all.size(); i-- > 0 && all.size() - i <= kFooterParagraphs;)
    if (says(all[i], kFooter)) count = i;
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    if (says(all[i], kFooter) || says(all[i], kBrowser) || is_rule(all[i])) continue;
    const std::string shown = without_addresses(all[i]);
    if (shown.empty() || is_address_alone(shown)) continue;
    if (!out.empty()) out += "\n\n";
    out += shown;
  }
  return out;
}

bool reads_well(std::string_view text, std::size_t shown) {
  constexpr std::size_t kBytesPerLink = 600;  // a text cites fewer addresses than that
  constexpr std::size_t kSentence = 80;
  std::size_t links = 0;
  for (std::size_t at = text.find("http"); at != std::string_view::npos;
       at = text.find("http", at + 4))
    ++links;
  if (links * kBytesPerLink > text.size() || text.size() * 2 < shown) return false;
  std::size_t prose = 0;
  for (const auto line : lines_of(text))
    if (line.size() >= kSentence) prose += line.size();
  // A short note has no long lines, in either form.
  constexpr std::size_t kNote = 1000;
  return prose * 2 > text.size() || shown < kNote;
}

std::string browser_address(const HtmlDocument& page) {
  constexpr std::size_t kLongestLabel = 80;
  for (NodeId id = 1; id < page.size(); ++id) {
    if (page.tag(id) != Tag::A) continue;
    const std::string_view url = ascii::trimmed(page.attribute(id, Attr::Href));
    if (!ascii::starts_with_folded(url, "http") || is_counter(url)) continue;
    const std::string label = utf8::one_line(page.all_text(id));
    if (label.size() <= kLongestLabel && says(label, kBrowser)) return utf8::one_line(url);
  }
  return {};
}

}  // namespace morgue
