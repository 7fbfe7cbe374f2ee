#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <regex>
#include <set>

#include "query/match/search.h"
#include "tests/unit/query/archive_for_test.h"
#include "tests/unit/query/language/query_for_test.h"

// Every operator of the language on random queries over random articles, answered by the engine and
// by a scan written from the descriptions of tree.h alone. The scan never reads a text: articles
// are made of paragraphs of sentences of words that it keeps, so that it shares neither the
// tokeniser nor the sentence splitter nor any matching with the engine.

namespace morgue::test {
namespace {

using Kind = QueryNode::Kind;
using Unit = QueryNode::Unit;
using Strings = std::vector<std::string>;

/// No two of these have a stem in common but port and ports; the last but two differ by one letter.
const Strings kVocabulary = {"port",  "ports", "ferry",   "storm",  "radar", "bridge",
                             "mayor", "the",   "lithium", "resume", "crash", "crush"};
const Strings kNames = {"Rowan Pike", "Ilse Marten", "Tomas Brandt"};
const Strings kSources = {"Herald", "Radio"};
const Strings kDates = {"2024-06-14", "2024-06-20", "2025-01-01"};

/// A word as the scan knows it.
struct Word {
  std::string folded, written;
  int sentence = 0, paragraph = 0;
  const std::string* name = nullptr;  ///< whose first word it is
};

struct Made {
  std::vector<Word> title, text;
  std::string date, source;
};

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return engine_() % n; }
  bool one_in(std::size_t n) { return below(n) == 0; }
  const std::string& of(const Strings& all) { return all[below(all.size())]; }

 private:
  std::mt19937 engine_;
};

std::string in_capitals(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

Word word_of(Random& random, bool first) {
  Word word{.folded = random.of(kVocabulary), .written = {}};
  word.written = word.folded;
  if (word.folded == "resume" && random.one_in(2))
    word.written = "résumé";
  else if (random.one_in(4))
    word.written = in_capitals(word.folded);
  if (first) word.written[0] = in_capitals(word.written)[0];
  return word;
}

void add_words(Random& random, std::vector<Word>& out, int sentence, int paragraph) {
  for (std::size_t n = 2 + random.below(5), i = 0; i < n; ++i) {
    if (i > 0 && random.one_in(8)) {
      const std::string& name = random.of(kNames);
      const std::size_t blank = name.find(' ');
      for (const std::string& part : {name.substr(0, blank), name.substr(blank + 1)}) {
        std::string folded = part;
        folded[0] = static_cast<char>(folded[0] - 'A' + 'a');
        out.push_back({folded, part, sentence, paragraph, nullptr});
      }
      out[out.size() - 2].name = &name;
      continue;
    }
    Word word = word_of(random, i == 0);
    word.sentence = sentence;
    word.paragraph = paragraph;
    out.push_back(word);
  }
}

Made made(Random& random) {
  Made article;
  add_words(random, article.title, -1, -1);
  int sentence = 0;
  const int paragraphs = 1 + static_cast<int>(random.below(5));
  for (int paragraph = 0; paragraph < paragraphs; ++paragraph)
    for (std::size_t n = 1 + random.below(3); n > 0; --n)
      add_words(random, article.text, sentence++, paragraph);
  article.date = random.of(kDates);
  article.source = random.of(kSources);
  return article;
}

std::string text_of(const std::vector<Word>& words) {
  std::string out;
  for (const Word& word : words) {
    if (&word != &words.front()) {
      const Word& last = *(&word - 1);
      out += last.paragraph != word.paragraph ? ".\n\n"
             : last.sentence != word.sentence ? ". "
                                              : " ";
    }
    out += word.written;
  }
  return out;
}

Piece piece_of(const Made& article, std::uint64_t id) {
  Piece piece{.id = id,
              .title = text_of(article.title),
              .text = text_of(article.text) + ".",
              .date = article.date,
              .source = article.source};
  for (const std::string& name : kNames)
    if (piece.title.find(name) != std::string::npos || piece.text.find(name) != std::string::npos)
      piece.people.push_back(name);
  return piece;
}

// --- the scan ---

struct Place {
  bool in_title = false;
  int first = 0, last = 0;
  auto operator<=>(const Place&) const = default;
};
using Places = std::set<Place>;

int letters_apart(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return static_cast<int>(a.size() + b.size());
  if (a.back() == b.back())
    return letters_apart(a.substr(0, a.size() - 1), b.substr(0, b.size() - 1));
  const std::string x = a.substr(0, a.size() - 1), y = b.substr(0, b.size() - 1);
  int least = std::min({letters_apart(x, b), letters_apart(a, y), letters_apart(x, y)});
  if (!x.empty() && !y.empty() && a.back() == y.back() && x.back() == b.back())
    least = std::min(least, letters_apart(x.substr(0, x.size() - 1), y.substr(0, y.size() - 1)));
  return least + 1;
}

std::string folded(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  const std::string accent = "é";
  for (auto at = text.find(accent); at != std::string::npos; at = text.find(accent))
    text.replace(at, accent.size(), "e");
  return text;
}

class Scan {
 public:
  explicit Scan(const Made& article) : article_(article) {}

  bool holds(const QueryNode& node) const { return find(node, FieldId::Custom).has_value(); }

 private:
  using Found = std::optional<Places>;  ///< nothing: it does not hold

  /// `region` Custom: anywhere.
  Found find(const QueryNode& node, FieldId region) const {
    switch (node.kind) {
      case Kind::And:
        return all(node.children, region);
      case Kind::Or:
        return any(node.children, region);
      case Kind::Not:
        if (find(node.children[0], region)) return {};
        return Places();
      case Kind::Text:
        return find(node.children[0], node.field);
      case Kind::Word:
      case Kind::Phrase:
      case Kind::Entity:
        return unless_empty(within(places(node), region));
      case Kind::Near:
        return near(node, region);
      case Kind::AtLeast:
        return repeated(node.children[0], node.number, region);
      case Kind::Caps:
        return written(node.children[0], region, [](const std::string& word, const QueryNode&) {
          return word == in_capitals(word) && word.find("é") == std::string::npos;
        });
      case Kind::Exact:
        return written(node.children[0], region, spelt_alike);
      case Kind::Keyword:
        return when(folded(node.values[0]) == folded(article_.source));
      case Kind::Dates:
        return when(node.days.contains(parse_iso8601(article_.date)->local_day()));
      case Kind::Number: {
        const auto count = static_cast<std::int64_t>(article_.text.size());
        return when((!node.low || *node.low <= count) && (!node.high || count <= *node.high));
      }
    }
    return {};
  }

  static Found when(bool holds) { return holds ? Found(Places()) : Found(); }
  static Found unless_empty(Places places) {
    return places.empty() ? Found() : Found(std::move(places));
  }

  Found all(const std::vector<QueryNode>& nodes, FieldId region) const {
    Places out;
    for (const QueryNode& node : nodes) {
      const Found found = find(node, region);
      if (!found) return {};
      out.insert(found->begin(), found->end());
    }
    return out;
  }
  Found any(const std::vector<QueryNode>& nodes, FieldId region) const {
    Found out;
    for (const QueryNode& node : nodes) {
      const Found found = find(node, region);
      if (!found) continue;
      if (!out) out.emplace();
      out->insert(found->begin(), found->end());
    }
    return out;
  }

  const Word& word(const Place& place, int at) const {
    return (place.in_title ? article_.title : article_.text)[static_cast<std::size_t>(at)];
  }

  Places within(const Places& all, FieldId region) const {
    constexpr int lead_paragraphs = 3;
    Places out;
    for (const Place& place : all) {
      const bool lead = !place.in_title && word(place, place.last).paragraph < lead_paragraphs;
      const bool inside =
          region == FieldId::Custom || (region == FieldId::Title && place.in_title) ||
          (region == FieldId::Body && !place.in_title) || (region == FieldId::Lead && lead) ||
          (region == FieldId::HeadlineOrLead && (place.in_title || lead));
      if (inside) out.insert(place);
    }
    return out;
  }

  static const std::regex& regex_of(const std::string& wanted) {
    static std::map<std::string, std::regex> made;
    std::string pattern;
    for (const char c : wanted) pattern += c == '*' ? ".*" : c == '?' ? "." : std::string(1, c);
    return made.try_emplace(wanted, pattern).first->second;
  }

  static bool is(const Word& word, const QueryNode& node, const std::string& wanted, bool alone) {
    if (node.wildcard) return std::regex_match(word.folded, regex_of(wanted));
    if (node.number > 0)
      return word.folded[0] == wanted[0] && letters_apart(word.folded, wanted) <= node.number;
    const bool stems = node.kind == Kind::Word && alone;
    const auto stem = [&](const std::string& w) { return stems && w == "ports" ? "port" : w; };
    return stem(word.folded) == stem(wanted);
  }

  Places places(const QueryNode& node) const {
    Strings wanted;
    for (std::size_t at = 0; at < node.text.size();) {
      const std::size_t end = std::min(node.text.find(' ', at), node.text.size());
      wanted.push_back(folded(node.text.substr(at, end - at)));
      at = end + 1;
    }
    Places out;
    for (const bool in_title : {true, false}) {
      const auto& words = in_title ? article_.title : article_.text;
      for (std::size_t i = 0; i < words.size(); ++i) {
        if (node.kind == Kind::Entity) {
          if (words[i].name && names(*words[i].name, wanted))
            out.insert({in_title, static_cast<int>(i), static_cast<int>(i) + 1});
          continue;
        }
        bool fits = i + wanted.size() <= words.size();
        for (std::size_t k = 0; fits && k < wanted.size(); ++k)
          fits = is(words[i + k], node, wanted[k], wanted.size() == 1);
        if (fits)
          out.insert({in_title, static_cast<int>(i), static_cast<int>(i + wanted.size()) - 1});
      }
    }
    return out;
  }

  static bool names(const std::string& name, const Strings& wanted) {
    const std::string whole = folded(name);
    if (wanted.size() > 1) return whole == wanted[0] + ' ' + wanted[1];
    return whole.substr(0, whole.find(' ')) == wanted[0] ||
           whole.substr(whole.find(' ') + 1) == wanted[0];
  }

  bool are_near(const QueryNode& op, const Place& a, const Place& b) const {
    if (a == b || a.in_title != b.in_title) return false;
    if (op.ordered && b.first <= a.last) return false;
    if (op.unit == Unit::Sentence) return word(a, a.first).sentence == word(b, b.first).sentence;
    if (op.unit == Unit::Paragraph) return word(a, a.first).paragraph == word(b, b.first).paragraph;
    const Place &one = std::min(a, b), &other = std::max(a, b);
    const int from_end = std::max(0, other.first - one.last);
    return std::min(other.first - one.first, from_end) <= op.number;
  }

  /// The places of a side that have one of the other side near them.
  Found beside(const QueryNode& op, const QueryNode& side, const Places& others, bool left,
               FieldId region) const {
    if (side.kind == Kind::And || side.kind == Kind::Or) {
      Places out;
      bool every = true, some = false;
      for (const QueryNode& child : side.children) {
        const Found found = beside(op, child, others, left, region);
        every = every && found;
        some = some || found;
        if (found) out.insert(found->begin(), found->end());
      }
      return (side.kind == Kind::And ? every : some) ? Found(out) : Found();
    }
    Places out;
    if (const Found own = find(side, region))
      for (const Place& place : *own)
        if (std::any_of(others.begin(), others.end(), [&](const Place& other) {
              return left ? are_near(op, place, other) : are_near(op, other, place);
            }))
          out.insert(place);
    return unless_empty(std::move(out));
  }

  Found near(const QueryNode& node, FieldId region) const {
    const Found left = find(node.children[0], region), right = find(node.children[1], region);
    if (!left || !right) return {};
    const Found a = beside(node, node.children[0], *right, true, region);
    const Found b = beside(node, node.children[1], *left, false, region);
    if (!a || !b) return {};
    Places out = *a;
    out.insert(b->begin(), b->end());
    return out;
  }

  Found repeated(const QueryNode& node, int least, FieldId region) const {
    if (node.kind == Kind::And) {
      for (const QueryNode& child : node.children)
        if (!repeated(child, least, region)) return {};
      return all(node.children, region);
    }
    const Found found = find(node, region);
    return found && std::ssize(*found) >= least ? found : Found();
  }

  /// caps() and exact(): every word that is asked for, written as `fits` says.
  template <typename Fits>
  Found written(const QueryNode& node, FieldId region, Fits fits) const {
    if (node.kind == Kind::And || node.kind == Kind::Or) {
      Places out;
      bool every = true, some = false;
      for (const QueryNode& child : node.children) {
        const Found found = written(child, region, fits);
        every = every && found;
        some = some || found;
        if (found) out.insert(found->begin(), found->end());
      }
      return (node.kind == Kind::And ? every : some) ? Found(out) : Found();
    }
    Places out;
    if (const Found found = find(node, region))
      for (const Place& place : *found) {
        std::string text;
        for (int at = place.first; at <= place.last; ++at)
          text += (at > place.first ? " " : "") + word(place, at).written;
        if (fits(text, node)) out.insert(place);
      }
    return unless_empty(std::move(out));
  }

  static bool spelt_alike(const std::string& written, const QueryNode& node) {
    std::string lower = written;
    for (char& c : lower)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower == node.text;
  }

  const Made& article_;
};

// --- queries ---

class Queries {
 public:
  explicit Queries(Random& random) : random_(random) {}

  std::string query(int depth) {
    std::string out;
    const char* const joint = random_.one_in(3) ? " OR " : random_.one_in(2) ? " AND " : " ";
    for (std::size_t n = 1 + random_.below(3); n > 0; --n)
      out +=
          (out.empty() ? "" : joint) + std::string(random_.one_in(5) ? "NOT " : "") + unit(depth);
    return out;
  }

 private:
  std::string simple() {
    switch (random_.below(7)) {
      case 0:
        return fmt::format("\"{} {}\"", random_.of(kVocabulary), random_.of(kVocabulary));
      case 1:
        return random_.of({"por*", "*ort", "cr?sh", "*or*", "?ayor", "l*m", "b*", "?o?t"});
      case 2:
        return random_.of({"crash~", "ferry~", "storm~2", "crush~2", "prot~"});
      default:
        return random_.of(kVocabulary);
    }
  }
  std::string name() {
    return random_.one_in(2) ? fmt::format("person:\"{}\"", random_.of(kNames))
                             : "person:" + random_.of({"pike", "marten", "Ilse", "brandt"});
  }
  std::string operand() {
    if (random_.one_in(4)) return name();
    if (random_.one_in(5))
      return fmt::format("({} {} {})", simple(), random_.one_in(2) ? "OR" : "AND", simple());
    return simple();
  }
  std::string op() {
    switch (random_.below(4)) {
      case 0:
        return fmt::format("pre/{}", 1 + random_.below(4));
      case 1:
        return random_.one_in(2) ? "w/s" : "w/p";
      default:
        return fmt::format("w/{}", 1 + random_.below(5));
    }
  }
  std::string chain() {
    std::string out = operand();
    for (std::size_t n = 1 + random_.below(3); n > 0; --n)
      out += fmt::format(" {} {}", op(), operand());
    return out;
  }
  std::string function() {
    const std::string inside = random_.one_in(3)   ? fmt::format("{} {}", simple(), simple())
                               : random_.one_in(2) ? fmt::format("{} OR {}", simple(), simple())
                                                   : simple();
    const std::string accent = random_.one_in(2) ? "résumé" : "resume";
    switch (random_.below(3)) {
      case 0:
        return fmt::format("atleast{}({})", 1 + random_.below(4), inside);
      case 1:
        return fmt::format("caps({})", inside);
      default:
        return fmt::format("exact({}{})", accent,
                           random_.one_in(2) ? " OR " + random_.of(kVocabulary) : "");
    }
  }
  std::string in_field(int depth) {
    const std::string field = random_.of({"title", "lead", "hlead", "body"});
    switch (random_.below(4)) {
      case 0:
        return fmt::format("{}:({} NOT {})", field, simple(), simple());
      case 1:
        return fmt::format("{}:({} {} {})", field, simple(), op(), simple());
      case 2:
        return fmt::format("{}:({} {} {})", field, simple(), depth > 0 ? "OR" : "AND", simple());
      default:
        return fmt::format("{}:{}", field, random_.of(kVocabulary));
    }
  }
  std::string unit(int depth) {
    switch (random_.below(depth > 0 ? 10 : 9)) {
      case 0:
      case 1:
        return chain();
      case 2:
        return function();
      case 3:
        return in_field(depth);
      case 4:
        return fmt::format("\"{} {} {}\"~{}", random_.of(kVocabulary), random_.of(kVocabulary),
                           random_.of(kVocabulary), 1 + random_.below(4));
      case 5:
        return random_.of({"source:herald", "date:2024", "date:2024-06-15..", "since:2024-06-15",
                           "words:>20", "words:..15", "-source:radio"});
      case 6:
        return name();
      case 9:
        return '(' + query(depth - 1) + ')';
      default:
        return simple();
    }
  }

  Random& random_;
};

TEST(RandomOperators, AreAnsweredAsAScanWould) {
  constexpr int articles = 150, rounds = 1000;
  Random random(20261123);
  std::vector<Made> all;
  std::vector<Piece> pieces;
  for (int i = 0; i < articles; ++i) all.push_back(made(random));
  for (const Made& article : all) pieces.push_back(piece_of(article, pieces.size() + 1));
  const TestArchive archive(pieces);
  const ArchiveReader reader = archive.open();
  SearchOptions options;
  options.limit = 0;
  options.passages = false;
  Queries queries(random);
  int telling = 0;
  for (int round = 0; round < rounds; ++round) {
    const std::string text = queries.query(2);
    const auto query = parse_query(text, {.today = kToday, .loose = false});
    ASSERT_TRUE(query) << text << ": " << query.error().message;
    if (query->root.soft) continue;  // relaxed: search_test.cc
    std::vector<std::uint64_t> expected;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (Scan(all[i]).holds(query->root)) expected.push_back(i + 1);
    const auto result = search(reader, *query, options);
    ASSERT_TRUE(result) << text << ": " << result.error().message;
    std::vector<std::uint64_t> got;
    for (const Hit& hit : result->hits) got.push_back(hit.article.id.value);
    std::sort(got.begin(), got.end());
    ASSERT_EQ(got, expected) << text << "\n" << print(query->root);
    ASSERT_EQ(result->total, expected.size()) << text;
    if (!expected.empty() && expected.size() < all.size()) ++telling;
  }
  EXPECT_GT(telling, rounds / 2) << "most queries should tell articles apart";
}

}  // namespace
}  // namespace morgue::test
