#include "query/serve/site.h"

#include <array>
#include <string_view>

#include "query/render/site.h"
#include "query/serve/visit.h"

namespace morgue {
namespace {

struct Route {
  std::string_view path;
  WebAnswer (*answer)(Visit& visit);
};
constexpr std::array<Route, 6> kRoutes = {
    {{"/", home},
     {"/search", search_answer},
     {"/about", [](Visit& visit) { return about_answer(visit); }},
     {"/api/search", api_search},
     {"/api/facets", api_facets},
     {"/api/timeline", api_timeline}}};

/// Addresses that end in what is asked for; without it, it is asked for as a value.
struct Place {
  std::string_view path;
  WebAnswer (*answer)(Visit& visit, std::string_view rest);
};
constexpr std::array<Place, 4> kPlaces = {{{"/article/", article_answer},
                                           {"/person/", person_answer},
                                           {"/api/article/", api_article},
                                           {"/api/person/", api_person}}};

bool is_api(const WebRequest& request) { return request.path.starts_with("/api/"); }

WebAnswer failed(const WebRequest& request, int status, std::string_view what,
                 std::string_view hint = {}) {
  if (is_api(request)) return api_error(status, what, hint);
  std::string lines(what);
  if (!hint.empty()) lines += "\n" + std::string(hint);
  return {status, "text/html; charset=utf-8",
          site_message(status == 404 ? "There is no such page" : "That did not work",
                       request.value("q"), lines)};
}

std::optional<WebAnswer> fixed_file(std::string_view path) {
  if (path == "/style.css") return WebAnswer{200, "text/css; charset=utf-8", site_style()};
  if (path == "/app.js")
    return WebAnswer{200, "text/javascript; charset=utf-8", std::string(site_script())};
  if (path == "/icon.svg") return WebAnswer{200, "image/svg+xml", std::string(site_icon())};
  return {};
}

}  // namespace

WebAnswer Site::routed(const WebRequest& request) {
  if (auto file = fixed_file(request.path)) return *std::move(file);
  for (const Route& route : kRoutes)
    if (request.path == route.path) {
      Visit visit(served_, request, limits_);
      return route.answer(visit);
    }
  for (const Place& place : kPlaces) {
    const bool bare = request.path + '/' == place.path && request.values.contains("name");
    if (!bare && !(request.path.starts_with(place.path) && request.path != place.path)) continue;
    Visit visit(served_, request, limits_);
    return place.answer(visit,
                        bare ? "" : std::string_view(request.path).substr(place.path.size()));
  }
  return failed(request, 404, "there is nothing at this address");
}

WebAnswer Site::limited(const WebRequest& request) {
  try {
    const TimeLimit limit(limits_, served_.patience, request.gone);
    return routed(request);
  } catch (const Error& error) {
    if (error.status() == Exit::Interrupted)
      return failed(request, 503, "this took too long, and was given up",
                    "a rarer word, a field or a date leaves less to be read");
    return failed(request, 503, error.what(), error.hint());
  } catch (const std::exception& error) {
    return failed(request, 500, error.what());
  }
}

WebAnswer Site::answer(const WebRequest& request) noexcept {
  auto refused = guard_.refusal(request);
  WebAnswer out = refused ? *std::move(refused) : limited(request);
  forbid_the_rest(out);
  return out;
}

}  // namespace morgue
