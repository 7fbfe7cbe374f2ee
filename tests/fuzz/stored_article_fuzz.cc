#include <zstd.h>

#include "common/stored_article.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace morgue;

/// Asks for everything of what may be an article.
void decode(std::string_view bytes) {
  static ArticleDecoder decoder;
  static ArticleEncoder encoder;
  if (!decoder.open(bytes)) return fuzz::require(!decoder.why().empty());
  fuzz::require(decoder.title().size() + decoder.text().size() <= kMaxStoredBytes);
  for (const PersonPlace& place : decoder.person_places()) {
    const std::string_view where = place.in_title ? decoder.title() : decoder.text();
    fuzz::require(place.where.begin <= place.where.end && place.where.end <= where.size());
  }
  const auto article = decoder.article();
  if (!article) return fuzz::require(!article.error().empty());
  for (const Mention& mention : article->content.mentions)
    fuzz::require(mention.entity < article->content.entities.size());
  const std::string again = encoder.encode(*article);
  fuzz::require(decoder.open(again));
  fuzz::require(decoder.article() == article);
}

/// The fields as they stand inside, packed as the archive packs them.
std::string packed(std::string_view fields) {
  std::string out(1 + ZSTD_compressBound(fields.size()), kStoredArticleVersion);
  static ZSTD_CCtx* const context = [] {
    ZSTD_CCtx* made = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(made, ZSTD_c_checksumFlag, 1);
    return made;
  }();
  const std::size_t size =
      ZSTD_compress2(context, out.data() + 1, out.size() - 1, fields.data(), fields.size());
  out.resize(1 + size);
  return out;
}

}  // namespace

/// Whatever the bytes, there is an article or a reason. Taken as a record, and as what a record
/// holds: by chance no bytes are a frame with its checksum.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  decode(fuzz::view(data, size));
  decode(packed(fuzz::view(data, size)));
  return 0;
}
