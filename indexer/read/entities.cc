#include "indexer/read/entities.h"

#include <array>
#include <charconv>
#include <optional>

#include "common/utf8.h"

namespace morgue {
namespace {

struct Named {
  std::string_view name;
  char32_t code_point;
};

/// Those that newsroom systems leave behind; letters of names included.
constexpr std::array kNamed = {
    Named{"amp", U'&'},    Named{"lt", U'<'},        Named{"gt", U'>'},     Named{"quot", U'"'},
    Named{"apos", U'\''},  Named{"nbsp", U'\u00A0'}, Named{"rsquo", U'’'},  Named{"lsquo", U'‘'},
    Named{"rdquo", U'”'},  Named{"ldquo", U'“'},     Named{"bdquo", U'„'},  Named{"sbquo", U'‚'},
    Named{"laquo", U'«'},  Named{"raquo", U'»'},     Named{"ndash", U'–'},  Named{"mdash", U'—'},
    Named{"hellip", U'…'}, Named{"shy", U'\u00AD'},  Named{"euro", U'€'},   Named{"pound", U'£'},
    Named{"copy", U'©'},   Named{"reg", U'®'},       Named{"deg", U'°'},    Named{"middot", U'·'},
    Named{"bull", U'•'},   Named{"iexcl", U'¡'},     Named{"iquest", U'¿'}, Named{"szlig", U'ß'},
    Named{"auml", U'ä'},   Named{"ouml", U'ö'},      Named{"uuml", U'ü'},   Named{"Auml", U'Ä'},
    Named{"Ouml", U'Ö'},   Named{"Uuml", U'Ü'},      Named{"eacute", U'é'}, Named{"egrave", U'è'},
    Named{"ecirc", U'ê'},  Named{"euml", U'ë'},      Named{"agrave", U'à'}, Named{"aacute", U'á'},
    Named{"acirc", U'â'},  Named{"atilde", U'ã'},    Named{"aring", U'å'},  Named{"aelig", U'æ'},
    Named{"ccedil", U'ç'}, Named{"iacute", U'í'},    Named{"icirc", U'î'},  Named{"iuml", U'ï'},
    Named{"ntilde", U'ñ'}, Named{"oacute", U'ó'},    Named{"ocirc", U'ô'},  Named{"otilde", U'õ'},
    Named{"oslash", U'ø'}, Named{"uacute", U'ú'},    Named{"ugrave", U'ù'}, Named{"ucirc", U'û'},
    Named{"yacute", U'ý'}, Named{"Eacute", U'É'},    Named{"Agrave", U'À'}, Named{"Aacute", U'Á'},
    Named{"Ccedil", U'Ç'}, Named{"Oslash", U'Ø'},    Named{"Aring", U'Å'},  Named{"AElig", U'Æ'},
};
constexpr std::size_t kLongestName = 10;

std::optional<char32_t> code_point_of(std::string_view name) {
  if (name.empty()) return std::nullopt;
  if (name[0] != '#') {
    for (const Named& named : kNamed)
      if (named.name == name) return named.code_point;
    return std::nullopt;
  }
  const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
  const std::string_view digits = name.substr(hex ? 2 : 1);
  std::uint32_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return std::nullopt;
  return static_cast<char32_t>(value);
}

std::string unescaped_once(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '&') {
      const std::size_t end = text.substr(0, at + kLongestName + 2).find(';', at);
      if (end != std::string_view::npos) {
        if (const auto c = code_point_of(text.substr(at + 1, end - at - 1))) {
          utf8::append(out, *c);
          at = end + 1;
          continue;
        }
      }
    }
    out += text[at++];
  }
  return out;
}

}  // namespace

std::string unescaped(std::string_view text) {
  if (text.find('&') == std::string_view::npos) return std::string(text);
  const std::string once = unescaped_once(text);
  return once.find('&') == std::string::npos ? once : unescaped_once(once);
}

}  // namespace morgue
