#include "common/stored_article.h"
#include "indexer/annotate/annotate.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace morgue;
using fuzz::require;

const std::string& of(const AnnotatedArticle& from, bool in_title) {
  return in_title ? from.article.title : from.article.text;
}

void require_sound(const AnnotatedArticle& found) {
  for (const Mention& mention : found.mentions) {
    require(mention.entity < found.entities.size());
    fuzz::require_within(mention.where, of(found, mention.in_title));
    require(!mention.where.empty());
  }
  for (const Entity& entity : found.entities)
    require(utf8::valid(entity.name) && !entity.name.empty() && utf8::valid(entity.role));
  for (const DateMention& date : found.dates) {
    fuzz::require_within(date.where, of(found, date.in_title));
    require(date.from <= date.to);
  }
  for (const Quotation& quotation : found.quotations) {
    fuzz::require_within(quotation.where, found.article.text);
    if (quotation.speaker_where) fuzz::require_within(*quotation.speaker_where, found.article.text);
    if (quotation.entity) require(*quotation.entity < found.entities.size());
  }
}

void require_stored(const AnnotatedArticle& found) {
  static ArticleEncoder encoder;
  static ArticleDecoder decoder;
  const StoredArticle stored{ArticleId{7}, {}, found};
  require(decoder.open(encoder.encode(stored)));
  require(decoder.text() == found.article.text && decoder.title() == found.article.title);
  const auto again = decoder.article();
  require(again.has_value() && *again == stored);
}

}  // namespace

/// Whatever the text (a title, NUL, a text; the first byte chooses the language and whether a day
/// is known), what is recognised lies inside of it, and the whole is stored and read back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Annotator annotator;
  fuzz::Choices input(fuzz::view(data, size));
  constexpr const char* kLanguages[] = {"en", "", "de", "fr", "es", "nl", "it", "pt"};
  const unsigned char choice = input.byte();
  Article article;
  article.language = kLanguages[choice % std::size(kLanguages)];
  if (choice >= 128) article.published = parse_iso8601("2024-02-29T08:00:00Z");
  article.title = utf8::one_line(utf8::repaired(input.text()));
  article.text = fuzz::clean(input.rest());
  const AnnotatedArticle found = annotator.annotate(std::move(article));
  require_sound(found);
  require_stored(found);
  return 0;
}
