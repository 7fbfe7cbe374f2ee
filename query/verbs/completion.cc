#include "common/completion.h"

#include <fmt/format.h>

#include <string>

#include "common/command_line.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kCompletionFooter = R"~(Examples:
  morgue completion bash > ~/.local/share/bash-completion/completions/morgue
  morgue completion zsh > ~/.zfunc/_morgue
  morgue completion fish > ~/.config/fish/completions/morgue.fish

To try it in a bash: eval "$(morgue completion bash)". A package has installed it already.
For zsh a folder of $fpath is wanted: put fpath+=(~/.zfunc) in front of compinit in ~/.zshrc.

Completed are verbs, flags and what they take, fields of a query, and what the archive holds for
them: sources, sections, names, tags, saved queries. Inside single quotes a query is typed without
further signs: morgue search 'person:"Rowan Pike" source:)~";

class CompletionVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "completion"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Print the script that has a shell complete what you type";
  }
  [[nodiscard]] std::string_view footer() const override { return kCompletionFooter; }
  [[nodiscard]] bool looks_back() const override { return false; }

  [[nodiscard]] bool pages() const override { return false; }
  void define(CLI::App& app) override {
    app.add_option("SHELL", shell_, "bash, zsh or fish")
        ->required()
        ->check(one_of(completion_shells()));
  }

  [[nodiscard]] Exit run(Session& /*session*/) override {
    fmt::print("{}", completion_script(shell_, "morgue"));
    return Exit::Ok;
  }

 private:
  std::string shell_;
};

}  // namespace

std::unique_ptr<Verb> completion_verb() { return std::make_unique<CompletionVerb>(); }

}  // namespace morgue
