#include "common/man_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "common/error.h"
#include "common/utf8.h"

namespace morgue {
namespace {

/// What goes on from the line before is indented by so many blanks or more.
constexpr std::size_t kContinues = 7;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

/// An indented line: an example, and what it means.
struct HelpItem {
  std::string term;
  std::string meaning;
};

HelpItem split_item(std::string_view line) {
  line.remove_prefix(indent_of(line));
  const std::size_t gap = line.rfind("  ");
  if (gap == std::string_view::npos) return {std::string(line), {}};
  const std::string_view term = line.substr(0, line.find_last_not_of(' ', gap) + 1);
  return {std::string(term), std::string(line.substr(gap + 2))};
}

/// Indented lines from `at` on, which is moved behind them.
std::vector<HelpItem> items_at(const std::vector<std::string_view>& lines, std::size_t& at) {
  std::vector<HelpItem> items;
  for (; at < lines.size() && indent_of(lines[at]) > 0 && !lines[at].empty(); ++at) {
    const std::size_t indent = indent_of(lines[at]);
    if (indent < kContinues || items.empty()) {
      items.push_back(split_item(lines[at]));
      continue;
    }
    std::string& meaning = items.back().meaning;
    meaning += (meaning.empty() ? "" : " ") + std::string(lines[at].substr(indent));
  }
  return items;
}

std::string items_text(const std::vector<HelpItem>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size();) {
    if (!items[i].meaning.empty()) {
      out +=
          fmt::format(".TP\n\\fB{}\\fR\n{}\n", man_text(items[i].term), man_text(items[i].meaning));
      ++i;
      continue;
    }
    out += ".RS 4\n.nf\n";
    for (; i < items.size() && items[i].meaning.empty(); ++i) out += man_text(items[i].term) + '\n';
    out += ".fi\n.RE\n";
  }
  return out;
}

/// Lines that are not indented, up to an empty or an indented one.
std::string paragraph_at(const std::vector<std::string_view>& lines, std::size_t& at) {
  std::string out;
  for (; at < lines.size() && !lines[at].empty() && indent_of(lines[at]) == 0; ++at)
    out += (out.empty() ? "" : " ") + std::string(lines[at]);
  return out;
}

std::string without_colon(std::string text) {
  if (text.ends_with(':')) text.pop_back();
  return text;
}

std::string section_text(std::string_view text) {
  const std::vector<std::string_view> lines = lines_of(text);
  std::string out;
  // Behind a headline a paragraph begins of itself.
  bool begun = true;
  for (std::size_t at = 0; at < lines.size();) {
    if (lines[at].empty()) {
      ++at;
      continue;
    }
    if (indent_of(lines[at]) > 0) {
      const std::string items = items_text(items_at(lines, at));
      out += (begun || items.starts_with(".TP") ? "" : ".PP\n") + items;
      begun = false;
      continue;
    }
    const std::size_t first = at;
    const std::string paragraph = paragraph_at(lines, at);
    const bool headline = at == first + 1 && at < lines.size() && !lines[at].empty();
    if (headline)
      out += fmt::format(".SS {}\n", man_text(without_colon(paragraph)));
    else
      out += fmt::format("{}{}\n", begun ? "" : ".PP\n", man_text(paragraph));
    begun = headline;
  }
  return out;
}

std::string italic(const std::string& text) { return "\\fI" + man_text(text) + "\\fR"; }
std::string bold(const std::string& text) { return "\\fB" + man_text(text) + "\\fR"; }

std::string option_text(const OptionInfo& option) {
  std::string names;
  for (const std::string& name : option.names) {
    names += (names.empty() ? "" : ", ") + bold(name);
    if (!option.value.empty()) names += (name.starts_with("--") ? "=" : " ") + italic(option.value);
  }
  return fmt::format(".TP\n{}\n{}\n", names, man_text(option.help));
}

/// Parts of the text below --help by the section that they belong to.
struct FooterParts {
  std::string examples, status, rest;
};

FooterParts split_footer(const std::string& footer) {
  FooterParts parts;
  std::string* part = &parts.rest;
  bool after_blank = true;
  for (const std::string_view line : lines_of(footer)) {
    // A part ends where a paragraph begins that is neither.
    if (after_blank && indent_of(line) == 0 && !line.empty()) part = &parts.rest;
    if (line == "Examples:") {
      part = &parts.examples;
      after_blank = false;
      continue;
    }
    std::string_view kept = line;
    if (line.starts_with("Exit status: ")) {
      part = &parts.status;
      kept.remove_prefix(std::string_view("Exit status: ").size());
    }
    *part += std::string(kept) + '\n';
    after_blank = line.empty();
  }
  return parts;
}

std::string header(const ManTitle& title) {
  std::string name = title.name;
  for (char& c : name)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return fmt::format(".TH {} {} {} \"morgue {}\" \"morgue\"\n.nh\n.ad l\n.SH NAME\n{} \\- {}\n",
                     name, title.section, MORGUE_RELEASED, MORGUE_VERSION, title.name,
                     man_text(title.summary));
}

std::string see_also(const std::vector<std::string>& pages) {
  std::string out = ".SH SEE ALSO\n";
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const std::size_t bracket = pages[i].find('(');
    out += fmt::format(".BR {} {}{}\n", pages[i].substr(0, bracket), pages[i].substr(bracket),
                       i + 1 < pages.size() ? "," : "");
  }
  return out;
}

}  // namespace

std::string man_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded c = utf8::decode(text, at);
    at += c.length;
    switch (c.code_point) {
      case U'\\':
        out += "\\e";
        break;
      case U'-':
        out += "\\-";
        break;
      case U'\'':
        out += "\\(aq";
        break;
      case U'`':
        out += "\\(ga";
        break;
      case U'^':
        out += "\\(ha";
        break;
      case U'~':
        out += "\\(ti";
        break;
      case U'.':
        out += out.empty() ? "\\&." : ".";
        break;
      default:
        if (c.code_point < 0x80)
          out += static_cast<char>(c.code_point);
        else
          out += fmt::format("\\[u{:04X}]", static_cast<std::uint32_t>(c.code_point));
    }
  }
  return out;
}

std::string man_page(const ManTitle& title, const std::vector<ManSection>& sections,
                     const std::vector<std::string>& see) {
  std::string out = header(title);
  for (const auto& [name, text] : sections)
    if (!text.empty()) out += fmt::format(".SH {}\n{}", name, section_text(text));
  return out + see_also(see);
}

std::string man_page(const ManTitle& title, const std::string& called, const CommandInfo& command,
                     const std::vector<ManSection>& more, const std::vector<std::string>& see) {
  std::string out = header(title);
  out += fmt::format(".SH SYNOPSIS\n{} {}\n", bold(called), man_text(synopsis(command)));
  const FooterParts parts = split_footer(command.footer);
  out += fmt::format(".SH DESCRIPTION\n{}.\n", man_text(command.summary));
  const std::string rest = section_text(parts.rest);
  // What begins with a paragraph needs a mark that another one has ended.
  out += (rest.empty() || rest.starts_with('.') ? "" : ".PP\n") + rest;
  if (!command.commands.empty()) out += ".SH VERBS\n";
  for (const CommandInfo& verb : command.commands)
    out += fmt::format(".TP\n{}\n{}\n", bold(verb.name), man_text(verb.summary));
  if (!command.arguments.empty()) out += ".SH ARGUMENTS\n";
  for (const OptionInfo& argument : command.arguments)
    out += fmt::format(".TP\n{}\n{}\n", italic(argument.names.front()), man_text(argument.help));
  if (!command.options.empty()) out += ".SH OPTIONS\n";
  for (const OptionInfo& option : command.options) out += option_text(option);
  if (!parts.examples.empty()) out += ".SH EXAMPLES\n" + section_text(parts.examples);
  if (!parts.status.empty()) out += ".SH EXIT STATUS\n" + section_text(parts.status);
  for (const auto& [name, text] : more) out += fmt::format(".SH {}\n{}", name, section_text(text));
  return out + see_also(see);
}

void write_manual(const std::filesystem::path& folder, const Manual& pages) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  for (const auto& [name, text] : pages) {
    std::ofstream file(folder / name, std::ios::binary);
    file << text;
    file.close();
    if (!file) throw Error(Exit::Archive, "can't write " + (folder / name).string());
  }
}

std::string small_first(std::string summary) {
  const bool capital = summary.size() > 1 && summary[0] >= 'A' && summary[0] <= 'Z';
  if (capital && summary[1] >= 'a') summary[0] = static_cast<char>(summary[0] | 0x20);
  return summary;
}

std::string example_lines(std::string_view text) {
  std::string out;
  bool example = false;
  for (const std::string_view line : lines_of(text)) {
    const std::size_t indent = indent_of(line);
    if (indent < kContinues) {
      const std::string term = split_item(line).term;
      example = indent > 0 && (term.starts_with("morgue") || term.find("| morgue") != term.npos);
    }
    if (example) out += std::string(line) + '\n';
  }
  return out;
}

}  // namespace morgue
