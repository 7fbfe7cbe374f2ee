#include "indexer/extract/html_facts.h"

#include <algorithm>
#include <array>
#include <optional>

#include "common/utf8.h"
#include "indexer/extract/html_hints.h"
#include "indexer/extract/text_container.h"
#include "indexer/extract/word_list.h"
#include "indexer/read/ascii.h"

namespace morgue {
namespace {

using namespace std::literals;
using Field = Candidate::Field;

constexpr std::size_t kMaxTags = 40;
/// "European Union general court of auditors" is as long as keywords get; longer ones are phrases
/// for machines.
constexpr std::size_t kLongestTag = 80;
/// Of the plain keywords so many in a hundred must be spoken of.
constexpr std::size_t kSpokenOf = 50;
constexpr std::size_t kLongestCaption = 1500;
constexpr std::size_t kMaxCaptions = 60;
/// Notes of correction stand behind the text, some blocks further where there are teasers between.
constexpr std::size_t kBlocksBehind = 12;

/// Sections and folders of addresses, folded.
constexpr auto kOpinion = word_list({
    "analisi-e-commenti",
    "blogs-und-kommentare",
    "chronique",
    "chroniques",
    "colonne",
    "column",
    "columna",
    "columnas",
    "columnists",
    "columns",
    "comment",
    "commentary",
    "commentisfree",
    "commenti",
    "debat",
    "debate",
    "debatt",
    "debats",
    "editorial",
    "editoriale",
    "editoriales",
    "editoriali",
    "editoriaux",
    "editorials",
    "fikir",
    "gastbeitrag",
    "gastbeitraege",
    "glosse",
    "glossen",
    "idees",
    "klumme",
    "kolumna",
    "kolumne",
    "kolumnen",
    "kommentar",
    "kommentare",
    "komentare",
    "komentarze",
    "koseyazilari",
    "krönika",
    "kronik",
    "kronika",
    "leader",
    "ledare",
    "leder",
    "leitartikel",
    "letters",
    "lettere",
    "lettres",
    "leserbriefe",
    "meinung",
    "meinungen",
    "mening",
    "meninger",
    "mielipide",
    "nazory",
    "op-ed",
    "opeds",
    "opini",
    "opinie",
    "opinion",
    "opinione",
    "opinioni",
    "opinions",
    "opiniones",
    "opiniao",
    "standpunkte",
    "tribunes",
    "vélemény",
    "velemeny",
    "viewpoint",
    "views",
    "voices",
    "yazarlar",
    "мнение",
    "мнения",
    "колонки",
    "думки",
    "думка",
    "社説",
    "オピニオン",
    "사설",
    "오피니언",
    "评论",
    "評論",
});

constexpr std::array kOpinionTypes = {"OpinionNewsArticle"sv, "ReviewNewsArticle"sv, "UserReview"sv,
                                      "CriticReview"sv};

/// How a note of correction starts, folded.
constexpr std::array kCorrections = {"correction:"sv,
                                     "corrections:"sv,
                                     "correction -"sv,
                                     "clarification:"sv,
                                     "correction and clarification"sv,
                                     "corrections and clarifications:"sv,
                                     "corrected version"sv,
                                     "this article was amended on"sv,
                                     "this article was updated to correct"sv,
                                     "this story has been corrected"sv,
                                     "this article has been corrected"sv,
                                     "this story was corrected"sv,
                                     "this article was corrected"sv,
                                     "this story has been updated to correct"sv,
                                     "this article has been updated to correct"sv,
                                     "an earlier version of this"sv,
                                     "a previous version of this"sv,
                                     "this piece was amended on"sv,
                                     "korrektur:"sv,
                                     "korrekturhinweis"sv,
                                     "berichtigung:"sv,
                                     "richtigstellung:"sv,
                                     "korrigiert:"sv,
                                     "rectificatif"sv,
                                     "erratum"sv,
                                     "errata"sv,
                                     "correctif :"sv,
                                     "une version precedente de cet article"sv,
                                     "une version anterieure de cet article"sv,
                                     "une premiere version de cet article"sv,
                                     "fe de errores"sv,
                                     "fe de erratas"sv,
                                     "correccion:"sv,
                                     "rectificacion:"sv,
                                     "una version anterior de est"sv,
                                     "correcao:"sv,
                                     "erramos:"sv,
                                     "uma versao anterior dest"sv,
                                     "errata corrige"sv,
                                     "rettifica:"sv,
                                     "una versione precedente di quest"sv,
                                     "correctie:"sv,
                                     "rectificatie:"sv,
                                     "rattelse:"sv,
                                     "en tidigare version av"sv,
                                     "rettelse:"sv,
                                     "rettet:"sv,
                                     "oikaisu:"sv,
                                     "sprostowanie:"sv,
                                     "oprava:"sv,
                                     "duzeltme:"sv,
                                     "исправление:"sv,
                                     "уточнение:"sv,
                                     "виправлено:"sv,
                                     "訂正"sv,
                                     "更正"sv};
/// Where such a note goes on in its first sentence, folded.
constexpr std::array kEarlierVersions = {
    "earlier version of this"sv,       "previous version of this"sv,
    "in einer fruheren version"sv,     "in einer fruheren fassung"sv,
    "in einer vorherigen version"sv,   "in einer ersten version"sv,
    "in a previous version of"sv,      "in an earlier version of"sv,
    "in een eerdere versie van dit"sv, "i en tidligere versjon"sv,
    "i en tidligere version"sv,        "i en tidigare version"sv,
    "we wczesniejszej wersji"sv,       "в предыдущей версии"sv,
    "в более ранней версии"sv,         "dans une version precedente"sv,
    "dans une premiere version"sv,     "en una version anterior"sv,
    "numa versao anterior"sv,          "in una versione precedente"sv};
/// A note says early that it is one.
constexpr std::size_t kNoteBytes = 160;

bool is_section_of_opinion(std::string_view name) {
  std::string folded;
  for (const char c : utf8::folded(ascii::trimmed(name))) folded += c == ' ' ? '-' : c;
  return holds(kOpinion, folded);
}

/// Calls `visit` for each part of a path or a list.
template <typename Visit>
void for_each_part(std::string_view list, std::string_view separators, Visit visit) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(separators), list.size());
    if (end > 0) visit(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

/// Whether any folder of the address, the page's own name left out, is one for opinions.
bool is_address_of_opinion(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return false;
  url = url.substr(0, url.find_first_of("?#"));
  url.remove_prefix(std::min(url.find('/', scheme + 3), url.size()));
  url = url.substr(0, url.rfind('/') + 1);
  bool found = false;
  for_each_part(url, "/",
                [&](std::string_view part) { found = found || is_section_of_opinion(part); });
  return found;
}

class TagList {
 public:
  void add(std::string_view tag) {
    std::string word = utf8::one_line(tag);
    while (word.starts_with('#')) word.erase(0, 1);
    if (word.empty() || word.size() > kLongestTag || tags_.size() >= kMaxTags) return;
    const std::string key = utf8::folded(word);
    if (std::ranges::find(keys_, key) != keys_.end()) return;
    keys_.push_back(key);
    tags_.push_back(std::move(word));
  }

  /// Whether `text`, folded, has at least half of the keywords.
  [[nodiscard]] bool spoken_of_in(const std::string& text) const {
    const auto named = static_cast<std::size_t>(std::ranges::count_if(
        keys_, [&](const std::string& key) { return text.find(key) != std::string::npos; }));
    return named * 100 >= keys_.size() * kSpokenOf;
  }
  [[nodiscard]] bool empty() const { return tags_.empty(); }
  std::vector<std::string> take() { return std::move(tags_); }

 private:
  std::vector<std::string> tags_;
  std::vector<std::string> keys_;
};

TagList tags_from(const Draft& draft, std::string_view place, std::string_view source) {
  TagList tags;
  for (const auto& candidate : draft.candidates) {
    if (candidate.field != Field::Tag || candidate.found != place) continue;
    for_each_part(candidate.value, ",;", [&](std::string_view tag) {
      if (!ascii::equals_folded(ascii::trimmed(tag), ascii::folded(source))) tags.add(tag);
    });
  }
  return tags;
}

bool is_named_caption(const HtmlDocument& page, NodeId id) {
  constexpr std::array kNames = {"caption"sv, "bildunterschrift"sv, "bildtext"sv, "bildetekst"sv,
                                 "cutline"sv, "didascalia"sv,       "legende"sv,  "billedtekst"sv};
  const std::string name = ascii::folded(page.attribute(id, Attr::Class).substr(0, 200));
  return std::ranges::any_of(kNames,
                             [&](auto part) { return name.find(part) != std::string::npos; });
}

/// The text of a caption, what is never text left out.
std::string caption_text(const PageView& view, NodeId id) {
  std::string text;
  for (NodeId at = id; at < view.page.end(id);) {
    if ((view.hints[at] & (kHintNever | kHintHidden)) != 0) {
      at = view.page.end(at);
      continue;
    }
    if (view.page.tag(at) == Tag::Text)
      text += view.page.text(at);
    else if (is_block(view.page.tag(at)) || view.page.tag(at) == Tag::Br)
      text += ' ';
    ++at;
  }
  return utf8::one_line(text);
}

bool says_corrected(std::string_view text) {
  const std::string folded = utf8::folded(utf8::prefix(text, kNoteBytes));
  // "Editor's note: An earlier version", "* Correction: ..."
  const std::size_t first = folded.find_first_not_of("*•-–— (");
  const std::string_view start =
      first == std::string::npos ? std::string_view() : std::string_view(folded).substr(first);
  return std::ranges::any_of(kCorrections, [&](auto note) { return start.starts_with(note); }) ||
         std::ranges::any_of(kEarlierVersions,
                             [&](auto note) { return start.find(note) != start.npos; });
}

bool is_correction_box(const HtmlDocument& page, NodeId id) {
  constexpr std::array kNames = {"correction"sv,   "corrections"sv,   "erratum"sv,
                                 "rectificatif"sv, "rectification"sv, "clarification"sv};
  bool found = false;
  for (const Attr attr : {Attr::Class, Attr::Id})
    for_each_part(page.attribute(id, attr).substr(0, 200), " -_", [&](std::string_view word) {
      for (const auto name : kNames) found = found || ascii::equals_folded(word, name);
    });
  return found;
}

}  // namespace

std::vector<std::string> page_tags(const Draft& draft, const Article& article) {
  for (const auto place :
       {"record"sv, "feed"sv, "json-ld"sv, "article:tag"sv, "og:article:tag"sv, "news_keywords"sv,
        "parsely-tags"sv, "sailthru.tags"sv, "dc.subject"sv, "rel-tag"sv})
    if (TagList tags = tags_from(draft, place, article.source); !tags.empty()) return tags.take();
  TagList plain = tags_from(draft, "keywords", article.source);
  if (plain.empty()) return {};
  return plain.spoken_of_in(utf8::folded(article.title + ' ' + article.text))
             ? plain.take()
             : std::vector<std::string>{};
}

ArticleType page_type(const Draft& draft, std::string_view section, std::string_view url) {
  for (const auto& candidate : draft.candidates) {
    if (candidate.field != Field::Type || candidate.found != "json-ld") continue;
    if (candidate.value.ends_with("LiveBlogPosting")) return ArticleType::Live;
    for (const auto type : kOpinionTypes)
      if (candidate.value.ends_with(type)) return ArticleType::Opinion;
  }
  bool opinion = is_address_of_opinion(url);
  for_each_part(section, "/>|,:", [&](std::string_view part) {
    opinion = opinion || is_section_of_opinion(part);
  });
  return opinion ? ArticleType::Opinion : ArticleType::Story;
}

std::vector<std::string> page_captions(const PageView& view, const MainText& text) {
  std::vector<std::string> captions;
  const HtmlDocument& page = view.page;
  const NodeId from = text.headline != 0 ? std::min(text.headline, text.begin) : text.begin;
  const NodeId to = std::max(text.end, page.end(text.container));
  for (NodeId id = from; id < to && id < page.size() && captions.size() < kMaxCaptions;) {
    const bool furniture = (view.hints[id] & (kHintFurniture | kHintComments | kHintNever)) != 0;
    const bool around = page.end(id) > text.end && id < text.begin;
    if (furniture && !around) {
      id = page.end(id);
      continue;
    }
    const bool caption = page.tag(id) == Tag::Figcaption ||
                         ((view.hints[id] & kHintCaption) != 0 && is_named_caption(page, id));
    if (!caption || around) {
      ++id;
      continue;
    }
    std::string words = caption_text(view, id);
    if (!words.empty() && words.size() <= kLongestCaption &&
        std::ranges::find(captions, words) == captions.end())
      captions.push_back(std::move(words));
    id = page.end(id);
  }
  return captions;
}

bool page_corrected(const PageView& view, const MainText& text) {
  const std::size_t first = first_block_behind(
      view.blocks, text.headline != 0 ? std::min(text.headline, text.begin) : text.begin);
  const std::size_t last =
      std::min(first_block_behind(view.blocks, text.end) + kBlocksBehind, view.blocks.size());
  for (std::size_t i = first; i < last; ++i) {
    const Block& block = view.blocks[i];
    if (says_corrected(block.text)) return true;
    if (is_prose(block) && (is_correction_box(view.page, block.element) ||
                            is_correction_box(view.page, view.page.parent(block.element))))
      return true;
  }
  return false;
}

}  // namespace morgue
