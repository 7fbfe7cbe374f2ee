#include "query/verbs/output.h"

#include <fmt/format.h>

#include <vector>

#include "common/command_line.h"
#include "common/terminal.h"

namespace morgue {

void OutputChoice::define(CLI::App& app, const Names& more) {
  Names names = {{"text", OutputFormat::Text},
                 {"plain", OutputFormat::Plain},
                 {"json", OutputFormat::Json},
                 {"jsonl", OutputFormat::JsonLines}};
  std::vector<std::string> shown = {"text", "plain", "json", "jsonl"};
  for (const auto& [name, format] : more) {
    names.emplace(name, format);
    shown.push_back(name);
  }
  const std::string last = shown.back();
  shown.pop_back();
  app.add_option("--format", format_, fmt::format("{} or {}", fmt::join(shown, ", "), last))
      ->type_name("FORMAT")
      ->transform(named<OutputFormat>(names));
  app.add_flag("--plain", plain_, "The same as --format plain: tabs, one result a line");
  app.add_flag("--json", json_, "The same as --format json: one document");
  app.add_flag("--jsonl", jsonl_, "The same as --format jsonl: one object a line");
}

OutputFormat OutputChoice::format() const {
  if (jsonl_) return OutputFormat::JsonLines;
  if (json_) return OutputFormat::Json;
  if (plain_) return OutputFormat::Plain;
  if (format_ != OutputFormat::Auto) return format_;
  return is_terminal(Stream::Out) ? OutputFormat::Text : OutputFormat::Plain;
}

}  // namespace morgue
