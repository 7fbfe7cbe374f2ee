#include "indexer/manual.h"

#include <algorithm>
#include <string>

#include "indexer/read/formats.h"

namespace morgue {
namespace {

constexpr const char* kEnvironment =
    "  MORGUE_ARCHIVE  the archive's directory, if -A gives none\n"
    "  XDG_DATA_HOME  the usual archive is morgue/default in it (~/.local/share)\n";

constexpr const char* kFiles =
    "  ARCHIVE/index  the index, of Xapian\n"
    "  ARCHIVE/metadata.sqlite  the relations: articles, sources, people, files; sqlite3(1) reads "
    "it\n"
    "  ARCHIVE/ledger.txt  what was decided about people, an act a line\n"
    "  ARCHIVE/desk.txt  tags, notes and saved queries, likewise\n";

/// The table of formats with its third column behind the second one: a manual has two.
std::string two_columns(const std::string& table) {
  std::string out;
  for (std::size_t at = 0; at < table.size();) {
    const std::size_t end = std::min(table.find('\n', at), table.size());
    std::string line = table.substr(at, end - at);
    const std::size_t last = line.rfind("  ");
    const std::size_t text = last == std::string::npos ? last : line.find_last_not_of(' ', last);
    if (text != std::string::npos && line.rfind("  ", text) > 1 &&
        line.rfind("  ", text) != std::string::npos)
      line.replace(text + 1, last + 2 - text - 1, "; known by: ");
    out += line + '\n';
    at = end + 1;
  }
  return out;
}

}  // namespace

Manual indexer_manual(const CommandInfo& program) {
  Manual out;
  out["morgue-index.1"] =
      man_page({"morgue-index", 1, "fill an archive of news articles"}, "morgue-index", program,
               {{"ENVIRONMENT", kEnvironment}, {"FILES", kFiles}},
               {"morgue(1)", "morgue-index-add(1)", "morgue-index-person(1)"});
  for (const CommandInfo& verb : program.commands) {
    const std::string name = "morgue-index-" + verb.name;
    const std::vector<ManSection> more =
        verb.name == "formats" ? std::vector<ManSection>{{"FORMATS", two_columns(formats_text())}}
                               : std::vector<ManSection>{{"ENVIRONMENT", kEnvironment}};
    out[name + ".1"] = man_page({name, 1, small_first(verb.summary)}, "morgue-index " + verb.name,
                                verb, more, {"morgue-index(1)", "morgue(1)"});
  }
  return out;
}

}  // namespace morgue
