#include "query/passages/question.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "common/text.h"
#include "common/utf8.h"

namespace morgue {
namespace {

using Words = std::span<const std::string>;

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

struct Opening {
  std::string_view word;
  Asked asked;
};

/// Words that tell the kind by themselves.
constexpr auto kOpenings = std::to_array<Opening>(
    {{"who", Asked::Person},      {"whom", Asked::Person},    {"whose", Asked::Person},
     {"when", Asked::Day},        {"where", Asked::Place},    {"why", Asked::Reason},
     {"wer", Asked::Person},      {"wem", Asked::Person},     {"wen", Asked::Person},
     {"wann", Asked::Day},        {"wo", Asked::Place},       {"wohin", Asked::Place},
     {"warum", Asked::Reason},    {"weshalb", Asked::Reason}, {"wieso", Asked::Reason},
     {"wieviel", Asked::Number},  {"qui", Asked::Person},     {"quand", Asked::Day},
     {"pourquoi", Asked::Reason}, {"combien", Asked::Number}, {"quien", Asked::Person},
     {"quienes", Asked::Person},  {"cuando", Asked::Day},     {"donde", Asked::Place},
     {"cuanto", Asked::Number},   {"cuantos", Asked::Number}, {"cuanta", Asked::Number},
     {"cuantas", Asked::Number}});

/// What follows "what", "which" or "at what", up to kReach words further ("what kind of city").
constexpr auto kNouns = std::to_array<Opening>(
    {{"time", Asked::Clock},        {"hour", Asked::Clock},        {"day", Asked::Day},
     {"date", Asked::Day},          {"month", Asked::Day},         {"year", Asked::Day},
     {"country", Asked::Place},     {"countries", Asked::Place},   {"city", Asked::Place},
     {"cities", Asked::Place},      {"town", Asked::Place},        {"state", Asked::Place},
     {"states", Asked::Place},      {"place", Asked::Place},       {"continent", Asked::Place},
     {"island", Asked::Place},      {"region", Asked::Place},      {"nation", Asked::Place},
     {"park", Asked::Place},        {"village", Asked::Place},     {"river", Asked::Place},
     {"person", Asked::Person},     {"man", Asked::Person},        {"woman", Asked::Person},
     {"actor", Asked::Person},      {"actress", Asked::Person},    {"singer", Asked::Person},
     {"player", Asked::Person},     {"politician", Asked::Person}, {"president", Asked::Person},
     {"senator", Asked::Person},    {"minister", Asked::Person},   {"leader", Asked::Person},
     {"percentage", Asked::Number}, {"percent", Asked::Number},    {"share", Asked::Number},
     {"proportion", Asked::Number}, {"number", Asked::Number},     {"rate", Asked::Number},
     {"age", Asked::Number},        {"size", Asked::Number},       {"price", Asked::Money},
     {"sum", Asked::Money},         {"amount", Asked::Money},      {"fine", Asked::Money},
     {"reason", Asked::Reason},     {"caused", Asked::Reason},     {"prompted", Asked::Reason},
     {"led", Asked::Reason},        {"team", Asked::Name},         {"company", Asked::Name},
     {"firm", Asked::Name},         {"party", Asked::Name},        {"club", Asked::Name},
     {"band", Asked::Name},         {"film", Asked::Name},         {"movie", Asked::Name},
     {"show", Asked::Name},         {"book", Asked::Name},         {"song", Asked::Name},
     {"album", Asked::Name},        {"name", Asked::Name}});
constexpr std::size_t kReach = 3;

/// "how long", "how deep": the word behind "how".
constexpr auto kMeasures = std::to_array<std::string_view>(
    {"many",  "few",   "deep", "high",  "tall",  "far",    "fast", "strong", "old",   "big",
     "large", "heavy", "wide", "often", "close", "likely", "hot",  "cold",   "young", "broad"});
constexpr auto kDurations = std::to_array<std::string_view>(
    {"long", "quickly", "soon", "late", "early", "lange", "schnell"});
/// "how much" is of money if one of these follows; otherwise it is of what is named.
constexpr auto kPrices = std::to_array<std::string_view>(
    {"cost",   "costs",   "pay",    "paid",   "pays",    "price",  "worth", "spend", "spent",
     "fined",  "fine",    "raise",  "raised", "earn",    "earned", "owe",   "owed",  "demand",
     "charge", "charged", "invest", "donate", "donated", "money",  "sell",  "sold",  "salary",
     "euros",  "dollars", "pounds", "budget", "kostet",  "kosten", "coute"});
constexpr auto kSpeech = std::to_array<std::string_view>(
    {"say",   "said",     "says",  "tell",     "told",     "write", "wrote", "promise",
     "reply", "answer",   "argue", "claim",    "announce", "warn",  "ask",   "asked",
     "call",  "promises", "think", "describe", "demand",   "admit", "deny",  "respond"});
constexpr auto kNaming = std::to_array<std::string_view>({"called", "named", "titled", "entitled"});
constexpr auto kAsking = std::to_array<std::string_view>(
    {"what", "which", "welche", "welcher", "welches", "quel", "quelle", "que"});

bool any_of(Words words, const auto& list) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return among(list, word); });
}

Asked after_how(Words rest) {
  if (rest.empty()) return Asked::Anything;
  const std::string& next = rest.front();
  if (next == "much" || next == "viel" || next == "hoch" || next == "teuer")
    return any_of(rest, kPrices) ? Asked::Money : Asked::Number;
  if (next == "viele" || among(kMeasures, next)) return Asked::Number;
  return among(kDurations, next) ? Asked::Duration : Asked::Anything;
}

Asked after_what(Words rest) {
  for (std::size_t i = 0; i < std::min(rest.size(), kReach); ++i)
    for (const Opening& noun : kNouns)
      if (noun.word == rest[i]) return noun.asked;
  if (any_of(rest, kNaming)) return Asked::Name;
  if (any_of(rest, kSpeech)) return Asked::Words;
  return any_of(rest, std::to_array<std::string_view>({"cost", "costs"})) ? Asked::Money
                                                                          : Asked::Anything;
}

/// What the word at `at` asks for; nothing if it asks for nothing.
std::optional<Asked> asked_at(Words words, std::size_t at) {
  const std::string& word = words[at];
  const Words rest = words.subspan(at + 1);
  if (word == "how" || word == "wie") return after_how(rest);
  if (among(kAsking, word)) return after_what(rest);
  for (const Opening& opening : kOpenings)
    if (opening.word == word) return opening.asked;
  return {};
}

/// The noun behind "how many", "how much", "which": the first word that tells anything.
std::string thing_after(Words words, std::size_t at) {
  for (std::size_t i = at + 1; i < words.size(); ++i)
    if (!is_function_word(words[i]) && words[i] != "many" && words[i] != "much" &&
        words[i] != "viel" && words[i] != "viele")
      return words[i];
  return {};
}

/// "WHO" is a name.
bool is_acronym(std::string_view typed) {
  return typed.size() > 1 && std::all_of(typed.begin(), typed.end(), [](char c) {
           return utf8::is_upper(static_cast<unsigned char>(c));
         });
}

}  // namespace

Question read_question(std::span<const std::string> typed) {
  std::vector<std::string> parts;
  std::vector<bool> capital;
  for (const std::string& word : typed) {
    if (is_acronym(word)) continue;
    for (std::string& part : words(word)) {
      parts.push_back(std::move(part));
      capital.push_back(utf8::is_upper(utf8::decode(word, 0).code_point));
    }
  }
  std::optional<Question> found;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    const auto asked = asked_at(parts, at);
    if (asked && (!found || capital[at])) found = {*asked, thing_after(parts, at)};
  }
  return found.value_or(Question());
}

}  // namespace morgue
