#include "indexer/annotate/spelling.h"

#include <algorithm>
#include <array>
#include <string>

#include "common/spelling_rows.h"

namespace morgue::annotate {
namespace {

/// Shorter names differ in earnest: "Kate", "Gate".
constexpr std::size_t kLeastLetters = 5;

struct Spelling {
  std::string_view from;
  std::string_view to;
};

/// Letters that transliterations from Arabic, Cyrillic and their neighbours write differently. The
/// longer ones first. Our own list.
constexpr auto kSpellings = std::to_array<Spelling>(
    {{"tsch", "ch"}, {"kh", "k"}, {"gh", "k"}, {"dh", "d"}, {"th", "t"}, {"ph", "f"},
     {"ks", "x"},    {"ck", "k"}, {"ou", "u"}, {"oo", "u"}, {"ee", "i"}, {"ei", "i"},
     {"ey", "i"},    {"iy", "i"}, {"ij", "i"}, {"yi", "i"}, {"ii", "i"}, {"dj", "j"},
     {"zh", "j"},    {"y", "i"},  {"q", "k"},  {"c", "k"},  {"w", "v"},  {"z", "s"}});
/// At the head of a word only: "Gaddafi", "Qadhafi".
constexpr char kHeadGuttural = 'g';

/// One person's names, the full one first. Facts; a name may stand in several rows. Spellings of
/// one name stand in common/spelling_rows.h.
constexpr auto kNicknames = std::to_array<std::string_view>({
    "william bill billy will willie liam",
    "robert bob bobby rob robbie bert",
    "richard rick dick richie ricky rich",
    "james jim jimmy jamie",
    "john jack johnny jon",
    "jonathan jon jonny",
    "joseph joe joey",
    "edward ed eddie ted teddy ned",
    "edwin ed",
    "theodore ted teddy theo",
    "thomas tom tommy",
    "michael mike mick mickey",
    "charles charlie chuck",
    "daniel dan danny",
    "david dave davy",
    "donald don donnie",
    "kenneth ken kenny",
    "stephen steve steven",
    "anthony tony",
    "antony tony",
    "antonio tony toni",
    "andrew andy drew",
    "gregory greg",
    "matthew matt",
    "nicholas nick nicky",
    "patrick pat paddy",
    "peter pete",
    "philip phil phillip",
    "raymond ray",
    "ronald ron ronnie",
    "samuel sam sammy",
    "timothy tim",
    "lawrence larry",
    "laurence larry",
    "leonard leo len lenny",
    "frederick fred freddie freddy",
    "alfred alf fred",
    "francis frank fran",
    "franklin frank",
    "benjamin ben",
    "christopher chris",
    "alexander alex sasha sandy",
    "alexandra alex sandra sasha",
    "albert al bert",
    "alan al",
    "arthur art",
    "bernard bernie",
    "clifford cliff",
    "douglas doug",
    "eugene gene",
    "geoffrey geoff",
    "jeffrey jeff",
    "gerald gerry jerry",
    "harold harry hal",
    "henry harry hank",
    "herbert herb bert",
    "jacob jake",
    "joshua josh",
    "louis lou",
    "martin marty",
    "mitchell mitch",
    "nathaniel nate nathan",
    "nathan nate",
    "randolph randy",
    "russell russ",
    "stanley stan",
    "terence terry",
    "vincent vince",
    "walter walt",
    "zachary zach zack",
    "elizabeth liz beth betty betsy eliza lizzie libby",
    "margaret maggie meg peggy",
    "katherine kate kathy katie kathryn",
    "catherine kate cathy katie cath",
    "kathleen kathy",
    "patricia pat patty tricia",
    "deborah debbie deb",
    "susan sue susie suzanne",
    "jennifer jen jenny",
    "rebecca becky",
    "victoria vicky vicki",
    "barbara barb",
    "christine chris chrissy",
    "cynthia cindy",
    "dorothy dot",
    "jacqueline jackie",
    "judith judy",
    "nancy nan",
    "pamela pam",
    "sandra sandy",
    "teresa terry tess",
    "abigail abby",
    "amanda mandy",
    "gabrielle gabby",
    "madeleine maddie",
    "samantha sam",
    "vladimir volodymyr",
    "aleksandr alexander alexandr oleksandr",
    "aleksei alexei alexey oleksiy",
    "sergei sergey serhiy",
    "nikolai nikolay mykola",
    "dmitri dmitry dmytro",
    "mikhail mikhailo mykhailo",
    "yevgeny evgeny yevgeniy",
    "wilhelm willi willy",
    "wilfried willi willy",
    "johannes hans jan",
    "friedrich fritz",
    "josef sepp",
    "francisco paco pancho",
    "jose pepe",
    "ignacio nacho",
    "giuseppe beppe",
});

struct Nickname {
  WordKey word{};
  std::size_t row = 0;
};

/// Nicknames, then spellings: the rows are numbered through.
constexpr std::string_view row_at(std::size_t row) {
  return row < kNicknames.size() ? kNicknames[row] : kSpellingRows[row - kNicknames.size()];
}
constexpr std::size_t kRows = kNicknames.size() + kSpellingRows.size();

constexpr std::size_t count_words() {
  std::size_t count = 0;
  for (std::size_t row = 0; row < kRows; ++row)
    count += 1 + static_cast<std::size_t>(std::count(row_at(row).begin(), row_at(row).end(), ' '));
  return count;
}

using Table = std::array<Nickname, count_words()>;

constexpr Table sorted_nicknames() {
  Table table{};
  std::size_t at = 0;
  for (std::size_t row = 0; row < kRows; ++row) {
    for (std::string_view rest = row_at(row); !rest.empty();) {
      const std::size_t size = std::min(rest.find(' '), rest.size());
      table[at++] = {key_of(rest.substr(0, size)), row};
      rest.remove_prefix(std::min(size + 1, rest.size()));
    }
  }
  std::sort(table.begin(), table.end(),
            [](const Nickname& a, const Nickname& b) { return a.word < b.word; });
  return table;
}

constexpr Table kTable = sorted_nicknames();

auto rows_of(WordKey word) {
  return std::equal_range(kTable.begin(), kTable.end(), Nickname{word},
                          [](const Nickname& a, const Nickname& b) { return a.word < b.word; });
}

}  // namespace

WordKey sound_key(std::string_view folded) {
  if (folded.size() < kLeastLetters) return key_of(folded);
  std::string sound;
  for (std::size_t i = 0; i < folded.size();) {
    const std::string_view rest = folded.substr(i);
    const auto found = std::find_if(kSpellings.begin(), kSpellings.end(),
                                    [&](const Spelling& s) { return rest.starts_with(s.from); });
    std::string_view to = found == kSpellings.end() ? rest.substr(0, 1) : found->to;
    if (i == 0 && to.front() == kHeadGuttural) to = "k";
    i += found == kSpellings.end() ? 1 : found->from.size();
    const bool digit = to.front() >= '0' && to.front() <= '9';
    if (digit || sound.empty() || sound.back() != to.front()) sound += to;
  }
  return key_of(sound);
}

bool are_nicknames(WordKey a, WordKey b) {
  const auto [first, last] = rows_of(a);
  const auto [other_first, other_last] = rows_of(b);
  for (auto i = first; i != last; ++i)
    for (auto j = other_first; j != other_last; ++j)
      if (i->row == j->row) return true;
  return false;
}

}  // namespace morgue::annotate
