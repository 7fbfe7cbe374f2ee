#include "query/verbs/desk_session.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <utility>

#include "common/terminal.h"
#include "query/verbs/input.h"
#include "query/views/show.h"

namespace morgue {

DeskState session_desk(const Session& session) {
  return desk_of(read_desk(session.paths().desk()));
}

std::int64_t add_to_desk(const Session& session, DeskAct act) {
  act.time = to_iso8601(session.now());
  std::vector<DeskAct> acts{std::move(act)};
  append_to_desk(session.paths().desk(), acts);
  return acts.front().number;
}

void put_on_desk(const Session& session, DeskAct act) {
  const std::int64_t number = add_to_desk(session, std::move(act));
  if (is_terminal(Stream::Err))
    fmt::print(stderr, "to take it back: morgue desk undo {}\n", number);
}

GivenArticles articles_of(const ArchiveReader& archive, const std::vector<std::string>& ids) {
  GivenArticles out;
  const auto add = [&](const std::string& text) {
    const auto found = find_article(archive, text);
    if (!found) {
      fmt::print(stderr, "morgue: {}\n", safe(found.error()));
      out.unknown = true;
    } else if (std::find(out.articles.begin(), out.articles.end(), found->id) ==
               out.articles.end()) {
      out.articles.push_back(found->id);
    }
  };
  for (const std::string& id : ids) {
    if (id != "-") {
      add(id);
      continue;
    }
    InputLines lines("-");
    for (std::string line; lines.next(line);) {
      const std::string word = line.substr(0, line.find_first_of(" \t"));
      if (!word.empty()) add(word);
    }
  }
  return out;
}

}  // namespace morgue
