#include "indexer/train/corpus.h"

#include <array>
#include <cctype>
#include <fstream>
#include <string_view>
#include <utility>

#include "common/error.h"
#include "common/utf8.h"

namespace morgue::train {
namespace {

bool wordlike(const std::string& token) {
  return !token.empty() && (static_cast<unsigned char>(token.back()) >= 0x80 ||
                            std::isalnum(static_cast<unsigned char>(token.back())) != 0);
}

/// "Bailey", "-", "Ross" -> "Bailey-Ross". The tag of the first token wins over none.
Sentence with_hyphens(Sentence sentence) {
  Sentence joined;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const bool joins = sentence[i].token == "-" && !joined.empty() && i + 1 < sentence.size() &&
                       wordlike(joined.back().token) && wordlike(sentence[i + 1].token);
    if (!joins) {
      joined.push_back(std::move(sentence[i]));
      continue;
    }
    joined.back().token += "-" + sentence[i + 1].token;
    ++i;
  }
  return joined;
}

bool closes_up_before(std::string_view token) {
  constexpr auto kTokens = std::to_array<std::string_view>(
      {".",   ",",  ";", ":",   "!",   "?",   ")",  "]",  "}",  "'s", "'",
       "n't", "''", "%", "'re", "'ve", "'ll", "'d", "'m", "’s", "’",  "”"});
  for (const auto each : kTokens)
    if (each == token) return true;
  return false;
}

bool closes_up_after(std::string_view token) {
  constexpr auto kTokens =
      std::to_array<std::string_view>({"(", "[", "{", "$", "``", "“", "#", kBreak});
  for (const auto each : kTokens)
    if (each == token) return true;
  return false;
}

EntityKind kind_of_tag(std::string_view tag) {
  if (tag == "PER") return EntityKind::Person;
  if (tag == "ORG") return EntityKind::Org;
  return tag == "LOC" ? EntityKind::Place : EntityKind::Misc;
}

char upper(char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); }

std::string set_token(const std::string& token, Setting setting) {
  if (setting == Setting::Plain) return token;
  std::string set = token;
  if (setting == Setting::Headline) {
    constexpr std::size_t kShortWord = 4;  // Headlines leave "of", "and", "the" small.
    if (token.size() >= kShortWord) set[0] = upper(set[0]);
    return set;
  }
  for (char& c : set) c = upper(c);
  return set;
}

/// Builds a text token by token.
class Printer {
 public:
  explicit Printer(Setting setting) : setting_(setting) {}

  void print(const Sentence& sentence) {
    if (!gold_.text.empty()) gold_.text += ' ';
    bool in_quotation = false;
    std::string_view before;
    for (const auto& [token, tag] : sentence) {
      const bool quote = token == "\"";
      const bool closes = closes_up_before(token) || (quote && in_quotation);
      const bool opened = closes_up_after(before) || (before == "\"" && in_quotation);
      if (!before.empty() && !closes && !opened) gold_.text += ' ';
      if (quote) in_quotation = !in_quotation;
      add(token, tag);
      before = token;
    }
    end_name();
  }

  GoldText take() { return std::move(gold_); }

 private:
  void add(const std::string& token, std::string_view tag) {
    const auto begin = static_cast<std::uint32_t>(gold_.text.size());
    gold_.text += set_token(token, setting_);
    const auto end = static_cast<std::uint32_t>(gold_.text.size());
    if (tag == "O") return end_name();
    const EntityKind kind = kind_of_tag(tag.substr(2));
    if (!open_ || tag[0] == 'B' || gold_.names.back().kind != kind)
      gold_.names.push_back({{begin, end}, kind});
    else
      gold_.names.back().where.end = end;
    open_ = true;
  }

  void end_name() { open_ = false; }

  Setting setting_;
  GoldText gold_;
  bool open_ = false;
};

}  // namespace

std::vector<Document> read_bio(const std::filesystem::path& file, bool split_hyphens) {
  std::ifstream in(file);
  if (!in) throw Error(Exit::Usage, "cannot read " + file.string());
  std::vector<Document> documents;
  Sentence sentence;
  const auto end_sentence = [&] {
    if (sentence.empty()) return;
    if (documents.empty()) documents.emplace_back();
    documents.back().push_back(split_hyphens ? with_hyphens(std::move(sentence))
                                             : std::move(sentence));
    sentence.clear();
  };
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("-DOCSTART-")) {
      end_sentence();
      documents.emplace_back();
    } else if (line.empty()) {
      end_sentence();
    } else if (const auto tab = line.find('\t'); tab != std::string::npos) {
      sentence.push_back({utf8::repaired(line.substr(0, tab)), line.substr(tab + 1)});
    }
  }
  end_sentence();
  return documents;
}

GoldText set_in_print(const std::vector<Sentence>& sentences, Setting setting) {
  Printer printer(setting);
  for (const Sentence& sentence : sentences) printer.print(sentence);
  return printer.take();
}

}  // namespace morgue::train
