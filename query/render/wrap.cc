#include "query/render/wrap.h"

#include "common/utf8.h"

namespace morgue {
namespace {

/// Columns of an indent; the escape codes of Style take none.
std::size_t shown_columns(std::string_view indent) {
  std::size_t columns = 0;
  while (!indent.empty()) {
    const std::string_view plain = indent.substr(0, indent.find('\x1b'));
    columns += utf8::columns(plain);
    indent.remove_prefix(plain.size());
    const auto end = indent.find('m');
    indent.remove_prefix(end == std::string_view::npos ? indent.size() : end + 1);
  }
  return columns;
}

/// Writes pieces of text to lines no wider than asked for.
class Lines {
 public:
  Lines(const Style& style, const WrapOptions& options) : style_(style), options_(options) {
    begin_line(options_.first_indent);
  }

  /// A character of a word, or a wide one that may be followed by a break.
  void character(std::string_view bytes, std::size_t columns, bool marked) {
    const bool wide = columns > 1;
    if (wide) end_word();
    if (word_columns_ + columns > room() && word_columns_ > 0) end_word();
    switch_mark(word_, word_marked_, marked);
    word_ += bytes;
    word_columns_ += columns;
    if (wide) end_word();
  }
  void blank(bool marked) {
    end_word();
    if (line_columns_ > 0) {
      gap_ = true;
      gap_marked_ = marked;
    }
  }
  std::string finish() {
    end_word();
    switch_mark(out_, line_marked_, false);
    out_ += '\n';
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
  }
  void switch_mark(std::string& to, bool& state, bool marked) const {
    if (state == marked) return;
    to += marked ? style_.on(Style::Role::Match) : style_.off();
    state = marked;
  }
  void end_word() {
    if (word_columns_ == 0 && word_.empty()) return;
    if (line_columns_ > 0 && line_columns_ + (gap_ ? 1 : 0) + word_columns_ > room()) {
      switch_mark(out_, line_marked_, false);
      out_ += '\n';
      begin_line(options_.indent);
    } else if (gap_) {
      switch_mark(out_, line_marked_, gap_marked_ && line_marked_);
      out_ += ' ';
      ++line_columns_;
    }
    gap_ = false;
    // The word was written as if the line were unmarked before it.
    if (line_marked_) {
      out_ += style_.off();
      line_marked_ = false;
    }
    out_ += word_;
    line_marked_ = word_marked_;
    line_columns_ += word_columns_;
    word_.clear();
    word_columns_ = 0;
    word_marked_ = false;
  }

  const Style& style_;
  const WrapOptions& options_;
  std::string out_, word_;
  std::size_t indent_columns_ = 0, line_columns_ = 0, word_columns_ = 0;
  bool gap_ = false, gap_marked_ = false, line_marked_ = false, word_marked_ = false;
};

}  // namespace

std::string wrap(std::string_view text, std::span<const Span> marks, const Style& style,
                 const WrapOptions& options) {
  Lines lines(style, options);
  std::size_t mark = 0;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded d = utf8::decode(text, at);
    while (mark < marks.size() && marks[mark].end <= at) ++mark;
    const bool marked = mark < marks.size() && marks[mark].begin <= at;
    if (utf8::is_space(d.code_point))
      lines.blank(marked);
    else if (!utf8::is_control(d.code_point))
      lines.character(text.substr(at, d.length),
                      static_cast<std::size_t>(utf8::columns(d.code_point)), marked);
    at += d.length;
  }
  return lines.finish();
}

std::string one_marked_line(std::string_view text, std::span<const Span> marks,
                            const Style& style) {
  std::string line = wrap(text, marks, style, {0, "", ""});
  line.pop_back();
  return line;
}

}  // namespace morgue
