// Web archives. WARC (ISO 28500) is a sequence of records, each a version line ("WARC/1.0"), header
// fields, a blank line, as many bytes as Content-Length says, and two line breaks. Its predecessor
// ARC has one line per record ("URL IP date type length") and the same bytes behind it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/http_message.h"
#include "indexer/read/members.h"
#include "indexer/read/read.h"
#include "indexer/read/sniff.h"

namespace morgue {
namespace {

using namespace std::literals;
using Field = Candidate::Field;

/// Addresses are the longest lines; servers refuse them long before.
constexpr std::size_t kMaxLine = std::size_t{64} << 10U;
/// No crawler writes so many header fields.
constexpr std::size_t kMaxHeader = std::size_t{1} << 20U;
constexpr std::size_t kSniffBytes = std::size_t{64} << 10U;
/// A record may hold a web archive in its turn, so a version line inside does not prove its length
/// wrong. To find out, the bytes it claims are read; so often that is done, then they are taken for
/// what they look like.
constexpr int kMaxLookaheads = 64;

struct Record {
  std::string type;  // of the WARC; "response" for what ARC holds
  std::string uri;
  std::string date;  // ISO 8601
  std::string mime;  // of the block
  std::uint64_t length = 0;
  bool length_known = false;
};

struct Passed {
  std::string_view type;
  std::string_view kind;
};
constexpr std::array kPassedTypes = {
    Passed{"request", "requests"},           Passed{"metadata", "metadata records"},
    Passed{"warcinfo", "crawl headers"},     Passed{"revisit", "revisits"},
    Passed{"continuation", "continuations"},
};
/// What an answer is, by the opening of its media type.
constexpr std::array kPassedMedia = {
    Passed{"image/", "images"},
    Passed{"video/", "media files"},
    Passed{"audio/", "media files"},
    Passed{"font/", "fonts"},
    Passed{"application/font", "fonts"},
    Passed{"application/x-font", "fonts"},
    Passed{"application/vnd.ms-fontobject", "fonts"},
    Passed{"text/css", "style sheets"},
    Passed{"text/javascript", "scripts"},
    Passed{"application/javascript", "scripts"},
    Passed{"application/x-javascript", "scripts"},
    Passed{"application/ecmascript", "scripts"},
    Passed{"text/ecmascript", "scripts"},
    Passed{"text/dns", "dns records"},
    Passed{"text/calendar", "calendars"},
    Passed{"text/vtt", "subtitles"},
    Passed{"application/x-shockwave-flash", "media files"},
    Passed{"application/vnd.openxmlformats", "office documents"},
    Passed{"application/vnd.oasis", "office documents"},
    Passed{"application/vnd.ms-", "office documents"},
    Passed{"application/msword", "office documents"},
};

std::string_view passed_kind(std::string_view media) {
  for (const Passed& passed : kPassedMedia)
    if (media.starts_with(passed.type)) return passed.kind;
  return {};
}

/// Types that say what the content is well enough to be believed; anything else is looked at.
bool may_be_text(std::string_view media) {
  return media.starts_with("text/") || media.find("json") != std::string_view::npos ||
         media.find("xml") != std::string_view::npos;
}

std::string clean(std::string_view text) { return utf8::one_line(utf8::repaired(text)); }

/// wget writes "<http://...>".
std::string clean_uri(std::string_view text) {
  text = ascii::trimmed(text);
  if (text.starts_with('<') && text.ends_with('>')) text = text.substr(1, text.size() - 2);
  return clean(text);
}

std::string with_escaped_blanks(std::string_view uri) {
  std::string out;
  for (const char c : uri) out += c == ' ' ? "%20" : std::string(1, c);
  return out;
}

bool parse_length(std::string_view text, std::uint64_t& length) {
  text = ascii::trimmed(text);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  return error == std::errc{} && end == text.data() + text.size();
}

bool is_version_line(std::string_view line) { return line.starts_with("WARC/"); }

/// "20140301223842" -> "2014-03-01T22:38:42Z", as far as it goes.
std::string date_of_digits(std::string_view digits) {
  if (digits.size() < 14 || !std::all_of(digits.begin(), digits.end(), ascii::is_digit)) return {};
  return fmt::format("{}-{}-{}T{}:{}:{}Z", digits.substr(0, 4), digits.substr(4, 2),
                     digits.substr(6, 2), digits.substr(8, 2), digits.substr(10, 2),
                     digits.substr(12, 2));
}

/// "URL IP date type length", of which the URL may hold blanks; version 2 has five fields more in
/// front of the length.
bool parse_arc_line(std::string_view line, Record& record) {
  constexpr std::size_t kMostWords = 10;
  line = ascii::trimmed(line);
  std::vector<std::string_view> words;  // from the end: length, ..., type, date, IP
  for (std::string_view rest = line; words.size() < kMostWords && !rest.empty();) {
    const std::size_t blank = rest.rfind(' ');
    words.push_back(rest.substr(blank == std::string_view::npos ? 0 : blank + 1));
    rest = rest.substr(0, blank == std::string_view::npos ? 0 : blank);
  }
  for (const std::size_t type : {std::size_t{1}, std::size_t{6}}) {
    if (words.size() < type + 4) continue;
    record.date = date_of_digits(words[type + 1]);
    if (record.date.empty() || !parse_length(words[0], record.length)) continue;
    record.uri = clean_uri(line.substr(0, words[type + 2].data() - line.data()));
    if (record.uri.find(':') == std::string::npos) continue;
    record.mime = ascii::folded(words[type]);
    record.type = record.uri.starts_with("filedesc:") ? "warcinfo" : "response";
    record.length_known = true;
    return true;
  }
  return false;
}

/// The address's path ends in this.
bool names_file(std::string_view uri, std::string_view file) {
  uri = uri.substr(0, uri.find_first_of("?#"));
  return ascii::ends_with_folded(uri, file);
}

class WarcMembers : public Members {
 public:
  explicit WarcMembers(BufferedSource source) : source_(std::move(source)) {
    arc_ = source_.peek(16).starts_with("filedesc:");
  }

  std::optional<Item> next() override {
    while (true) {
      if (!failed_.empty()) return MemberRefused{{}, std::exchange(failed_, {})};
      if (done_) return {};
      Record record;
      if (!header(record)) continue;
      std::string block;
      if (!take_block(record, block)) return refused(record, "too large for an article");
      return member(record, block);
    }
  }

 private:
  static Item refused(const Record& record, std::string why) {
    return MemberRefused{record.uri, std::move(why)};
  }

  /// Said once however much is damaged: whoever reads it knows what the file is worth.
  void damaged(std::string why) {
    if (!told_) failed_ = std::move(why);
    told_ = true;
  }

  void end() {
    done_ = true;
    if (!source_.error().empty()) damaged(source_.error());
  }

  /// Reads up to the block of the next record. False if there is none here.
  bool header(Record& record) {
    std::string_view line;
    do {
      const auto got = source_.line(line, kMaxLine);
      if (got == BufferedSource::Line::End) {
        end();
        return false;
      }
    } while (ascii::trimmed(line).empty());
    if (!arc_ && is_version_line(line)) return warc_header(record);
    if (arc_ && parse_arc_line(line, record)) return true;
    if (!arc_ && line.starts_with("WARC-")) {
      // The version line is missing; fields follow.
      const std::string first(line);
      source_.put_back(first);
      damaged("a record without its version line");
      return warc_header(record);
    }
    damaged("damaged: something between records that is none; read on at the next one");
    return false;
  }

  bool warc_header(Record& record) {
    std::string text;
    for (std::string_view line; text.size() < kMaxHeader;) {
      if (source_.line(line, kMaxLine) == BufferedSource::Line::End) break;
      text += line;
      if (ascii::trimmed(line).empty()) break;
    }
    std::string_view rest = text;
    const HeaderFields fields = take_header_fields(rest);
    record.type = ascii::folded(fields.value("warc-type"));
    record.uri = clean_uri(fields.value("warc-target-uri"));
    record.date = clean(fields.value("warc-date"));
    record.mime = ascii::folded(fields.value("content-type"));
    record.length_known = parse_length(fields.value("content-length"), record.length);
    if (record.type.empty()) {
      damaged("damaged: a record without a type");
      return false;
    }
    return true;
  }

  /// False if the block is too large to be kept; it is consumed then.
  bool take_block(const Record& record, std::string& block) {
    if (record.length_known && record.length > kMaxMemberBytes) {
      source_.skip(record.length);
      return false;
    }
    if (lookaheads_ > kMaxLookaheads) {
      take_to_record(block, record.length_known ? record.length : kMaxMemberBytes);
      return block.size() <= kMaxMemberBytes;
    }
    if (record.length_known) source_.take(block, record.length);
    const bool short_one = block.size() < record.length;
    if (record.length_known && !short_one && at_border()) return true;
    return mend_length(record, block);
  }

  /// Whether what comes next may be the next record or the end.
  bool at_border() {
    constexpr std::size_t kEnough = 4096;  // for the line breaks, and for most addresses
    const std::string_view next = source_.peek(kEnough).substr(0, kEnough);
    // As the standard has it: then what follows is none of this record, whatever it is.
    if (!arc_ && next.starts_with("\r\n\r\n")) return true;
    const std::size_t begin = next.find_first_not_of("\r\n");
    if (begin == std::string_view::npos) return true;
    if (!arc_) return is_version_line(next.substr(begin));
    const std::size_t end = next.find('\n', begin);
    Record record;
    return end == std::string_view::npos || parse_arc_line(next.substr(begin, end - begin), record);
  }

  /// The length is wrong or missing, or the file is cut off. The block ends in front of the next
  /// record.
  bool mend_length(const Record& record, std::string& block) {
    if (arc_) {
      // It may end inside the next record's line.
      std::string_view rest;
      if (source_.line(rest, kMaxLine) != BufferedSource::Line::End) block += rest;
    }
    const std::size_t next = arc_ ? arc_line_in(block) : version_line_in(block);
    if (next != std::string::npos && lookaheads_ <= kMaxLookaheads) {
      damaged("a record is shorter than it says; read on at the next one");
      source_.put_back(std::string_view(block).substr(next));
      ++lookaheads_;
      block.resize(next);
      return true;
    }
    if (!arc_) {
      if (!source_.at_end()) damaged("a record is longer than it says");
      take_to_record(block, kMaxMemberBytes);
    }
    if (source_.at_end() && block.size() < record.length)
      damaged(source_.error().empty() ? "the file is cut off; its last record is not whole"
                                      : source_.error());
    return block.size() <= kMaxMemberBytes;
  }

  static std::size_t arc_line_in(std::string_view block) {
    Record record;
    for (std::size_t at = block.find("\nhttp"); at != std::string_view::npos;
         at = block.find("\nhttp", at + 1)) {
      const std::string_view line = block.substr(at + 1, kMaxLine);
      if (parse_arc_line(line.substr(0, line.find('\n')), record)) return at + 1;
    }
    return std::string_view::npos;
  }

  static std::size_t version_line_in(std::string_view block) {
    const std::size_t at = block.find("\nWARC/1.");
    return at == std::string_view::npos ? at : at + 1;
  }

  bool at_record() {
    constexpr std::size_t kEnough = 4096;  // for most addresses
    if (!arc_) return is_version_line(source_.peek(5));
    if (!source_.peek(4).starts_with("http")) return false;
    const std::string_view next = source_.peek(kEnough).substr(0, kEnough);
    Record record;
    return parse_arc_line(next.substr(0, next.find('\n')), record);
  }

  void take_to_record(std::string& block, std::uint64_t most) {
    while (block.size() < most) {
      if (at_record()) return;
      std::string_view line;
      if (source_.line(line, kMaxMemberBytes) == BufferedSource::Line::End) return;
      block += line;
    }
  }

  Item member(const Record& record, std::string& block) {
    for (const Passed& passed : kPassedTypes)
      if (record.type == passed.type) return PassedOver{std::string(passed.kind)};
    const bool answer = record.type == "response";
    if (!answer && record.type != "resource" && record.type != "conversion")
      return PassedOver{"records of other types"};
    if (ascii::starts_with_folded(record.uri, "dns:")) return PassedOver{"dns records"};
    // What crawlers note about themselves.
    if (ascii::starts_with_folded(record.uri, "metadata:") ||
        ascii::starts_with_folded(record.uri, "urn:"))
      return PassedOver{"metadata records"};
    HttpResponse response;
    if (answer)
      response = read_http_response(block);
    else
      response.body = std::move(block);
    if (response.status >= 300 && response.status < 400) return PassedOver{"redirects"};
    if (response.status != 0 && response.status != 200)
      return PassedOver{response.status >= 400 ? "error responses" : "other responses"};
    const bool http = response.status != 0;
    const MediaType media = media_type(http ? response.fields.value("content-type") : record.mime);
    const std::string changed = clean(response.fields.value("last-modified"));
    HttpBody body = decoded_body(std::move(response));
    if (!body.why.empty()) return refused(record, std::move(body.why));
    if (const std::string kind = kind_of(record, media.type, body.bytes); !kind.empty())
      return PassedOver{kind};
    Member out;
    out.name = record.uri.empty() ? fmt::format("record {}", ++nameless_) : record.uri;
    out.bytes = std::move(body.bytes);
    out.charset = media.charset;
    if (!record.uri.empty())
      out.stated.push_back({Field::Url, with_escaped_blanks(record.uri), "warc"});
    if (!changed.empty()) out.stated.push_back({Field::Published, changed, "http"});
    if (!record.date.empty()) out.stated.push_back({Field::Published, record.date, "saved"});
    return out;
  }

  /// Why the content is no article by its nature, or empty.
  static std::string kind_of(const Record& record, std::string_view media, std::string_view body) {
    if (ascii::trimmed(body).empty()) return "empty answers";
    if (const std::string_view kind = passed_kind(media); !kind.empty()) return std::string(kind);
    if (names_file(record.uri, "/robots.txt")) return "robots.txt";
    const std::string_view path =
        std::string_view(record.uri).substr(0, record.uri.find_first_of("?#"));
    const Format format = sniff(body.substr(0, kSniffBytes), {});
    if (never_holds_articles(path) && format != Format::Html) return "parts of pages";
    if (may_be_text(media) && format != Format::Binary) return {};
    switch (format) {
      case Format::Binary:
        return "other files";
      case Format::Text:
      case Format::Json:
        return media.empty() ? std::string() : "other files";
      default:
        return {};
    }
  }

  BufferedSource source_;
  bool arc_ = false;
  bool done_ = false;
  bool told_ = false;
  int lookaheads_ = 0;
  std::size_t nameless_ = 0;
  std::string failed_;
};

}  // namespace

std::unique_ptr<Members> warc_members(BufferedSource source) {
  return std::make_unique<WarcMembers>(std::move(source));
}

}  // namespace morgue
