#include "query/verbs/verb.h"
#include "query/verbs/verbs.h"

namespace morgue {

std::vector<std::unique_ptr<Verb>> all_verbs() {
  std::vector<std::unique_ptr<Verb>> all;
  all.push_back(search_verb());
  all.push_back(related_verb());
  all.push_back(show_verb());
  all.push_back(open_verb());
  all.push_back(browse_verb());
  all.push_back(facets_verb());
  all.push_back(timeline_verb());
  all.push_back(significant_verb());
  all.push_back(people_verb());
  all.push_back(orgs_verb());
  all.push_back(places_verb());
  all.push_back(person_verb());
  all.push_back(tag_verb());
  all.push_back(star_verb());
  all.push_back(unstar_verb());
  all.push_back(note_verb());
  all.push_back(save_verb());
  all.push_back(alert_verb());
  all.push_back(desk_verb());
  all.push_back(with_verb());
  all.push_back(quotes_verb());
  all.push_back(dups_verb());
  all.push_back(diff_verb());
  all.push_back(trace_verb());
  all.push_back(story_verb());
  all.push_back(figures_verb());
  all.push_back(grep_verb());
  all.push_back(export_verb());
  all.push_back(report_verb());
  all.push_back(verify_verb());
  all.push_back(serve_verb());
  all.push_back(archives_verb());
  all.push_back(config_verb());
  all.push_back(completion_verb());
  return all;
}

}  // namespace morgue
