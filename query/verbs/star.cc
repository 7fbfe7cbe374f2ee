#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "query/verbs/desk_session.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kStarFooter = R"(Examples:
  morgue star a7f31c 09be42      two articles that you want to find again
  morgue unstar a7f31c           one of them no longer
  morgue search is:starred       those that have a star

A star is the tag "starred"; morgue desk undo takes the last act back.)";

class StarVerb : public Verb {
 public:
  explicit StarVerb(bool gives) : gives_(gives) {}
  [[nodiscard]] std::string_view name() const override { return gives_ ? "star" : "unstar"; }
  [[nodiscard]] std::string_view summary() const override {
    return gives_ ? "Give articles a star" : "Take the star from articles";
  }
  [[nodiscard]] std::string_view footer() const override { return kStarFooter; }
  [[nodiscard]] bool looks_back() const override { return false; }
  void define(CLI::App& app) override {
    app.add_option("ID", ids_, "Articles, by their ids; - reads them from standard input")
        ->required();
  }

  [[nodiscard]] Exit run(Session& session) override {
    const ArchiveReader archive = session.open_archive();
    const GivenArticles given = articles_of(archive, ids_);
    if (given.articles.empty()) return Exit::NothingFound;
    DeskAct act;
    act.kind = gives_ ? DeskAct::Kind::Tag : DeskAct::Kind::Untag;
    act.name = kStar;
    act.articles = given.articles;
    put_on_desk(session, std::move(act));
    return given.unknown ? Exit::SomeFailed : Exit::Ok;
  }

 private:
  bool gives_;
  std::vector<std::string> ids_;
};

}  // namespace

std::unique_ptr<Verb> star_verb() { return std::make_unique<StarVerb>(true); }
std::unique_ptr<Verb> unstar_verb() { return std::make_unique<StarVerb>(false); }

}  // namespace morgue
