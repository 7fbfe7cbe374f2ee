#include "query/verbs/browse_screen.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "query/browse/layout.h"
#include "query/verbs/background.h"
#include "query/verbs/opening.h"

namespace morgue {
namespace {

using browse::Mode;
using browse::State;
using browse::Wish;

/// Results that are asked for at first: the fewer texts have to be read, the sooner they are there.
constexpr std::size_t kFirst = 25;
/// And each time that one comes to their end.
constexpr std::size_t kMore = 50;
/// What is done sooner is not announced.
constexpr std::chrono::milliseconds kSoon{80};

class Browser {
 public:
  Browser(const Session& session, BrowseSource& source, std::unique_ptr<Screen> screen)
      : session_(session),
        source_(source),
        screen_(std::move(screen)),
        style_(Style::coloured(session.environment("MORGUE_COLORS"))),
        background_([this] { screen_->wake(); }) {}

  Exit run(const browse::Question& question) {
    state_.starred = source_.starred();
    state_.wanted = question;
    fulfil(Wish::Ask);
    while (!end_) {
      collect(kSoon);
      draw();
      heed(screen_->wait());
    }
    return leave();
  }

 private:
  using Rest = Background::Rest;
  struct Job {
    std::string what;  ///< as it is announced
    Background::Work work;
  };

  void draw() {
    state_.busy = announced();
    state_.awaited = background_.busy() && awaited_;
    browse::settle(state_, screen_->size(), style_);
    screen_->draw(browse::lay_out(state_, screen_->size(), style_));
  }

  [[nodiscard]] std::string announced() const {
    if (!background_.busy()) return {};
    return doing_ + (stopping_ ? ": is being stopped" : " ...  Esc stops it");
  }

  void heed(const Key& key) {
    if (key.kind == Key::Kind::Woken) return;
    if (key.kind == Key::Kind::Ended) {
      signal_ = key.signal;
      end_ = Exit::Interrupted;
      return;
    }
    fulfil(browse::press(state_, key, screen_->size()));
  }

  void fulfil(Wish wish) {
    switch (wish) {
      case Wish::None:
        return;
      case Wish::Ask:
        return ask(kFirst);
      case Wish::More:
        return ask_more();
      case Wish::Read:
        return read();
      case Wish::Open:
        return open();
      case Wish::Copy:
        return copy();
      case Wish::Star:
        return star();
      case Wish::Reload:
        return reload();
      case Wish::Stop:
        return stop();
      case Wish::Suspend:
        return screen_->suspend();
      case Wish::Leave:
        end_ = state_.found.result.total > 0 ? Exit::Ok : Exit::NothingFound;
        return;
      case Wish::Interrupted:
        end_ = Exit::Interrupted;
        return;
    }
  }

  /// Starts it as soon as nothing else is being done; what is, is stopped.
  void begin(Job job) {
    waiting_ = std::move(job);
    background_.stop();
    begin_next();
  }

  /// What was asked for; else, if they were not counted yet, the articles that were found.
  void begin_next() {
    if (background_.busy() || end_) return;
    awaited_ = waiting_.has_value();
    if (!waiting_ && !counted_ && state_.found.result.total > 0) waiting_ = counting();
    if (!waiting_) return;
    Job job = *std::exchange(waiting_, std::nullopt);
    doing_ = std::move(job.what);
    stopping_ = false;
    background_.start(std::move(job.work));
  }

  /// Takes in what was done, and goes on with the next; waits a little for what is soon done.
  void collect(std::chrono::milliseconds wait) {
    while (background_.busy() && background_.done(wait)) {
      try {
        const Rest rest = background_.collect();
        rest();
      } catch (const Error& error) {
        failed(error);
      }
      // Results are shown before their articles are counted.
      wait = {};
      begin_next();
    }
  }

  void failed(const Error& error) {
    if (error.status() != Exit::Interrupted)
      state_.message = error.what();
    else if (stopping_)
      state_.message = "stopped";
  }

  void stop() {
    if (!background_.busy()) return;
    stopping_ = true;
    counted_ = true;  // or else it would begin at once
    waiting_.reset();
    background_.stop();
  }

  void ask(std::size_t limit) {
    begin({"searching", [this, limit, question = state_.wanted]() -> Rest {
             auto found = source_.ask(question, limit);
             return [this, found = std::move(found)]() mutable {
               counted_ = counted_ && !found;
               if (found)
                 browse::take(state_, *std::move(found));
               else
                 browse::take(state_, std::move(found.error()));
             };
           }});
  }

  void ask_more() {
    const std::size_t limit = state_.found.result.hits.size() + kMore;
    begin({"searching for more", [this, limit, question = state_.found.question]() -> Rest {
             auto found = source_.ask(question, limit);
             return [this, found = std::move(found)]() mutable {
               if (found) browse::take_more(state_, *std::move(found));
             };
           }});
  }

  [[nodiscard]] Job counting() {
    return {"counting", [this, found = state_.found]() -> Rest {
              browse::Counts counts = source_.count(found);
              return [this, counts = std::move(counts)]() mutable {
                counted_ = true;
                browse::take(state_, std::move(counts));
              };
            }};
  }

  void read() {
    const StoredArticle& article = state_.found.result.hits[state_.hit].article;
    begin({"reading", [this, article, found = state_.found]() -> Rest {
             browse::Reading reading = source_.read(found, article);
             return [this, reading = std::move(reading)]() mutable {
               if (state_.reading) reading.signs = state_.reading->signs;
               state_.reading = std::move(reading);
               state_.mode = Mode::Reading;
             };
           }});
  }

  void reload() {
    state_.wanted = state_.found.question;
    state_.past_then = State::Past::Same;
    begin({"reading the archive anew", [this, question = state_.wanted]() -> Rest {
             source_.reload();
             auto found = source_.ask(question, kFirst);
             auto starred = source_.starred();
             return [this, found = std::move(found), starred = std::move(starred)]() mutable {
               if (!found) return browse::take(state_, std::move(found.error()));
               counted_ = false;
               browse::take(state_, *std::move(found));
               state_.starred = std::move(starred);
               state_.message = "this is the archive as it is now";
             };
           }});
  }

  void open() {
    const auto opened = what_opens(browse::chosen_article(state_)->content.article, false);
    if (!opened) {
      state_.message = opened.error();
      return;
    }
    bool ran = false;
    screen_->leave_for([&] { ran = run_first(openers(session_, opened->what)); });
    state_.message = ran ? "opened: " + opened->what
                         : "there is nothing to open it with: neither $BROWSER nor xdg-open";
  }

  void copy() {
    const std::string id = browse::shown_id(state_, browse::chosen_article(state_)->id);
    screen_->copy(id);
    if (std::find(copied_.begin(), copied_.end(), id) == copied_.end()) copied_.push_back(id);
    state_.message = "copied, if the terminal can; it is printed at the end: " + id;
  }

  void star() {
    const ArticleId id = browse::chosen_article(state_)->id;
    try {
      const bool given = source_.star(id);
      if (given)
        state_.starred.insert(id);
      else
        state_.starred.erase(id);
      state_.message = given ? "starred: is:starred finds it" : "no star any more";
    } catch (const Error& error) {
      state_.message = error.what();
    }
  }

  /// The terminal is given back before anything is printed.
  Exit leave() {
    waiting_.reset();
    counted_ = true;
    background_.stop();
    collect(std::chrono::hours(1));
    screen_.reset();
    for (const std::string& id : copied_) fmt::print("{}\n", id);
    std::fflush(stdout);
    if (signal_ != 0) std::raise(signal_);
    return *end_;
  }

  const Session& session_;
  BrowseSource& source_;
  std::unique_ptr<Screen> screen_;
  Style style_;
  State state_;
  std::optional<Exit> end_;
  int signal_ = 0;
  std::vector<std::string> copied_;

  std::optional<Job> waiting_;
  std::string doing_;
  bool awaited_ = false;   ///< it was asked for
  bool stopping_ = false;  ///< by whoever sits before it
  bool counted_ = false;   ///< are `state_.counts` those of the answer?
  Background background_;  // last: it is gone before what it uses
};

}  // namespace

Exit browse_on_screen(const Session& session, BrowseSource& source, std::unique_ptr<Screen> screen,
                      const browse::Question& question) {
  return Browser(session, source, std::move(screen)).run(question);
}

}  // namespace morgue
