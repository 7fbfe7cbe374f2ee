#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "common/terminal.h"
#include "query/render/screen.h"
#include "query/verbs/browse_lines.h"
#include "query/verbs/browse_screen.h"
#include "query/verbs/browse_source.h"
#include "query/verbs/query_arguments.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kBrowseFooter = R"(Examples:
  morgue browse ferry crash            results, passages, facets and times
  morgue browse 'person:pike' --since 2024
  morgue browse                        the whole archive, newest first

Keys: arrows choose, Enter reads, Tab goes to the facets (source, person, place,
month) and on to the times, where Enter narrows and - leaves out; [ and ] move the
window of time, u undoes, / asks anew, ? lists all keys, q ends. In an article n
and N go from match to match; people, places, days and quotations stand between
signs, a hides them. y copies the id (OSC 52) and prints it at the end; t gives a
star; o opens the article as morgue open does; r reads what was added since.

With --plain, in a pipe, and on a terminal that can't place text (TERM=dumb) it
talks line by line, for screen readers and scripts: a number reads, ? helps.
  printf '1\nq\n' | morgue browse --plain ferry crash

NO_COLOR and --no-color leave bold and underlined text.
Exit status: 0 found, 1 nothing found by what was asked last, 2 usage, 3 archive.)";

class BrowseVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "browse"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Read an archive on the whole screen: results, facets, times, articles";
  }
  [[nodiscard]] std::string_view footer() const override { return kBrowseFooter; }
  [[nodiscard]] bool pages() const override { return false; }

  void define(CLI::App& app) override {
    app.add_flag("--plain", plain_, "Line by line, numbered: for screen readers and scripts");
    app.add_flag("--mouse", mouse_,
                 "Clicks and the wheel, too (the terminal selects no text then)");
    define_sort(app, sort_);
    query_.define(app);
  }

  [[nodiscard]] Exit run(Session& session) override {
    const browse::Question question{query_.empty() ? "" : query_.text(), {}, query_.loose};
    if (!query_.empty())
      if (const auto status = query_.refused(session)) return *status;
    BrowseSource source(session, sort_);
    if (const auto mistake = source.mistake_in(question))
      return refuse(session, mistake->error, mistake->text);
    if (auto screen = open_screen(session))
      return browse_on_screen(session, source, std::move(screen), question);
    return browse_by_lines(session, source, std::cin, question);
  }

 private:
  /// Null where text can't be placed, or is not to be.
  [[nodiscard]] std::unique_ptr<Screen> open_screen(const Session& session) const {
    const std::string term = session.environment("TERM");
    if (plain_ || !is_terminal(Stream::Out) || !input_is_terminal() || term == "dumb") return {};
    ColourWish wish{session.options.colour, true, session.environment("NO_COLOR"), {}, term};
    auto screen = Screen::open({wants_colour(wish), mouse_});
    if (!screen)
      note(fmt::format("nothing is known of terminals of the kind \"{}\" ($TERM): line by line",
                       term));
    return screen;
  }

  QueryArguments query_;
  std::optional<SortOrder> sort_;
  bool plain_ = false, mouse_ = false;
};

}  // namespace

std::unique_ptr<Verb> browse_verb() { return std::make_unique<BrowseVerb>(); }

}  // namespace morgue
