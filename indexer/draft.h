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

/// The bytes of one input, as they came.
struct RawDocument {
  std::string path;                  ///< as given on the command line; "-" for standard input
  std::string member;                ///< which part of that file ("line 17"), empty for the whole
  std::string bytes;                 ///< any charset
  std::optional<Instant> file_time;  ///< modification time of the file, where there is one
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
enum class Format : std::uint8_t { Text, Html, Json, JsonLines, Empty, Binary };
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

  /// Otherwise: what the markup states, in document order. extract/ weighs them.
  struct Candidate {
    enum class Field : std::uint8_t {
      Title,
      Author,
      Published,
      Updated,
      Source,
      Url,
      Language,
      Section
    };
    Field field = Field::Title;
    std::string value;  ///< clean UTF-8, one line
    std::string found;  ///< where: "og:title", "json-ld", "h1", ...
    friend bool operator==(const Candidate&, const Candidate&) = default;
  };
  std::vector<Candidate> candidates;

  /// Plain text: the lines as they stand, clean UTF-8. HTML: the articleBody that the page declares
  /// in its JSON-LD, as it stands there, or empty.
  std::string text;
  /// HTML: the document; nothing for other formats. Owned by whoever holds the draft.
  std::shared_ptr<const HtmlDocument> html;
};

}  // namespace morgue
