#pragma once

#include <string>
#include <string_view>

#include "indexer/draft.h"

namespace morgue {

/// The body of an article as a format states it.
struct StatedBody {
  std::string content;  ///< clean UTF-8: text, markup, or a whole page
  bool may_be_markup = false;
  bool may_be_page = true;  ///< false: a body is one even if it stands in <html>
};

/// A draft of an article whose fields its format states (a feed entry, a wire story): as given, if
/// the body is plain text; a fragment, if it is markup; a page whose `fields` are candidates found
/// in "record", if it is a whole page. Text in which all markup is escaped once more is unescaped
/// first.
[[nodiscard]] Result<Draft, ReadError> stated_draft(Draft draft, Article fields, StatedBody body);

/// A draft of a page with these fields as candidates found in "record".
[[nodiscard]] Result<Draft, ReadError> page_draft(Draft draft, Article fields,
                                                  std::string_view html);

/// One line without markup and with all references replaced, however often they were escaped: for
/// titles and names.
[[nodiscard]] std::string plain_line(std::string_view text);

/// "Ann Lee" of "ann@a.example (Ann Lee)" and of "Ann Lee <ann@a.example>"; anything else as it is.
[[nodiscard]] std::string name_without_address(std::string_view text);

/// "de" of "de-AT", "DE", "de_DE.UTF-8"; of languages known by three letters to the wire services
/// ("swe") likewise; empty for anything else.
[[nodiscard]] std::string language_code(std::string_view text);

/// True if there are tags in it.
[[nodiscard]] bool has_markup(std::string_view text);

}  // namespace morgue
