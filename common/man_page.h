#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/command_info.h"

namespace morgue {

/// Where a manual page belongs: its name and section, and what is said of the program.
struct ManTitle {
  std::string name;  ///< "morgue-search"
  int section = 1;
  std::string summary;  ///< the line that apropos searches
};

/// A headline ("EXAMPLES") and the text below it, as help prints it.
using ManSection = std::pair<std::string, std::string>;

/// A page in the language of man(7). A text may have what our help texts have: paragraphs,
/// headlines (a line of its own above an indented one), and indented lines: an example, and behind
/// two blanks or more what it means, which may go on in lines that are indented further. `see` is
/// for SEE ALSO: "morgue(1)".
[[nodiscard]] std::string man_page(const ManTitle& title, const std::vector<ManSection>& sections,
                                   const std::vector<std::string>& see);

/// The page of a command: how it is called, what stands below its --help, and its options.
/// `called`: "morgue search". Of a text below, what begins with "Examples" and "Exit status" gets a
/// section. `more` comes before SEE ALSO.
[[nodiscard]] std::string man_page(const ManTitle& title, const std::string& called,
                                   const CommandInfo& command, const std::vector<ManSection>& more,
                                   const std::vector<std::string>& see);

/// Manual pages by the names of their files, "morgue-search.1".
using Manual = std::map<std::string, std::string>;
/// Writes them into a folder, which is made. Throws Error{Archive}.
void write_manual(const std::filesystem::path& folder, const Manual& pages);

/// A summary as it stands behind a name: it begins no sentence there.
[[nodiscard]] std::string small_first(std::string summary);

/// A text as a part of a page that a macro or an escape can't be in.
[[nodiscard]] std::string man_text(std::string_view text);

/// The lines of a help text in which a command of ours is called, each with those that say what it
/// does.
[[nodiscard]] std::string example_lines(std::string_view text);

}  // namespace morgue
