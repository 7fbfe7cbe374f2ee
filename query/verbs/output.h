#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>

namespace morgue {

/// The forms of results that every view has: for people, for scripts that cut lines, and JSON.
enum class OutputFormat {
  Auto,
  Text,
  Plain,
  Json,
  JsonLines,
  Csv,
  Trec,
  GraphMl,
  Svg,
  Mbox,
  Rss,
  Html
};

/// --format and its short forms.
class OutputChoice {
 public:
  /// Names of forms that this verb has besides text, plain, json and jsonl.
  using Names = std::map<std::string, OutputFormat>;
  void define(CLI::App& app, const Names& more = {});

  /// What was asked for; of itself text on a terminal, plain elsewhere.
  [[nodiscard]] OutputFormat format() const;

 private:
  OutputFormat format_ = OutputFormat::Auto;
  bool plain_ = false, json_ = false, jsonl_ = false;
};

}  // namespace morgue
