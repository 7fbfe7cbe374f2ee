#include "indexer/annotate/well_known_words.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace morgue::annotate {
namespace {

// All lists are our own: facts that every newsroom knows. Folded; phrases end with a semicolon, and
// marks count as words.

constexpr std::string_view kOrganisations =
    "dow jones;goldman sachs;morgan stanley;merrill lynch;bear stearns;freddie mac;fannie mae;"
    "sallie mae;wells fargo;thomson reuters;charles schwab;eli lilly;jp morgan;j.p. morgan;"
    "jpmorgan chase;ernst & young;hugo boss;louis vuitton;calvin klein;ralph lauren;"
    "tommy hilfiger;credit suisse;standard & poor;standard and poor;food and drug administration;"
    "centers for disease control and prevention;centers for disease control;"
    "organization of the petroleum exporting countries;securities and exchange commission;"
    "commodity futures trading commission;usa today;new york times;wall street journal;"
    "washington post;financial times;associated press;agence france-presse;los angeles times;"
    "al jazeera;deutsche bank;hugging face;harley-davidson motor;marks & spencer;"
    "marks and spencer;procter & gamble;procter and gamble;johnson & johnson;"
    "johnson and johnson;aston martin;abercrombie & fitch;barnes & noble;smith & wesson;"
    "planned parenthood;doctors without borders;save the children;medecins sans frontieres;"
    "human rights watch;amnesty international;international committee of the red cross;"
    "palestinian authority;islamic jihad;muslim brotherhood;world trade organization;"
    "manchester united;manchester city;real madrid;aston villa;nottingham forest;"
    "boston dynamics;berkshire hathaway;lockheed martin;northrop grumman;hewlett packard;"
    "texas instruments;congress of south african trade unions;house of representatives;"
    "house of commons;house of lords;bank of england;bank of japan;bank of america;"
    "federal bureau of investigation;central intelligence agency;internal revenue service;"
    "department of justice;department of homeland security;department of defense;"
    "department of state;department of energy;department of health and human services;"
    "health and human services;international monetary fund;european central bank;";

constexpr std::string_view kPlaces =
    "saudi arabia;sri lanka;sierra leone;costa rica;puerto rico;san marino;burkina faso;"
    "el salvador;democratic republic of congo;democratic republic of the congo;"
    "bosnia and herzegovina;trinidad and tobago;papua new guinea;south sudan;hong kong;"
    "abu dhabi;tel aviv;addis ababa;phnom penh;kuala lumpur;buenos aires;cape town;jan mayen;";

constexpr std::string_view kFirms =
    "goldman toyota honda nissan mazda suzuki hyundai kia chrysler dell nike shell starbucks "
    "siemens volvo porsche ferrari lehman blackstone blackrock fitch macquarie santander roche "
    "gannett ericsson countrywide gartner philips chevron cerberus fortis lagardere nomura heinz "
    "ryanair areva northrop halliburton permira mckinsey enron aldi jefferies carlyle bayer "
    "neuralink bluesky exxon exxonmobil boeing airbus pfizer moderna novartis sanofi merck nestle "
    "unilever danone heineken carlsberg diageo adidas reebok ikea tesla spacex lyft airbnb netflix "
    "spotify twitter facebook instagram tiktok youtube google microsoft samsung sony panasonic "
    "toshiba hitachi nokia huawei xiaomi lenovo intel nvidia qualcomm cisco walmart wal-mart "
    "costco "
    "tesco barclays hsbc citigroup jpmorgan ubs deloitte pwc kpmg accenture peugeot renault "
    "volkswagen daimler bmw mitsubishi matsushita pepsico kellogg marvel miramax statoil equinor "
    "gazprom rosneft lukoil petrobras glencore bhp alibaba tencent baidu nikkei nasdaq reuters "
    "bloomberg xinhua interpol cosatu fatah hamas hezbollah dow merrill fannie hertz smucker "
    "chelsea arsenal everton juventus "
    "wrigley galleon fidelity";

constexpr std::string_view kNothing =
    "hiv aids hiv/aids covid covid-19 coronavirus h1n1 h5n1 sars ebola dna rna gdp ipo ceo cfo coo "
    "cpi gmt est edt pdt pst utc fahrenheit celsius medicare medicaid ad jr jr. sr sr. faq pdf tv "
    "am pm a.m. p.m. rsvp diy vip brent god sheriff chair cos wm wash yuan mc omicron";

constexpr std::string_view kNoLands =
    "delta western eastern northern southern central union independence liberty";

constexpr std::size_t kSlots = 2048;

enum class What : std::uint8_t { None, Begin, Org, Place, Firm, NoLand, Nothing };

struct Entry {
  WordKey key{};
  What what = What::None;
};
using Table = std::array<Entry, kSlots>;

constexpr std::size_t slot_of(const Table& table, WordKey key) {
  std::size_t slot = static_cast<std::size_t>(key) % kSlots;
  while (table[slot].key != WordKey{} && table[slot].key != key) slot = (slot + 1) % kSlots;
  return slot;
}

constexpr void put(Table& table, WordKey key, What what) {
  table[slot_of(table, key)] = {key, what};
}

/// Calls visit() with each word of a list, and with what separated it from the next.
template <typename Visit>
constexpr void for_each_word(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const std::size_t size = std::min(list.find_first_of(" ;"), list.size());
    visit(list.substr(0, size), size < list.size() && list[size] == ';');
    list.remove_prefix(std::min(size + 1, list.size()));
  }
}

constexpr void put_phrases(Table& phrases, Table& words, std::string_view list, What what) {
  WordKey key{};
  for_each_word(list, [&](std::string_view word, bool last) {
    if (key == WordKey{}) {
      key = key_of(word);
      put(words, key, What::Begin);
    } else {
      key = joined(key, key_of(word));
    }
    if (!last) return;
    put(phrases, key, what);
    key = WordKey{};
  });
}

struct Tables {
  Table words{};   ///< single ones, by what they are
  Table begins{};  ///< with which phrases begin
  Table phrases{};
};

constexpr Tables build() {
  Tables tables;
  for_each_word(kFirms,
                [&](std::string_view word, bool) { put(tables.words, key_of(word), What::Firm); });
  for_each_word(kNothing, [&](std::string_view word, bool) {
    put(tables.words, key_of(word), What::Nothing);
  });
  for_each_word(kNoLands, [&](std::string_view word, bool) {
    put(tables.words, key_of(word), What::NoLand);
  });
  put_phrases(tables.phrases, tables.begins, kOrganisations, What::Org);
  put_phrases(tables.phrases, tables.begins, kPlaces, What::Place);
  return tables;
}

const Tables& tables() {
  static constexpr Tables kTables = build();
  return kTables;
}

What find(const Table& table, WordKey key) { return table[slot_of(table, key)].what; }

}  // namespace

bool begins_well_known(WordKey word) { return find(tables().begins, word) == What::Begin; }

std::optional<EntityKind> well_known(WordKey phrase) {
  const What what = find(tables().phrases, phrase);
  if (what == What::Org) return EntityKind::Org;
  if (what == What::Place) return EntityKind::Place;
  return std::nullopt;
}

bool is_well_known_firm(WordKey word) { return find(tables().words, word) == What::Firm; }

bool is_no_land(WordKey word) { return find(tables().words, word) == What::NoLand; }

bool names_nothing(WordKey word) { return find(tables().words, word) == What::Nothing; }

}  // namespace morgue::annotate
