#pragma once

#include <nlohmann/json_fwd.hpp>

#include "common/article.h"

namespace morgue {

/// Adds what was recognised in an article's text to a JSON object: what `morgue-index inspect
/// --annotations` and `morgue show --json` print. Places count bytes of UTF-8 in the text.
///   entities   [{kind, start, end, text, name, role?} ..], every mention; name is the fullest one
///   dates      [{start, end, text, from, to} ..], days included
///   quotes     [{start, end, speaker, speaker_start, speaker_end, parts?} ..], direct ones; null
///              where nobody is named; parts [[start, end] ..] of what is interrupted or goes on
///   reported   the others likewise, with kind "mixed" or "indirect"
void add_annotations(const AnnotatedArticle& article, nlohmann::ordered_json& out);

}  // namespace morgue
