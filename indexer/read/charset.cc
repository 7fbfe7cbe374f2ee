#include "indexer/read/charset.h"

#include <iconv.h>
#include <uchardet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/double_encoding.h"

namespace morgue {
namespace {

using namespace std::literals;

/// Of valid multi-byte characters and odd bytes together, this share may be odd in a text that is
/// still called UTF-8. Text in other charsets shows valid pairs only by chance (our own figures
/// over pages in 40 charsets: below one in ten).
constexpr double kOddBytesInUtf8 = 0.35;
/// A text of which more than this share can't be read is refused.
constexpr double kHopeless = 0.1;
/// A charset that can't read more than this share of the non-ASCII bytes is the wrong one.
constexpr double kWrongCharset = 0.02;
/// Western European text has accents, but not this many: then it is another alphabet.
constexpr double kHighBytesOfOtherScripts = 0.25;
/// Words of another alphabet are all high bytes, and even Polish has one in fifteen: with fewer
/// than this a guess at such an alphabet rests on nothing but a few dashes and quotation marks.
constexpr double kHighBytesOfEnglish = 0.01;
/// Detection needs no more than this; longer inputs only cost time.
constexpr std::size_t kDetectionBytes = 65536;

struct Label {
  std::string_view label;
  std::string_view charset;
};

/// Labels that the Encoding Standard reads as a superset, and names that iconv does not know.
constexpr std::array kLabels = {
    Label{"iso-8859-1", "WINDOWS-1252"},
    Label{"iso8859-1", "WINDOWS-1252"},
    Label{"latin1", "WINDOWS-1252"},
    Label{"latin-1", "WINDOWS-1252"},
    Label{"l1", "WINDOWS-1252"},
    Label{"ascii", "WINDOWS-1252"},
    Label{"us-ascii", "WINDOWS-1252"},
    Label{"cp1252", "WINDOWS-1252"},
    Label{"x-cp1252", "WINDOWS-1252"},
    Label{"ansi", "WINDOWS-1252"},
    Label{"iso-8859-9", "WINDOWS-1254"},
    Label{"latin5", "WINDOWS-1254"},
    Label{"iso-8859-11", "CP874"},
    Label{"tis-620", "CP874"},
    Label{"windows-874", "CP874"},
    Label{"gb2312", "GB18030"},
    Label{"gbk", "GB18030"},
    Label{"x-gbk", "GB18030"},
    Label{"gb_2312-80", "GB18030"},
    Label{"chinese", "GB18030"},
    Label{"hz-gb-2312", "GB18030"},
    Label{"big5", "BIG5-HKSCS"},
    Label{"big5-hkscs", "BIG5-HKSCS"},
    Label{"x-x-big5", "BIG5-HKSCS"},
    Label{"shift_jis", "CP932"},
    Label{"shift-jis", "CP932"},
    Label{"sjis", "CP932"},
    Label{"x-sjis", "CP932"},
    Label{"windows-31j", "CP932"},
    Label{"ms_kanji", "CP932"},
    Label{"x-euc-jp", "EUC-JP"},
    Label{"euc-kr", "CP949"},
    Label{"ks_c_5601-1987", "CP949"},
    Label{"korean", "CP949"},
    Label{"windows-949", "CP949"},
    Label{"uhc", "CP949"},
    Label{"x-mac-cyrillic", "MAC-CYRILLIC"},
    Label{"mac-cyrillic", "MAC-CYRILLIC"},
    Label{"macintosh", "MACINTOSH"},
    Label{"x-mac-roman", "MACINTOSH"},
    Label{"dos-866", "CP866"},
    Label{"koi8r", "KOI8-R"},
    Label{"koi", "KOI8-R"},
    Label{"logical", "ISO-8859-8"},
    Label{"iso-8859-8-i", "ISO-8859-8"},
    Label{"visual", "ISO-8859-8"},
    Label{"utf8", "UTF-8"},
    Label{"unicode", "UTF-16LE"},
    Label{"utf-16", "UTF-16LE"},
    Label{"x-user-defined", ""},
};

std::string charset_of_label(std::string_view label) {
  std::string folded = ascii::folded(ascii::trimmed(label));
  for (const Label& known : kLabels)
    if (known.label == folded) return std::string(known.charset);
  return folded;
}

/// Charsets that pages declare and supersets of which browsers read instead. The two differ in a
/// few characters that both have (Shift_JIS's wave dash is windows-31j's full-width tilde): text
/// that the declared one reads in full is what it says it is.
constexpr std::array kSubsets = {Label{"shift_jis", "SHIFT_JIS"}, Label{"shift-jis", "SHIFT_JIS"},
                                 Label{"sjis", "SHIFT_JIS"},      Label{"x-sjis", "SHIFT_JIS"},
                                 Label{"gb2312", "GB2312"},       Label{"gb_2312-80", "GB2312"}};

/// The declared charset where a superset is usually meant; empty for all others.
std::string subset_of_label(std::string_view label) {
  const std::string folded = ascii::folded(ascii::trimmed(label));
  for (const Label& known : kSubsets)
    if (known.label == folded) return std::string(known.charset);
  return {};
}

struct CloseIconv {
  using pointer = iconv_t;
  void operator()(iconv_t handle) const noexcept { iconv_close(handle); }
};

/// The currency signs of national ASCII as what everybody writes these bytes for: separators of
/// paths, and the tilde. The signs themselves have wide characters of their own there.
void put_back_ascii(std::string& utf8, std::string_view charset) {
  if (charset != "SHIFT_JIS" && charset != "JOHAB") return;
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const auto d = utf8::decode(utf8, at);
    if (d.code_point == U'¥' || d.code_point == U'₩')
      out += '\\';
    else if (d.code_point == U'‾')
      out += '~';
    else
      out.append(utf8, at, d.length);
    at += d.length;
  }
  utf8 = std::move(out);
}

/// Nothing if iconv does not know the charset.
std::optional<DecodedText> convert(std::string_view bytes, const std::string& charset) {
  const iconv_t opened = iconv_open("UTF-8", charset.c_str());
  if (opened == reinterpret_cast<iconv_t>(-1)) return std::nullopt;  // NOLINT: iconv's own idiom
  const std::unique_ptr<iconv_t, CloseIconv> handle(opened);
  DecodedText out{.utf8 = {}, .charset = charset};
  out.utf8.reserve(bytes.size() + bytes.size() / 2);
  std::array<char, 16384> buffer{};
  // iconv takes char** but never writes through it.
  char* in = const_cast<char*>(bytes.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  std::size_t left = bytes.size();
  while (left > 0) {
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t result = iconv(handle.get(), &in, &left, &to, &room);
    out.utf8.append(buffer.data(), buffer.size() - room);
    if (result != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
    utf8::append(out.utf8, utf8::kReplacement);
    ++out.unreadable;
    ++in;
    --left;
  }
  put_back_ascii(out.utf8, charset);
  return out;
}

std::size_t high_bytes(std::string_view bytes) {
  return static_cast<std::size_t>(std::count_if(
      bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }));
}

/// UTF-8 in which single bytes of windows-1252 got lost (texts pasted together); nothing if too
/// many bytes are odd for that.
std::optional<DecodedText> nearly_utf8(std::string_view bytes) {
  DecodedText out{.utf8 = {}, .charset = "UTF-8"};
  out.utf8.reserve(bytes.size());
  std::size_t good = 0;
  std::size_t odd = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto d = utf8::decode(bytes, at);
    const auto byte = static_cast<unsigned char>(bytes[at]);
    at += d.length;
    if (d.length > 1 || byte < 0x80) {
      good += d.length > 1 ? 1 : 0;
      utf8::append(out.utf8, d.code_point);
      continue;
    }
    ++odd;
    const char32_t c = byte >= 0xA0 ? byte : kWindows1252.at(byte - 0x80U);
    // A byte that leads or continues a sequence is a torn character, not a letter, if its
    // neighbour is one too.
    const bool torn = at < bytes.size() && static_cast<unsigned char>(bytes[at]) >= 0x80;
    const bool after = at >= 2 && static_cast<unsigned char>(bytes[at - 2]) >= 0x80;
    if (c == 0 || torn || after) {
      utf8::append(out.utf8, utf8::kReplacement);
      ++out.unreadable;
    } else {
      utf8::append(out.utf8, c);
    }
  }
  const auto all = static_cast<double>(good + odd);
  if (good == 0 || static_cast<double>(odd) > kOddBytesInUtf8 * all) return std::nullopt;
  return out;
}

std::string detected_charset(std::string_view bytes) {
  struct Delete {
    void operator()(uchardet_t d) const noexcept { uchardet_delete(d); }
  };
  const std::unique_ptr<std::remove_pointer_t<uchardet_t>, Delete> detector(uchardet_new());
  // What tells charsets apart are the bytes beyond ASCII: start where they start.
  const auto first = std::find_if(bytes.begin(), bytes.end(),
                                  [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const auto skipped = static_cast<std::size_t>(first - bytes.begin());
  const std::string_view sample = bytes.substr(skipped, kDetectionBytes);
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return charset_of_label(uchardet_get_charset(detector.get()));
}

bool reads_well(const DecodedText& text, std::size_t high) {
  return static_cast<double>(text.unreadable) <= kWrongCharset * static_cast<double>(high);
}

bool is_western(std::string_view charset) {
  return charset == "WINDOWS-1252" || charset == "WINDOWS-1254" ||
         ascii::equals_folded(charset, "iso-8859-15") ||
         ascii::equals_folded(charset, "windows-1252") || charset == "MACINTOSH";
}

std::optional<DecodedText> by_escapes(std::string_view bytes) {
  constexpr std::array kEscapes = {
      std::pair{"\x1B$B"sv, "ISO-2022-JP-2"sv}, std::pair{"\x1B$@"sv, "ISO-2022-JP-2"sv},
      std::pair{"\x1B$)C"sv, "ISO-2022-KR"sv}, std::pair{"\x1B$)A"sv, "ISO-2022-CN"sv}};
  for (const auto& [escape, charset] : kEscapes)
    if (bytes.find(escape) != std::string_view::npos) {
      auto text = convert(bytes, std::string(charset));
      if (text && text->unreadable == 0) return text;
    }
  return std::nullopt;
}

/// Control characters of 0x80-0x9F: the mark of text that is in windows-125x or of DOS, not in
/// ISO 8859.
bool has_late_controls(std::string_view utf8) {
  for (std::size_t at = utf8.find('\xC2'); at != std::string_view::npos;
       at = utf8.find('\xC2', at + 1))
    if (at + 1 < utf8.size() && static_cast<unsigned char>(utf8[at + 1]) < 0xA0) return true;
  return false;
}

/// Greek in ISO 8859-7 and windows-1253 differ in one common letter: 0xB6 is a capital alpha with
/// its accent in the first and a pilcrow in the other, where nobody writes one in front of a word.
bool is_iso_greek(std::string_view bytes) {
  for (std::size_t at = bytes.find('\xB6'); at != std::string_view::npos;
       at = bytes.find('\xB6', at + 1)) {
    const bool word = at + 1 < bytes.size() && static_cast<unsigned char>(bytes[at + 1]) >= 0xC0;
    const bool starts = at == 0 || static_cast<unsigned char>(bytes[at - 1]) < 0x80;
    if (word && starts) return true;
  }
  return false;
}

/// What detectors mean by their rarer answers.
std::string corrected_guess(std::string guess, std::string_view bytes) {
  // Nobody writes ISO 8859-16; Romanian and its neighbours are in windows-1250.
  if (ascii::equals_folded(guess, "iso-8859-16")) return "WINDOWS-1250";
  if (ascii::equals_folded(guess, "windows-1253") && is_iso_greek(bytes)) return "ISO-8859-7";
  return guess;
}

/// Korean in Johab, which detectors don't know: nearly all that is not ASCII must be Hangul.
std::optional<DecodedText> by_johab(std::string_view bytes) {
  constexpr std::size_t kFewest = 20;
  constexpr std::size_t kMostInHundred = 70;
  auto text = convert(bytes, "JOHAB");
  if (!text || text->unreadable > 0) return std::nullopt;
  std::size_t hangul = 0;
  std::size_t others = 0;
  for (std::size_t at = 0; at < text->utf8.size();) {
    const auto d = utf8::decode(text->utf8, at);
    const char32_t c = d.code_point;
    if (c >= 0xAC00 && c <= 0xD7A3)
      ++hangul;
    else if (c >= 0x80 && !(c >= 0x2500 && c <= 0x25FF))  // boxes of DOS
      ++others;
    at += d.length;
  }
  if (hangul < kFewest || hangul * 100 < (hangul + others) * kMostInHundred) return std::nullopt;
  return text;
}

/// UTF-16 of Chinese or Japanese without a byte order mark and without a single blank: every pair
/// of bytes must be a character of these scripts, which no other charset gives by chance.
std::optional<DecodedText> by_wide_han(std::string_view bytes) {
  constexpr std::size_t kFewestBytes = 20;
  if (bytes.size() % 2 != 0 || bytes.size() < kFewestBytes) return std::nullopt;
  const auto all_han = [bytes](std::size_t high) {
    bool han = false;
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
      const auto first = static_cast<unsigned char>(bytes[at + high]);
      const auto second = static_cast<unsigned char>(bytes[at + 1 - high]);
      const unsigned unit = first * 256U + second;
      const bool ideograph = unit >= 0x4E00 && unit <= 0x9FFF;
      const bool other = (unit >= 0x3000 && unit <= 0x30FF) || (unit >= 0xFF00 && unit <= 0xFFEF) ||
                         (unit >= 0x2010 && unit <= 0x2026) || unit < 0x7F;
      if (!ideograph && !other) return false;
      han = han || ideograph;
    }
    return han;
  };
  if (all_han(0)) return convert(bytes, "UTF-16BE");
  if (all_han(1)) return convert(bytes, "UTF-16LE");
  return std::nullopt;
}

DecodedText by_charset(std::string_view bytes, std::string_view declared) {
  const std::size_t high = high_bytes(bytes);
  const std::string label = charset_of_label(declared);
  const bool other_script =
      static_cast<double>(high) > kHighBytesOfOtherScripts * static_cast<double>(bytes.size());
  if (!label.empty() && label != "UTF-8" && label != "utf-8" &&
      !(is_western(label) && other_script)) {
    if (const std::string subset = subset_of_label(declared); !subset.empty())
      if (auto text = convert(bytes, subset); text && text->unreadable == 0)
        return std::move(*text);
    auto text = convert(bytes, label);
    if (text && reads_well(*text, high)) return std::move(*text);
  }
  const bool english =
      static_cast<double>(high) < kHighBytesOfEnglish * static_cast<double>(bytes.size());
  if (auto text = by_wide_han(bytes)) return std::move(*text);
  const std::string guess =
      english ? std::string() : corrected_guess(detected_charset(bytes), bytes);
  if (!guess.empty()) {
    auto text = convert(bytes, guess);
    const bool controls =
        text && ascii::starts_with_folded(guess, "iso-8859-") && has_late_controls(text->utf8);
    if (text && reads_well(*text, high) && !controls) return std::move(*text);
  }
  if (other_script)
    if (auto text = by_johab(bytes)) return std::move(*text);
  auto text = convert(bytes, "WINDOWS-1252");
  return text ? std::move(*text) : DecodedText{utf8::repaired(bytes), "UTF-8", high};
}

std::optional<std::string_view> attribute_value(std::string_view tag, std::string_view name) {
  std::size_t at = 0;
  while (at < tag.size() && !ascii::starts_with_folded(tag.substr(at), name)) ++at;
  if (at == tag.size()) return std::nullopt;
  std::string_view rest = ascii::trimmed(tag.substr(at + name.size()));
  if (rest.empty() || rest[0] != '=') return std::nullopt;
  rest = ascii::trimmed(rest.substr(1));
  const auto quoted = [](char c) { return c == '"' || c == '\''; };
  if (!rest.empty() && quoted(rest[0])) rest.remove_prefix(1);
  const auto end = rest.find_first_of("\"'; \t\r\n>/?");
  return rest.substr(0, end);
}

}  // namespace

std::string_view wide_charset(std::string_view bytes) {
  if (bytes.substr(0, 4) == "\xFF\xFE\0\0"sv) return "UTF-32LE";
  if (bytes.substr(0, 4) == "\0\0\xFE\xFF"sv) return "UTF-32BE";
  if (bytes.substr(0, 2) == "\xFF\xFE"sv) return "UTF-16LE";
  if (bytes.substr(0, 2) == "\xFE\xFF"sv) return "UTF-16BE";
  constexpr std::size_t kSample = 1024;
  constexpr std::size_t kTooFew = 16;
  const std::string_view sample = bytes.substr(0, kSample);
  if (sample.size() < kTooFew) return {};
  std::array<std::size_t, 4> nuls{};
  for (std::size_t i = 0; i < sample.size(); ++i)
    if (sample[i] == '\0') ++nuls[i % 4];
  const std::size_t quarter = sample.size() / 4;
  // "Mostly" is 40 % of a column: text in other scripts has its NULs only at blanks and digits,
  // and is told by its byte order mark instead.
  const auto mostly = [&](std::size_t i) { return nuls[i] * 5 > quarter * 2; };
  const auto hardly = [&](std::size_t i) { return nuls[i] * 20 <= quarter; };
  if (hardly(0) && mostly(2) && mostly(3)) return "UTF-32LE";
  if (mostly(0) && mostly(1) && hardly(3)) return "UTF-32BE";
  if (hardly(0) && mostly(1) && hardly(2) && mostly(3)) return "UTF-16LE";
  if (mostly(0) && hardly(1) && mostly(2) && hardly(3)) return "UTF-16BE";
  return {};
}

std::string declared_charset(std::string_view html) {
  html = html.substr(0, kDeclarationBytes);
  if (ascii::trimmed(html.substr(0, 64)).substr(0, 5) == "<?xml") {
    const auto declaration = html.substr(0, html.find('>'));
    if (const auto found = attribute_value(declaration, "encoding")) return std::string(*found);
  }
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    if (!ascii::starts_with_folded(html.substr(at), "<meta")) continue;
    const auto tag = html.substr(at, html.substr(at).find('>'));
    if (const auto found = attribute_value(tag, "charset"); found && !found->empty())
      return std::string(*found);
  }
  return {};
}

Result<DecodedText, std::string> to_utf8(std::string_view bytes, std::string_view declared) {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF"sv) bytes.remove_prefix(3);
  std::optional<DecodedText> text;
  if (const auto wide = wide_charset(bytes); !wide.empty()) {
    text = convert(bytes, std::string(wide));
    if (text && text->utf8.substr(0, 3) == "\xEF\xBB\xBF") text->utf8.erase(0, 3);
  } else if (utf8::valid(bytes)) {
    text = by_escapes(bytes);
    if (!text) text = DecodedText{std::string(bytes), "UTF-8", 0};
    if (auto mended = undoubled(text->utf8)) text->utf8 = *std::move(mended);
  } else {
    text = nearly_utf8(bytes);
    if (!text) text = by_charset(bytes, declared);
  }
  if (!text) return failure("no converter for its charset"s);
  // Some converters let characters pass that lie beyond Unicode.
  if (!utf8::valid(text->utf8)) text->utf8 = utf8::repaired(text->utf8);
  const std::size_t characters = text->utf8.size() - high_bytes(text->utf8) * 2 / 3;
  if (static_cast<double>(text->unreadable) > kHopeless * static_cast<double>(characters))
    return failure("not text in any known charset"s);
  return std::move(*text);
}

void load_charsets() {
  for (const char* charset :
       {"UTF-16LE",     "UTF-16BE",        "UTF-16",       "UTF-32LE",
        "UTF-32BE",     "UTF-32",          "UTF-7",        "ISO-8859-1",
        "ISO-8859-2",   "ISO-8859-3",      "ISO-8859-4",   "ISO-8859-5",
        "ISO-8859-6",   "ISO-8859-7",      "ISO-8859-8",   "ISO-8859-9",
        "ISO-8859-9E",  "ISO-8859-10",     "ISO-8859-11",  "ISO-8859-13",
        "ISO-8859-14",  "ISO-8859-15",     "ISO-8859-16",  "WINDOWS-1250",
        "WINDOWS-1251", "WINDOWS-1252",    "WINDOWS-1253", "WINDOWS-1254",
        "WINDOWS-1255", "WINDOWS-1256",    "WINDOWS-1257", "WINDOWS-1258",
        "KOI8-R",       "KOI8-U",          "KOI8-RU",      "KOI8-T",
        "CP437",        "CP737",           "CP775",        "CP850",
        "CP852",        "CP855",           "CP857",        "CP858",
        "CP860",        "CP861",           "CP862",        "CP863",
        "CP864",        "CP865",           "CP866",        "CP869",
        "CP874",        "CP932",           "CP949",        "CP1125",
        "MACINTOSH",    "MAC-CYRILLIC",    "MAC-UK",       "MAC-CENTRALEUROPE",
        "TIS-620",      "GB18030",         "GBK",          "GB2312",
        "BIG5",         "BIG5-HKSCS",      "EUC-JP",       "EUC-KR",
        "EUC-TW",       "SHIFT_JIS",       "ISO-2022-JP",  "ISO-2022-KR",
        "JOHAB",        "VISCII",          "TCVN",         "ARMSCII-8",
        "GEORGIAN-PS",  "GEORGIAN-ACADEMY"})
    static_cast<void>(iconv_open("UTF-8", charset));  // never closed: that would unload it
}

}  // namespace morgue
