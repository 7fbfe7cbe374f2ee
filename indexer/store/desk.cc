#include "indexer/store/desk.h"

#include <array>
#include <set>
#include <string_view>

#include "common/text.h"
#include "common/utf8.h"
#include "common/word_table.h"

namespace morgue {
namespace {

constexpr std::size_t kLeadBytes = 1200;
/// So many different words of a desk make it the desk's.
constexpr std::size_t kEnough = 3;

constexpr auto kSport = std::to_array<std::string_view>(
    {"athlete",     "ball",         "baseball",   "basketball", "batsman",    "boxing", "champion",
     "champions",   "championship", "coach",      "cricket",    "cup",        "defeat", "defender",
     "derby",       "football",     "footballer", "goal",       "goalkeeper", "goals",  "golf",
     "halftime",    "hockey",       "innings",    "kick",       "league",     "match",  "matches",
     "medal",       "midfielder",   "olympic",    "penalty",    "pitch",      "player", "players",
     "quarterback", "racing",       "referee",    "rugby",      "scored",     "scorer", "season",
     "semifinal",   "soccer",       "stadium",    "striker",    "substitute", "team",   "teammate",
     "tennis",      "touchdown",    "tournament", "trophy",     "unbeaten",   "wicket", "winger"});
constexpr auto kArts = std::to_array<std::string_view>(
    {"actor",      "actress",   "album",     "artist",  "audience", "ballet",   "band",
     "bestseller", "celebrity", "choir",     "cinema",  "comedy",   "composer", "concert",
     "exhibition", "film",      "filmmaker", "films",   "gallery",  "guitar",   "hollywood",
     "movie",      "movies",    "museum",    "music",   "musical",  "musician", "novel",
     "novelist",   "opera",     "orchestra", "painter", "painting", "pianist",  "poet",
     "rapper",     "sculptor",  "sequel",    "singer",  "sitcom",   "song",     "songs",
     "starring",   "studio",    "theater",   "theatre", "violinist"});
/// The words of both desks: every word of a lead is asked about.
struct Lexicon {
  WordTable words;  // those of sport first
  Lexicon() {
    for (const std::string_view word : kSport) words.number(word);
    for (const std::string_view word : kArts) words.number(word);
  }
};

}  // namespace

Desk desk_of(const Article& article) {
  static const Lexicon lexicon;
  std::set<std::uint32_t> sport;
  std::set<std::uint32_t> arts;
  for (const std::string_view part :
       {std::string_view(article.title), utf8::prefix(article.text, kLeadBytes)}) {
    Tokenizer tokenizer(part);
    for (Token token; tokenizer.next(token);) {
      const std::uint32_t word = lexicon.words.find(token.folded);
      if (word != WordTable::kNone) (word < kSport.size() ? sport : arts).insert(word);
    }
  }
  if (sport.size() < kEnough && arts.size() < kEnough) return Desk::News;
  return sport.size() >= arts.size() ? Desk::Sport : Desk::Arts;
}

}  // namespace morgue
