#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/archive.h"
#include "common/completion.h"
#include "common/error.h"
#include "common/files.h"
#include "common/version.h"
#include "query/manual.h"
#include "query/match/archive_reader.h"
#include "query/match/interrupt.h"
#include "query/memory.h"
#include "query/options.h"
#include "query/pager.h"
#include "query/verbs/live_values.h"
#include "query/verbs/session.h"
#include "query/verbs/verb.h"

namespace {

using namespace morgue;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

/// The first of these that is set, even to nothing: then there is no pager.
std::string pager_command(const Session& session) {
  for (const char* name : {"MORGUE_PAGER", "PAGER"})
    if (const char* command = std::getenv(name)) return command;
  const std::string set = session.setting("pager");
  return set.empty() ? "less" : set;
}

/// Reads a file of settings, if there is one; what can't be read is said and passed over.
void add_settings(Settings& to, const std::filesystem::path& file, bool project) {
  try {
    to.add(file, file_bytes(file), project);
  } catch (const Error& error) {
    note(error.what());
  }
}

/// What files of settings say, and the environment instead of them.
Settings settings_of(const Session& session) {
  Settings out;
  const auto home =
      settings_home(session.environment("XDG_CONFIG_HOME"), session.environment("HOME"));
  if (!home.empty()) add_settings(out, home / kSettingsFile, false);
  std::error_code error;
  if (const auto project = nearest_archive(std::filesystem::current_path(error)); !project.empty())
    add_settings(out, project / kSettingsFile, true);
  const auto add = [&](const char* key, const char* variable, const char* value = nullptr) {
    if (const std::string set = environment(variable); !set.empty() && set != "0")
      out.add_variable(key, value != nullptr ? value : set, variable);
  };
  add("archive", "MORGUE_ARCHIVE");
  add("color", "FORCE_COLOR", "always");
  add("color", "CLICOLOR_FORCE", "always");
  add("color", "NO_COLOR", "never");
  for (const SettingVariable& variable : kSettingVariables)
    add(std::string(variable.key).c_str(), std::string(variable.variable).c_str());
  return out;
}

/// Deciding who is who is writing: `morgue person merge ...` is `morgue-index person merge ...`.
bool is_decision(int argc, char** argv) {
  constexpr auto kActs = std::to_array<std::string_view>(
      {"merge", "split", "alias", "rename", "forget", "not-a-person", "undo", "log", "restore"});
  if (argc < 3 || std::string_view(argv[1]) != "person") return false;
  int at = 2;
  while (at < argc && argv[at][0] == '-') {
    const std::string_view option = argv[at];
    at += option == "-A" || option == "--archive" || option == "--now" ? 2 : 1;
  }
  return at < argc && std::find(kActs.begin(), kActs.end(), argv[at]) != kActs.end();
}

/// Runs a program that lies where this one does, or in PATH; returns if there is none.
void run_program(const std::string& name, char** argv) {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto home = self.parent_path();
  for (const auto& beside : {home / name, home.parent_path() / "indexer" / name})
    if (::access(beside.c_str(), X_OK) == 0) ::execv(beside.c_str(), argv);
  ::execvp(name.c_str(), argv);
}

/// `morgue index add` runs `morgue-index add`.
void run_external(int argc, char** argv, std::span<const std::unique_ptr<Verb>> verbs) {
  if (is_decision(argc, argv)) {
    char* const typed = argv[0];
    const std::string name = "morgue-index";
    argv[0] = const_cast<char*>(name.c_str());  // execv promises not to write to it
    run_program(name, argv);
    argv[0] = typed;
    throw Error(Exit::Usage, "morgue-index, which decides who is who, is not installed");
  }
  const std::string verb = argv[1];
  if (is_verb(verb, verbs) || verb.empty() ||
      verb.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos ||
      verb[0] == '-')
    return;
  const std::string name = "morgue-" + verb;
  char* const typed = argv[1];
  argv[1] = const_cast<char*>(name.c_str());  // execv promises not to write to it
  run_program(name, argv + 1);
  argv[1] = typed;
}

/// What shells and the build ask for, and nobody types: `morgue __complete ...`
/// (common/completion.h) and `morgue __man DIR SCHEMAS`, which writes the manual pages. False if it
/// is neither.
bool run_hidden(const std::vector<std::string>& arguments, const Session& session,
                std::span<const std::unique_ptr<Verb>> verbs) {
  if (arguments.empty() || !arguments[0].starts_with("__")) return false;
  const std::vector<std::string> rest(arguments.begin() + 1, arguments.end());
  if (arguments[0] == "__complete") {
    const CommandInfo program = describe_program(verbs);
    fmt::print("{}", answer_completion(rest, [&](const std::vector<std::string>& words) {
                 return complete(program, words, "search", [&](const WantedValue& wanted) {
                   return live_values(session, wanted);
                 });
               }));
    return true;
  }
  if (arguments[0] == "__man" && rest.size() == 2) {
    write_manual(rest[0], manual_pages(describe_program(verbs), rest[1]));
    return true;
  }
  return false;
}

}  // namespace

int main(int argc, char** argv) try {
  prefer_large_pages();
  std::signal(SIGPIPE, SIG_DFL);  // a closed pipe ends us silently
  end_on_interrupt();
  const auto verbs = morgue::all_verbs();
  Session session(environment, [] {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  });
  const std::vector<std::string> typed(argv + 1, argv + argc);
  if (run_hidden(typed, session, verbs)) return static_cast<int>(Exit::Ok);
  std::vector<std::string> words = with_verb_first(typed, verbs);
  if (!words.empty() && words[0] == "--version") {
    fmt::print("{}", version_text("morgue", xapian_version()));
    return static_cast<int>(Exit::Ok);
  }
  std::vector<char*> ordered = {argv[0]};
  for (std::string& word : words) ordered.push_back(word.data());
  argc = static_cast<int>(ordered.size());
  ordered.push_back(nullptr);
  argv = ordered.data();
  if (argc > 1) run_external(argc, argv, verbs);
  session.settings = settings_of(session);
  const auto verb = parse_command(argc, argv, verbs, session.settings, session.options);
  if (!verb) {
    fmt::print(verb.error().help ? stdout : stderr, "{}", verb.error().message);
    return static_cast<int>(verb.error().help ? Exit::Ok : Exit::Usage);
  }
  for (const std::string& mistake : session.settings.mistakes())
    fmt::print(stderr, "morgue: {}\n", safe(mistake));
  if (!is_verb(argv[1], verbs))
    if (const auto meant = verb_meant(argv[1], verbs))
      note(fmt::format("{} is searched for; the verb is {}", argv[1], *meant));
  Pager pager((*verb)->pages() && session.options.pager ? pager_command(session) : "");
  const Exit status = session.status_of((*verb)->run(session));
  if (std::fflush(stdout) != 0) throw Error(Exit::Archive, "can't write the output");
  pager.show();
  return static_cast<int>(status);
} catch (const morgue::Error& error) {
  fmt::print(stderr, "morgue: {}\n", safe(error.what()));
  if (!error.hint().empty()) fmt::print(stderr, "  {}\n", safe(error.hint()));
  return static_cast<int>(error.status());
} catch (const std::exception& error) {
  fmt::print(stderr, "morgue: {}\n", safe(error.what()));
  return static_cast<int>(Exit::Archive);
}
