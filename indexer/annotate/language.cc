#include "indexer/annotate/language.h"

#include <cld2/public/compact_lang_det.h>

#include <array>

#include "common/utf8.h"

namespace morgue::annotate {
namespace {

/// CLD2's own documentation promises good results from about 200 letters on; two words of a
/// headline in another language would decide below that.
constexpr int kEnoughLetters = 100;
/// Half of the letters, or the article has no one language.
constexpr int kEnoughPercent = 50;
/// An article is in one language: its beginning says which, and the whole would cost a fifth of all
/// indexing.
constexpr std::size_t kLookAtBytes = 1024;

}  // namespace

std::string detect_language(std::string_view text) {
  const std::string_view head = utf8::prefix(text, kLookAtBytes);
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  int letters = 0;
  bool reliable = false;
  const CLD2::Language language = CLD2::DetectLanguageSummary(
      head.data(), static_cast<int>(head.size()),
      /*is_plain_text=*/true, languages.data(), percents.data(), &letters, &reliable);
  if (!reliable || letters < kEnoughLetters || percents[0] < kEnoughPercent ||
      language != languages[0])
    return {};
  std::string_view code = CLD2::LanguageCode(language);
  if (code.starts_with("zh-")) code = "zh";  // Traditional Chinese has a code of its own in CLD2.
  if (code == "iw") return "he";             // CLD2 keeps the code that was withdrawn in 1989.
  if (code == "jw") return "jv";
  return code.size() == 2 && code != "un" ? std::string(code) : std::string();
}

}  // namespace morgue::annotate
