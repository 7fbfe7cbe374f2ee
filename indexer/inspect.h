#pragma once

#include <string>

#include "common/article.h"

namespace morgue {

/// One JSON object on one line, without the newline: what the archive would hold of this article.
///
/// Keys, always all of them and in this order: `file` (the path as given, "#member" appended where
/// there is one), `title`, `text`, `date` (ISO 8601 with the offset as found, or null), `date_from`
/// (the name of its DateOrigin, empty without a date), `updated` (ISO 8601 or null), `author`
/// (list), `source`, `url`, `lang`, `section`; where there is one `dateline`, `agency`, `tags`,
/// `captions` (lists), `type` ("live", "opinion"), `date_doubtful` and `corrected` (true) and
/// `external_id`; and the further fields of the input record under their `x-` names.
///
/// With `annotations` also `entities` [{kind, start, end, text, name}], `dates` [{start, end, text,
/// from, to}] and `quotes` [{start, end, speaker, speaker_start, speaker_end}], in order of their
/// place; offsets are bytes of UTF-8 into `text` (mentions in the title are left out), and the
/// speaker's keys are null where nobody is named.
[[nodiscard]] std::string inspect_line(const AnnotatedArticle& annotated, bool annotations);

}  // namespace morgue
