#include "query/verbs/browse_lines.h"

#include <fmt/format.h>

#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/terminal.h"
#include "query/browse/line_command.h"
#include "query/language/error_text.h"
#include "query/render/cells.h"
#include "query/render/render_views.h"
#include "query/verbs/opening.h"

namespace morgue {
namespace {

using browse::LineCommand;
using Kind = LineCommand::Kind;

/// Results that are printed at once: as many as one remembers.
constexpr std::size_t kPage = 10;

class LineBrowser {
 public:
  LineBrowser(const Session& session, BrowseSource& source) : session_(session), source_(source) {
    render_.width = session.width();
    render_.shown_id = [this](ArticleId id) { return state_.found.ids.at(id); };
  }

  Exit run(std::istream& in, const browse::Question& question) {
    ask(question);
    for (std::string line; prompt() && std::getline(in, line);) {
      // What a pipe says is not seen on its own.
      if (!input_is_terminal()) fmt::print("{}\n", safe(line));
      const LineCommand command = browse::read_command(safe(line));
      if (command.kind == Kind::Quit) return status();
      try {
        obey(command);
      } catch (const Error& error) {
        if (error.status() == Exit::Interrupted) throw;
        fmt::print("{}\n", safe(error.what()));
      }
    }
    fmt::print("\n");  // behind the last prompt
    return status();
  }

 private:
  static bool prompt() {
    fmt::print("\n[a number reads, n more, /query asks, ? help, q ends] ");
    std::fflush(stdout);
    return true;
  }

  [[nodiscard]] Exit status() const {
    return state_.found.result.total > 0 ? Exit::Ok : Exit::NothingFound;
  }

  void obey(const LineCommand& command) {
    switch (command.kind) {
      case Kind::Read:
      case Kind::Signs:
      case Kind::Open:
      case Kind::Star:
        return with_result(command);
      case Kind::More:
        return turn(first_ + kPage);
      case Kind::Back:
        return turn(first_ - std::min(first_, kPage));
      case Kind::Ask:
        return ask_anew({command.text});
      case Kind::Facets:
        return print_facets();
      case Kind::Narrow:
      case Kind::LeaveOut:
        return narrow(command.number, command.kind == Kind::LeaveOut);
      case Kind::Times:
        return print_times();
      case Kind::Window:
        return choose_window(command.number);
      case Kind::Undo:
        return undo();
      case Kind::Reload:
        source_.reload();
        return ask(state_.found.question);
      case Kind::Help:
        return fmt::print("{}", browse::help_on_commands());
      case Kind::Quit:
      case Kind::Unknown:
        return fmt::print("this is nothing that can be done here; ? lists what can\n");
    }
  }

  /// A question whose place in the past was settled.
  void ask(const browse::Question& question) {
    auto found = source_.ask(question, kPage);
    if (!found) {
      fmt::print("{}", error_text(found.error().error, found.error().text, render_.width));
      return;
    }
    browse::take(state_, *std::move(found));
    first_ = 0;
    print_results();
  }

  void ask_anew(const browse::Question& question) {
    state_.past_then = browse::State::Past::Keep;
    ask(question);
  }

  void undo() {
    if (state_.past.empty()) return fmt::print("nothing was asked before\n");
    state_.past_then = browse::State::Past::GoBack;
    ask(browse::Question(state_.past.back()));
  }

  void turn(std::size_t first) {
    const std::uint64_t total = state_.found.result.total;
    if (first >= total) return fmt::print("there are no more\n");
    if (first + kPage > state_.found.result.hits.size() && browse::has_more(state_)) {
      auto more = source_.ask(state_.found.question, first + kPage);
      if (more) browse::take_more(state_, *std::move(more));
    }
    if (first >= state_.found.result.hits.size()) return fmt::print("there are no more\n");
    first_ = first;
    print_results();
  }

  void print_results() const {
    const browse::Found& found = state_.found;
    fmt::print("{}: ", safe(found.text));
    if (found.result.hits.empty()) return fmt::print("nothing\n{}", found.nothing);
    fmt::print("{}\n", count_line(found.result));
    for (const std::string& remark : found.notes) fmt::print("note: {}\n", safe(remark));
    SearchResult page;
    const auto& hits = found.result.hits;
    for (std::size_t i = first_; i < std::min(first_ + kPage, hits.size()); ++i)
      page.hits.push_back(hits[i]);
    RenderOptions options = render_;
    options.first_rank = first_ + 1;
    fmt::print("{}", render_text(page, options));
    if (first_ + page.hits.size() < found.result.total)
      fmt::print(
          "\n ... {} more\n",
          with_commas(static_cast<std::int64_t>(found.result.total - first_ - page.hits.size())));
  }

  void with_result(const LineCommand& command) {
    const auto& hits = state_.found.result.hits;
    if (command.number > hits.size())
      return fmt::print("there is no result {}; the last one is {}\n", command.number, hits.size());
    const StoredArticle& article = hits[command.number - 1].article;
    if (command.kind == Kind::Open) return open(article);
    if (command.kind == Kind::Star)
      return fmt::print("{}\n", source_.star(article.id) ? "it has a star: is:starred finds it"
                                                         : "it has no star any more");
    const browse::Reading reading = source_.read(state_.found, article);
    RenderOptions options = render_;
    options.annotate = command.kind == Kind::Signs;
    fmt::print("{}", render_article(article, reading.title_marks, reading.text_marks, options));
  }

  void open(const StoredArticle& article) const {
    const auto opened = what_opens(article.content.article, false);
    if (!opened) return fmt::print("{}\n", safe(opened.error()));
    std::fflush(stdout);
    if (run_first(openers(session_, opened->what)))
      return fmt::print("opened: {}\n", safe(opened->what));
    fmt::print("there is nothing to open it with: neither $BROWSER nor xdg-open\n");
  }

  [[nodiscard]] const browse::Counts& counts() {
    if (!state_.counts) browse::take(state_, source_.count(state_.found));
    return *state_.counts;
  }

  /// The values that one can narrow to, in the order of their numbers.
  [[nodiscard]] std::vector<std::pair<FacetField, const FacetValue*>> values() {
    std::vector<std::pair<FacetField, const FacetValue*>> out;
    for (const Facet& facet : counts().facets.facets)
      for (const FacetValue& value : facet.values)
        if (!value.query.empty()) out.emplace_back(facet.field, &value);
    return out;
  }

  void print_facets() {
    std::size_t number = 0;
    std::optional<FacetField> last;
    for (const auto& [field, value] : values()) {
      if (last != field) fmt::print("{}\n", facet_name(field));
      last = field;
      fmt::print(" {:>3}  {}: {}\n", ++number, safe(value->name), articles_text(value->articles));
    }
    if (number == 0) fmt::print("nothing to count\n");
  }

  void narrow(std::size_t number, bool leave_out) {
    const auto all = values();
    if (number > all.size())
      return fmt::print("there is no value {}; f lists {}\n", number, all.size());
    narrow_to(browse::narrowing_to(*all[number - 1].second, leave_out));
  }

  void narrow_to(browse::Narrowing to) {
    browse::Question wanted = narrowed(state_.found.question, std::move(to));
    wanted.loose = wanted.loose || state_.found.relaxed;
    ask_anew(wanted);
  }

  /// The numbers of the stretches of time that have any articles.
  [[nodiscard]] std::vector<std::size_t> stretches() {
    std::vector<std::size_t> out;
    const TimelineView& times = counts().times;
    for (std::size_t i = 0; i < times.buckets.size(); ++i)
      if (times.series[0].counts[i] > 0) out.push_back(i);
    return out;
  }

  void print_times() {
    const std::vector<std::size_t> all = stretches();
    const TimelineView& times = counts().times;
    for (std::size_t i = 0; i < all.size(); ++i)
      fmt::print(" {:>3}  {}: {}\n", i + 1, bucket_label(times.buckets[all[i]], times.unit),
                 articles_text(times.series[0].counts[all[i]]));
    if (all.empty()) fmt::print("nothing to count\n");
  }

  void choose_window(std::size_t number) {
    const std::vector<std::size_t> all = stretches();
    if (number > all.size())
      return fmt::print("there is no stretch {}; w lists {}\n", number, all.size());
    const TimelineView& times = counts().times;
    narrow_to(browse::narrowing_to(browse::Stretch{times.unit, times.buckets[all[number - 1]]}));
  }

  const Session& session_;
  BrowseSource& source_;
  RenderOptions render_;
  browse::State state_;  // of it what is asked, found and counted
  std::size_t first_ = 0;
};

}  // namespace

Exit browse_by_lines(const Session& session, BrowseSource& source, std::istream& in,
                     const browse::Question& question) {
  return LineBrowser(session, source).run(in, question);
}

}  // namespace morgue
