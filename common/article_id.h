#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace morgue {

/// Names an article for good: the XXH3-64 hash of the bytes that it was read from (of its own
/// record in a container, of the file and its place for an article cut out of a page). The same
/// bytes have the same id in every archive, wherever the file lies and however often it is read.
/// Written as 16 hex digits; people may shorten it to any prefix that is unique, as git does.
struct ArticleId {
  std::uint64_t value = 0;
  friend auto operator<=>(const ArticleId&, const ArticleId&) = default;
};

inline constexpr std::size_t kArticleIdDigits = 16;
/// Shown ids are never shorter; most archives need no more.
inline constexpr std::size_t kShortestShownId = 6;

[[nodiscard]] std::string to_string(ArticleId id);
/// Exactly 16 hex digits, in any case.
[[nodiscard]] std::optional<ArticleId> parse_article_id(std::string_view hex);

/// The id of an article whose record is `record`. `part` tells articles of one record apart ("" for
/// the only one).
[[nodiscard]] ArticleId article_id_of(std::string_view record, std::string_view part);

/// XXH3-128 of a file's bytes as 32 hex digits: what the ledger compares.
[[nodiscard]] std::string content_hash(std::string_view bytes);

/// The same for bytes that come in pieces.
class ContentHasher {
 public:
  ContentHasher();
  ~ContentHasher();
  ContentHasher(const ContentHasher&) = delete;
  ContentHasher& operator=(const ContentHasher&) = delete;
  void update(std::string_view bytes);
  [[nodiscard]] std::string digest() const;

 private:
  void* state_;
};

}  // namespace morgue

template <>
struct std::hash<morgue::ArticleId> {
  std::size_t operator()(morgue::ArticleId id) const noexcept { return id.value; }
};
