#include "query/views/story.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "query/match/interrupt.h"
#include "query/render/render_story.h"
#include "query/verbs/output.h"
#include "query/verbs/session.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kStoryFooter = R"(Examples:
  morgue story a7f31c                  the story that this article belongs to
  morgue story s-09be42                a story by its name: its first article's id
  morgue search story:a7f31c radar     its articles, as results of a search
  morgue figures s-09be42              its numbers over time
  morgue search ferry group:story      a search, one line for each story

A story is made when it is asked for, from the archive alone: articles that share
rare words, names, places and days with the one that is named, and with what that
began with. Silences cost: the longer one is, the more has to be shared. Copies
are folded first. The same archive gives the same story.

Shown are the articles that add most (-n): o, with what none before had in its
headline or beginning: numbers, people, organisations, days. The count behind a
title is of articles from there on, copies included.

In a pipe: every article: id, time, source, title, copies, * for a turning point,
what is new, and the article that it is most like with the words both have.
Exit status: 0 there are others, 1 it stands alone or there is no such article,
2 usage, 3 archive.)";

class StoryVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "story"; }
  [[nodiscard]] std::string_view summary() const override {
    return "The story of an article: turning points, silences, numbers";
  }
  [[nodiscard]] std::string_view footer() const override { return kStoryFooter; }

  void define(CLI::App& app) override {
    app.add_option("ID", id_, "An article's id, or a story's name (s-ID); first digits do")
        ->required();
    app.add_option("-n,--limit", limit_, "Turning points (12; 0: every article)")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    output_.define(app);
  }

  [[nodiscard]] Exit run(Session& session) override {
    const Interruptible interruptible;
    const ArchiveReader archive = session.open_archive();
    const auto thread = thread_called(archive, id_);
    if (!thread) {
      fmt::print(stderr, "morgue: {}\n", safe(thread.error()));
      return Exit::NothingFound;
    }
    StoryOptions options;
    options.turning_points = static_cast<std::size_t>(limit_);
    const StoryView story = story_view(archive, *thread, options);
    if (story.cut_short)
      note(fmt::format("{} articles were compared; the story may go on", story.read));
    const RenderOptions render = session.render_options(archive);
    switch (output_.format()) {
      case OutputFormat::Json:
        fmt::print("{}", render_story_json(story));
        break;
      case OutputFormat::JsonLines:
        fmt::print("{}", render_story_jsonl(story));
        break;
      case OutputFormat::Plain:
        fmt::print("{}", render_story_plain(story, render));
        break;
      default:
        fmt::print("{}", render_story(story, render));
        if (!story.figures.things.empty())
          fmt::print("\n morgue figures s-{}\n", archive.shown_id(story.name));
        break;
    }
    return story.articles > 1 ? Exit::Ok : Exit::NothingFound;
  }

 private:
  std::string id_;
  int limit_ = 12;
  OutputChoice output_;
};

}  // namespace

std::unique_ptr<Verb> story_verb() { return std::make_unique<StoryVerb>(); }

}  // namespace morgue
