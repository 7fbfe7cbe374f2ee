#include "query/render/wrap.h"

#include <optional>
#include <vector>

#include "common/utf8.h"

namespace morgue {
namespace {

/// What is not marked has none.
using Look = std::optional<Style::Role>;

// Where a stretch of text has its own direction, and where that ends (Unicode's isolates).
constexpr std::string_view kLeftToRight = "\u2066";
constexpr std::string_view kRightToLeft = "\u2067";
constexpr std::string_view kIsolateEnd = "\u2069";

constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kEmojiShape = 0xFE0F;  // the character before it is shown as a picture, wide

/// Letters of scripts that are written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko,
/// Adlam and their older kin.
bool is_right_to_left(char32_t c) {
  return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
         (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0x10800 && c <= 0x10FFF) ||
         (c >= 0x1E800 && c <= 0x1EFFF);
}

bool is_flag_letter(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }
bool is_skin_tone(char32_t c) { return c >= 0x1F3FB && c <= 0x1F3FF; }

/// Closing marks of scripts without blanks: no line begins with one.
bool closes(char32_t c) {
  constexpr std::u32string_view kClosing = U"、。，．：；！？）］｝〉》」』】〕〗〙々ー…";
  return kClosing.find(c) != std::u32string_view::npos;
}

/// Is the text of a language that is written from right to left? Its first letter tells.
bool runs_right_to_left(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded d = utf8::decode(text, at);
    if (is_right_to_left(d.code_point)) return true;
    if (utf8::is_letter(d.code_point)) return false;
    at += d.length;
  }
  return false;
}

/// What is shown as one character: a letter with its marks, a flag, joined emoji.
struct Cluster {
  std::string bytes;
  std::size_t columns = 0;
  bool right_to_left = false;
  bool closes = false;  ///< may not begin a line
};

/// The one that begins at `at`; `at` moves behind it. Columns are those of a terminal that does not
/// join emoji: others leave some room at the end of a line.
Cluster next_cluster(std::string_view text, std::size_t& at) {
  Cluster out;
  char32_t last = 0;
  for (std::size_t n = 0; at < text.size(); ++n) {
    const utf8::Decoded d = utf8::decode(text, at);
    const char32_t c = d.code_point;
    const auto columns = static_cast<std::size_t>(utf8::columns(c));
    if (n == 0) out.closes = closes(c);
    const bool joined = n == 0 || last == kJoiner || is_skin_tone(c) ||
                        (n == 1 && is_flag_letter(last) && is_flag_letter(c)) ||
                        (columns == 0 && !utf8::is_space(c));
    if (!joined) break;
    if (!utf8::is_control(c)) {
      out.bytes += text.substr(at, d.length);
      out.columns += c == kEmojiShape && out.columns == 1 ? 1 : columns;
      out.right_to_left = out.right_to_left || is_right_to_left(c);
    }
    last = c;
    at += d.length;
  }
  return out;
}

/// Writes pieces of text to lines no wider than asked for.
class Lines {
 public:
  Lines(const Style& style, const WrapOptions& options, bool right_to_left)
      : style_(style), options_(options), right_to_left_(right_to_left) {
    begin_line(options_.first_indent);
  }

  /// A character of a word, or a wide one that may be followed by a break.
  void character(const Cluster& cluster, Look look) {
    const bool wide = cluster.columns > 1;
    if ((wide || after_wide_) && !cluster.closes) end_word();
    after_wide_ = wide;
    if (word_columns_ + cluster.columns > room() && word_columns_ > 0) end_word();
    switch_look(word_, word_look_, look);
    word_ += cluster.bytes;
    word_columns_ += cluster.columns;
    word_isolated_ = word_isolated_ || cluster.right_to_left;
  }
  void blank(Look look) {
    end_word();
    if (line_columns_ > 0) {
      gap_ = true;
      gap_look_ = look;
    }
  }
  std::string finish() {
    end_word();
    end_line();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::size_t room() const {
    if (options_.width == 0) return static_cast<std::size_t>(-1) / 2;
    return options_.width > indent_columns_ + 1 ? options_.width - indent_columns_ : 1;
  }
  void begin_line(const std::string& indent) {
    out_ += indent;
    indent_columns_ = shown_columns(indent);
    line_columns_ = 0;
    line_begin_ = out_.size();
    line_isolated_ = false;
  }
  /// A line with text from right to left keeps to itself: what stands in front of it and behind it
  /// stays where it is. Only where lines are laid out; files and pipes get the text alone.
  void end_line() {
    switch_look(out_, line_look_, {});
    if (line_isolated_ && options_.width > 0) {
      out_.insert(line_begin_, right_to_left_ ? kRightToLeft : kLeftToRight);
      out_ += kIsolateEnd;
    }
    out_ += '\n';
  }
  void switch_look(std::string& to, Look& state, Look look) const {
    if (state == look) return;
    if (state) to += style_.off();
    if (look) to += style_.on(*look);
    state = look;
  }
  void end_word() {
    if (word_columns_ == 0 && word_.empty()) return;
    if (line_columns_ > 0 && line_columns_ + (gap_ ? 1 : 0) + word_columns_ > room()) {
      end_line();
      begin_line(options_.indent);
    } else if (gap_) {
      switch_look(out_, line_look_, gap_look_ == line_look_ ? line_look_ : Look());
      out_ += ' ';
      ++line_columns_;
    }
    gap_ = false;
    // The word was written as if the line were unmarked before it.
    switch_look(out_, line_look_, {});
    out_ += word_;
    line_look_ = word_look_;
    line_columns_ += word_columns_;
    line_isolated_ = line_isolated_ || word_isolated_;
    word_isolated_ = false;
    word_.clear();
    word_columns_ = 0;
    word_look_.reset();
  }

  const Style& style_;
  const WrapOptions& options_;
  bool right_to_left_;
  std::string out_, word_;
  std::size_t line_begin_ = 0;
  bool line_isolated_ = false, word_isolated_ = false;
  bool after_wide_ = false;
  std::size_t indent_columns_ = 0, line_columns_ = 0, word_columns_ = 0;
  bool gap_ = false;
  Look gap_look_, line_look_, word_look_;
};

}  // namespace

std::size_t shown_columns(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const std::string_view plain = text.substr(0, text.find('\x1b'));
    columns += utf8::columns(plain);
    text.remove_prefix(plain.size());
    const auto end = text.find('m');
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return columns;
}

std::string isolated(std::string_view text) {
  bool any = false;
  for (std::size_t at = 0; at < text.size() && !any;) {
    const utf8::Decoded d = utf8::decode(text, at);
    any = is_right_to_left(d.code_point);
    at += d.length;
  }
  if (!any) return std::string(text);
  std::string out(runs_right_to_left(text) ? kRightToLeft : kLeftToRight);
  out += text;
  out += kIsolateEnd;
  return out;
}

std::string wrap_styled(std::string_view text, std::span<const StyledSpan> styles,
                        const Style& style, const WrapOptions& options) {
  Lines lines(style, options, runs_right_to_left(text));
  std::size_t next = 0;
  for (std::size_t at = 0; at < text.size();) {
    while (next < styles.size() && styles[next].where.end <= at) ++next;
    const bool inside = next < styles.size() && styles[next].where.begin <= at;
    const Look look = inside ? Look(styles[next].role) : Look();
    const utf8::Decoded d = utf8::decode(text, at);
    if (utf8::is_space(d.code_point)) {
      lines.blank(look);
      at += d.length;
    } else if (const Cluster cluster = next_cluster(text, at); !cluster.bytes.empty()) {
      lines.character(cluster, look);
    }
  }
  return lines.finish();
}

std::string wrap(std::string_view text, std::span<const Span> marks, const Style& style,
                 const WrapOptions& options) {
  std::vector<StyledSpan> styles;
  for (const Span mark : marks) styles.push_back({mark, Style::Role::Match});
  return wrap_styled(text, styles, style, options);
}

std::string one_marked_line(std::string_view text, std::span<const Span> marks,
                            const Style& style) {
  std::string line = wrap(text, marks, style, {0, "", ""});
  line.pop_back();
  return line;
}

}  // namespace morgue
