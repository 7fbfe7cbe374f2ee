// What teleprinters received, and what news systems still write in their manner:
//
//   IPTC 7901   SOH abc0123 3 i 510 [info] CR LF keyword/ CR LF STX headline = text ETX 101137 GMT
//               Dec 18 EOT: source and number, priority, category, words; ETX day, hour, minute
//   ANPA 1312   SYN SYN SOH ... CR LF r i .. slug date words CR LF STX ^headline< ^By X= text ETX
//   ZCZC        lines that open with a mark ("#slug", "$headline", "@place" or "TI#headline"), text
//
// The control characters may have been lost on the way.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/charset.h"
#include "indexer/read/feed_date.h"
#include "indexer/read/readers.h"
#include "indexer/read/telex_text.h"
#include "indexer/read/wire_story.h"

namespace morgue {
namespace {

using namespace std::literals;

constexpr char kStartOfHeader = '\x01';
constexpr char kStartOfText = '\x02';
constexpr char kEndOfText = '\x03';
constexpr char kUnitSeparator = '\x1F';

/// The three parts of a transmission.
struct Message {
  std::string_view header;
  std::string_view text;
  std::string_view trailer;
};

Message message_of(std::string_view all) {
  Message message;
  const std::size_t begin = all.find(kStartOfText);
  if (begin == std::string_view::npos) {
    message.text = all;
    return message;
  }
  message.header = all.substr(0, begin);
  std::size_t end = all.find(kEndOfText, begin);
  if (end == std::string_view::npos) end = all.size();
  message.text = all.substr(begin + 1, end - begin - 1);
  message.trailer = all.substr(std::min(end + 1, all.size()));
  return message;
}

std::string clean(std::string_view text) { return utf8::one_line(text); }

int number(std::string_view digits) {
  int value = -1;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

unsigned month_of(std::string_view name) {
  if (const unsigned month = month_by_name(name)) return month;
  struct Other {
    std::string_view name;
    unsigned month;
  };
  constexpr std::array kOthers = {Other{"dez", 12}, Other{"okt", 10},       Other{"mai", 5},
                                  Other{"mrz", 3},  Other{"m\xC3\xA4r", 3}, Other{"fev", 2},
                                  Other{"avr", 4},  Other{"ago", 8},        Other{"ene", 1}};
  const std::string folded = ascii::folded(name);
  for (const Other& other : kOthers)
    if (folded == other.name) return other.month;
  return 0;
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (!(line = ascii::trimmed(line)).empty()) {
    std::size_t end = 0;
    while (end < line.size() && !ascii::is_space(line[end])) ++end;
    words.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
  return words;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), ascii::is_digit);
}

std::optional<Timestamp> at_clock(int year, unsigned month, std::string_view day,
                                  std::string_view clock, bool greenwich) {
  const auto date = make_day(2000 + year, month, static_cast<unsigned>(number(day)));
  const int hour = number(clock.substr(0, 2));
  const int minute = number(clock.substr(2, 2));
  if (!date || hour > 23 || minute > 59) return {};
  Timestamp time{
      *date + std::chrono::hours(hour) + std::chrono::minutes(minute), {}, Precision::Minute};
  if (greenwich) time.offset = std::chrono::minutes(0);
  return time;
}

/// "101137 GMT Dez 18" of IPTC 7901: day, hour and minute in one number.
std::optional<Timestamp> iptc_time(std::string_view line) {
  const auto words = words_of(line);
  if (words.size() < 3 || words[0].size() != 6 || !all_digits(words[0])) return {};
  const bool greenwich = words[1] == "GMT" || words[1] == "UTC";
  if (words.size() < (greenwich ? 4U : 3U)) return {};
  const auto month = month_of(words[greenwich ? 2 : 1]);
  const auto year = words[greenwich ? 3 : 2];
  if (month == 0 || year.size() != 2 || !all_digits(year)) return {};
  return at_clock(number(year), month, words[0].substr(0, 2), words[0].substr(2), greenwich);
}

/// "AP-WF-05-09-17 0056GMT<" of ANPA 1312.
std::optional<Timestamp> anpa_time(std::string_view line) {
  const auto words = words_of(line);
  if (words.size() < 2 || words[0].size() < 8 || words[1].size() < 4) return {};
  const auto date = words[0].substr(words[0].size() - 8);
  if (!all_digits(date.substr(0, 2)) || date[2] != '-' || !all_digits(date.substr(3, 2)) ||
      date[5] != '-' || !all_digits(date.substr(6)) || !all_digits(words[1].substr(0, 4)))
    return {};
  return at_clock(number(date.substr(6)), static_cast<unsigned>(number(date.substr(0, 2))),
                  date.substr(3, 2), words[1].substr(0, 4),
                  words[1].find("GMT") != std::string_view::npos);
}

bool opens_byline(std::string_view line) {
  return ascii::starts_with_folded(line, "by ") || line.starts_with("Von ") ||
         line.starts_with("Par ") || line.starts_with("Por ");
}

/// "eca00075 3 i 510 dpa 1003": the first line of a message of IPTC 7901.
bool is_iptc_header(std::string_view line) {
  const auto words = words_of(line);
  if (words.size() < 4 || words[1].size() != 1 || !ascii::is_digit(words[1][0])) return false;
  std::size_t letters = 0;
  while (letters < words[0].size() && ascii::is_letter(words[0][letters])) ++letters;
  return letters >= 2 && letters <= 4 && all_digits(words[0].substr(letters)) &&
         words[2].size() <= 3 && all_digits(words[3]);
}

class IptcMessage {
 public:
  explicit IptcMessage(std::string_view all) : message_(message_of(all)) {}

  WireStory read() {
    auto header = telex_lines(message_.header);
    auto lines = telex_lines(message_.text);
    if (message_.header.empty()) split_head(header, lines);
    for (const std::string_view line : header) header_line(line);
    headline(lines);
    story_.body.content = telex_paragraphs(body_of(lines));
    story_.fields.dateline = dateline(story_.body.content);
    for (const std::string_view line : telex_lines(message_.trailer)) take_time(line);
    for (auto at = lines.rbegin(); at != lines.rend() && !story_.fields.published; ++at)
      take_time(*at);
    return std::move(story_);
  }

 private:
  /// Without control characters the header is the first line and those with slashes behind it.
  static void split_head(std::vector<std::string_view>& header,
                         std::vector<std::string_view>& lines) {
    auto at = lines.begin();
    while (at != lines.end() && (at->empty() || is_iptc_header(*at) || at->starts_with('/')))
      header.push_back(*at++);
    lines.erase(lines.begin(), at);
  }

  void header_line(std::string_view line) {
    while (!line.empty() && !ascii::is_alnum(line[0]) && line[0] != '/' &&
           static_cast<unsigned char>(line[0]) < 0x80)
      line.remove_prefix(1);
    if (is_iptc_header(line)) {
      const auto words = words_of(line);
      add_extra(story_.fields, "x-priority", words[1]);
      add_extra(story_.fields, "x-category", words[2]);
      story_.guid = clean(line);
      if (line.find("dpa") != std::string_view::npos) story_.fields.agency = "dpa";
      return;
    }
    while (line.starts_with('/')) line.remove_prefix(1);
    while (line.ends_with('/')) line.remove_suffix(1);
    add_extra(story_.fields, "x-slugline", clean(line));
  }

  /// What stands before the "=" is headline and byline; the last line that is no byline is the
  /// headline, lines in front of it say which take this is.
  void headline(std::vector<std::string_view>& lines) {
    constexpr std::size_t kMostLines = 12;
    const auto end = std::find_if(
        lines.begin(),
        lines.begin() + static_cast<std::ptrdiff_t>(std::min(kMostLines, lines.size())),
        [](std::string_view line) { return ascii::trimmed(line).ends_with('='); });
    if (end == lines.end() || !ascii::trimmed(*end).ends_with('=')) return;
    for (auto at = lines.begin(); at <= end; ++at) {
      std::string line = clean(*at);
      while (line.ends_with('=') || line.ends_with(' ')) line.pop_back();
      if (line.empty()) continue;
      if (opens_byline(line)) {
        story_.byline = line;
      } else {
        story_.fields.title = line;
      }
    }
    lines.erase(lines.begin(), end + 1);
  }

  /// Up to what is "not intended for publication".
  [[nodiscard]] static std::string body_of(const std::vector<std::string_view>& lines) {
    std::string body;
    for (const std::string_view line : lines) {
      if (line == "* * * *" || line == "# Notebook" || line == "## Editorial contacts" ||
          iptc_time(line))
        break;
      body.append(line) += '\n';
    }
    return body;
  }

  /// "Norrby (abc) - The council ...", with the agency in small letters.
  static std::string dateline(std::string_view body) {
    constexpr std::size_t kLongestPlace = 40;
    const std::size_t bracket = body.substr(0, kLongestPlace).find(" (");
    if (bracket == std::string_view::npos) return {};
    const std::string_view place = body.substr(0, bracket);
    const bool sentence = place.find('.') != std::string_view::npos;
    return sentence || !utf8::is_upper(utf8::decode(body, 0).code_point) ? std::string()
                                                                         : std::string(place);
  }

  void take_time(std::string_view line) {
    if (!story_.fields.published) story_.fields.published = iptc_time(line);
  }

  Message message_;
  WireStory story_;
};

class AnpaMessage {
 public:
  explicit AnpaMessage(std::string_view all) : message_(message_of(all)) {}

  WireStory read() {
    for (const std::string_view line : telex_lines(message_.header)) header_line(line);
    std::string body;
    for (const std::string_view line : telex_lines(message_.text)) {
      if (line.starts_with('^')) {
        command(line.substr(1));
      } else {
        body.append(line) += '\n';
      }
    }
    story_.body.content = telex_paragraphs(body);
    for (const std::string_view line : telex_lines(message_.trailer))
      if (!story_.fields.published) story_.fields.published = anpa_time(line);
    return std::move(story_);
  }

 private:
  /// "r i DC3 DC1 BC-Slug-of-Story 05-09 1444": priority, category, slug, day, words.
  void header_line(std::string_view line) {
    const std::string plain = clean(line);
    const auto words = words_of(plain);
    if (words.size() < 3 || words[0].size() != 1) return;
    add_extra(story_.fields, "x-priority", words[0]);
    add_extra(story_.fields, "x-category", words[1]);
  }

  void command(std::string_view line) {
    while (line.ends_with('<') || line.ends_with('=')) line.remove_suffix(1);
    const std::string text = clean(line);
    Article& fields = story_.fields;
    if (text.empty() || text.find(" Photo ") != std::string::npos) return;
    if (text.starts_with('(')) {
      constexpr std::string_view kEditors = "(Eds: ";
      std::string_view note = text;
      if (note.starts_with(kEditors)) note.remove_prefix(kEditors.size());
      if (note.ends_with(')')) note.remove_suffix(1);
      add_extra(fields, "x-ednote", note);
    } else if (opens_byline(text)) {
      story_.byline = text;
    } else if (!story_.byline.empty()) {
      set_line(fields.agency, text);
    } else if (!slug_) {
      slug_ = true;
      add_extra(fields, "x-slugline", text);
    } else {
      set_line(fields.title, text);
    }
  }

  Message message_;
  WireStory story_;
  bool slug_ = false;
};

class ZczcMessage {
 public:
  explicit ZczcMessage(std::string_view all) : lines_(telex_lines(all)) {}

  WireStory read() {
    auto at = lines_.begin();
    while (at != lines_.end() && !ascii::starts_with_folded(ascii::trimmed(*at), "zczc")) ++at;
    if (at != lines_.end()) opening(words_of(*at++));
    while (at != lines_.end() && (at->empty() || marked(*at))) ++at;
    set_line(story_.fields.title, title_);
    set_line(story_.fields.title, slug_.empty() ? detail_ : slug_ + ' ' + detail_);
    if (story_.fields.title.empty() && at != lines_.end() && !at->starts_with(' '))
      first_line(*at++);
    std::string body;
    for (; at != lines_.end(); ++at) body.append(*at).append("\n");
    story_.body.content = telex_paragraphs(body.empty() ? abstract_ : body);
    return std::move(story_);
  }

 private:
  void opening(const std::vector<std::string_view>& words) {
    if (words.size() > 1 && words[1].size() <= 4 &&
        std::all_of(words[1].begin(), words[1].end(), ascii::is_letter))
      story_.fields.agency = words[1];
  }

  void first_line(std::string_view line) {
    std::string title = clean(line);
    while (title.ends_with('!') || title.ends_with('<') || title.ends_with('=')) title.pop_back();
    set_line(story_.fields.title, title);
  }

  /// Takes a line that opens with a mark; false for the first line of the text.
  bool marked(std::string_view line) {
    if (line.size() > 3 && line[2] == '#' && ascii::is_letter(line[0])) return coded(line);
    if (line.size() == 3 && line[2] == '#') return true;
    // "YY RFG": who is to get it.
    if (line.size() > 3 && line[0] == line[1] && line[2] == ' ' && ascii::is_letter(line[0])) {
      add_once(story_.fields.tags, words_of(line)[1]);
      return true;
    }
    if (line.empty() || "#$:^*@%&~+="sv.find(line[0]) == std::string_view::npos) return false;
    const std::string value = clean(line.substr(1));
    // One letter is a category, not a headline; "* item" is a list.
    if (line[0] == '*' && (line.starts_with("* ") || value.empty())) return false;
    take_mark(line[0], value);
    return true;
  }

  void take_mark(char mark, const std::string& value) {
    Article& fields = story_.fields;
    if (value.empty()) return;
    if (mark == '#') {
      slug_ = value;
      add_extra(fields, "x-slugline", value);
    } else if (mark == '^' || (mark == '$' && value.size() > 2)) {
      title_ = value;
    } else if (mark == '$' || mark == '%') {
      add_extra(fields, "x-category", value);
    } else if (mark == '@') {
      add_once(story_.places, value);
    } else if (mark == ':') {
      detail(value);
    }
  }

  /// ":POTTED :Some Course Market", ":(TOWN)", ":1200", ":11/2/2017".
  void detail(std::string value) {
    if (const std::size_t inner = value.rfind(':'); inner != std::string::npos && inner > 0)
      value = clean(std::string_view(value).substr(inner + 1));
    if (value.starts_with('(') && value.ends_with(')')) {
      story_.fields.dateline = value.substr(1, value.size() - 2);
    } else if (std::any_of(value.begin(), value.end(), ascii::is_letter) && detail_.empty()) {
      detail_ = value;
    }
  }

  bool coded(std::string_view line) {
    const std::string code = ascii::folded(line.substr(0, 2));
    const std::string value = clean(line.substr(3));
    Article& fields = story_.fields;
    if (code == "ti") title_ = value;
    if (code == "pd") fields.published = parse_feed_date(value);
    if (code == "by") story_.byline = value;
    if (code == "kn") set_line(fields.source, value);
    if (code == "an") story_.guid = value;
    if (code == "ky") add_once(fields.tags, value);
    if (code == "ab") {
      abstract_ = value;
      add_extra(fields, "x-abstract", value);
    }
    return true;
  }

  std::vector<std::string_view> lines_;
  WireStory story_;
  std::string title_;
  std::string slug_;
  std::string detail_;
  std::string abstract_;
};

/// Results of races: SOH, fields between unit separators on the first line, then the text.
WireStory results_message(std::string_view all) {
  WireStory story;
  const std::size_t end = std::min(all.find_first_of("\r\n"), all.size());
  std::string_view head = all.substr(0, end);
  head.remove_prefix(std::min(head.find(kStartOfHeader) + 1, head.size()));
  std::string title;
  for (int field = 0; field < 2; ++field) {
    const std::size_t bar = std::min(head.find(kUnitSeparator), head.size());
    title += (title.empty() ? "" : " ") + clean(head.substr(0, bar));
    if (field == 0) add_extra(story.fields, "x-slugline", clean(head.substr(0, bar)));
    head.remove_prefix(std::min(bar + 1, head.size()));
  }
  story.fields.title = title;
  story.body.content = telex_paragraphs(all.substr(end));
  return story;
}

WireStory read_message(std::string_view all) {
  const std::string_view start = all.substr(0, 512);
  const std::string folded = ascii::folded(start);
  if (folded.find("zczc") != std::string::npos) return ZczcMessage(all).read();
  const auto lines = telex_lines(start);
  for (const std::string_view line : lines) {
    std::string_view bare = line;
    while (!bare.empty() && !ascii::is_alnum(bare[0])) bare.remove_prefix(1);
    if (is_iptc_header(bare)) return IptcMessage(all).read();
  }
  const std::size_t soh = start.find(kStartOfHeader);
  const bool no_text = all.find(kStartOfText) == std::string_view::npos;
  if (no_text && soh != std::string_view::npos &&
      start.find(kUnitSeparator) != std::string_view::npos)
    return results_message(all);
  return AnpaMessage(all).read();
}

}  // namespace

Drafts read_wire(const RawDocument& raw) {
  auto decoded = to_utf8(raw.bytes, raw.charset);
  if (!decoded) return {failure(refusal(raw, decoded.error()))};
  WireStory story = read_message(decoded->utf8);
  set_line(story.fields.source, story.fields.agency);
  return {story_draft(raw, raw.member, std::move(story))};
}

}  // namespace morgue
