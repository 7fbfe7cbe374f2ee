#pragma once

#include <string>
#include <vector>

#include "common/article.h"
#include "common/result.h"
#include "query/verbs/session.h"

namespace morgue {

/// What is opened of an article.
struct Opened {
  std::string what;       ///< an address, or a path from the root
  std::string note = {};  ///< what one should know of it
};
/// Its address if that is one of http or https and `file` does not ask for the file. An error says
/// why there is neither.
[[nodiscard]] Result<Opened, std::string> what_opens(const Article& article, bool file);

/// The programs to try in turn, each with its arguments: those of $BROWSER, then xdg-open.
[[nodiscard]] std::vector<std::vector<std::string>> openers(const Session& session,
                                                            const std::string& what);
/// Becomes the first of these programs that is there; returns if none is. No shell is asked.
void become_first(std::vector<std::vector<std::string>> commands);
/// Runs it and waits for its end. False if none of them is there.
[[nodiscard]] bool run_first(std::vector<std::vector<std::string>> commands);

/// Runs it beside this program, out of reach of Ctrl-C; if none of them is there, it says so on
/// stderr. Call it before threads are begun.
void start_first(std::vector<std::vector<std::string>> commands);

}  // namespace morgue
