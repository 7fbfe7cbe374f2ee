#include "indexer/annotate/features.h"

#include <algorithm>
#include <string_view>

namespace morgue::annotate {
namespace {

/// Empty notes on both sides, so that neighbours need no test.
constexpr std::ptrdiff_t kMargin = 3;

constexpr std::uint8_t kFirst = 1;
constexpr std::uint8_t kInner = 2;
constexpr std::uint8_t kLast = 4;

/// A line is set like a headline if more than that share of its longer words is capitalised; then
/// capitals mean little. Our own choice.
constexpr double kHeadlineShare = 0.75;
constexpr std::size_t kHeadlineWords = 2;
constexpr std::uint32_t kLongWord = 4;

/// At most so many words in a row may link capitalised words: "Ministry for the ..." has two.
constexpr std::size_t kMaxLinks = 3;

/// Longer runs are cut: only texts in capitals have them, and sums of scores stay in bounds.
constexpr std::uint32_t kMaxRun = 200;

std::uint8_t form_of(const Word& word) {
  return static_cast<std::uint8_t>(static_cast<unsigned>(word.shape) | (word.hyphenated ? 8U : 0U) |
                                   (word.abbreviated ? 16U : 0U) | (word.possessive ? 32U : 0U));
}

std::uint64_t lower_ascii(char c) {
  return static_cast<std::uint8_t>(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/// The first `bytes` bytes as a number; a byte of a longer character counts by itself.
std::uint64_t head_of(std::string_view word, std::size_t bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < std::min(bytes, word.size()); ++i)
    value = value << 8U | lower_ascii(word[i]);
  return value;
}

std::uint64_t tail_of(std::string_view word, std::size_t bytes) {
  return head_of(word.substr(word.size() - std::min(bytes, word.size())), bytes);
}

template <typename Enum>
std::uint64_t number(Enum value) {
  return static_cast<std::uint64_t>(value);
}

}  // namespace

void Features::read(const ArticleWords& article) {
  article_ = &article;
  take_notes();
  mark_headlines();
  mark_phrases();
  find_runs();
}

const Features::Note& Features::note(std::ptrdiff_t word) const {
  return notes_[static_cast<std::size_t>(word + kMargin)];
}

void Features::take_notes() {
  const auto& words = article_->words;
  notes_.assign(words.size() + 2 * kMargin, Note{});
  small_.clear();
  big_.clear();
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    Note& note = notes_[i + kMargin];
    note.key = number(word.key);
    note.form = form_of(word);
    note.roles = roles_of(word.key);
    if (word.mark != 0) continue;
    const Knowledge knowledge = gazetteer_.find(word.key);
    note.known = knowledge.known;
    note.clusters = knowledge.clusters;
    if (word.shape == Shape::Lower)
      small_.insert(word.key);
    else if (!word.starts_sentence && word.capitalised())
      big_.insert(word.key);
  }
}

void Features::mark_headlines() {
  const auto& words = article_->words;
  headline_.assign(words.size(), false);
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin;
    std::size_t longer = 0;
    std::size_t capitals = 0;
    do {
      if (words[end].mark == 0 && words[end].where.size() >= kLongWord) {
        ++longer;
        if (words[end].capitalised()) ++capitals;
      }
      ++end;
    } while (end < words.size() && !words[end].starts_paragraph);
    if (longer >= kHeadlineWords &&
        static_cast<double>(capitals) > kHeadlineShare * static_cast<double>(longer))
      std::fill(headline_.begin() + static_cast<std::ptrdiff_t>(begin),
                headline_.begin() + static_cast<std::ptrdiff_t>(end), true);
    begin = end;
  }
}

/// Looks for entries of several words, the longest first at each place.
void Features::mark_phrases() {
  const auto& words = article_->words;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (!words[i].capitalised() || !has(notes_[i + kMargin].known, Known::BeginsPhrase)) continue;
    WordKey key = words[i].key;
    std::size_t longest = 0;
    Known what = Known::Nothing;
    for (std::size_t length = 2; length <= kMaxPhraseWords && i + length <= words.size();
         ++length) {
      const Word& next = words[i + length - 1];
      if (next.mark != 0) break;
      key = joined(key, next.key);
      const Known known = gazetteer_.known(key);
      if (known == Known::Nothing) continue;
      longest = length;
      what = known;
    }
    for (std::size_t k = 0; k < longest; ++k) {
      Note& note = notes_[i + k + kMargin];
      note.phrase = static_cast<std::uint16_t>(note.phrase | number(what));
      const std::uint8_t place = k == 0 ? kFirst : k + 1 == longest ? kLast : kInner;
      note.place = static_cast<std::uint8_t>(note.place | place);
    }
  }
}

bool Features::may_link(std::size_t word) const {
  const Word& each = article_->words[word];
  if (each.starts_paragraph) return false;
  if (each.mark != 0) return each.mark == '&' || each.mark == '\'' || each.mark == '"';
  return has(note(static_cast<std::ptrdiff_t>(word)).roles, Role::Link | Role::Particle) ||
         each.shape == Shape::Number;
}

/// Capitalised words, what links them, and numbers beside them.
void Features::find_runs() {
  const auto& words = article_->words;
  runs_.clear();
  for (std::uint32_t i = 0; i < words.size();) {
    if (!words[i].capitalised()) {
      ++i;
      continue;
    }
    Run run{i, i + 1};
    if (i > 0 && !words[i].starts_paragraph && words[i - 1].shape == Shape::Number &&
        (runs_.empty() || runs_.back().end < i))
      --run.begin;
    while (run.end < words.size() && !words[run.end].starts_paragraph &&
           run.end - run.begin < kMaxRun) {
      std::size_t next = run.end;
      while (next < words.size() && next < run.end + kMaxLinks && !words[next].capitalised() &&
             may_link(next))
        ++next;
      if (next >= words.size() || !words[next].capitalised() || words[next].starts_paragraph) break;
      run.end = static_cast<std::uint32_t>(next + 1);
    }
    if (run.end < words.size() && words[run.end].shape == Shape::Number &&
        !words[run.end].starts_paragraph)
      ++run.end;
    runs_.push_back(run);
    i = run.end;
  }
}

void Features::of_word(const Run& run, std::size_t word, std::vector<Feature>& out) const {
  const auto i = static_cast<std::ptrdiff_t>(word);
  const Note& here = note(i);
  const Note& before = note(i - 1);
  const Note& after = note(i + 1);
  const Note& second_before = note(i - 2);
  const Note& second_after = note(i + 2);
  const Note& left = note(static_cast<std::ptrdiff_t>(run.begin) - 1);
  const Note& right = note(run.end);
  const Note& head = note(static_cast<std::ptrdiff_t>(run.end) - 1);
  const Note& front = note(run.begin);
  const Word& written = article_->words[word];
  const std::string_view letters = article_->written(word);
  std::uint64_t next = 0;
  const auto add = [&](std::uint64_t a, std::uint64_t b = 0) {
    out.push_back(feature(++next, a, b));
  };

  // The words: kIdentityFeatures of the word itself first.
  add(here.key);
  add(before.key, here.key);
  add(here.key, after.key);
  add(before.key);
  add(after.key);
  add(second_before.key);
  add(second_after.key);
  add(before.key, after.key);

  // How they are written, and where.
  const std::uint64_t standing = (written.starts_sentence ? 1U : 0U) | (headline_[word] ? 2U : 0U) |
                                 (small_.contains(written.key) ? 4U : 0U) |
                                 (big_.contains(written.key) ? 8U : 0U);
  const std::uint64_t habit = number(here.known) >> 9U & 3U;
  add(standing, here.form);
  add(standing, habit | number(here.roles) << 8U);
  add(before.form, here.form);
  add(here.form, after.form);
  add(before.form | static_cast<std::uint64_t>(after.form) << 8U, here.form);
  for (const std::size_t bytes : {2U, 3U, 4U}) {
    add(head_of(letters, bytes));
    add(tail_of(letters, bytes));
  }
  add(tail_of(letters, 3), here.form);

  // What the lists know.
  add(number(here.known), here.form);
  add(number(here.known), standing);
  add(number(before.known), number(here.known));
  add(number(here.known), number(after.known));
  add(number(before.known) << 16U | number(after.known), number(here.known));
  add(here.phrase, here.place);
  add(number(here.roles));
  add(number(before.roles));
  add(number(after.roles));
  add(number(before.roles), number(here.known));
  add(number(after.roles), number(here.known));
  add(number(second_before.roles), number(before.roles));

  // Words in the same company.
  add(here.clusters.coarse());
  add(here.clusters.middle());
  add(here.clusters.fine());
  add(before.clusters.middle());
  add(before.clusters.fine());
  add(after.clusters.middle());
  add(after.clusters.fine());
  add(before.clusters.middle(), here.clusters.middle());
  add(here.clusters.middle(), after.clusters.middle());
  add(before.clusters.coarse(), after.clusters.coarse());
  add(second_before.clusters.middle(), before.clusters.middle());
  add(after.clusters.middle(), second_after.clusters.middle());

  // The run of capitals.
  const std::uint64_t from_begin = std::min<std::size_t>(word - run.begin, 3);
  const std::uint64_t to_end = std::min<std::size_t>(run.end - 1 - word, 3);
  const std::uint64_t position = from_begin << 4U | to_end;
  add(position, here.form);
  add(position, number(here.known));
  add(left.key, from_begin);
  add(right.key, to_end);
  add(left.clusters.middle(), from_begin);
  add(right.clusters.middle(), to_end);
  add(head.key, to_end);
  add(number(head.roles), to_end);
  add(front.key, from_begin);
  add(number(front.roles), from_begin);
}

}  // namespace morgue::annotate
