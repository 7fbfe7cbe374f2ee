#include "indexer/extract/furniture.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

#include "common/utf8.h"
#include "indexer/extract/date_line.h"
#include "indexer/extract/outlets.h"
#include "indexer/extract/word_list.h"

namespace morgue {
namespace {

/// Longer lines are text, whatever their words.
constexpr std::size_t kMaxFurnitureBytes = 400;
/// A label needs two independent cues: all its words are interface words (3) and it ends no
/// sentence (1), or a known phrase (3) and anything else.
constexpr int kLabelThreshold = 4;
/// A sentence of an article must not be lost for its words: it takes a known phrase and two to
/// three further cues.
constexpr int kProseThreshold = 6;
/// Labels of so few words are counted as short.
constexpr std::size_t kFewWords = 4;
constexpr std::size_t kMaxRelatedWords = 7;
constexpr std::size_t kMaxPromotionWords = 30;
constexpr std::size_t kMaxCreditWords = 8;
constexpr std::size_t kMaxSignatureBytes = 60;  // "(@a_handle_of_15) September 30, 2031"
constexpr std::size_t kMaxCaptionBytes = 1000;
/// "Photo by Aaron-James van der Meer/Agence France-Presse via Getty Images | License Photo" is 85.
constexpr std::size_t kCreditBytes = 90;

/// Words of user interfaces and of a site's talk about itself.
// clang-format off
constexpr auto kInterface = word_list({
    "accept", "account", "ad", "ads", "advertise", "advertisement", "advertisements",
    "advertising", "ai", "alerts", "app", "apps", "archive", "automatically", "beta", "bookmark",
    "bookmarks", "browser", "chatbot", "click", "close", "comment", "commenting", "comments",
    "consent", "contact", "contain", "content", "continue", "cookie", "cookies", "copied",
    "copy", "copyright", "disclaimer", "discover", "dislike", "download", "edition", "email",
    "embed", "enable", "expand", "explore", "facebook", "faq", "favorites", "favourites",
    "feature", "features", "feed", "feedback", "flipboard", "follow", "follower", "followers",
    "following", "font", "forum", "free", "gallery", "hashtag", "hashtags", "help", "hide",
    "homepage", "inaccuracies", "inbox", "instagram", "install", "javascript", "join", "latest",
    "like", "likes", "link", "linkedin", "listen", "load", "loading", "log", "login", "logout",
    "menu", "messenger", "min", "more", "navigation", "newsletter", "newsletters", "newsreader",
    "next", "notification", "notifications", "offers", "options", "original", "page", "password",
    "paywall", "permalink", "personalized", "pinterest", "play", "playback", "please", "podcast",
    "podcasts", "policy", "popular", "popup", "post", "powered", "preferences", "premium",
    "previous", "print", "privacy", "profile", "promoted", "quiz", "rate", "rating", "react",
    "reactions", "read", "reader", "readers", "reading", "recommended", "reddit", "refer",
    "refresh", "register", "related", "reload", "replies", "reply", "report", "reserved",
    "rights", "rss", "save", "saved", "scroll", "search", "settings", "share", "shared",
    "shares", "shop", "sidebar", "sign", "signin", "signup", "site", "sitemap", "skip",
    "snapchat", "sponsor", "sponsored", "stories", "story", "subscribe", "subscriber",
    "subscribers", "subscribing", "subscription", "summarize", "summary", "swipe", "tag", "tags",
    "tap", "telegram", "terms", "text", "threads", "tiktok", "toggle", "topics", "translate",
    "translation", "translations", "trending", "tweet", "twitter", "unsubscribe", "upgrade",
    "url", "username", "video", "videos", "view", "views", "visit", "votes", "watch", "website",
    "whatsapp", "widget", "widgets", "youtube"});
// clang-format on

/// Words that say nothing either way.
// clang-format off
constexpr auto kNeutral = word_list(
    {
    "a", "all", "also", "an", "and", "are", "as", "at", "be", "below", "by", "can", "do", "don",
    "for", "from", "get", "has", "have", "here", "how", "i", "if", "in", "is", "it", "its",
    "last", "list", "may", "me", "my", "new", "no", "not", "now", "of", "off", "on", "one", "or",
    "our", "out", "over", "s", "see", "show", "so", "t", "than", "that", "the", "their", "this",
    "to", "up", "us", "use", "via", "was", "we", "what", "when", "who", "why", "will", "with",
    "yet", "you", "your"});
// clang-format on

// clang-format off
constexpr auto kImperatives = word_list(
    {
    "add", "bookmark", "check", "choose", "click", "comment", "contact", "continue", "copy",
    "create", "disable", "discover", "donate", "download", "email", "enable", "enter", "explore",
    "find", "follow", "get", "give", "go", "hear", "install", "join", "keep", "learn", "leave",
    "listen", "load", "log", "open", "play", "please", "post", "print", "read", "register",
    "report", "save", "scroll", "see", "select", "send", "share", "show", "sign", "skip", "stay",
    "subscribe", "support", "swipe", "tap", "tell", "try", "turn", "tweet", "unlock", "upgrade",
    "view", "visit", "watch", "write"});
// clang-format on

constexpr auto kAddress = word_list({"our", "us", "we", "you", "your", "yours", "please"});

/// Phrases that hardly stand in an article. Folded, words joined by one blank.
// clang-format off
constexpr auto kPhrases = std::to_array<std::string_view>({
    "ai generated", "automatic translation", "automatically translated", "by machine",
    "generated by ai", "machine generated", "machine translation", "read more at",
    "read more on", "read the original", "trial version", "accept all cookies", "ad blocker",
    "adblock", "advertising feature", "all rights reserved", "already a subscriber",
    "already have an account", "article continues", "breaking news alerts", "by clicking",
    "by signing up", "click here", "continue reading", "cookie policy", "cookies to",
    "copy link", "daily newsletter", "download our app", "download the app", "enable javascript",
    "follow us", "for more stories", "get the latest", "have an account", "in your browser",
    "in your inbox", "into your inbox", "is in beta", "join the conversation",
    "join the discussion", "leave a comment", "like us on", "link copied",
    "listen to this article", "log in", "machine translated", "may contain inaccuracies",
    "mins read", "min read", "minute read", "more stories like this", "no comments",
    "original content", "our newsletter", "our newsletters", "subscribe now", "subscribe to",
    "our use of cookies", "our website", "post a comment", "powered by", "press enter",
    "privacy notice", "privacy policy", "read full article", "read full story",
    "read the full story", "reload the page", "report this ad", "scroll to continue", "share on",
    "share this", "sign in", "sign up", "skip to", "story continues", "straight to your inbox",
    "terms and conditions", "terms of", "thank you for reading", "thanks for reading",
    "this article was originally", "this site uses", "to continue reading", "to your inbox",
    "translated by", "view comments", "we use cookies", "we value your privacy",
    "write a comment", "your browser", "your consent", "your inbox", "your privacy"});
// clang-format on

// clang-format off
constexpr auto kRelatedOpeners = word_list(
    {
    "also", "around", "best", "continue", "discover", "don", "editor", "editors", "elsewhere",
    "explore", "from", "further", "in", "just", "keep", "latest", "more", "most", "must", "next",
    "now", "other", "people", "popular", "read", "recent", "recommended", "related", "see",
    "similar", "suggested", "suggestions", "the", "today", "top", "trending", "up", "what", "you"});
// clang-format on
constexpr auto kRelatedNouns =
    word_list({"also",    "article", "articles", "content", "coverage", "headlines", "like",
               "miss",    "next",    "news",     "now",     "posts",    "read",      "reading",
               "reads",   "related", "stories",  "story",   "topics",   "trending",  "viewed",
               "popular", "picks",   "for",      "links"});

/// The words of a line, folded.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  bool inside = false;
  for (std::size_t at = 0; at < line.size();) {
    const auto [c, length] = utf8::decode(line, at);
    if (utf8::is_letter(c) || utf8::is_digit(c)) {
      if (!inside) words.emplace_back();
      inside = true;
      utf8::append_folded(words.back(), c);
    } else {
      inside = false;
    }
    at += length;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out = " ";
  for (const auto& word : words) {
    out += word;
    out += ' ';
  }
  return out;
}

bool has_phrase(const std::string& padded, std::string_view phrase) {
  for (std::size_t at = padded.find(phrase); at != std::string::npos;
       at = padded.find(phrase, at + 1))
    if (padded[at - 1] == ' ' && padded[at + phrase.size()] == ' ') return true;
  return false;
}

int phrases_in(const std::string& padded) {
  return static_cast<int>(std::ranges::count_if(
      kPhrases, [&](std::string_view phrase) { return has_phrase(padded, phrase); }));
}

/// 3 if every telling word is an interface word, 2 for two thirds of them, 1 for half.
int vocabulary_score(const std::vector<std::string>& words) {
  std::size_t telling = 0;
  std::size_t interface = 0;
  for (const auto& word : words) {
    const bool figure = word.front() >= '0' && word.front() <= '9';
    if (figure || holds(kNeutral, word)) continue;
    ++telling;
    if (holds(kInterface, word)) ++interface;
  }
  if (interface == 0) return 0;
  if (interface == telling) return 3;
  if (interface * 3 >= telling * 2) return 2;
  return interface * 2 >= telling ? 1 : 0;
}

bool is_address_line(std::string_view line) {
  if (line.find(' ') != std::string_view::npos) return false;
  return line.starts_with("http://") || line.starts_with("https://") || line.starts_with("www.") ||
         (line.starts_with('@') && line.size() > 1) || (line.starts_with('#') && line.size() > 1);
}

bool all_hashtags(std::string_view line) {
  std::size_t tags = 0;
  for (std::size_t begin = 0; begin < line.size();) {
    const std::size_t end = std::min(line.find(' ', begin), line.size());
    if (end > begin && line[begin] != '#') return false;
    if (end > begin) ++tags;
    begin = end + 1;
  }
  return tags > 0;
}

bool is_quoted(std::string_view line) {
  return line.find('"') != std::string_view::npos || line.find("“") != std::string_view::npos;
}

}  // namespace

bool is_furniture(const Line& line, Zone zone, bool repeated) {
  if (line.text.size() > kMaxFurnitureBytes) return false;
  if (is_rule(line.text) || is_address_line(line.text) || all_hashtags(line.text) ||
      is_reading_time(line.text))
    return true;
  if (line.columns && !line.prose && zone != Zone::Body) return true;
  if (is_quoted(line.text)) return false;
  const auto words = words_of(without_mark(line.text));
  if (words.empty()) return true;
  const int phrases = phrases_in(joined(words));
  const int vocabulary = vocabulary_score(words);
  if (line.prose && phrases == 0) return false;
  int score = vocabulary + std::min(phrases, 2) * 3;
  if (line.text.starts_with("©") || line.text.starts_with("(c) ")) score += 3;
  if (score == 0) return false;
  if (holds(kImperatives, words.front())) ++score;
  if (std::ranges::any_of(words, [](const auto& word) { return holds(kAddress, word); })) ++score;
  if (!line.sentence) ++score;
  if (!line.sentence && repeated) ++score;
  // Labels elsewhere may be headings of the article ("Video games", "Share prices").
  if (zone != Zone::Body && words.size() <= kFewWords) ++score;
  if (zone != Zone::Body && line.prose) ++score;
  return score >= (line.prose ? kProseThreshold : kLabelThreshold);
}

bool opens_related(const Line& line) {
  if (line.prose || line.text.ends_with('.')) return false;
  const auto words = words_of(without_mark(line.text));
  if (words.empty() || words.size() > kMaxRelatedWords) return false;
  if (!holds(kRelatedOpeners, words.front())) return false;
  const std::string all = joined(words);
  // clang-format off
constexpr auto whole = word_list({
    " also read ", " around the web ", " don t miss ", " editor s picks ", " editors picks ",
    " elsewhere on the web ", " from the web ", " in other news ", " just in ", " keep reading ",
    " latest ", " more news ", " most popular ", " must read ", " now trending ",
    " people also read ", " popular ", " read also ", " read next ", " read this next ",
    " recommended ", " recommended for you ", " related ", " see also ", " suggested for you ",
    " top headlines ", " trending ", " trending now ", " up next ", " what s next ",
    " what to read next ", " you might like "});
  // clang-format on
  if (holds(whole, all)) return true;
  if (all.starts_with(" you may ") || all.starts_with(" you might ")) return true;
  // "More from the Herald", but no heading that goes on ("More from the talks in Amsel").
  if (all.starts_with(" more from ") || all.starts_with(" more on ")) {
    const auto rest = line.text.substr(line.text.find(' ', line.text.find(' ') + 1) + 1);
    return outlet_look(rest) >= OutletLook::Noun || words.size() == 4 || line.text.ends_with(':');
  }
  // "Related Articles", "More Top Stories": openers and nouns only.
  return words.size() >= 2 && holds(kRelatedNouns, words.back()) && words.back() != "for" &&
         std::ranges::all_of(words, [](const auto& word) {
           return holds(kRelatedOpeners, word) || holds(kRelatedNouns, word);
         });
}

bool opens_list(const Line& line) {
  constexpr auto pointers =
      word_list({" also read ", " keep reading ", " read also ", " read next ", " read this next ",
                 " related ", " see also ", " up next ", " what s next ", " what to read next "});
  return opens_related(line) && !holds(pointers, joined(words_of(without_mark(line.text))));
}

bool is_promotion(const Line& line) {
  const auto cut = line.text.find_first_of(":|");
  if (cut == std::string::npos || cut + 2 >= line.text.size() || line.words > kMaxPromotionWords)
    return false;
  if (is_quoted(line.text)) return false;
  constexpr auto labels =
      word_list({" also read ",       " don t miss ",       " more ",          " more on this ",
                 " read also ",       " read more ",        " read next ",     " related ",
                 " related article ", " related articles ", " related story ", " related stories ",
                 " see also ",        " see more ",         " watch ",         " watch live ",
                 " watch now ",       " listen ",           " recommended ",   " must read ",
                 " sign up ",         " also see ",         " up next "});
  return holds(labels, joined(words_of(std::string_view(line.text).substr(0, cut))));
}

bool is_caption(std::string_view line) {
  if (line.size() > kMaxCaptionBytes) return false;
  if (line.starts_with("Left: ") && line.find("Right: ") != std::string_view::npos) return true;
  constexpr auto labels = std::to_array<std::string_view>(
      {"Photo: ", "Photo by ", "Photograph: ", "Image: ", "Picture: ", "Caption: ", "Image caption",
       "FILE PHOTO", "FILE - ", "File photo"});
  if (std::ranges::any_of(labels, [&](auto label) { return line.starts_with(label); })) return true;
  // A credit stands at the end, as a sentence of its own, in brackets or behind a slash.
  // clang-format off
constexpr auto credits = std::to_array<std::string_view>({
    "Photo by ", "Photos by ", "Photograph by ", "Photograph: ", "Photo: ", "Picture: ",
    "Image: ", "(AP Photo", "License Photo", "Image credit", "Photo credit", "Picture credit",
    "File photo", "(Photo ", "Courtesy of ", "Handout photo", "(Getty Images", "/Getty Images",
    "via Getty Images", ". Getty Images", "| Getty Images", "/Reuters", "/REUTERS", "REUTERS/",
    "/AFP", "/UPI", "/EPA", "/AP", "via AP", "via Reuters", "via REUTERS", "/Shutterstock",
    ". Shutterstock"});
  // clang-format on
  const auto tail = line.substr(line.size() - std::min(line.size(), kCreditBytes));
  return std::ranges::any_of(credits, [&](std::string_view credit) {
    const auto at = tail.find(credit);
    if (at == std::string_view::npos) return false;
    const bool word = std::isupper(static_cast<unsigned char>(credit.front()));
    return !word || at == 0 ||
           std::string_view(".|)(\"/-").find(tail[at - 1]) != std::string_view::npos ||
           (at >= 2 && std::string_view(".|)(\"-").find(tail[at - 2]) != std::string_view::npos);
  });
}

bool is_embedded_post(std::string_view line) {
  const auto handle = line.rfind("(@");
  if (handle == std::string_view::npos || line.size() - handle > kMaxSignatureBytes) return false;
  const auto close = line.find(") ", handle);
  if (close == std::string_view::npos || line.find(' ', handle) < close) return false;
  return line.substr(0, handle).rfind("— ") != std::string_view::npos &&
         read_date_line(line.substr(close + 2)).has_value();
}

bool is_picture_credit(const Line& line) {
  if (line.words > kMaxCreditWords || line.sentence) return false;
  if (is_known_agency(without_mark(line.text))) return true;
  const auto cut = line.text.find_last_of("/|:");
  if (cut != std::string::npos) {
    auto last = std::string_view(line.text).substr(cut + 1);
    while (last.starts_with(' ')) last.remove_prefix(1);
    if (line.text[cut] != ':' && is_known_agency(last)) return true;
  }
  const std::string key = utf8::folded(line.text);
  for (const std::string_view label :
       {"photo:", "photos:", "photo by ", "photograph:", "image:", "picture:", "credit:",
        "photo credit:", "image credit:", "credits:", "caption:", "image source"})
    if (key.starts_with(label)) return true;
  return key.find("getty images") != std::string::npos ||
         key.find("ap photo") != std::string::npos || key == "file photo" ||
         key == "shutterstock" || key == "handout" || key.ends_with(" handout") ||
         key == "image caption" || key == "image source";
}

bool is_reading_time(std::string_view line) {
  if (line.size() > 40) return false;
  auto words = words_of(line);
  bool number = false;
  bool unit = false;
  bool read = false;
  for (const auto& word : words) {
    if (word.find_first_not_of("0123456789") == std::string::npos)
      number = true;
    else if (word == "min" || word == "mins" || word == "minute" || word == "minutes")
      unit = true;
    else if (word == "read" || word == "reading")
      read = true;
    else if (word != "time" && word != "to" && word != "estimated" && word != "listen")
      return false;
  }
  return number && unit && read;
}

}  // namespace morgue
