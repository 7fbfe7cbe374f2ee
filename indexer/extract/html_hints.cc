#include "indexer/extract/html_hints.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include "indexer/extract/word_list.h"
#include "indexer/read/ascii.h"

namespace morgue {
namespace {

using namespace std::literals;

// Single words of class names and ids.
constexpr auto kFurniture = word_list(
    {// ways through the site
     "nav", "navbar", "navi", "navigation", "menu", "submenu", "breadcrumb", "breadcrumbs",
     "pagination", "pager", "paginator", "toolbar", "sidebar", "siderail", "footer", "masthead",
     "skip", "skiplink", "sitemap", "topbar", "offcanvas", "dropdown", "toc",
     // other articles
     "related", "relatedlinks", "relatedarticles", "relateds", "recommended", "recommendation",
     "recommendations", "recirculation", "recirc", "teaser", "teasers", "readmore", "readnext",
     "moreon", "morefrom", "popular", "trending", "mostread", "mostpopular", "outbrain", "taboola",
     "zergnet", "plista", "relacionadas", "relacionados", "verwandte", "similar", "interlinking",
     "promo", "promos", "promobox", "crosspromo", "carousel", "upnext", "suggestions", "suggested",
     "storylist", "linklist",
     // sharing, signing up, paying
     "share", "sharing", "sharebar", "sharebox", "sharetools", "social", "socials", "addthis",
     "addtoany", "sharedaddy", "sociable", "sharethis", "jp-relatedposts", "newsletter",
     "newsletters", "nl", "signup", "subscribe", "subscription", "subscriptions", "optin",
     "regwall", "login", "signin", "register", "registration", "donate", "donation", "abo",
     "followus", "follow", "whatsapp", "telegram",  // advertising and notices
     "ad", "ads", "adv", "advert", "adverts", "advertisement", "advertising", "adsbygoogle",
     "adslot", "adunit", "advertorial", "werbung", "anzeige", "publicidad", "publicite", "pub",
     "dfp", "sponsor", "sponsored", "sponsors", "cookie", "cookies", "consent", "gdpr", "cmp",
     "onetrust", "didomi", "usercentrics", "popup", "disclaimer", "noprint",  // about the article
     "tags", "taglist", "tagcloud", "keywords", "topics", "bio", "authorbio", "aboutauthor",
     "rating", "ratings", "poll", "survey", "toolbox", "credits", "copyright", "factbox", "infobox",
     "marginalia", "transcript", "faq", "feedback", "reactions", "emoji", "liveblogteaser"});

/// Parts of texts are named so as well.
constexpr auto kMaybe = word_list({"card", "cards", "print", "printer", "alert", "overlay",
                                   "lightbox", "modal", "widget", "widgets", "player", "timeline",
                                   "banner", "tools", "latest", "rail", "quiz"});

constexpr auto kComments =
    word_list({"comment", "comments", "commentlist", "commentary-list", "disqus", "kommentare",
               "kommentar", "commentaires", "comentarios", "respond", "replies", "forum",
               "livefyre", "coral", "viafoura", "fyre", "discussion", "usercomments"});

constexpr auto kCaptions = word_list(
    {"caption",     "captions", "figcaption", "photocaption", "imagecaption", "bildunterschrift",
     "legend",      "legende",  "gallery",    "galleries",    "slideshow",    "credit",
     "photocredit", "photo",    "photos",     "image",        "figure",       "picture",
     "video",       "videos",   "media",      "img",          "bild",         "thumb",
     "thumbnail",   "cutline"});

constexpr auto kBylines =
    word_list({"byline",   "bylines",     "author",       "authors",  "dateline",    "timestamp",
               "pubdate",  "publishdate", "published",    "postmeta", "articlemeta", "meta",
               "metadata", "autor",       "autoren",      "date",     "datetime",    "time",
               "reporter", "contributor", "contributors", "updated",  "postinfo",    "entrymeta"});

constexpr auto kAuthors = word_list(
    {"byline",       "bylines",    "author",     "authors",    "autor",        "autoren",
     "auteur",       "auteurs",    "autore",     "autores",    "reporter",     "contributor",
     "contributors", "writer",     "writers",    "authorname", "autorenzeile", "autorzeile",
     "autorenname",  "bylinename", "journalist", "redakteur",  "forfatter",    "muallif"});

constexpr auto kLeads =
    word_list({"dek",        "standfirst",   "lead",        "lede",        "leadin",  "summary",
               "intro",      "introduction", "subtitle",    "subheadline", "subhead", "subheading",
               "deck",       "abstract",     "kicker-text", "chapo",       "chapeau", "vorspann",
               "einleitung", "teasertext",   "ingress",     "entradilla",  "bajada",  "sommario",
               "occhiello",  "excerpt",      "description", "underrubrik", "manchet", "synopsis"});

/// Pairs of neighbouring words that name the body of an article.
struct WordPair {
  std::string_view first;
  std::string_view second;
  std::uint16_t hint;
};
constexpr std::array kPairs = {
    WordPair{"article", "body", kHintBody},
    WordPair{"article", "content", kHintBody},
    WordPair{"article", "text", kHintBody},
    WordPair{"article", "copy", kHintBody},
    WordPair{"article", "main", kHintBody},
    WordPair{"story", "body", kHintBody},
    WordPair{"story", "content", kHintBody},
    WordPair{"story", "text", kHintBody},
    WordPair{"entry", "content", kHintBody},
    WordPair{"entry", "body", kHintBody},
    WordPair{"post", "content", kHintBody},
    WordPair{"post", "body", kHintBody},
    WordPair{"post", "text", kHintBody},
    WordPair{"news", "body", kHintBody},
    WordPair{"news", "content", kHintBody},
    WordPair{"news", "text", kHintBody},
    WordPair{"body", "copy", kHintBody},
    WordPair{"body", "text", kHintBody},
    WordPair{"body", "content", kHintBody},
    WordPair{"content", "body", kHintBody},
    WordPair{"text", "body", kHintBody},
    WordPair{"td", "post", kHintNone},
    WordPair{"rich", "text", kHintBody},
    WordPair{"field", "body", kHintBody},
    WordPair{"read", "more", kHintFurniture},
    WordPair{"most", "read", kHintFurniture},
    WordPair{"most", "viewed", kHintFurniture},
    WordPair{"see", "also", kHintFurniture},
    WordPair{"you", "may", kHintFurniture},
    WordPair{"more", "stories", kHintFurniture},
    WordPair{"more", "news", kHintFurniture},
    WordPair{"more", "from", kHintFurniture},
    WordPair{"more", "on", kHintFurniture},
    WordPair{"up", "next", kHintFurniture},
    WordPair{"read", "next", kHintFurniture},
    WordPair{"read", "also", kHintFurniture},
    WordPair{"also", "read", kHintFurniture},
    WordPair{"further", "reading", kHintFurniture},
    WordPair{"about", "author", kHintFurniture},
    WordPair{"author", "bio", kHintFurniture},
    WordPair{"author", "info", kHintFurniture},
    WordPair{"author", "box", kHintFurniture},
    WordPair{"tag", "list", kHintFurniture},
    WordPair{"tags", "list", kHintFurniture},
    WordPair{"link", "list", kHintFurniture},
    WordPair{"call", "action", kHintFurniture},
    WordPair{"sign", "up", kHintFurniture},
    WordPair{"pull", "quote", kHintFurniture},
    WordPair{"site", "header", kHintFurniture},
    WordPair{"page", "header", kHintNone},
    WordPair{"right", "column", kHintFurniture},
    WordPair{"visually", "hidden", kHintHidden},
    WordPair{"screen", "reader", kHintHidden},
    WordPair{"sr", "only", kHintHidden},
    WordPair{"d", "none", kHintNone},
};

constexpr std::array kBodyWords = {
    "articlebody"sv,     "articlecontent"sv, "articletext"sv, "storybody"sv, "storytext"sv,
    "storycontent"sv,    "entrycontent"sv,   "postcontent"sv, "postbody"sv,  "bodytext"sv,
    "articulo-cuerpo"sv, "artikeltext"sv,    "articlecopy"sv, "maintext"sv,  "newstext"sv,
    "articlepage"sv,     "richtext"sv};
constexpr std::array kHiddenWords = {"visuallyhidden"sv, "sronly"sv, "invisible"sv, "offscreen"sv};
/// Whole classes; "label-hidden", "overflow-hidden" and "md:hidden" hide something else, or only
/// sometimes.
constexpr std::array kHiddenClasses = {"hidden"sv, "is-hidden"sv, "u-hidden"sv, "element-hidden"sv,
                                       "hidden-text"sv};
/// A page may keep all its text for browsers without scripts.
constexpr double kMostOfPage = 0.5;

/// The words of a class name, id or the like, in lower case.
void append_words(std::vector<std::string>& words, std::string_view name) {
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!ascii::is_alnum(c)) {
      flush();
      continue;
    }
    const bool capital = c >= 'A' && c <= 'Z';
    const bool after_small = i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
    if (capital && after_small) flush();
    word += ascii::lower(c);
  }
  flush();
}

std::uint16_t hints_of_word(std::string_view word) {
  std::uint16_t hints = kHintNone;
  if (holds(kFurniture, word)) hints |= kHintFurniture;
  if (holds(kMaybe, word)) hints |= kHintMaybe;
  if (holds(kComments, word)) hints |= kHintComments;
  if (holds(kCaptions, word)) hints |= kHintCaption;
  if (holds(kBylines, word)) hints |= kHintByline;
  if (holds(kAuthors, word)) hints |= kHintAuthor;
  if (holds(kLeads, word)) hints |= kHintLead;
  if (std::ranges::find(kBodyWords, word) != kBodyWords.end()) hints |= kHintBody;
  if (std::ranges::find(kHiddenWords, word) != kHiddenWords.end()) hints |= kHintHidden;
  return hints;
}

bool has_hidden_class(std::string_view classes) {
  while (!(classes = ascii::trimmed(classes)).empty()) {
    const std::size_t end = std::min(classes.find_first_of(" \t\r\n"), classes.size());
    if (std::ranges::find(kHiddenClasses, classes.substr(0, end)) != kHiddenClasses.end())
      return true;
    classes.remove_prefix(end);
  }
  return false;
}

/// Class names and their like come back hundreds of times in one page: what they say is looked up
/// once. The keys are views into the page.
class NameReader {
 public:
  explicit NameReader(const HtmlDocument& page) : page_(page) {}

  std::uint16_t hints_of(NodeId id) {
    std::uint16_t hints = kHintNone;
    if (const auto classes = page_.attribute(id, Attr::Class); !classes.empty()) {
      const auto [known, is_new] = classes_.try_emplace(classes, kHintNone);
      if (is_new) {
        known->second = hints_of_name(classes, kAnyNumber);
        if (has_hidden_class(classes)) known->second |= kHintHidden;
      }
      hints |= known->second;
    }
    if (const auto name = page_.attribute(id, Attr::Id); !name.empty())
      hints |= hints_of_name(name, kMostWordsOfId);
    for (const Attr attr : {Attr::DataTestid, Attr::DataComponent, Attr::DataQa})
      if (const auto name = page_.attribute(id, attr); !name.empty())
        hints |= hints_of_name(name, kAnyNumber);
    return hints;
  }

 private:
  /// Utility classes of style frameworks pile up; what names the element stands in front.
  static constexpr std::size_t kMaxNameBytes = 300;
  /// Longer ids are made of the heading below them ("sharing-work-between-two-desks").
  static constexpr std::size_t kMostWordsOfId = 4;
  static constexpr std::size_t kAnyNumber = kMaxNameBytes;

  std::uint16_t hints_of_name(std::string_view name, std::size_t most_words) {
    words_.clear();
    append_words(words_, name.substr(0, kMaxNameBytes));
    std::uint16_t hints = kHintNone;
    if (words_.size() > most_words) return hints;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      hints |= hints_of_word(words_[i]);
      if (i + 1 == words_.size()) break;
      for (const WordPair& pair : kPairs)
        if (pair.first == words_[i] && pair.second == words_[i + 1]) hints |= pair.hint;
    }
    return hints;
  }

  const HtmlDocument& page_;
  std::unordered_map<std::string_view, std::uint16_t> classes_;
  std::vector<std::string> words_;  ///< kept for its memory
};

std::uint16_t hints_of_tag(Tag tag) {
  switch (tag) {
    case Tag::Script:
    case Tag::Style:
    case Tag::Noscript:
    case Tag::Template:
    case Tag::Button:
    case Tag::Select:
    case Tag::Textarea:
    case Tag::Input:
    case Tag::Option:
    case Tag::Iframe:
    case Tag::Object:
    case Tag::Embed:
    case Tag::Svg:
    case Tag::Math:
    case Tag::Video:
    case Tag::Audio:
    case Tag::Canvas:
    case Tag::Noembed:
    case Tag::Map:
    case Tag::Head:
    case Tag::Label:
    case Tag::Title:
      return kHintNever;
    case Tag::Nav:
    case Tag::Aside:
    case Tag::Footer:
    case Tag::Dialog:
    case Tag::Form:
      return kHintFurniture;
    case Tag::Figure:
    case Tag::Figcaption:
    case Tag::Picture:
      return kHintCaption;
    case Tag::Article:
    case Tag::Main:
      return kHintArticle;
    default:
      return kHintNone;
  }
}

/// The page of a writer, as content systems address it.
bool links_author(std::string_view href) {
  constexpr std::array kFolders = {
      "/author/"sv,       "/authors/"sv,    "/autor/"sv,    "/autores/"sv,      "/autoren/"sv,
      "/auteur/"sv,       "/auteurs/"sv,    "/autore/"sv,   "/autori/"sv,       "/byline/"sv,
      "/contributors/"sv, "/journalist/"sv, "/reporter/"sv, "/correspondent/"sv};
  return std::ranges::any_of(kFolders, [href](std::string_view folder) {
    return href.find(folder) != std::string_view::npos;
  });
}

std::uint16_t hints_of_attributes(const HtmlDocument& page, NodeId id) {
  std::uint16_t hints = kHintNone;
  const auto role = page.attribute(id, Attr::Role);
  if (role == "navigation" || role == "complementary" || role == "search" || role == "dialog" ||
      role == "contentinfo" || role == "menu")
    hints |= kHintFurniture;
  if (role == "main" || role == "article") hints |= kHintArticle;
  const auto itemprop = page.attribute(id, Attr::Itemprop);
  if (itemprop == "articleBody") hints |= kHintBody;
  if (itemprop == "author" || itemprop == "datePublished" || itemprop == "dateModified")
    hints |= kHintByline;
  if (itemprop == "description") hints |= kHintLead;
  if (page.attribute(id, Attr::Property) == "articleBody") hints |= kHintBody;
  const bool author = itemprop == "author" || page.attribute(id, Attr::Rel) == "author";
  if (author) hints |= kHintByline | kHintAuthor;
  if (page.tag(id) == Tag::A && links_author(page.attribute(id, Attr::Href))) hints |= kHintAuthor;
  if (page.has_attribute(id, Attr::Hidden)) hints |= kHintHidden;
  if (!page.has_attribute(id, Attr::Style)) return hints;
  const std::string style = ascii::folded(page.attribute(id, Attr::Style));
  for (const auto none :
       {"display:none"sv, "display: none"sv, "visibility:hidden"sv, "visibility: hidden"sv})
    if (style.find(none) != std::string::npos) hints |= kHintHidden;
  return hints;
}

std::size_t text_below(const HtmlDocument& page, NodeId id) {
  std::size_t bytes = 0;
  for (NodeId at = id; at < page.end(id); ++at)
    if (page.tag(at) == Tag::Text) bytes += page.text(at).size();
  return bytes;
}

}  // namespace

std::vector<std::uint16_t> element_hints(const HtmlDocument& page) {
  std::vector<std::uint16_t> hints(page.size(), kHintNone);
  NameReader names(page);
  std::size_t all = 0;  // bytes of text, counted if anybody asks
  for (NodeId id = 0; id < page.size(); ++id) {
    const Tag tag = page.tag(id);
    if (tag == Tag::Text) continue;
    hints[id] = hints_of_tag(tag);
    if (tag == Tag::Noscript) {
      if (all == 0) all = text_below(page, 0);
      const auto most = kMostOfPage * static_cast<double>(all);
      if (static_cast<double>(text_below(page, id)) > most) hints[id] = kHintNone;
    }
    if (hints[id] == kHintNever || tag == Tag::Html) continue;
    hints[id] |= hints_of_attributes(page, id);
    // The body's classes describe the page ("has-sidebar"), not the body.
    if (tag != Tag::Body) hints[id] |= names.hints_of(id);
  }
  return hints;
}

}  // namespace morgue
