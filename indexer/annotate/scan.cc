#include "indexer/annotate/scan.h"

#include <array>
#include <string>

#include "common/utf8.h"
#include "indexer/annotate/lexicon.h"

namespace morgue::annotate {
namespace {

enum class Class : std::uint8_t { Space, Newline, Lower, Upper, Digit, Mark };

constexpr std::array<Class, 128> ascii_classes() {
  std::array<Class, 128> classes{};
  for (std::size_t c = 0; c < classes.size(); ++c) {
    if (c == '\n')
      classes[c] = Class::Newline;
    else if (c <= ' ' || c == 127)
      classes[c] = Class::Space;
    else if (c >= 'a' && c <= 'z')
      classes[c] = Class::Lower;
    else if (c >= 'A' && c <= 'Z')
      classes[c] = Class::Upper;
    else if (c >= '0' && c <= '9')
      classes[c] = Class::Digit;
    else
      classes[c] = Class::Mark;
  }
  return classes;
}
constexpr std::array<Class, 128> kAscii = ascii_classes();

constexpr char kOtherMark = '#';

/// The mark that a character counts as.
char mark_of(char32_t c) {
  if (c < 0x80) return static_cast<char>(c);
  switch (c) {
    case U'“':
    case U'”':
    case U'„':
    case U'‟':
    case U'«':
    case U'»':
      return '"';
    case U'‘':
    case U'’':
    case U'‚':
    case U'‹':
    case U'›':
      return '\'';
    case U'‐':
    case U'‑':
    case U'‒':
    case U'–':
    case U'—':
    case U'―':
    case U'−':
      return '-';
    case U'…':
    case U'。':
      return '.';
    case U'、':
    case U'，':
      return ',';
    case U'？':
    case U'¿':
      return '?';
    case U'！':
    case U'¡':
      return '!';
    default:
      return kOtherMark;
  }
}

struct Character {
  char32_t code_point = 0;
  std::uint8_t length = 0;  ///< 0: beyond the end
  Class kind = Class::Space;

  [[nodiscard]] bool letter() const { return kind == Class::Lower || kind == Class::Upper; }
  [[nodiscard]] bool in_word() const { return letter() || kind == Class::Digit; }
  [[nodiscard]] bool apostrophe() const { return code_point == '\'' || code_point == U'’'; }
  [[nodiscard]] bool hyphen() const {
    return code_point == '-' || code_point == U'‐' || code_point == U'‑';
  }
};

Class class_of_wide(char32_t c) {
  constexpr char32_t kFirstCombining = 0x300;
  constexpr char32_t kLastCombining = 0x36F;
  if (c >= kFirstCombining && c <= kLastCombining) return Class::Lower;
  if (utf8::is_letter(c)) return utf8::is_upper(c) ? Class::Upper : Class::Lower;
  if (utf8::is_digit(c)) return Class::Digit;
  return utf8::is_space(c) ? Class::Space : Class::Mark;
}

Character character_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {byte, 1, kAscii[byte]};
  const auto [code_point, length] = utf8::decode(text, at);
  return {code_point, length, class_of_wide(code_point)};
}

/// Takes one word off a text, character by character.
class WordTaker {
 public:
  WordTaker(std::string_view text, std::size_t begin) : text_(text), begin_(begin), at_(begin) {}

  /// The word; `end` is where the scanner goes on (behind a possessive ending).
  Word take(std::size_t& end) {
    Character c = character_at(text_, at_);
    starts_with_digit_ = c.kind == Class::Digit;
    starts_upper_ = c.kind == Class::Upper;
    while (true) {
      if (c.in_word())
        consume(c);
      else if (!consume_joint(c))
        break;
      c = character_at(text_, at_);
    }
    Word word = finished(c);
    end = at_ + (word.possessive || clitic_ > 0 ? clitic_ : 0);
    return word;
  }

 private:
  void consume(const Character& c) {
    if (c.kind == Class::Upper) {
      ++uppers_;
      if (letters_ + digits_ > 0 && !after_joint_) inner_upper_ = true;
    }
    if (c.letter()) ++letters_;
    if (c.kind == Class::Digit) ++digits_;
    ++run_;
    after_joint_ = false;
    append(c);
  }

  void append(const Character& c) {
    if (c.code_point < 0x80) {
      const auto byte = static_cast<char>(c.code_point);
      state_ = key_step(state_, c.kind == Class::Upper ? static_cast<char>(byte + 32) : byte);
    } else if (c.apostrophe() || c.hyphen()) {
      state_ = key_step(state_, c.apostrophe() ? '\'' : '-');
    } else {
      folded_.clear();
      utf8::append_folded(folded_, c.code_point);
      for (const char byte : folded_) state_ = key_step(state_, byte);
    }
    at_ += c.length;
  }

  void join(const Character& c) {
    append(c);
    run_ = 0;
    after_joint_ = true;
  }

  /// A mark that stays inside the word. False if the word ends before it.
  bool consume_joint(const Character& c) {
    if (c.length == 0 || c.kind != Class::Mark || run_ == 0) return false;
    const Character next = character_at(text_, at_ + c.length);
    if (!next.in_word()) return false;
    if (c.hyphen()) return hyphenated_ = true, join(c), true;
    if (c.apostrophe()) {
      if (!next.letter()) return false;
      clitic_ = clitic_length(c.length);
      if (clitic_ > 0) return false;
      return join(c), true;
    }
    if (c.code_point == '.') return consume_full_stop(c, next);
    if (c.code_point == ',') {
      if (letters_ > 0 || next.kind != Class::Digit) return false;
      return join(c), true;
    }
    if (c.code_point == '&' && next.kind == Class::Upper && uppers_ == letters_)
      return join(c), true;
    return false;
  }

  bool consume_full_stop(const Character& c, const Character& next) {
    const bool acronym_goes_on =
        run_ == 1 && next.letter() && !character_at(text_, at_ + c.length + next.length).letter();
    if (acronym_goes_on && letters_ > 0) {
      dotted_ = true;
      return join(c), true;
    }
    const bool in_number = digits_ > 0 && letters_ == 0 && next.kind == Class::Digit;
    const bool in_address = letters_ > 0 && run_ > 1 && next.kind == Class::Lower;
    if (!in_number && !in_address) return false;
    return join(c), true;
  }

  /// How many bytes a possessive or another clitic takes from here, 0 if there is none.
  std::size_t clitic_length(std::size_t apostrophe) {
    std::size_t length = apostrophe;
    std::array<char, 2> ending{};
    std::size_t letters = 0;
    for (; letters < ending.size(); ++letters, ++length) {
      const Character c = character_at(text_, at_ + length);
      if (!c.letter() || c.code_point >= 0x80) break;
      ending[letters] = static_cast<char>(c.code_point | 0x20U);
    }
    const Character after = character_at(text_, at_ + length);
    if (after.in_word() || after.apostrophe() || after.hyphen()) return 0;
    const std::string_view found(ending.data(), letters);
    possessive_ = found == "s";
    return possessive_ || found == "ll" || found == "re" || found == "ve" || found == "d" ||
                   found == "m"
               ? length
               : 0;
  }

  Word finished(const Character& next) {
    Word word;
    word.key = WordKey{mixed(state_)};
    word.shape = shape();
    const bool full_stop = next.code_point == '.' && next.length == 1;
    const bool initial = dotted_ || (letters_ == 1 && digits_ == 0 && uppers_ == 1);
    if (full_stop && clitic_ == 0 && (initial || is_abbreviation(word.key))) {
      word.abbreviated = true;
      ++at_;
    }
    word.possessive = possessive_ && clitic_ > 0;
    word.hyphenated = hyphenated_;
    word.where = {static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(at_)};
    return word;
  }

  [[nodiscard]] Shape shape() const {
    if (starts_with_digit_) return Shape::Number;
    if (uppers_ == 0) return Shape::Lower;
    if (letters_ == 1 && digits_ == 0) return Shape::Initial;
    if (uppers_ == letters_) return Shape::Upper;
    return starts_upper_ && !inner_upper_ ? Shape::Title : Shape::Mixed;
  }

  std::string_view text_;
  std::size_t begin_;
  std::size_t at_;
  std::uint64_t state_ = kKeySeed;
  std::size_t letters_ = 0;
  std::size_t digits_ = 0;
  std::size_t uppers_ = 0;
  std::size_t run_ = 0;  ///< letters and digits since the last joint
  std::size_t clitic_ = 0;
  bool possessive_ = false;
  bool dotted_ = false;
  bool hyphenated_ = false;
  bool after_joint_ = false;
  bool inner_upper_ = false;
  bool starts_upper_ = false;
  bool starts_with_digit_ = false;
  std::string folded_;
};

bool ends_sentence(char mark) { return mark == '.' || mark == '!' || mark == '?'; }

Word mark_word(const Character& c, std::size_t at) {
  Word word;
  word.where = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + c.length)};
  word.mark = mark_of(c.code_point);
  word.key = key_of(std::string_view(&word.mark, 1));
  return word;
}

}  // namespace

void scan(std::string_view text, std::vector<Word>& words) {
  bool sentence = true;
  bool paragraph = true;
  bool glued = false;
  std::size_t at = 0;
  while (at < text.size()) {
    const Character c = character_at(text, at);
    if (c.kind == Class::Space || c.kind == Class::Newline) {
      if (c.kind == Class::Newline) sentence = paragraph = true;
      glued = false;
      at += c.length;
      continue;
    }
    Word word;
    std::size_t end = at + c.length;
    const bool is_word = c.in_word();
    if (is_word)
      word = WordTaker(text, at).take(end);
    else
      word = mark_word(c, at);
    word.glued = glued;
    word.starts_paragraph = paragraph;
    paragraph = false;
    if (is_word) {
      word.starts_sentence = sentence;
      sentence = false;
    } else if (ends_sentence(word.mark) || word.mark == ':' || (word.mark == '"' && !glued)) {
      sentence = true;
    }
    words.push_back(word);
    glued = true;
    at = end;
  }
}

std::vector<Word> scan(std::string_view text) {
  std::vector<Word> words;
  scan(text, words);
  return words;
}

}  // namespace morgue::annotate
