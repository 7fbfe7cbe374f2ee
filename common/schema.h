#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/article_id.h"
#include "common/instant.h"

/// What an article is in the Xapian index: the one place that names terms and value slots.
/// common/README.md shows the same as a table. Words and keys are folded (common/text.h), so a
/// prefix in capitals never runs into what it stands before.
namespace morgue::schema {

/// Stored in every segment and in SQLite; a program that finds another one refuses the archive.
inline constexpr int kFormatVersion = 5;

// Terms. Positions are not stored: phrases and distances are verified on the stored article.
// A word that is its own stem ("port") has the stem's term alone; function words have none. Names
// of people are never stemmed, so that Banks is no bank: their words have terms of their own.
// Words joined by a hyphen have the stem of the joined word and, as they stand, "data-centre".
// Neighbours in a script without spaces are listed as pairs, like stems.
inline constexpr std::string_view kSurface{};        ///< a word as it stands, no weight
inline constexpr std::string_view kStem = "Z";       ///< its stem, wdf = occurrences of all forms
inline constexpr std::string_view kNameWord = "N";   ///< a word of somebody's name, with its wdf
inline constexpr std::string_view kTitleStem = "S";  ///< a stem of the headline
inline constexpr std::string_view kTitleName = "T";  ///< a word of a name in the headline
/// The long spelling ("mueller") of a word written with an umlaut or the like: common/spellings.h.
/// The word itself is listed without ("muller").
inline constexpr std::string_view kLongSpelling = "J";
inline constexpr std::string_view kId = "Q";       ///< the article id, 16 hex digits
inline constexpr std::string_view kPerson = "XP";  ///< a person: see name_forms()
inline constexpr std::string_view kOrg = "XO";    ///< an organisation: name_forms(), written_keys()
inline constexpr std::string_view kPlace = "XL";  ///< a place, likewise
inline constexpr std::string_view kMisc = "XM";   ///< another name, likewise
inline constexpr std::string_view kSpeaker = "XQ";    ///< who is quoted, likewise
inline constexpr std::string_view kAuthor = "A";      ///< a byline: see name_forms()
inline constexpr std::string_view kDateline = "XDL";  ///< the place as a key, and each of its words
inline constexpr std::string_view kSource = "XSRC";   ///< the outlet's name as a key
inline constexpr std::string_view kSection = "XSEC";  ///< the section as a key
inline constexpr std::string_view kAgency = "XAG";    ///< the agency's name as a key
inline constexpr std::string_view kLanguage = "L";    ///< ISO 639-1
inline constexpr std::string_view kUrl = "U";         ///< the address, lower case
inline constexpr std::string_view kHost = "H";  ///< host of the address, and its parent domains
inline constexpr std::string_view kPath = "P";  ///< the file, as an absolute path
inline constexpr std::string_view kExternalId = "XID";  ///< the id that the record gave
inline constexpr std::string_view kCustom = "XF";       ///< "x-name:" and the value as a key
inline constexpr std::string_view kType = "T";    ///< to_string() of its type, if it is no story
inline constexpr std::string_view kIs = "XIS";    ///< one of the marks below
inline constexpr std::string_view kHas = "XHAS";  ///< likewise
inline constexpr std::string_view kCaptionStem = "XC";  ///< a stem of its captions
inline constexpr std::string_view kYear = "Y";          ///< of publication: YYYY
inline constexpr std::string_view kMonth = "M";         ///< YYYYMM
inline constexpr std::string_view kDay = "D";           ///< YYYYMMDD
// Days that the article speaks of: common/field_terms_about.h tells which of these a mention has.
inline constexpr std::string_view kAboutYear = "XAY";        ///< a mention touches it: YYYY
inline constexpr std::string_view kAboutMonth = "XAM";       ///< YYYYMM
inline constexpr std::string_view kAboutDay = "XAD";         ///< YYYYMMDD
inline constexpr std::string_view kAboutWholeYear = "XAWY";  ///< a mention says no more than this
inline constexpr std::string_view kAboutWholeMonth = "XAWM";

// Marks: what an article tells of itself.
inline constexpr std::string_view kUpdatedMark = "updated";        ///< after it was published
inline constexpr std::string_view kWireMark = "wire";              ///< it credits an agency
inline constexpr std::string_view kCorrectionMark = "correction";  ///< it says that it has one
inline constexpr std::string_view kPhotoMark = "photo";            ///< it has captions

// Value slots.
inline constexpr unsigned kPublishedSlot = 0;  ///< sortable_minutes(); absent if unknown
inline constexpr unsigned kIdSlot = 1;         ///< the id's 8 bytes, most significant first
inline constexpr unsigned kWordsSlot = 2;      ///< sortable_number(): words of the text
inline constexpr unsigned kAddedSlot = 3;      ///< sortable_minutes()
inline constexpr unsigned kUpdatedSlot = 4;    ///< sortable_minutes(); absent if unknown

// Metadata of every segment.
inline constexpr std::string_view kVersionKey = "morgue.format";     ///< kFormatVersion
inline constexpr std::string_view kAnalysisKey = "morgue.analysis";  ///< kAnalysisVersion

/// How often a word of the headline counts in the wdf of its terms.
inline constexpr unsigned kTitleWeight = 3;

/// As the value of a person, organisation, place, other name, byline or speaker: there is one,
/// whatever it is called (of a quotation: be its speaker known or not). No folded word holds it.
inline constexpr std::string_view kAny = "*";

/// prefix + value, cut at a character border to what Xapian takes as a term.
[[nodiscard]] std::string term(std::string_view prefix, std::string_view value);

/// A prefix and the year, the month or the whole of a day. Precondition: the years 0 to 9999.
[[nodiscard]] std::string year_term(Day day, std::string_view prefix = kYear);
[[nodiscard]] std::string month_term(Day day, std::string_view prefix = kMonth);
[[nodiscard]] std::string day_term(Day day, std::string_view prefix = kDay);

/// Four bytes that sort as the times do, from the year 0 to 8166 (times beyond take these ends);
/// seconds are dropped.
[[nodiscard]] std::string sortable_minutes(Instant instant);
/// The first and the last minute of a range of days, as sortable_minutes().
[[nodiscard]] std::string sortable_first_minute(Day day);
[[nodiscard]] std::string sortable_last_minute(Day day);
[[nodiscard]] std::optional<Instant> instant_of_sortable(std::string_view bytes);
/// Four bytes that sort as the numbers do.
[[nodiscard]] std::string sortable_number(std::uint32_t number);
[[nodiscard]] std::uint32_t number_of_sortable(std::string_view bytes);
[[nodiscard]] std::string id_bytes(ArticleId id);
[[nodiscard]] std::optional<ArticleId> id_of_bytes(std::string_view bytes);

}  // namespace morgue::schema
