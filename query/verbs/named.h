#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>

namespace morgue {

/// For the values of an enum on the command line: turns a name into its value. (CLI11's own way of
/// it lists numbers in its message.)
template <typename T>
CLI::Validator named(const std::map<std::string, T>& names) {
  const auto to_number = [names](std::string& value) -> std::string {
    if (const auto found = names.find(value); found != names.end()) {
      value = std::to_string(static_cast<int>(found->second));
      return {};
    }
    std::string all;
    for (const auto& [name, unused] : names) all += (all.empty() ? "" : ", ") + name;
    return "no such value \"" + value + "\"; there are " + all;
  };
  return {to_number, ""};
}

}  // namespace morgue
