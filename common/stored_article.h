#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "common/article.h"
#include "common/article_id.h"
#include "common/person_words.h"
#include "common/result.h"

namespace morgue {

/// An article as the archive keeps it: the data of its Xapian document. Everything that is shown
/// comes from here, so a remote index can serve results on its own, and SQLite can be rebuilt.
struct StoredArticle {
  ArticleId id;
  Instant added{};  ///< when it came into this archive
  AnnotatedArticle content;
  friend bool operator==(const StoredArticle&, const StoredArticle&) = default;
};

/// The layout of the bytes, changed with every incompatible change:
///   byte 0       kStoredArticleVersion
///   then         one zstd frame with content size and checksum, holding
///   varint       length of the title, length of the text (bytes)
///   bytes        title, text
///   then         the other fields in the order of StoredArticle and Article, each number a varint
///                (LEB128, signed ones zigzag), each string its length and bytes, each list its
///                count and items, spans as distance from the end of the span before and length.
///                An entity's name is left empty where its first mention spells it out,
///                and a speaker's name where it is an entity's.
/// Title and text stand first so that a phrase can be checked without reading anything else.
inline constexpr char kStoredArticleVersion = 3;

/// No stored article unpacks to more; readers refuse larger files long before.
inline constexpr std::size_t kMaxStoredBytes = std::size_t{64} << 20U;

/// Packs articles. Keeps a compression context: one per thread.
class ArticleEncoder {
 public:
  ArticleEncoder();
  ~ArticleEncoder();
  ArticleEncoder(const ArticleEncoder&) = delete;
  ArticleEncoder& operator=(const ArticleEncoder&) = delete;
  [[nodiscard]] std::string encode(const StoredArticle& article);

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

/// Unpacks articles into one buffer that is used again and again: one per thread.
class ArticleDecoder {
 public:
  ArticleDecoder();
  ~ArticleDecoder();
  ArticleDecoder(const ArticleDecoder&) = delete;
  ArticleDecoder& operator=(const ArticleDecoder&) = delete;

  /// Unpacks `bytes`. False if they are damaged or of another version: then why() says so, and
  /// nothing else may be asked. Never crashes, whatever the bytes.
  [[nodiscard]] bool open(std::string_view bytes);
  [[nodiscard]] const std::string& why() const;

  /// Of the article that was opened last; the views live until the next open().
  [[nodiscard]] std::string_view title() const;
  [[nodiscard]] std::string_view text() const;

  /// Where people are named in the article that was opened last, without reading the rest of it;
  /// none if its fields are damaged.
  [[nodiscard]] std::vector<PersonPlace> person_places() const;

  /// The whole article that was opened last.
  [[nodiscard]] Result<StoredArticle, std::string> article() const;

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace morgue
