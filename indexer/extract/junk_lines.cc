#include "indexer/extract/junk_lines.h"

#include <algorithm>
#include <array>

#include "common/utf8.h"
#include "indexer/read/ascii.h"

namespace morgue {
namespace {

using namespace std::literals;

/// A longer line is a sentence of the article even if it starts like a call.
constexpr std::size_t kLongestCall = 220;
constexpr std::size_t kLongestHeading = 60;

/// Folded (lower case, no marks); the line starts with one of these.
constexpr std::array kOpenings = {"read more"sv,
                                  "read also"sv,
                                  "also read"sv,
                                  "read next"sv,
                                  "read:"sv,
                                  "see also"sv,
                                  "related:"sv,
                                  "related stories"sv,
                                  "related articles"sv,
                                  "more:"sv,
                                  "watch:"sv,
                                  "listen:"sv,
                                  "also on "sv,
                                  "recommended:"sv,
                                  "don't miss:"sv,
                                  "must read"sv,
                                  "more on this"sv,
                                  "click here"sv,
                                  "click to"sv,
                                  "tap here"sv,
                                  "sign up "sv,
                                  "subscribe to"sv,
                                  "subscribe now"sv,
                                  "follow us"sv,
                                  "follow @"sv,
                                  "like us on"sv,
                                  "join our"sv,
                                  "get our"sv,
                                  "download our"sv,
                                  "share this"sv,
                                  "share on"sv,
                                  "advertisement"sv,
                                  "story continues"sv,
                                  "article continues"sv,
                                  "copyright ©"sv,
                                  "© "sv,
                                  "(c) 20"sv,
                                  "all rights reserved"sv,
                                  "this material may not"sv,
                                  "this article was originally published"sv,
                                  "photo by"sv,
                                  "photo:"sv,
                                  "photos:"sv,
                                  "image:"sv,
                                  "image credit"sv,
                                  "getty images"sv,
                                  "file photo"sv,
                                  "video:"sv,
                                  "support our journalism"sv,
                                  "newsletter"sv,
                                  "have a story"sv,
                                  "do you have a story"sv,
                                  "got a tip"sv,
                                  "print this"sv,
                                  "loading"sv,
                                  "please enable javascript"sv,
                                  "you need to enable javascript"sv,
                                  "lesen sie auch"sv,
                                  "lesen sie dazu"sv,
                                  "lesen sie hier"sv,
                                  "lesen sie mehr"sv,
                                  "mehr zum thema"sv,
                                  "mehr dazu"sv,
                                  "mehr lesen"sv,
                                  "auch interessant"sv,
                                  "lies auch"sv,
                                  "siehe auch"sv,
                                  "anzeige"sv,
                                  "foto:"sv,
                                  "quelle:"sv,
                                  "bild:"sv,
                                  "zur startseite"sv,
                                  "teilen"sv,
                                  "hier geht es zu"sv,
                                  "empfohlener externer inhalt"sv,
                                  "externer inhalt"sv,
                                  "lire aussi"sv,
                                  "a lire aussi"sv,
                                  "lire egalement"sv,
                                  "voir aussi"sv,
                                  "sur le meme sujet"sv,
                                  "abonnez-vous"sv,
                                  "inscrivez-vous"sv,
                                  "publicite"sv,
                                  "partager"sv,
                                  "a voir"sv,
                                  "leer mas"sv,
                                  "lea tambien"sv,
                                  "lee tambien"sv,
                                  "le puede interesar"sv,
                                  "te puede interesar"sv,
                                  "mas informacion"sv,
                                  "ver tambien"sv,
                                  "suscribete"sv,
                                  "publicidad"sv,
                                  "noticia relacionada"sv,
                                  "leggi anche"sv,
                                  "leia tambem"sv,
                                  "leia mais"sv,
                                  "lees ook"sv,
                                  "les ogsa"sv,
                                  "les mer"sv,
                                  "las mer"sv,
                                  "lees meer"sv,
                                  "czytaj tez"sv,
                                  "czytaj takze"sv,
                                  "zobacz tez"sv,
                                  "ctete take"sv,
                                  "citajte"sv,
                                  "читайте также"sv,
                                  "читайте також"sv,
                                  "подписывайтесь"sv,
                                  "ayrica oku"sv,
                                  "ilgili haber"sv,
                                  "関連記事"sv,
                                  "相关阅读"sv,
                                  "関連"sv};

/// The whole line, folded, with a mark at its end taken off.
constexpr std::array kWhole = {"share"sv,
                               "tweet"sv,
                               "print"sv,
                               "email"sv,
                               "comments"sv,
                               "comment"sv,
                               "save"sv,
                               "copy link"sv,
                               "facebook"sv,
                               "twitter"sv,
                               "x"sv,
                               "whatsapp"sv,
                               "linkedin"sv,
                               "reddit"sv,
                               "pinterest"sv,
                               "related"sv,
                               "tags"sv,
                               "topics"sv,
                               "more"sv,
                               "read the full story"sv,
                               "continue reading"sv,
                               "play"sv,
                               "watch"sv,
                               "close"sv,
                               "menu"sv,
                               "search"sv,
                               "log in"sv,
                               "subscribe"sv,
                               "ad"sv,
                               "top"sv,
                               "back to top"sv,
                               "next"sv,
                               "previous"sv,
                               "reuters"sv,
                               "ap"sv,
                               "afp"sv,
                               "dpa"sv,
                               "werbung"sv,
                               "drucken"sv,
                               "merken"sv,
                               "kommentare"sv,
                               "partager l'article"sv,
                               "compartir"sv,
                               "imprimir"sv,
                               "condividi"sv,
                               "del"sv,
                               "jaa"sv,
                               "udostepnij"sv,
                               "###"sv,
                               "***"sv,
                               "* * *"sv};

constexpr std::array kClosing = {"related"sv,
                                 "related articles"sv,
                                 "related stories"sv,
                                 "related news"sv,
                                 "related content"sv,
                                 "related posts"sv,
                                 "related topics"sv,
                                 "read more"sv,
                                 "more stories"sv,
                                 "more news"sv,
                                 "more from"sv,
                                 "recommended"sv,
                                 "recommended stories"sv,
                                 "recommended for you"sv,
                                 "recommended articles"sv,
                                 "times recommends"sv,
                                 "you may also like"sv,
                                 "you might also like"sv,
                                 "most read"sv,
                                 "most popular"sv,
                                 "trending"sv,
                                 "comments"sv,
                                 "leave a reply"sv,
                                 "leave a comment"sv,
                                 "post a comment"sv,
                                 "join the conversation"sv,
                                 "about the author"sv,
                                 "latest news"sv,
                                 "also read"sv,
                                 "read next"sv,
                                 "up next"sv,
                                 "what to read next"sv,
                                 "mehr zum thema"sv,
                                 "das konnte sie auch interessieren"sv,
                                 "kommentare"sv,
                                 "auch interessant"sv,
                                 "weitere artikel"sv,
                                 "lesen sie auch"sv,
                                 "sur le meme sujet"sv,
                                 "a lire aussi"sv,
                                 "commentaires"sv,
                                 "te puede interesar"sv,
                                 "noticias relacionadas"sv,
                                 "comentarios"sv,
                                 "articoli correlati"sv,
                                 "leia tambem"sv};

/// Headings of teaser boxes go on with the outlet's or the section's name.
constexpr std::array kClosingOpenings = {"more from "sv,
                                         "more in "sv,
                                         "more on "sv,
                                         "also in "sv,
                                         "latest in "sv,
                                         "mehr aus "sv,
                                         "mehr von "sv,
                                         "read more on "sv,
                                         "most recent reader comments"sv,
                                         "comments are now closed"sv,
                                         "related to this"sv};

constexpr std::array kCommentMarks = {"posted by"sv,    "posted on"sv,           "posted at"sv,
                                      "report abuse"sv, "report this comment"sv, "flag as"sv,
                                      "permalink"sv,    "reply to this"sv,       "commented on"sv,
                                      "comment by"sv,   "kommentar melden"sv,    "antwort auf"sv};
/// "Ana of Port Anselm says:"; sentences that end like that are longer.
constexpr std::size_t kLongestSignature = 60;
/// "3/5/2024 1:11 pm"
constexpr std::ptrdiff_t kDigitsOfATime = 6;

std::string_view without_end_mark(std::string_view line) {
  while (!line.empty() && ".:!?…»>"sv.find(line.back()) != std::string_view::npos)
    line.remove_suffix(1);
  return line;
}

/// "The pier on Monday (picture: Ana Solberg)": a caption that nothing names one.
bool ends_in_picture_credit(std::string_view folded) {
  constexpr std::array kCredits = {"(picture: "sv, "(photo: "sv,  "(photograph: "sv, "(image: "sv,
                                   "(foto: "sv,    "(bild: "sv,   "(credit: "sv,     "(fotos: "sv,
                                   "(photo by "sv, "(imagen: "sv, "(photos: "sv};
  if (!folded.ends_with(')')) return false;
  const std::size_t open = folded.rfind('(');
  return open != std::string_view::npos && std::ranges::any_of(kCredits, [&](auto credit) {
           return folded.substr(open).starts_with(credit);
         });
}

}  // namespace

bool is_junk_line(std::string_view line) {
  if (line.size() > kLongestCall) return false;
  const std::string folded = utf8::folded(line);
  const std::string_view bare = without_end_mark(folded);
  return std::ranges::any_of(
             kOpenings,
             [&](auto opening) { return folded.compare(0, opening.size(), opening) == 0; }) ||
         std::ranges::find(kWhole, bare) != kWhole.end() || ends_in_picture_credit(folded);
}

bool is_comment_line(std::string_view line) {
  if (line.size() > kLongestCall) return false;
  const std::string folded = utf8::folded(line);
  const std::string_view bare = without_end_mark(folded);
  const auto ends = [bare](std::string_view end) {
    return bare.size() >= end.size() && bare.substr(bare.size() - end.size()) == end;
  };
  if (std::ranges::any_of(kCommentMarks,
                          [&](auto mark) { return folded.find(mark) != folded.npos; }))
    return true;
  const bool signs = ends(" says") || ends(" wrote") || ends(" schrieb") || ends(" dit");
  if ((signs && line.size() < kLongestSignature && line.back() == ':') || bare == "reply" ||
      bare == "antworten")
    return true;
  // A time of day with seconds or a half day is a machine's: texts say "at noon".
  const bool clock = ends(" am") || ends(" pm") || ends(" gmt") || ends("uhr");
  return clock && std::ranges::count_if(folded, ascii::is_digit) >= kDigitsOfATime;
}

bool is_closing_heading(std::string_view line) {
  if (line.size() > kLongestHeading) return false;
  const std::string folded = utf8::folded(line);
  std::string_view bare = without_end_mark(folded);
  // "Comments (12)", "12 comments"
  if (!bare.empty() && bare.back() == ')') {
    const std::size_t open = bare.rfind('(');
    if (open != bare.npos && open + 2 < bare.size() && ascii::is_digit(bare[open + 1]))
      bare = ascii::trimmed(bare.substr(0, open));
  }
  while (!bare.empty() && (ascii::is_digit(bare.front()) || bare.front() == ' '))
    bare.remove_prefix(1);
  return std::ranges::find(kClosing, bare) != kClosing.end() ||
         std::ranges::any_of(kClosingOpenings, [bare](auto opening) {
           return bare.substr(0, opening.size()) == opening;
         });
}

}  // namespace morgue
