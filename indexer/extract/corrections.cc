#include "indexer/extract/corrections.h"

#include <algorithm>
#include <array>

#include "common/utf8.h"
#include "indexer/read/ascii.h"

namespace morgue {
namespace {

using namespace std::literals;

/// A note says early that it is one.
constexpr std::size_t kNoteBytes = 160;

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

/// What each of these has in it: few texts have any.
constexpr std::array kTellVersions = {"vers"sv, "fassung"sv, "wersji"sv, "верси"sv};
static_assert(std::ranges::all_of(kEarlierVersions, [](std::string_view phrase) {
  return std::ranges::any_of(kTellVersions,
                             [&](auto part) { return phrase.find(part) != phrase.npos; });
}));

/// A note stands in front of the text or behind it.
constexpr std::size_t kAtEitherEnd = 3;

bool has_any_of(std::string_view text, const auto& phrases) {
  return std::ranges::any_of(phrases, [&](auto phrase) { return text.find(phrase) != text.npos; });
}

}  // namespace

bool says_corrected(std::string_view text) {
  const std::string folded = utf8::folded(utf8::prefix(text, kNoteBytes));
  // "Editor's note: An earlier version", "* Correction: ..."
  const std::size_t first = folded.find_first_not_of("*•-–— (");
  const std::string_view start =
      first == std::string::npos ? std::string_view() : std::string_view(folded).substr(first);
  return std::ranges::any_of(kCorrections, [&](auto note) { return start.starts_with(note); }) ||
         (has_any_of(start, kTellVersions) && has_any_of(start, kEarlierVersions));
}

bool says_corrected(const Article& article) {
  // "CORRECTED-UPDATE 1-Port shuts": agencies put it into the slug.
  if (ascii::starts_with_folded(article.title, "corrected") ||
      ascii::starts_with_folded(article.title, "correction:"))
    return true;
  const std::vector<Span> all = paragraphs(article.text);
  for (std::size_t i = 0; i < all.size(); ++i)
    if ((i < kAtEitherEnd || i + kAtEitherEnd >= all.size()) &&
        says_corrected(all[i].of(article.text)))
      return true;
  return false;
}

}  // namespace morgue
