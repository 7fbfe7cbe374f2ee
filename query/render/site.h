#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/desk.h"
#include "query/match/people.h"
#include "query/match/search.h"
#include "query/match/suggestions.h"
#include "query/render/render.h"
#include "query/views/facets.h"
#include "query/views/person_page.h"
#include "query/views/timeline.h"

// The pages of `morgue serve`. All are whole documents of HTML that work without scripts and ask
// for nothing but /style.css, /app.js and /icon.svg; whatever comes from articles or whoever asks
// is escaped.

namespace morgue {

/// What stands around every page: the box with the query, and the way to the other pages.
struct SitePage {
  std::string title;       ///< as text
  std::string query = {};  ///< what stands in the box
  std::string body;        ///< HTML; begins with a heading
};
[[nodiscard]] std::string site_page(const SitePage& page);
/// A page that says one thing. `lines` are text, as on a terminal: a query with its carets, say.
[[nodiscard]] std::string site_message(std::string_view title, std::string_view query,
                                       std::string_view lines);

[[nodiscard]] std::string site_style();
/// Keys for those who like them: / to the box, j and k from one result to the next.
[[nodiscard]] std::string_view site_script();

/// The picture in the browser's tab, as SVG.
[[nodiscard]] std::string_view site_icon();

// Addresses.
[[nodiscard]] std::string search_address(std::string_view query, std::size_t page = 1);
[[nodiscard]] std::string article_address(ArticleId id, std::string_view query = {});
[[nodiscard]] std::string person_address(std::uint32_t number);

struct HomePage {
  std::uint64_t articles = 0;  ///< that the archive holds
  std::string first, last;     ///< days or years of publication; empty if not known
  SearchResult newest;
  std::vector<std::string> saved;  ///< names of queries on the desk
};
[[nodiscard]] std::string home_page(const HomePage& page, const RenderOptions& options);

struct SearchPage {
  std::string text;                     ///< as typed
  std::vector<std::string> notes = {};  ///< how it was read
  std::vector<AmbiguousName> names = {};
  SearchResult result;
  std::string nothing = {};  ///< what is said if nothing is found
  std::vector<Suggestion> suggestions = {};
  std::size_t page = 1, pages = 1;
  // Nothing: they were not counted; `uncounted` says what was not, and why.
  std::optional<FacetsView> facets = {};
  std::optional<TimelineView> timeline = {};
  std::string uncounted = {};
  /// The query with a further condition.
  std::function<std::string(std::string_view)> narrowed = {};
  /// The query with a person by number where it has this name.
  std::function<std::string(const std::string& name, std::uint32_t number)> choosing = {};
};
[[nodiscard]] std::string search_page(const SearchPage& page, const RenderOptions& options);

/// An article in a list.
struct SiteKin {
  ArticleId id;
  std::string title, facts;
};
struct ArticlePage {
  StoredArticle stored;
  std::vector<Span> title_marks = {}, text_marks = {};  ///< what `query` finds
  std::string query = {};                               ///< empty: nothing
  std::vector<std::string> kept = {};                   ///< what the reader keeps about it
  std::vector<SiteKin> versions = {}, copies = {};      ///< others
  std::size_t more_copies = 0;                          ///< that are not in the list
  ArticleId family = {};
};
[[nodiscard]] std::string article_page(const ArticlePage& page, const RenderOptions& options);

[[nodiscard]] std::string person_html(const PersonView& person, const PersonPage& page);
/// Whom a name may mean.
[[nodiscard]] std::string people_html(std::string_view name, const std::vector<PersonView>& people);

struct AboutPage {
  std::string archive;   ///< its path
  std::string version;   ///< of the program, a line or more
  std::string language;  ///< the query language, as --help has it
};
[[nodiscard]] std::string about_page(const AboutPage& page);

}  // namespace morgue
