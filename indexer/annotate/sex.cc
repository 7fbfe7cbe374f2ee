#include "indexer/annotate/sex.h"

#include <algorithm>
#include <array>

namespace morgue::annotate {
namespace {

constexpr auto kGentlemen =
    std::to_array<WordKey>({key_of("mr"), key_of("sir"), key_of("lord"), key_of("king"),
                            key_of("prince"), key_of("senor"), key_of("herr"), key_of("monsieur")});
constexpr auto kLadies = std::to_array<WordKey>(
    {key_of("mrs"), key_of("ms"), key_of("miss"), key_of("lady"), key_of("queen"),
     key_of("princess"), key_of("dame"), key_of("madame"), key_of("madam"), key_of("mme"),
     key_of("mlle"), key_of("frau"), key_of("senora")});

constexpr auto kMen = std::to_array<WordKey>(
    {key_of("spokesman"),  key_of("chairman"),    key_of("businessman"), key_of("congressman"),
     key_of("councilman"), key_of("assemblyman"), key_of("salesman"),    key_of("sportsman"),
     key_of("policeman"),  key_of("fireman"),     key_of("fisherman"),   key_of("man"),
     key_of("boy"),        key_of("father"),      key_of("grandfather"), key_of("husband"),
     key_of("brother"),    key_of("uncle"),       key_of("nephew"),      key_of("widower"),
     key_of("emperor"),    key_of("duke"),        key_of("monk"),        key_of("pope"),
     key_of("statesman"),  key_of("frontman"),    key_of("cameraman"),   key_of("vice-chairman"),
     key_of("newsman")});
constexpr auto kWomen = std::to_array<WordKey>(
    {key_of("spokeswoman"),    key_of("chairwoman"),   key_of("businesswoman"),
     key_of("congresswoman"),  key_of("councilwoman"), key_of("assemblywoman"),
     key_of("sportswoman"),    key_of("policewoman"),  key_of("woman"),
     key_of("girl"),           key_of("mother"),       key_of("grandmother"),
     key_of("wife"),           key_of("daughter"),     key_of("sister"),
     key_of("aunt"),           key_of("niece"),        key_of("widow"),
     key_of("empress"),        key_of("duchess"),      key_of("nun"),
     key_of("actress"),        key_of("waitress"),     key_of("heiress"),
     key_of("stateswoman"),    key_of("frontwoman"),   key_of("midwife"),
     key_of("ballerina"),      key_of("baroness"),     key_of("hostess"),
     key_of("vice-chairwoman")});

template <std::size_t kSize>
bool among(const std::array<WordKey, kSize>& words, WordKey word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

Sex sex_of_honorific(WordKey folded) {
  if (among(kGentlemen, folded)) return Sex::Male;
  return among(kLadies, folded) ? Sex::Female : Sex::Unknown;
}

Sex sex_of_role(WordKey folded) {
  if (among(kMen, folded)) return Sex::Male;
  return among(kWomen, folded) ? Sex::Female : Sex::Unknown;
}

}  // namespace morgue::annotate
