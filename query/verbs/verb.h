#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "common/error.h"

namespace CLI {
class App;
}

namespace morgue {

class Session;

/// A verb of `morgue`: its part of the command line, and what it does. Each stands in a file of its
/// own and is named in all_verbs.cc; help, did-you-mean and dispatch come from there.
class Verb {
 public:
  virtual ~Verb() = default;
  Verb() = default;
  Verb(const Verb&) = delete;
  Verb& operator=(const Verb&) = delete;

  [[nodiscard]] virtual std::string_view name() const = 0;
  /// One line for people: what it is for.
  [[nodiscard]] virtual std::string_view summary() const = 0;
  /// Examples and what options can't say; stands below them in --help.
  [[nodiscard]] virtual std::string_view footer() const { return {}; }
  /// Declares options and arguments, whose values are members of the verb. What every verb has
  /// (--archive, --as-of, --color, --hyperlink, --no-pager, --now) is there already.
  virtual void define(CLI::App& app) = 0;
  /// Does it answer from the archive as it was on a day (--as-of)? Not what writes, or tells news.
  [[nodiscard]] virtual bool looks_back() const { return true; }
  /// May what it prints be kept back, to be shown by a pager? Not if it starts another program, or
  /// has to know that it was printed.
  [[nodiscard]] virtual bool pages() const { return true; }
  /// Called once, after the command line was read. Prints; throws Error. Options that exclude each
  /// other are an Error{Usage}.
  [[nodiscard]] virtual Exit run(Session& session) = 0;
};

/// In the order in which help lists them.
[[nodiscard]] std::vector<std::unique_ptr<Verb>> all_verbs();

}  // namespace morgue
