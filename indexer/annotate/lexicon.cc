#include "indexer/annotate/lexicon.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace morgue::annotate {
namespace {

struct Class {
  Role role;
  std::string_view words;  ///< folded, separated by blanks
};

constexpr std::array kClasses = std::to_array<Class>({
    {Role::Honorific,
     "mr mrs ms miss mx dr prof sir dame madam madame monsieur mme herr frau senor senora rev fr "
     "reverend imam rabbi sheikh sheik sayyid hajji maulana mullah pastor"},
    {Role::Title,
     "president premier chancellor minister secretary senator sen congressman congresswoman rep "
     "representative governor gov mayor ambassador envoy judge justice attorney sheriff chief "
     "general gen lieutenant lt colonel col major maj captain capt sergeant sgt cpl corporal "
     "private pvt admiral adm commander cmdr cdr marshal brig brigadier officer king queen prince "
     "princess emperor sultan emir duke duchess lord lady baron count pope cardinal archbishop "
     "bishop father brother sister ayatollah patriarch professor doctor coach manager captain "
     "chairman chairwoman chairperson chair director analyst economist spokesman spokeswoman "
     "spokesperson commissioner inspector detective constable superintendent principal dean "
     "leader speaker candidate nominee lawmaker deputy delegate councillor councilman "
     "councilwoman councilmember alderman comptroller treasurer ceo cfo coo founder actor actress "
     "singer author writer director-general secretary-general secretary-treasurer counsel "
     "advocate prosecutor solicitor barrister lawyer correspondent reporter editor journalist "
     "photographer resident farmer teacher student midfielder striker goalkeeper defender "
     "quarterback pitcher guitarist drummer"},
    {Role::TitleLink,
     "vice deputy foreign prime assistant associate acting interim former ex late then outgoing "
     "incoming executive chief managing senior junior national presidential republican democratic "
     "democrat conservative labour liberal opposition interior defense defence finance economy "
     "trade health education justice transport energy environment home state treasury press "
     "first lord lance staff rear under-secretary undersecretary shadow cabinet u.s us uk"},
    {Role::Suffix, "jr sr ii iii iv junior senior esq"},
    {Role::Particle,
     "de del della di da do dos das du des la le los las van von der den ter ten zu zum bin ibn "
     "bint ben al el ul ud ur y e af av"},
    {Role::SpeechVerb,
     "said says told tells added adds asked wrote writes tweeted posted noted explained argued "
     "insisted warned recalled replied testified stressed announced declared acknowledged admitted "
     "denied suggested predicted complained urged vowed conceded joked quipped claimed believes "
     "thinks quoted resigned married died"},
    {Role::OrgHead,
     "court ministry department dept agency authority bureau commission committee council board "
     "office administration congress parliament senate assembly house cabinet union party front "
     "league association federation confederation organization organisation organizations "
     "institute institution university college school academy museum library hospital clinic "
     "center centre foundation trust fund bank group holdings corp corporation inc ltd llc plc "
     "company co gmbh partners capital securities insurance airlines airways air motors "
     "industries international systems technologies technology software pharmaceuticals energy "
     "petroleum oil gas electric media television tv radio news times post herald tribune journal "
     "gazette guardian telegraph chronicle press magazine review network studios records "
     "entertainment pictures army navy force forces guard guards corps brigade battalion regiment "
     "police command service services team club fc united orchestra band church movement "
     "coalition alliance campaign project programme program initiative initiatives society "
     "brotherhood fellowship conference summit forum nations treasury reserve exchange airport "
     "station stores markets brands foods labs laboratory laboratories security intelligence "
     "investigation affairs rights watch taliban army republicans democrats committee ministry"},
    {Role::PlaceHead,
     "river lake sea ocean bay gulf strait canal island islands isles mountain mountains mount "
     "valley desert peninsula coast beach cape city town village county province district region "
     "oblast state states territory republic kingdom emirates street st road rd avenue ave "
     "boulevard blvd lane drive square park bridge tower towers building palace castle stadium "
     "arena hall plaza airport port harbor harbour fairgrounds bank strip heights hills falls "
     "springs forest woods base camp prison cathedral mosque temple"},
    {Role::Calendar,
     "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
     "sat sun january february march april may june july august september october november "
     "december jan feb mar apr jun jul aug sep sept oct nov dec christmas easter ramadan "
     "thanksgiving halloween spring summer autumn fall winter today yesterday tomorrow"},
    {Role::Function,
     "a an the this that these those i we you he she it they my our your his her its their me us "
     "him them who whom whose what which when where why how if then than so but and or nor not no "
     "yes for from to of in on at by with without within about above after again against all also "
     "although am among any are as be because been before being below between both but can could "
     "did do does doing done down during each either else even ever every few following further "
     "had has have having here however indeed inside instead into is just last left least less "
     "like many may maybe meanwhile might more most much must near never next now off often once "
     "one only onto other others out outside over own perhaps per quite rather right same several "
     "shall should since some something soon still such there therefore though through thus today "
     "together too toward towards two three four five six seven eight nine ten under until unlike "
     "up upon very was well were whether while will would yet earlier later despite according "
     "amid around officials people police authorities experts critics supporters residents "
     "analysts investors economists scientists researchers doctors lawyers students news new old "
     "young first second third photo image video file reporting updated live watch read more "
     "additional sources source please click share breaking exclusive opinion analysis great good "
     "big top world global international national local american"},
    {Role::Office,
     "kremlin pentagon white house elysee downing whitehall westminster vatican nato un eu cia fbi "
     "nasa opec hamas hezbollah taliban congress interpol unicef wto imf state"},
    {Role::Link, "of for and the on in to against & de des du la del et und fur"},
});

/// Words that are written with a full stop of their own.
constexpr std::string_view kAbbreviations =
    "mr mrs ms dr prof rev fr sen rep gov gen lt col maj capt sgt cpl pvt adm cmdr cdr brig hon st "
    "ste jr sr inc corp ltd co bros vs no dept jan feb mar apr jun jul aug sep sept oct nov dec "
    "ave "
    "blvd rd mt ft messrs mme mlle amb supt insp det atty dist pres esq";

constexpr std::size_t kSlots = 2048;  // Under half full, so that a search ends after a step or two.

struct Entry {
  WordKey key{};
  Role roles = Role::None;
  bool abbreviation = false;
};

constexpr std::size_t slot_of(WordKey key) { return static_cast<std::size_t>(key) % kSlots; }

constexpr Entry& entry_for(std::array<Entry, kSlots>& table, WordKey key) {
  std::size_t slot = slot_of(key);
  while (table[slot].key != WordKey{} && table[slot].key != key) slot = (slot + 1) % kSlots;
  table[slot].key = key;
  return table[slot];
}

template <typename Visit>
constexpr void for_each_word(std::string_view words, Visit visit) {
  while (!words.empty()) {
    const std::size_t blank = words.find(' ');
    visit(key_of(words.substr(0, blank)));
    if (blank == std::string_view::npos) return;
    words.remove_prefix(blank + 1);
  }
}

constexpr std::array<Entry, kSlots> build() {
  std::array<Entry, kSlots> table{};
  for (const Class& each : kClasses) {
    for_each_word(each.words, [&](WordKey key) {
      Entry& entry = entry_for(table, key);
      entry.roles = entry.roles | each.role;
    });
  }
  for_each_word(kAbbreviations, [&](WordKey key) { entry_for(table, key).abbreviation = true; });
  return table;
}

const Entry* find(WordKey key) {
  static constexpr std::array<Entry, kSlots> kTable = build();
  for (std::size_t slot = slot_of(key); kTable[slot].key != WordKey{}; slot = (slot + 1) % kSlots)
    if (kTable[slot].key == key) return &kTable[slot];
  return nullptr;
}

}  // namespace

Role roles_of(WordKey word) {
  const Entry* entry = find(word);
  return entry == nullptr ? Role::None : entry->roles;
}

bool is_abbreviation(WordKey word) {
  const Entry* entry = find(word);
  return entry != nullptr && entry->abbreviation;
}

}  // namespace morgue::annotate
