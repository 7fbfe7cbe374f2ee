#include "query/verbs/opening.h"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string_view>
#include <utility>

#include "query/render/escape.h"

namespace morgue {
namespace {

constexpr int kNotThere = 127;

/// The words of a command, with what is to be opened in place of %s or at the end.
std::vector<std::string> command_of(std::string_view text, const std::string& what) {
  std::vector<std::string> words;
  bool placed = false;
  for (std::size_t at = 0; (at = text.find_first_not_of(" \t", at)) != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
    std::string word(text.substr(at, end - at));
    if (const auto mark = word.find("%s"); mark != std::string::npos) {
      word.replace(mark, 2, what);
      placed = true;
    }
    words.push_back(std::move(word));
    at = end;
  }
  if (!placed && !words.empty()) words.push_back(what);
  return words;
}

/// Commands as exec wants them: pointers into their words.
std::vector<std::vector<char*>> arguments_of(std::vector<std::vector<std::string>>& commands) {
  std::vector<std::vector<char*>> out;
  for (std::vector<std::string>& words : commands) {
    if (words.empty()) continue;
    std::vector<char*>& argv = out.emplace_back();
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
  }
  return out;
}

}  // namespace

Result<Opened, std::string> what_opens(const Article& article, bool file) {
  if (std::string link = link_of(article.url); !file && !link.empty()) return Opened{link};
  std::error_code error;
  const auto path = std::filesystem::absolute(article.file, error);
  if (!error && !article.file.empty() && std::filesystem::is_regular_file(path, error))
    return Opened{path.string(),
                  article.member.empty()
                      ? std::string()
                      : "it is one of several articles of this file: " + article.member};
  return failure(fmt::format("{}the file {} is not there",
                             file ? "" : "it has no address of http or https, and ", article.file));
}

std::vector<std::vector<std::string>> openers(const Session& session, const std::string& what) {
  std::vector<std::vector<std::string>> out;
  const std::string browsers = session.environment("BROWSER");
  for (std::size_t at = 0; at < browsers.size();) {
    const std::size_t end = std::min(browsers.find(':', at), browsers.size());
    out.push_back(command_of(std::string_view(browsers).substr(at, end - at), what));
    at = end + 1;
  }
  out.push_back({"xdg-open", what});
  return out;
}

void become_first(std::vector<std::vector<std::string>> commands) {
  for (std::vector<char*>& argv : arguments_of(commands)) ::execvp(argv[0], argv.data());
}

bool run_first(std::vector<std::vector<std::string>> commands) {
  // Made before the fork: other threads may hold what memory is asked for.
  std::vector<std::vector<char*>> all = arguments_of(commands);
  const pid_t child = ::fork();
  if (child < 0) return false;
  if (child == 0) {
    for (std::vector<char*>& argv : all) ::execvp(argv[0], argv.data());
    ::_exit(kNotThere);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return !WIFEXITED(status) || WEXITSTATUS(status) != kNotThere;
}

void start_first(std::vector<std::vector<std::string>> commands) {
  std::fflush(nullptr);
  const pid_t child = ::fork();
  if (child > 0) return;
  if (child == 0) {
    ::setsid();
    become_first(std::move(commands));
  }
  note("there is nothing to open it with: neither $BROWSER nor xdg-open");
  if (child == 0) ::_exit(static_cast<int>(Exit::Usage));
}

}  // namespace morgue
