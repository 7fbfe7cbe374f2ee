#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/instant.h"
#include "common/span.h"

namespace morgue {

/// How an article's publication time was found, surest first. The names that outputs use are those
/// of to_string(): "given", "json-ld", ...
enum class DateOrigin : std::uint8_t {
  None,         ///< no time was found
  Given,        ///< the record said so (JSON lines, a feed entry)
  JsonLd,       ///< datePublished of a schema.org block
  Meta,         ///< a meta element (article:published_time and its kin)
  TimeElement,  ///< a <time> element in the article
  Url,          ///< the day in the address
  Byline,       ///< a date line at the head of the text
  Text,         ///< inferred from days that the text names
  Relative,     ///< "18 minutes ago", resolved against the page's own time
  Header,       ///< what a server said when it sent the page (Last-Modified)
  FileTime,     ///< the file's modification time; a last resort, never certain
};
[[nodiscard]] std::string_view to_string(DateOrigin origin);
/// The origin with this name; None if there is no such name.
[[nodiscard]] DateOrigin date_origin_by_name(std::string_view name);

/// What an article says it is. The names in outputs are "story", "live", "opinion".
enum class ArticleType : std::uint8_t {
  Story,
  Live,     ///< an entry of a live blog, or the whole of one
  Opinion,  ///< a commentary, column, editorial, letter or review
};
[[nodiscard]] std::string_view to_string(ArticleType type);

/// One news article, clean: what a careful clerk would have cut out and pasted.
/// Every string is valid UTF-8 without control characters other than the newline.
struct Article {
  std::string title;                  ///< the headline, without the site's name; one line
  std::string text;                   ///< body; paragraphs are separated by one blank line ("\n\n")
  std::vector<std::string> authors;   ///< people only: no agencies, no roles
  std::string source;                 ///< the outlet as it names itself ("The Calder Herald")
  std::string url;                    ///< canonical address, or empty
  std::string language;               ///< ISO 639-1 code ("en"), or empty
  std::string section;                ///< as the outlet names it, or empty
  std::string agency;                 ///< the news agency credited ("Reuters"), or empty
  std::vector<std::string> tags;      ///< keywords of the outlet, as it spells them
  std::vector<std::string> captions;  ///< of its pictures; never part of the text
  ArticleType type = ArticleType::Story;
  std::string dateline;  ///< the place in front of the text ("KYIV, Ukraine"), or empty
  std::optional<Timestamp> published;
  DateOrigin published_from = DateOrigin::None;
  /// The time can't be what it claims to be: it lies after the article was read, or where clocks
  /// start (1970 and before, for pages). Shown with a question mark, like a file's time.
  bool published_doubtful = false;
  std::optional<Timestamp> updated;
  bool corrected = false;   ///< it says of itself that it was corrected
  std::string external_id;  ///< the `id` that the input record gave, or empty
  /// Further fields of the input record, as `x-name` -> value.
  std::vector<std::pair<std::string, std::string>> extra;
  std::string file;    ///< path as given on the command line
  std::string member;  ///< which article of that file ("3", "line 17"); empty if it is the only one

  friend bool operator==(const Article&, const Article&) = default;
};

enum class EntityKind : std::uint8_t { Person, Org, Place, Misc };
[[nodiscard]] std::string_view to_string(EntityKind kind);  ///< "person", "org", "place", "misc"

/// Somebody or something that an article names, under the fullest name that it uses.
struct Entity {
  EntityKind kind = EntityKind::Person;
  std::string name;
  /// What the article calls this person beside the name ("foreign policy aide"), or empty.
  std::string role{};
  friend bool operator==(const Entity&, const Entity&) = default;
};

/// One place where an entity is named.
struct Mention {
  std::uint32_t entity = 0;  ///< index into AnnotatedArticle::entities
  Span where;                ///< into the text, or into the title if `in_title`
  bool in_title = false;
  friend bool operator==(const Mention&, const Mention&) = default;
};

/// A place where an article speaks of a day, a month or another stretch of the calendar.
struct DateMention {
  Span where;  ///< into the text, or into the title if `in_title`
  Day from{};
  Day to{};  ///< included
  bool in_title = false;
  friend bool operator==(const DateMention&, const DateMention&) = default;
};

/// How words are quoted. The names in outputs are "direct", "mixed", "indirect".
enum class QuotationKind : std::uint8_t {
  Direct,    ///< nothing but what stands between quotation marks
  Mixed,     ///< reported speech with some of its words between quotation marks
  Indirect,  ///< reported speech: "the ferry would sail on Monday"
};
[[nodiscard]] std::string_view to_string(QuotationKind kind);

/// Words that the text puts into somebody's mouth.
struct Quotation {
  Span where;                           ///< into the text, quotation marks included
  std::string speaker{};                ///< fullest name or description, or empty: unattributed
  std::optional<Span> speaker_where{};  ///< where the text names the speaker
  QuotationKind kind = QuotationKind::Direct;
  /// It goes on from the quotation before it ("I will," said Pike, "not guess."; a paragraph that
  /// opens again): both are one utterance.
  bool continues = false;
  std::optional<std::uint32_t> entity{};  ///< the speaker, as an index into entities, if named
  friend bool operator==(const Quotation&, const Quotation&) = default;
};

/// An article and what was recognised in it. Mentions, dates and quotations are sorted by place
/// (those of the title first) and never overlap within one kind.
struct AnnotatedArticle {
  Article article;
  std::vector<Entity> entities;  ///< in order of their first mention
  std::vector<Mention> mentions;
  std::vector<DateMention> dates;
  std::vector<Quotation> quotations;
  friend bool operator==(const AnnotatedArticle&, const AnnotatedArticle&) = default;
};

/// The paragraphs of a text: maximal runs between blank lines, without the newlines around them.
[[nodiscard]] std::vector<Span> paragraphs(std::string_view text);

}  // namespace morgue
