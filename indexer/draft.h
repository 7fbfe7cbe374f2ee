#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/article.h"
#include "common/instant.h"
#include "common/result.h"

namespace morgue {

class HtmlDocument;  // indexer/read/html_document.h

/// What a container, a server or the markup states about an article, not trusted yet: extract/
/// weighs the candidates for each field against each other.
struct Candidate {
  enum class Field : std::uint8_t {
    Title,
    Author,
    Published,
    Updated,
    Source,
    Url,
    Language,
    Section,
    Agency,
    Tag,
    Dateline,
    Type  ///< what schema.org calls it: "NewsArticle", "LiveBlogPosting"
  };
  Field field = Field::Title;
  std::string value;  ///< clean UTF-8, one line
  /// Where: "og:title", "json-ld", "h1" ...; what a container states has "warc", "http", "mail",
  /// "feed" or "saved" (when and where a page was saved, not published).
  std::string found;
  friend bool operator==(const Candidate&, const Candidate&) = default;
};

/// The bytes of one input, as they came.
struct RawDocument {
  std::string path;                  ///< as given on the command line; "-" for standard input
  std::string member;                ///< which part of that file ("line 17"), empty for the whole
  std::string bytes;                 ///< any charset
  std::optional<Instant> file_time;  ///< modification time of the file, where there is one
  /// What the container around it states: the address it was fetched from, the server's
  /// Last-Modified, a mail's subject and sender.
  std::vector<Candidate> stated{};
  std::string charset{};  ///< that the container declares, may be empty
};

/// Why an input (or a part of it) gives no article. Becomes one line on stderr.
struct ReadError {
  std::string path;
  std::string member;
  std::string why;   ///< "not UTF-8 and no charset declared", without a full stop
  std::string hint;  ///< what the person can do, may be empty
  friend bool operator==(const ReadError&, const ReadError&) = default;
};

/// The kinds of input that are told apart by content (the extension is only a hint).
/// Documents are read whole (read/read.h); containers are opened and give members one by one
/// (read/contents.h), each with a format of its own.
enum class Format : std::uint8_t {
  // documents
  Text,
  Markdown,  ///< with front matter
  Html,
  Json,  ///< a record, a list of records, or the export of some program
  Xml,   ///< feeds, NITF, NewsML, ...
  Mail,  ///< one message (RFC 5322), or a page saved as MHTML
  Wire,  ///< ANPA-1312, IPTC 7901
  Csv,   ///< exports of read-later services
  Pdf,
  // containers
  JsonLines,
  Mbox,
  Warc,        ///< WARC or ARC
  Sgml,        ///< collections of Reuters-21578 and TREC
  Archive,     ///< zip, tar, 7z and their like; EPUB
  Sqlite,      ///< the database of a feed reader
  Compressed,  ///< gzip, xz, zstd, ... around something else
  // neither
  Empty,
  Binary
};
/// What gives members instead of being a document itself.
[[nodiscard]] bool is_container(Format format);
[[nodiscard]] std::string_view to_string(Format format);

/// What a reader found in one input: fields as found (none of them trusted yet) and content.
/// The reader decodes; extract/ decides.
struct Draft {
  std::string path;
  std::string member;
  std::optional<Instant> file_time;

  /// Set where the format itself states the fields (JSON lines): these are taken as given, the text
  /// is not touched beyond the removal of control characters, and the rest of this struct is empty.
  /// A record that holds a page instead of text is not as given: its fields are candidates found in
  /// "record", and `given` holds its external_id and extra fields.
  bool as_given = false;
  Article given;

  /// A format that states the fields (a feed, a wire story) gave a body that is all article: markup
  /// in `html`, of which nothing is pruned but scripts, hidden parts, tracking pixels; or, without
  /// `html`, the text in `given`. The fields are in `given`, taken as given.
  bool fragment = false;

  /// Otherwise: what the container and the markup state, in document order.
  using Candidate = morgue::Candidate;
  std::vector<Candidate> candidates;

  /// Plain text: the lines as they stand, clean UTF-8. HTML: the articleBody that the page declares
  /// in its JSON-LD, as it stands there, or empty.
  std::string text;
  /// HTML: the document; nothing for other formats. Owned by whoever holds the draft.
  std::shared_ptr<const HtmlDocument> html;

  /// HTML: the entries of a live blog as the page declares them in its JSON-LD, in its order.
  struct Entry {
    std::string title;  ///< may be empty
    std::string text;   ///< as it stands there, perhaps with markup
    std::string url;    ///< may be empty
    std::string time;   ///< as it stands there, may be empty
    std::vector<std::string> authors;
    friend bool operator==(const Entry&, const Entry&) = default;
  };
  std::vector<Entry> entries;

  /// One of many in its document (an entry of a feed): what names it among them whatever is added
  /// beside it, usually its own bytes. Empty if it is the only one, or if `given` says it all.
  std::string record;
};

}  // namespace morgue
