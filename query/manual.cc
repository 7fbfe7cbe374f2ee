#include "query/manual.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "common/error.h"
#include "common/files.h"
#include "query/help_topics.h"
#include "query/settings.h"

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;

/// A topic without its first line, which is the headline on a terminal.
std::string topic_text(std::string_view topic, const CommandInfo& program) {
  const std::string page = help_topic(topic, program).value_or("");
  return page.substr(std::min(page.size(), page.find('\n') + 1));
}

/// What is common to all verbs has its section on each page.
std::vector<ManSection> verb_sections() {
  return {{"ENVIRONMENT", "morgue(1) lists the variables that are heeded.\n"}};
}

std::string main_page(const CommandInfo& program) {
  CommandInfo shown = program;
  shown.footer =
      "An archive is made and filled by morgue-index(1). Each verb has a manual page of its own:\n"
      "morgue-search(1) and so on. Verbs may be left out: morgue ferry crash is a search. A word\n"
      "that is no verb runs morgue-WORD, if there is such a program.\n\n"
      "Exit status: 0 found, 1 nothing found, 2 usage or a query that can't be read, 3 archive\n"
      "missing or unreadable, 4 locked by another process, 5 done with some failures, 130\n"
      "interrupted.\n";
  std::vector<ManSection> more = {
      {"ENVIRONMENT", topic_text("environment", program)},
      {"FILES",
       "  ~/.local/share/morgue/default  the usual archive, a directory that nobody else may read\n"
       "  ARCHIVE/desk.txt  tags, notes and saved queries, an act a line\n"
       "  ARCHIVE/ledger.txt  what was decided about people, likewise\n"
       "  ~/.local/state/morgue/alerts  how far alerts were told\n"}};
  return man_page({"morgue", 1, "search an archive of news articles"}, "morgue", shown, more,
                  {"morgue-index(1)", "morgue-search(1)", "morgue-query(7)", "morgue-dates(7)",
                   "morgue-json(5)"});
}

/// The words for a schema's type: "string", "integer or null", "list of objects".
std::string type_of(const Json& schema) {
  if (schema.contains("const")) return "always " + schema["const"].dump();
  if (schema.contains("enum")) {
    std::vector<std::string> all;
    for (const Json& value : schema["enum"]) all.push_back(value.dump());
    return fmt::format("{}", fmt::join(all, ", "));
  }
  for (const char* either : {"anyOf", "oneOf"})
    if (schema.contains(either)) {
      std::vector<std::string> all;
      for (const Json& one : schema[either]) all.push_back(type_of(one));
      return fmt::format("{}", fmt::join(all, " or "));
    }
  if (!schema.contains("type")) return "object";
  const Json& type = schema["type"];
  if (type.is_array()) {
    std::vector<std::string> all;
    for (const Json& one : type) all.push_back(one.get<std::string>());
    return fmt::format("{}", fmt::join(all, " or "));
  }
  if (type == "array" && schema.contains("items")) return "list of " + type_of(schema["items"]);
  return type.get<std::string>();
}

/// Writes the fields of a schema, with those of the objects in it as "results[].id".
class SchemaText {
 public:
  explicit SchemaText(const Json& root) : root_(root) {}

  [[nodiscard]] std::string text() {
    add(root_, "");
    return std::move(out_);
  }

 private:
  /// The schema that is meant by "#/$defs/record".
  const Json& resolved(const Json& schema) const {
    if (!schema.contains("$ref")) return schema;
    const std::string ref = schema["$ref"];
    return root_.at(Json::json_pointer(ref.substr(ref.find('#') + 1)));
  }

  void add(const Json& given, const std::string& path) {
    // An object that is part of two others is told once; a story may lead to itself.
    if (given.contains("$ref") && !told_.insert(path + ' ' + given["$ref"].dump()).second) return;
    if (path.size() > kDeepest) return;
    const Json& schema = resolved(given);
    for (const char* either : {"anyOf", "oneOf", "allOf"})
      if (schema.contains(either))
        for (const Json& one : schema[either]) add(one, path);
    if (schema.contains("items")) add(schema["items"], path + "[]");
    if (!schema.contains("properties")) return;
    const Json required = schema.value("required", Json::array());
    for (const auto& [name, property] : schema["properties"].items())
      add_field(path.empty() ? name : path + "." + name, property,
                std::find(required.begin(), required.end(), name) != required.end());
  }

  void add_field(const std::string& path, const Json& given, bool required) {
    const Json& schema = resolved(given);
    std::string line = type_of(schema);
    if (!required) line += "; may be missing";
    if (const std::string what = given.value("description", schema.value("description", ""));
        !what.empty())
      line += ": " + what;
    if (listed_.insert(path).second) out_ += fmt::format("  {}  {}\n", path, line);
    add(given, path);
  }

  static constexpr std::size_t kDeepest = 80;
  const Json& root_;
  std::set<std::string> told_, listed_;
  std::string out_;
};

std::string json_page(const std::filesystem::path& schemas) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(schemas, error))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  if (error) throw Error(Exit::Archive, "can't read " + schemas.string());
  std::sort(files.begin(), files.end());
  std::vector<ManSection> sections = {
      {"DESCRIPTION",
       "Most verbs of morgue(1) print JSON: --json one document, --jsonl an object a line. Their\n"
       "schemas (JSON Schema 2020-12) lie in share/morgue/schema; this page lists the fields that\n"
       "they describe. In results[].id the results are a list, and id is a field of each.\n\n"
       "format_version is 1; a field never changes its meaning under one number, and new ones may\n"
       "come. Offsets are bytes of UTF-8 into the text beside them. Times are ISO 8601, as exact\n"
       "as they are known: 2024, 2024-06, 2024-06-14T08:30:00Z.\n"}};
  for (const auto& file : files) {
    const Json schema = Json::parse(file_bytes(file));
    std::string name = file.stem().string();
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    sections.emplace_back(name, schema.value("title", "") + ".\n\n" + SchemaText(schema).text());
  }
  return man_page({"morgue-json", 5, "what morgue prints as JSON"}, sections,
                  {"morgue(1)", "morgue-search(1)"});
}

/// The keys of settings, from the options that they stand for.
std::string config_page(const CommandInfo& program) {
  std::string common, verbs;
  for (const SettingKey& key : setting_keys(program)) {
    std::string& to = key.key.find('.') == std::string::npos ? common : verbs;
    to += fmt::format("  {} = {}  {}{}\n", key.key, key.value, key.help,
                      key.harmless ? " (a project may set it)" : "");
  }
  return man_page(
      {"morgue-config", 5, "settings of morgue"},
      {{"DESCRIPTION",
        "What is set in ~/.config/morgue/config ($XDG_CONFIG_HOME/morgue/config) need not be "
        "typed\n"
        "each time. A setting is a line, key = value; the key is a long option of morgue(1) "
        "without\n"
        "its hyphens, with the verb and a dot in front if it is not one of all verbs. A line "
        "[search]\n"
        "puts search. in front of the keys below it. Lines that begin with # are comments. A "
        "value\n"
        "may stand in double quotes.\n\n"
        "What is typed counts most, then the environment, then the file config in the nearest\n"
        ".morgue of this directory or above, then the file of one's own. A project, whose files "
        "may\n"
        "be somebody else's, can only set what is marked below: nothing that names archives, "
        "files\n"
        "or programs. --no-config heeds no file. What can't be heeded is said, with its line.\n"},
       {"KEYS OF ALL VERBS", common},
       {"KEYS OF ONE VERB", verbs},
       {"EXAMPLES", "  morgue config set search.limit 50\n  morgue config list --origin\n"}},
      {"morgue(1)", "morgue-config(1)"});
}

}  // namespace

Manual manual_pages(const CommandInfo& program, const std::filesystem::path& schemas) {
  Manual out;
  out["morgue.1"] = main_page(program);
  for (const CommandInfo& verb : program.commands) {
    if (verb.name == "help") continue;  // is told in morgue(1)
    const std::string name = "morgue-" + verb.name;
    out[name + ".1"] = man_page({name, 1, small_first(verb.summary)}, "morgue " + verb.name, verb,
                                verb_sections(), {"morgue(1)", "morgue-query(7)"});
  }
  out["morgue-query.7"] = man_page(
      {"morgue-query", 7, "the language of queries of morgue"},
      {{"DESCRIPTION", topic_text("query", program)}, {"FIELDS", topic_text("fields", program)}},
      {"morgue(1)", "morgue-search(1)", "morgue-dates(7)"});
  out["morgue-dates.7"] =
      man_page({"morgue-dates", 7, "how dates are written in queries of morgue"},
               {{"DESCRIPTION", topic_text("dates", program)}}, {"morgue(1)", "morgue-query(7)"});
  out["morgue-json.5"] = json_page(schemas);
  out["morgue-config.5"] = config_page(program);
  return out;
}

}  // namespace morgue
