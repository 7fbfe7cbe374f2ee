#include "indexer/extract/outlets.h"

#include <algorithm>
#include <array>
#include <vector>

#include "common/utf8.h"
#include "indexer/extract/word_list.h"

namespace morgue {
namespace {

// Keys as outlet_key() makes them: folded, words joined by one blank, without "the" in front.

// clang-format off
constexpr auto kAgencies = word_list({
    "aap", "adnkronos", "afp", "agence france presse", "agencies", "agerpres", "anadolu agency",
    "anadolu", "ani", "ansa", "ap", "apa", "associated press", "ats", "belga", "canadian press",
    "cp", "dpa", "efe", "getty images", "ians", "interfax", "itar tass", "kyodo news", "kyodo",
    "lusa", "ntb", "pa media", "pa", "pap", "press association", "press trust of india", "pti",
    "reuters", "ria novosti", "ritzau", "stt", "tass", "thomson reuters", "tt", "ukrinform",
    "united press international", "upi", "wam", "xinhua news agency", "xinhua",
    "yonhap news agency", "yonhap"});
// clang-format on

// clang-format off
constexpr auto kOutlets = word_list({
    "9news", "9to5google", "9to5mac", "abc australia", "abc news", "abc", "aftenposten",
    "al arabiya", "al jazeera english", "al jazeera", "al monitor", "allafrica", "apple news",
    "ars technica", "art newspaper", "associated press", "athletic",
    "atlanta journal constitution", "atlantic", "australian financial review", "australian",
    "axios", "baltimore banner", "baltimore sun", "bangkok post", "barron s", "barrons",
    "bbc news", "bbc sport", "bbc", "bild", "billboard", "bleacher report", "bloomberg law",
    "bloomberg news", "bloomberg", "boston globe", "boston herald", "breitbart", "buffalo news",
    "business insider", "business standard", "buzzfeed news", "buzzfeed", "calgary herald",
    "calmatters", "cambridge news", "cbc news", "cbc", "cbs news", "cbs sports", "cbs",
    "channel 4 news", "channel newsasia", "charlotte observer", "chicago sun times",
    "chicago tribune", "china daily", "christian science monitor", "cna", "cnbc", "cnet",
    "cnn business", "cnn", "columbus dispatch", "corriere della sera", "ctv news", "daily beast",
    "daily caller", "daily express", "daily mail", "daily maverick", "daily mirror",
    "daily record", "daily star", "daily telegraph", "dallas morning news", "dawn", "deadline",
    "deccan herald", "defense news", "denver post", "der spiegel", "der standard",
    "detroit free press", "detroit news", "deutsche welle", "die presse", "die welt", "die zeit",
    "digital trends", "dw", "e online", "east bay times", "economic times", "economist",
    "el mundo", "el pais", "el universal", "engadget", "entertainment weekly", "entrepreneur",
    "espn", "eurogamer", "euronews", "evening standard", "express", "fast company",
    "financial express", "financial post", "financial times", "forbes", "foreign affairs",
    "foreign policy", "fortune", "fox 5", "fox business", "fox news", "fox sports", "france 24",
    "france24", "frankfurter allgemeine", "ft", "futurism", "gizmodo", "global news",
    "global times", "globe and mail", "gothamist", "guardian", "gulf news", "haaretz",
    "handelsblatt", "herald sun", "hill", "hindu", "hindustan times", "hollywood reporter",
    "houston chronicle", "huffington post", "huffpost", "ign", "il sole 24 ore", "independent",
    "india today", "indian express", "indianapolis star", "inquirer", "insider",
    "irish examiner", "irish independent", "irish times", "itv news", "itv", "japan times",
    "jerusalem post", "jpost", "kansas city star", "korea herald", "korea times", "kotaku",
    "kyiv independent", "kyiv post", "la repubblica", "la times", "las vegas review journal",
    "le figaro", "le monde", "le parisien", "liberation", "live science", "livemint",
    "los angeles times", "mail on sunday", "mail online", "mailonline",
    "manchester evening news", "marketwatch", "mashable", "metro", "miami herald",
    "middle east eye", "milwaukee journal sentinel", "minnesota star tribune", "mint", "mirror",
    "moneycontrol", "montreal gazette", "moscow times", "mother jones", "motley fool", "msn",
    "msnbc", "nation", "national geographic", "national post", "national review", "national",
    "nature", "nbc news", "nbc sports", "nbc", "ndtv", "new republic", "new scientist",
    "new statesman", "new york magazine", "new york post", "new york times", "new yorker",
    "new zealand herald", "news 18", "news com au", "news18", "newsday", "newsmax", "newsweek",
    "nhk world", "nhk", "nikkei asia", "nola com", "npr", "nyt", "nzz", "oregonian",
    "orlando sentinel", "oxford mail", "pbs newshour", "pbs", "pc gamer", "pcmag", "people",
    "philadelphia inquirer", "pitchfork", "pittsburgh post gazette", "politico europe",
    "politico", "polygon", "popular science", "press", "propublica", "quanta magazine", "quartz",
    "radio free europe", "rappler", "raw story", "reason", "rest of world", "reuters", "rfi",
    "rolling stone", "rte news", "rte", "sacramento bee", "salon", "san diego union tribune",
    "san francisco chronicle", "san jose mercury news", "science", "scientific american", "scmp",
    "scotsman", "seattle times", "semafor", "sfgate", "sky news", "sky sports", "slate",
    "smithsonian magazine", "south china morning post", "space com", "spectator", "spiegel",
    "sport bible", "sporting news", "sports illustrated", "standard", "star tribune",
    "stat news", "stat", "stern", "straits times", "stuff", "suddeutsche zeitung", "sun",
    "sunday telegraph", "sunday times", "sydney morning herald", "tagesschau", "tagesspiegel",
    "tampa bay times", "techcrunch", "techradar", "telegraph", "texas tribune", "thestreet",
    "time magazine", "time", "times of india", "times of israel", "times", "tmz", "tom s guide",
    "toms guide", "toronto star", "toronto sun", "town and country", "us news and world report",
    "us news", "us weekly", "usa today", "vancouver sun", "vanity fair", "variety", "verge",
    "vice news", "vice", "voa news", "voa", "vogue", "voice of america", "vox", "vulture",
    "wall street journal", "washington examiner", "washington post", "washington times", "week",
    "wion", "wired", "wsj", "yahoo finance", "yahoo news", "yahoo", "zdnet", "zeit online"});
// clang-format on

/// Names of outlets that are also everyday words: they count as a line of their own only.
// clang-format off
constexpr auto kEverydayWords =
    word_list({
    "abc", "athletic", "atlantic", "australian", "deadline", "economist", "entrepreneur",
    "express", "fortune", "ft", "guardian", "hill", "hindu", "independent", "inquirer",
    "insider", "liberation", "metro", "mint", "mirror", "nation", "national", "nature", "people",
    "press", "reason", "science", "scotsman", "spectator", "standard", "stat", "stern", "stuff",
    "sun", "telegraph", "time", "times", "variety", "verge", "vice", "week"});
// clang-format on

// clang-format off
constexpr auto kOutletNouns = word_list(
    {
    "advertiser", "advocate", "argus", "banner", "beacon", "blade", "broadcasting", "bulletin",
    "chronicle", "courant", "courier", "daily", "dispatch", "echo", "enquirer", "examiner", "fm",
    "gazette", "globe", "guardian", "herald", "independent", "inquirer", "intelligencer",
    "journal", "leader", "ledger", "magazine", "mail", "media", "mercury", "messenger", "mirror",
    "monitor", "network", "news", "newspaper", "newsroom", "observer", "online", "post", "press",
    "radio", "record", "recorder", "register", "report", "reporter", "review", "sentinel",
    "standard", "star", "sun", "telegram", "telegraph", "television", "times", "today",
    "tribune", "tv", "weekly", "wire", "zeitung"});
// clang-format on

/// Words that names write small.
constexpr auto kSmallWords = word_list(
    {"a", "and", "de", "del", "der", "die", "for", "in", "la", "le", "of", "on", "the", "&"});

/// The longest names in use ("The Atlanta Journal-Constitution") are well below.
constexpr std::size_t kMaxOutletBytes = 48;
constexpr std::size_t kMaxOutletWords = 6;
constexpr std::size_t kMaxKeyWords = 5;  // of the longest known name
constexpr std::size_t kSearchedBytes = 2000;
constexpr std::size_t kMaxHanBytes = 30;  // ten characters
constexpr std::size_t kMaxAcronymLetters = 3;

struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool capital = false;  ///< starts with a capital or a digit
  std::string key;
};

std::vector<Word> split(std::string_view text) {
  std::vector<Word> words;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = utf8::decode(text, at);
    if (utf8::is_letter(c) || utf8::is_digit(c) || c == U'&') {
      if (!inside) words.push_back({at, at, utf8::is_upper(c) || utf8::is_digit(c), {}});
      inside = true;
      utf8::append_folded(words.back().key, c);
      words.back().end = at + length;
    } else {
      inside = false;
    }
    at += length;
  }
  for (Word& word : words)
    if (word.key == "&") word.key = "and";
  return words;
}

std::string joined(const std::vector<Word>& words, std::size_t from, std::size_t count) {
  std::string key;
  for (std::size_t i = from; i < from + count; ++i) {
    if (!key.empty()) key += ' ';
    key += words[i].key;
  }
  return key;
}

std::string outlet_key(std::string_view name) {
  if (name.size() > kMaxOutletBytes) return {};
  auto words = split(name);
  if (words.size() > 1 && words.front().key == "the") words.erase(words.begin());
  if (words.size() > 1 && words.back().key == "com" && name.find(' ') == std::string_view::npos)
    words.pop_back();
  if (words.size() > 1 && words.front().key == "www") words.erase(words.begin());
  return joined(words, 0, words.size());
}

/// Newspapers and agencies of China and Japan carry it in their names: "日報", "新聞", "通信社".
bool is_han_outlet(std::string_view line) {
  if (line.size() > kMaxHanBytes || line.find(' ') != std::string_view::npos) return false;
  constexpr auto endings =
      std::to_array<std::string_view>({"新聞", "日報", "時報", "通信社", "通信", "新闻", "日报",
                                       "时报", "晚报", "新华网", "人民网", "新华社", "周刊"});
  return std::ranges::any_of(
      endings, [&](auto ending) { return line.ends_with(ending) && line.size() > ending.size(); });
}

bool is_domain(std::string_view line) {
  return line.find(' ') == std::string_view::npos && line.find('.') != std::string_view::npos &&
         line.find('@') == std::string_view::npos && line.find('/') == std::string_view::npos &&
         line.back() != '.' && line.size() >= 6;
}

}  // namespace

bool is_known_agency(std::string_view name) { return holds(kAgencies, outlet_key(name)); }

bool is_known_outlet(std::string_view name) {
  const std::string key = outlet_key(name);
  return holds(kOutlets, key) || holds(kAgencies, key);
}

OutletLook outlet_look(std::string_view line) {
  if (line.empty() || line.size() > kMaxOutletBytes) return OutletLook::None;
  if (is_known_outlet(line)) return OutletLook::Known;
  if (is_domain(line) || is_han_outlet(line)) return OutletLook::Noun;
  constexpr std::string_view never = ".!?:;,\"%$|";
  if (line.find_first_of(never) != std::string_view::npos) return OutletLook::None;
  const auto words = split(line);
  if (words.empty() || words.size() > kMaxOutletWords) return OutletLook::None;
  for (const Word& word : words)
    if (!word.capital && !holds(kSmallWords, word.key) && word.key != "s") return OutletLook::None;
  if (words.size() < 2) return OutletLook::Plain;
  const bool the = words.front().key == "the" && words.size() > 2;
  const bool noun =
      holds(kOutletNouns, words.back().key) || holds(kOutletNouns, words[the ? 1 : 0].key);
  return noun ? OutletLook::Noun : OutletLook::Plain;
}

std::string outlet_name(std::string_view written) {
  const auto words = split(written);
  constexpr auto short_words = word_list({"and", "of", "the", "new", "for"});
  for (const Word& word : words) {
    const auto text = written.substr(word.begin, word.end - word.begin);
    const bool shouted = std::ranges::none_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
    const bool acronym = word.key.size() <= kMaxAcronymLetters && !holds(short_words, word.key);
    if (!shouted || acronym) return std::string(written);
  }
  if (words.size() < 2) return std::string(written);
  std::string name(written);
  for (const Word& word : words) {
    const bool small = word.begin > 0 && holds(kSmallWords, word.key);
    for (std::size_t at = word.begin + (small ? 0 : 1); at < word.end; ++at)
      if (name[at] >= 'A' && name[at] <= 'Z') name[at] = static_cast<char>(name[at] | 0x20);
  }
  return name;
}

std::optional<std::string> find_known_outlet(std::string_view text) {
  text = utf8::prefix(text, kSearchedBytes);
  const auto words = split(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].capital) continue;
    for (std::size_t count = std::min(kMaxKeyWords, words.size() - i); count > 0; --count) {
      const std::string key = joined(words, i, count);
      if (!holds(kOutlets, key) || holds(kEverydayWords, key) || holds(kAgencies, key)) continue;
      if (!words[i + count - 1].capital) continue;
      const bool the = i > 0 && words[i - 1].key == "the" && words[i - 1].capital;
      const std::size_t begin = words[the ? i - 1 : i].begin;
      return std::string(text.substr(begin, words[i + count - 1].end - begin));
    }
  }
  return {};
}

}  // namespace morgue
