#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>

#include "common/version.h"
#include "query/match/interrupt.h"
#include "query/serve/guard.h"
#include "query/serve/http.h"
#include "query/serve/site.h"
#include "query/verbs/opening.h"
#include "query/verbs/session.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kServeFooter = R"(Examples:
  morgue serve                   says where: open that address in a browser
  morgue serve --open            opens it
  morgue serve -A @desk --port 8421

The same query language, with results, facets and a timeline to narrow them by, whole
articles with their copies and versions, and people. It works without scripts;
with them / goes to the box, j and k from result to result, Enter opens one.

Only this machine can ask (127.0.0.1), only whoever has the token of the address
that is printed, and never a page of another site. Nothing can be changed,
nothing is asked of the network, and what an add brings is there at once.
Ctrl-C ends it (exit status 130).

For scripts, the JSON of the verbs with --json; the token goes with the request
as a header, "Authorization: Bearer TOKEN":
  /api/search?q=QUERY&n=20&page=1    morgue search, a page of it
  /api/facets?q=QUERY&by=source,org  morgue facets
  /api/timeline?q=QUERY&by=month     morgue timeline
  /api/article/ID                    morgue show
  /api/person/@p17                   morgue person; also /api/person?name=NAME

Mistakes are {"format_version", "error", "hint"} with status 400, of a query with
start and end; 404 is for what there is not, 503 for what took too long.)";

/// Answers until Ctrl-C.
void serve_until_interrupted(HttpServer& server, const HttpHandler& handler) {
  constexpr std::chrono::milliseconds kBetween{100};
  const Interruptible interruptible;
  std::atomic<bool> over{false};
  std::thread watch([&] {
    for (; !over; std::this_thread::sleep_for(kBetween))
      if (was_interrupted()) server.stop();
  });
  server.serve(handler);
  over = true;
  watch.join();
}

class ServeVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "serve"; }
  [[nodiscard]] std::string_view summary() const override {
    return "A page for a browser on this machine";
  }
  [[nodiscard]] std::string_view footer() const override { return kServeFooter; }
  [[nodiscard]] bool pages() const override { return false; }

  void define(CLI::App& app) override {
    app.add_option("--port", port_, "The port to listen on (0: any that is free)")
        ->type_name("N")
        ->check(CLI::Range(0, 65535));
    app.add_option("--timeout", seconds_, "Seconds that an answer may take (10)")
        ->type_name("N")
        ->check(CLI::Range(1, 3600));
    app.add_flag("--open", open_, "Open it in $BROWSER, or what xdg-open finds");
  }

  [[nodiscard]] Exit run(Session& session) override {
    (void)session.open_archive();  // whoever has none is told before he opens a browser
    const auto server = http_server();
    const int port = server->bind(port_);
    if (port == 0)
      throw Error(Exit::Usage, fmt::format("can't listen on port {} of 127.0.0.1", port_),
                  "without --port one is chosen that is free");
    const Guard guard(random_token(), port);
    fmt::print(stderr, "morgue: {} (Ctrl-C ends it)\n", guard.address());
    if (open_) start_first(openers(session, guard.address()));
    Site site(served(session), guard);
    serve_until_interrupted(*server,
                            [&](const WebRequest& request) { return site.answer(request); });
    return Exit::Interrupted;
  }

 private:
  [[nodiscard]] ServedArchive served(const Session& session) const {
    return {session.sources(),
            session.paths(),
            [&session] { return session.today(); },
            [&session] { return session.as_of(); },
            std::chrono::seconds{seconds_},
            version_text("morgue", xapian_version()),
            std::string(search_verb()->footer())};
  }

  int port_ = 0;
  int seconds_ = 10;
  bool open_ = false;
};

}  // namespace

std::unique_ptr<Verb> serve_verb() { return std::make_unique<ServeVerb>(); }

}  // namespace morgue
