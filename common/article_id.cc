#include "common/article_id.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <charconv>

namespace morgue {
namespace {

std::string hex(XXH128_hash_t hash) {
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

XXH3_state_t* state_of(void* state) { return static_cast<XXH3_state_t*>(state); }

}  // namespace

std::string to_string(ArticleId id) { return fmt::format("{:016x}", id.value); }

std::optional<ArticleId> parse_article_id(std::string_view hex) {
  if (hex.size() != kArticleIdDigits) return {};
  ArticleId id;
  const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), id.value, 16);
  if (error != std::errc{} || end != hex.data() + hex.size()) return {};
  return id;
}

ArticleId article_id_of(std::string_view record, std::string_view part) {
  if (part.empty()) return {XXH3_64bits(record.data(), record.size())};
  const XXH64_hash_t seed = XXH3_64bits(part.data(), part.size());
  return {XXH3_64bits_withSeed(record.data(), record.size(), seed)};
}

std::string content_hash(std::string_view bytes) {
  return hex(XXH3_128bits(bytes.data(), bytes.size()));
}

ContentHasher::ContentHasher() : state_(XXH3_createState()) {
  XXH3_128bits_reset(state_of(state_));
}
ContentHasher::~ContentHasher() { XXH3_freeState(state_of(state_)); }
void ContentHasher::update(std::string_view bytes) {
  XXH3_128bits_update(state_of(state_), bytes.data(), bytes.size());
}
std::string ContentHasher::digest() const { return hex(XXH3_128bits_digest(state_of(state_))); }

}  // namespace morgue
