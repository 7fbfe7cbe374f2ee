#pragma once

#include <memory>

#include "query/verbs/verb.h"

namespace morgue {

// A verb in each file of this folder; all_verbs() lists them.
[[nodiscard]] std::unique_ptr<Verb> alert_verb();
[[nodiscard]] std::unique_ptr<Verb> archives_verb();
[[nodiscard]] std::unique_ptr<Verb> browse_verb();
[[nodiscard]] std::unique_ptr<Verb> completion_verb();
[[nodiscard]] std::unique_ptr<Verb> config_verb();
[[nodiscard]] std::unique_ptr<Verb> desk_verb();
[[nodiscard]] std::unique_ptr<Verb> diff_verb();
[[nodiscard]] std::unique_ptr<Verb> dups_verb();
[[nodiscard]] std::unique_ptr<Verb> export_verb();
[[nodiscard]] std::unique_ptr<Verb> facets_verb();
[[nodiscard]] std::unique_ptr<Verb> figures_verb();
[[nodiscard]] std::unique_ptr<Verb> grep_verb();
[[nodiscard]] std::unique_ptr<Verb> note_verb();
[[nodiscard]] std::unique_ptr<Verb> open_verb();
[[nodiscard]] std::unique_ptr<Verb> orgs_verb();
[[nodiscard]] std::unique_ptr<Verb> people_verb();
[[nodiscard]] std::unique_ptr<Verb> person_verb();
[[nodiscard]] std::unique_ptr<Verb> places_verb();
[[nodiscard]] std::unique_ptr<Verb> quotes_verb();
[[nodiscard]] std::unique_ptr<Verb> related_verb();
[[nodiscard]] std::unique_ptr<Verb> report_verb();
[[nodiscard]] std::unique_ptr<Verb> save_verb();
[[nodiscard]] std::unique_ptr<Verb> search_verb();
[[nodiscard]] std::unique_ptr<Verb> serve_verb();
[[nodiscard]] std::unique_ptr<Verb> show_verb();
[[nodiscard]] std::unique_ptr<Verb> significant_verb();
[[nodiscard]] std::unique_ptr<Verb> star_verb();
[[nodiscard]] std::unique_ptr<Verb> story_verb();
[[nodiscard]] std::unique_ptr<Verb> tag_verb();
[[nodiscard]] std::unique_ptr<Verb> timeline_verb();
[[nodiscard]] std::unique_ptr<Verb> trace_verb();
[[nodiscard]] std::unique_ptr<Verb> unstar_verb();
[[nodiscard]] std::unique_ptr<Verb> verify_verb();
[[nodiscard]] std::unique_ptr<Verb> with_verb();

}  // namespace morgue
