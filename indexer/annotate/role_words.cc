#include "indexer/annotate/role_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace morgue::annotate {
namespace {

constexpr std::string_view kHeads =
    "president premier chancellor minister secretary senator sen congressman congresswoman rep "
    "representative governor gov mayor ambassador envoy judge justice attorney sheriff general gen "
    "lieutenant lt colonel col major maj captain capt sergeant sgt corporal private admiral adm "
    "commander marshal brigadier officer king queen prince princess emperor sultan emir duke "
    "duchess cardinal archbishop bishop ayatollah patriarch pope professor doctor coach manager "
    "chairman chairwoman chairperson chair director analyst economist spokesman spokeswoman "
    "spokesperson commissioner inspector detective constable superintendent principal dean leader "
    "speaker candidate nominee lawmaker deputy delegate councillor councilman councilwoman "
    "councilmember alderman comptroller treasurer ceo cfo coo cto founder co-founder cofounder "
    "actor actress singer author writer director-general secretary-general counsel advocate "
    "prosecutor solicitor barrister lawyer correspondent reporter editor journalist photographer "
    "farmer teacher student midfielder striker goalkeeper defender quarterback pitcher guitarist "
    "drummer aide adviser advisor strategist negotiator mediator official activist campaigner "
    "historian biologist scientist physicist chemist researcher novelist poet critic composer "
    "conductor producer filmmaker comedian model dancer chef architect engineer designer developer "
    "entrepreneur investor billionaire banker trader broker executive owner partner head master "
    "priest cleric nun monk preacher pastor imam rabbi dissident whistleblower rebel warlord "
    "fighter soldier pilot astronaut driver nurse surgeon physician psychologist psychiatrist "
    "epidemiologist virologist meteorologist forecaster climatologist geologist astronomer "
    "mathematician philosopher sociologist anthropologist archaeologist librarian curator "
    "columnist broadcaster presenter anchor host blogger publisher screenwriter playwright rapper "
    "songwriter musician pianist violinist forward winger fullback trainer jockey sprinter swimmer "
    "golfer cyclist boxer skier skater gymnast referee umpire magistrate clerk registrar warden "
    "ranger firefighter paramedic minister ombudsman auditor administrator regulator lobbyist "
    "organizer organiser member fellow expert specialist consultant lecturer mp mep undersecretary "
    "harbourmaster diplomat politician legislator parliamentarian statesman tycoon businessman "
    "businesswoman shopkeeper fisherman trader baker brewer miner worker unionist chief boss "
    "president-elect strategist pollster therapist pharmacist veterinarian ecologist botanist "
    "zoologist neurologist cardiologist oncologist pediatrician paediatrician artist painter "
    "sculptor illustrator cartoonist animator youtuber influencer streamer gamer champion medalist "
    "medallist sportswoman sportsman player star frontman frontwoman bassist vocalist soprano "
    "tenor "
    "biographer translator essayist heir heiress philanthropist financier economist vice-president "
    "vice-chair";

constexpr std::string_view kModifiers =
    "vice prime assistant associate acting interim former ex late then outgoing incoming managing "
    "senior junior national presidential republican democratic democrat conservative labour labor "
    "liberal opposition interior defense defence finance economy trade health education justice "
    "transport transportation energy environment environmental home state treasury press first "
    "staff rear shadow cabinet foreign policy economic economics party union campaign government "
    "army navy air force police military city county town village provincial regional federal "
    "local municipal district school university college hospital football soccer tennis basketball "
    "baseball cricket rugby hockey golf film movie tv television radio pop rock jazz opera folk "
    "country business tech technology science security intelligence human rights climate political "
    "market markets currency equity commodities oil gas bank banking bond investment research lead "
    "deputy veteran retired longtime long-time future parliamentary congressional mayoral "
    "gubernatorial vice-presidential far-right far-left left-wing right-wing centre-right "
    "centre-left independent minority majority ruling exiled jailed chief executive financial "
    "operating technical creative artistic medical legal general public affairs relations "
    "communications media news sports sport political arts culture crime court legal religious "
    "spiritual tribal rebel veteran professional world olympic head harbour harbor port fire high "
    "supreme constitutional special permanent honorary founding joint co global group company "
    "corporate industrial agriculture agricultural planning development housing tourism water "
    "transit railway airline aviation space nuclear marine maritime civil social digital data "
    "software product marketing sales advertising strategy operations investigative award-winning "
    "best-selling bestselling prominent leading top veteran renowned famed noted popular young "
    "u.s us uk eu un british american french german russian chinese european african asian israeli "
    "palestinian iranian iraqi turkish ukrainian indian pakistani japanese korean canadian "
    "australian mexican brazilian spanish italian dutch swedish norwegian danish polish greek";

constexpr std::string_view kLinks = "of for at to the in on with from de and & a an its their";

constexpr std::size_t kSlots = 2048;

struct Entry {
  WordKey key{};
  RoleWord what = RoleWord::None;
};
using Table = std::array<Entry, kSlots>;

constexpr std::size_t slot_of(const Table& table, WordKey key) {
  std::size_t slot = static_cast<std::size_t>(key) % kSlots;
  while (table[slot].key != WordKey{} && table[slot].key != key) slot = (slot + 1) % kSlots;
  return slot;
}

/// The first meaning that a word is given stays.
constexpr void put(Table& table, std::string_view words, RoleWord what) {
  while (!words.empty()) {
    const std::size_t size = std::min(words.find(' '), words.size());
    const WordKey key = key_of(words.substr(0, size));
    Entry& entry = table[slot_of(table, key)];
    if (entry.key == WordKey{}) entry = {key, what};
    words.remove_prefix(std::min(size + 1, words.size()));
  }
}

constexpr Table build() {
  Table table{};
  put(table, kHeads, RoleWord::Head);
  put(table, kModifiers, RoleWord::Modifier);
  put(table, kLinks, RoleWord::Link);
  return table;
}

}  // namespace

RoleWord role_word(WordKey folded) {
  static constexpr Table kTable = build();
  return kTable[slot_of(kTable, folded)].what;
}

}  // namespace morgue::annotate
