#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "query/verbs/opening.h"
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
    const auto opened = what_opens(stored->content.article, file_);
    if (!opened) {
      fmt::print(stderr, "morgue: {}\n  its text: morgue show {}\n", safe(opened.error()), id_);
      return Exit::NothingFound;
    }
    if (!opened->note.empty()) note(opened->note);
    if (print_) {
      fmt::print("{}\n", safe(opened->what));
      return Exit::Ok;
    }
    std::fflush(stdout);
    become_first(openers(session, opened->what));
    throw Error(Exit::Usage, "there is nothing to open it with: neither $BROWSER nor xdg-open",
                "its address: morgue open --print " + id_);
  }

 private:
  std::string id_;
  bool file_ = false, print_ = false;
};

}  // namespace

std::unique_ptr<Verb> open_verb() { return std::make_unique<OpenVerb>(); }

}  // namespace morgue
