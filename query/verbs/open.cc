#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "query/render/escape.h"
#include "query/verbs/session.h"
#include "query/verbs/verbs.h"
#include "query/views/show.h"

namespace morgue {
namespace {

constexpr const char* kOpenFooter = R"(Examples:
  morgue open a7f31c             its address, in $BROWSER or what xdg-open finds
  morgue open --file a7f31c      the file that it was read from
  morgue open --print a7f31c     says what would be opened

Only addresses of http and https are opened, and files that the archive was made from: where there
is no such address, the file. $BROWSER may name several programs, parted by colons, and say with
%s where the address goes. No shell is asked. A saved page may run what is in it: a browser decides.)";

/// The words of a command, with what is to be opened in place of %s or at the end.
std::vector<std::string> command_of(std::string_view text, const std::string& what) {
  std::vector<std::string> words;
  bool placed = false;
  for (std::size_t at = 0; (at = text.find_first_not_of(" \t", at)) != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
    std::string word(text.substr(at, end - at));
    if (const auto mark = word.find("%s"); mark != std::string::npos) {
      word.replace(mark, 2, what);
      placed = true;
    }
    words.push_back(std::move(word));
    at = end;
  }
  if (!placed && !words.empty()) words.push_back(what);
  return words;
}

/// Becomes another program; returns if there is none of that name.
void become(std::vector<std::string> words) {
  if (words.empty()) return;
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  ::execvp(argv[0], argv.data());
}

class OpenVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "open"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Open an article where it came from";
  }
  [[nodiscard]] std::string_view footer() const override { return kOpenFooter; }

  [[nodiscard]] bool pages() const override { return false; }
  void define(CLI::App& app) override {
    app.add_option("ID", id_, "The article, or the first digits of its id")->required();
    app.add_flag("--file", file_, "The file that it was read from, not its address");
    app.add_flag("--print", print_, "Only say what would be opened");
  }

  [[nodiscard]] Exit run(Session& session) override {
    const ArchiveReader archive = session.open_archive();
    const auto stored = find_article(archive, id_);
    if (!stored) {
      fmt::print(stderr, "morgue: {}\n", safe(stored.error()));
      return Exit::NothingFound;
    }
    const std::string what = opened(stored->content.article);
    if (what.empty()) return Exit::NothingFound;
    if (print_) {
      fmt::print("{}\n", safe(what));
      return Exit::Ok;
    }
    std::fflush(stdout);
    const std::string browsers = session.environment("BROWSER");
    for (std::size_t at = 0; at < browsers.size();) {
      const std::size_t end = std::min(browsers.find(':', at), browsers.size());
      become(command_of(std::string_view(browsers).substr(at, end - at), what));
      at = end + 1;
    }
    become({"xdg-open", what});
    throw Error(Exit::Usage, "there is nothing to open it with: neither $BROWSER nor xdg-open",
                "its address: morgue open --print " + id_);
  }

 private:
  /// An address or a path from the root; empty if there is neither, which is said.
  [[nodiscard]] std::string opened(const Article& article) const {
    if (std::string link = link_of(article.url); !file_ && !link.empty()) return link;
    std::error_code error;
    const auto path = std::filesystem::absolute(article.file, error);
    if (!error && !article.file.empty() && std::filesystem::is_regular_file(path, error)) {
      if (!article.member.empty())
        note(fmt::format("it is one of several articles of this file: {}", article.member));
      return path.string();
    }
    fmt::print(stderr, "morgue: {}the file {} is not there\n  its text: morgue show {}\n",
               file_ ? "" : "it has no address of http or https, and ", safe(article.file), id_);
    return {};
  }

  std::string id_;
  bool file_ = false, print_ = false;
};

}  // namespace

std::unique_ptr<Verb> open_verb() { return std::make_unique<OpenVerb>(); }

}  // namespace morgue
