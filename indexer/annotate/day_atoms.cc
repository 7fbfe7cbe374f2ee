#include "indexer/annotate/day_atoms.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace morgue::annotate {
namespace {

bool digit(char c) { return '0' <= c && c <= '9'; }
bool ascii_letter(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); }

/// How many digits `text` begins with.
std::size_t digits_of(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), digit) - text.begin());
}

constexpr std::size_t kMostDigits = 8;  // 20240614

std::int32_t number_in(std::string_view digits) {
  std::int32_t number = 0;
  for (const char c : digits) number = 10 * number + (c - '0');
  return number;
}

bool is_ordinal_ending(std::string_view rest) {
  return rest == "st" || rest == "nd" || rest == "rd" || rest == "th" || rest == "ST" ||
         rest == "ND" || rest == "RD" || rest == "TH";
}

/// What a word that begins with a digit is: "14", "14th", "1990s"; anything else is None.
void read_number(std::string_view written, Atom& atom) {
  const std::size_t digits = digits_of(written);
  if (digits == 0 || digits > kMostDigits) return;
  const std::string_view rest = written.substr(digits);
  atom.value = number_in(written.substr(0, digits));
  atom.digits = static_cast<std::uint8_t>(digits);
  if (rest.empty())
    atom.kind = DayWord::Number;
  else if (digits <= 2 && is_ordinal_ending(rest))
    atom.kind = DayWord::Ordinal;
  else if ((rest == "s" || rest == "'s" || rest == "’s") && atom.value % 10 == 0 &&
           (digits == 4 || digits == 2))
    atom.kind = DayWord::Decade;
}

/// "FY2008", "fy13": letters and a year in one word.
void read_fiscal(std::string_view written, Atom& atom) {
  constexpr std::size_t kLetters = 2;
  if (written.size() != kLetters + 2 && written.size() != kLetters + 4) return;
  const char first = static_cast<char>(written[0] | 0x20);
  const char second = static_cast<char>(written[1] | 0x20);
  if ((first != 'f' && first != 'c') || second != 'y') return;
  const std::string_view year = written.substr(kLetters);
  if (digits_of(year) != year.size()) return;
  atom.kind = DayWord::Fiscal;
  atom.value = year.size() == 2 ? 2000 + number_in(year) : number_in(year);
}

void classify(std::string_view written, Atom& atom) {
  if (digit(written.front()) && atom.kind == DayWord::None) {
    const DayWordEntry entry = day_word(atom.key);
    atom.kind = entry.word;  // "3q"
    atom.value = entry.value;
    if (atom.kind == DayWord::None) read_number(written, atom);
    return;
  }
  const DayWordEntry entry = day_word(atom.key);
  atom.kind = entry.word;
  atom.value = entry.value;
}

Atom atom_of(const Word& word, std::size_t index) {
  Atom atom;
  atom.key = word.key;
  atom.where = word.where;
  atom.word = static_cast<std::uint32_t>(index);
  atom.mark = word.mark;
  atom.glued = word.glued;
  atom.capital = word.capitalised();
  atom.starts_sentence = word.starts_sentence;
  atom.possessive = word.possessive;
  return atom;
}

/// Where a hyphen, or a full stop between digits, begins and ends at or behind `from`.
struct Joint {
  std::size_t begin = std::string_view::npos;
  std::size_t end = 0;
  char mark = '-';
};

/// "minutes-2023-06-14.pdf"
bool begins_suffix(std::string_view written, std::size_t dot) {
  return dot > 0 && digit(written[dot - 1]) && dot + 1 < written.size() &&
         ascii_letter(written[dot + 1]);
}

Joint next_joint(std::string_view written, std::size_t from, bool dots) {
  for (std::size_t i = from; i < written.size(); ++i) {
    if (written[i] == '-') return {i, i + 1, '-'};
    if (written[i] == '.' && (dots || begins_suffix(written, i))) return {i, i + 1, '.'};
    if (written.compare(i, 3, "‐") == 0 || written.compare(i, 3, "‑") == 0) return {i, i + 3, '-'};
  }
  return {};
}

/// Keys of parts are those of words only if these are ASCII; no day word of ours is anything else.
WordKey key_of_part(std::string_view part) {
  std::uint64_t state = kKeySeed;
  for (const char c : part) {
    const bool upper = 'A' <= c && c <= 'Z';
    state = key_step(state, upper ? static_cast<char>(c | 0x20) : c);
  }
  return WordKey{mixed(state)};
}

/// What makes it worth taking a compound apart: "mid-June", but not "lower-than-expected".
bool names_time(DayWord kind) {
  switch (kind) {
    case DayWord::Number:
    case DayWord::Ordinal:
    case DayWord::Ones:
    case DayWord::Tens:
    case DayWord::Decade:
    case DayWord::Month:
    case DayWord::ShortMonth:
    case DayWord::Weekday:
    case DayWord::ShortWeekday:
    case DayWord::Unit:
    case DayWord::Units:
    case DayWord::Quarter:
    case DayWord::Half:
    case DayWord::Fiscal:
    case DayWord::DayName:
    case DayWord::Season:
      return true;
    default:
      return false;
  }
}

constexpr std::size_t kMostParts = 8;
constexpr std::size_t kLongestCompound = 48;  // bytes; "twenty-seven-year-old" has 21

/// Takes a word apart at its hyphens or its full stops.
class Splitter {
 public:
  Splitter(const Word& word, std::size_t index, std::string_view written, bool dots)
      : whole_(atom_of(word, index)), written_(written), dots_(dots) {}

  /// False, and nothing added, if there is too much of it or nothing to do with days in it.
  bool split(std::vector<Atom>& into) {
    const std::size_t before = into.size();
    bool speaks_of_days = false;
    std::size_t from = 0;
    for (std::size_t parts = 0; from <= written_.size(); ++parts) {
      const Joint joint = next_joint(written_, from, dots_);
      const std::size_t end = std::min(joint.begin, written_.size());
      if (parts == kMostParts || end == from) return into.resize(before), false;
      add_part(from, end, into);
      speaks_of_days = speaks_of_days || names_time(into.back().kind);
      if (joint.begin == std::string_view::npos) break;
      add_joint(joint, into);
      from = joint.end;
    }
    if (!speaks_of_days) return into.resize(before), false;
    into[before].glued = whole_.glued;
    into[before].starts_sentence = whole_.starts_sentence;
    into.back().possessive = whole_.possessive;
    return true;
  }

 private:
  [[nodiscard]] Atom piece(std::size_t from, std::size_t end) const {
    Atom atom;
    const auto base = whole_.where.begin;
    atom.where = {base + static_cast<std::uint32_t>(from), base + static_cast<std::uint32_t>(end)};
    atom.word = whole_.word;
    atom.glued = true;
    return atom;
  }

  void add_part(std::size_t from, std::size_t end, std::vector<Atom>& into) const {
    const std::string_view part = written_.substr(from, end - from);
    Atom atom = piece(from, end);
    atom.key = key_of_part(part);
    atom.capital = 'A' <= part.front() && part.front() <= 'Z';
    classify(part, atom);
    into.push_back(atom);
  }

  void add_joint(const Joint& joint, std::vector<Atom>& into) const {
    Atom atom = piece(joint.begin, joint.end);
    atom.mark = joint.mark;
    into.push_back(atom);
  }

  Atom whole_;
  std::string_view written_;
  bool dots_;
};

/// "23.04.2022", not "3.5" and not "1.2.3.4".
bool is_dotted_date(std::string_view written) {
  constexpr std::size_t kShortest = 6;  // 1.2.24
  constexpr std::size_t kLongest = 10;  // 23.04.2022
  return written.size() >= kShortest && written.size() <= kLongest &&
         std::count(written.begin(), written.end(), '.') == 2 &&
         std::all_of(written.begin(), written.end(), [](char c) { return digit(c) || c == '.'; });
}

/// "Nov30", "jun4": a month and its day in one word.
bool add_month_and_day(const Word& word, std::size_t index, std::string_view written,
                       std::vector<Atom>& into) {
  constexpr std::size_t kLongest = 11;  // September30
  if (written.size() > kLongest) return false;
  const std::size_t letters = written.find_first_of("0123456789");
  const std::string_view name = written.substr(0, letters);
  const std::string_view figures = written.substr(letters);
  // "Sep07" is a month and its year as often as not.
  if (figures.size() > 2 || figures.front() == '0' || digits_of(figures) != figures.size())
    return false;
  const WordKey key = key_of_part(name);
  const DayWord kind = day_word(key).word;
  constexpr std::int32_t kLastDay = 31;
  const bool month = kind == DayWord::Month || kind == DayWord::ShortMonth;
  if (!month || number_in(figures) < 1 || number_in(figures) > kLastDay) return false;
  Atom atom = atom_of(word, index);
  const std::uint32_t middle = word.where.begin + static_cast<std::uint32_t>(letters);
  atom.key = key;
  atom.where.end = middle;
  atom.possessive = false;
  classify(name, atom);
  into.push_back(atom);
  atom = atom_of(word, index);
  atom.where.begin = middle;
  atom.key = key_of_part(figures);
  atom.glued = true;
  atom.capital = atom.starts_sentence = false;
  classify(figures, atom);
  into.push_back(atom);
  return true;
}

void add_word(const Word& word, std::size_t index, std::string_view written,
              std::vector<Atom>& into) {
  const bool dotted = word.shape == Shape::Number && is_dotted_date(written);
  const bool compound = word.hyphenated && written.size() <= kLongestCompound;
  if ((compound || dotted) && Splitter(word, index, written, dotted).split(into)) return;
  Atom atom = atom_of(word, index);
  if (word.shape != Shape::Mark) classify(written, atom);
  if (atom.kind == DayWord::None && digit(written.back()) && ascii_letter(written.front())) {
    if (add_month_and_day(word, index, written, into)) return;
    read_fiscal(written, atom);
  }
  into.push_back(atom);
}

}  // namespace

void read_atoms(const ArticleWords& article, bool title, std::vector<Atom>& into) {
  into.clear();
  const std::size_t begin = title ? 0 : article.title_words;
  const std::size_t end = title ? article.title_words : article.words.size();
  into.reserve(end - begin);
  for (std::size_t i = begin; i < end; ++i) add_word(article.words[i], i, article.written(i), into);
}

}  // namespace morgue::annotate
