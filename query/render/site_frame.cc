#include <fmt/format.h>

#include "common/utf8.h"
#include "query/render/escape.h"
#include "query/render/html.h"
#include "query/render/site.h"

namespace morgue {
namespace {

/// Beside what reports look like.
constexpr std::string_view kSiteStyle = R"(
body{max-width:72rem}
.skip{position:absolute;left:-100rem}
.skip:focus{left:.5rem;top:.5rem;padding:.5rem 1rem;background:var(--paper);border:2px solid var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
main:focus{outline:none}
header form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}
header .name{font-weight:bold;text-decoration:none;font-size:1.2rem}
header label{position:absolute;left:-100rem}
header input{flex:1 1 14rem;min-width:0;font:inherit;padding:.4rem .6rem;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:.25rem}
header button{font:inherit;padding:.4rem .9rem;color:var(--paper);background:var(--link);border:0;border-radius:.25rem}
header nav ul,.pages ul{margin:.5rem 0}
h1{font-size:1.3rem;margin:.6em 0}h2{margin-top:1em}
.two{display:grid;grid-template-columns:minmax(0,1fr);gap:0 2rem}
.two h1,.two h2,.two h3{overflow-wrap:anywhere}
@media (min-width:52rem){.two{grid-template-columns:minmax(0,1fr) 16rem}.two>.whole{grid-column:1/-1}}
ol.results{list-style:none;margin:0;padding:0}
ol.results>li{margin:0 0 1.2rem;padding:.1rem .6rem;border-left:3px solid transparent}
ol.results>li:focus-within{border-left-color:var(--link)}
ol.results h2{border:0;font-size:1.1rem;margin:.2em 0}
aside ul{list-style:none;margin:.2rem 0;padding:0}
aside li{display:flex;justify-content:space-between;gap:.5rem;font-size:.95rem}
aside h2{font-size:1.05rem}aside h3{font-size:.95rem;margin:.8em 0 .2em}
figure{margin:.5rem 0;border:1px solid var(--line)}
figure svg text{fill:var(--ink)}figure svg>rect{fill:var(--paper)}figure svg line{stroke:var(--line)}
figure svg a rect{fill:var(--link)}figure svg a:hover rect,figure svg a:focus rect{fill:var(--ink)}
pre{overflow-x:auto;font:.9rem/1.4 ui-monospace,monospace;white-space:pre}
.text{max-width:44rem}
.text p{margin:.8rem 0}
.text a{color:inherit;text-decoration-color:var(--link);text-decoration-thickness:1px;text-underline-offset:.15em}
.text .org,.text .place,.text .misc{text-decoration-style:dotted}
.text .place{text-decoration-style:dashed}
.text time{border-bottom:1px dotted var(--soft)}
.text .quote{background:color-mix(in srgb,var(--link) 12%,transparent)}
table{min-width:0}
.spark{font-family:ui-monospace,monospace;white-space:nowrap}
footer{margin-top:2rem;border-top:1px solid var(--line);padding-top:.5rem}
kbd{border:1px solid var(--line);border-radius:.2rem;padding:0 .3rem;font-size:.9em}
)";

constexpr std::string_view kScript = R"('use strict';
document.addEventListener('keydown', function (event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  var at = document.activeElement;
  if (at && /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) {
    if (event.key === 'Escape') at.blur();
    return;
  }
  if (event.key === '/') {
    var box = document.getElementById('q');
    box.focus();
    box.select();
  } else if (event.key === 'j' || event.key === 'k') {
    var all = Array.prototype.slice.call(document.querySelectorAll('.results h2 a'));
    if (all.length === 0) return;
    var now = all.findIndex(function (a) { return a.closest('li').contains(at); });
    var next = event.key === 'j' ? now + 1 : now - 1;
    all[Math.max(0, Math.min(all.length - 1, next))].focus();
  } else {
    return;
  }
  event.preventDefault();
});
)";

std::string clean(std::string_view text) { return utf8::one_line(utf8::repaired(text)); }

}  // namespace

std::string site_style() { return std::string(page_style()) + std::string(kSiteStyle); }

std::string_view site_icon() {
  return R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#174a80"/><path d="M3 12V4l5 5 5-5v8" fill="none" stroke="#fff" stroke-width="2"/></svg>
)";
}

std::string_view site_script() { return kScript; }

std::string search_address(std::string_view query, std::size_t page) {
  return "/search?q=" + url_part(query) + (page > 1 ? fmt::format("&page={}", page) : "");
}

std::string article_address(ArticleId id, std::string_view query) {
  return "/article/" + to_string(id) + (query.empty() ? "" : "?q=" + url_part(query));
}

std::string person_address(std::uint32_t number) { return fmt::format("/person/@p{}", number); }

std::string site_page(const SitePage& page) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{0}</title>\n<link rel=\"stylesheet\" href=\"/style.css\">\n"
      "<link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\">\n"
      "<script src=\"/app.js\" defer></script>\n</head>\n<body>\n"
      "<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header>\n"
      "<form role=\"search\" action=\"/search\" method=\"get\">\n"
      "<a class=\"name\" href=\"/\">morgue</a>\n<label for=\"q\">Query</label>\n"
      "<input id=\"q\" name=\"q\" type=\"search\" value=\"{1}\" maxlength=\"2000\" "
      "autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\" "
      "placeholder=\"ferry crash date:2025 person:pike\">\n<button>Search</button>\n</form>\n"
      "<nav aria-label=\"Pages\">\n<ul>\n<li><a href=\"/\">Newest</a></li>\n"
      "<li><a href=\"/about\">Query language and keys</a></li>\n</ul>\n</nav>\n</header>\n"
      "<main id=\"main\" tabindex=\"-1\">\n{2}</main>\n</body>\n</html>\n",
      escape_xml(clean(page.title.empty() ? "morgue" : page.title + " · morgue")),
      escape_xml(clean(page.query)), page.body);
}

std::string site_message(std::string_view title, std::string_view query, std::string_view lines) {
  return site_page({std::string(title), std::string(query),
                    fmt::format("<h1>{}</h1>\n{}", escape_xml(title), html_lines(lines))});
}

std::string about_page(const AboutPage& page) {
  return site_page(
      {"About",
       {},
       fmt::format("<h1>Query language and keys</h1>\n"
                   "<p><kbd>/</kbd> goes to the box, <kbd>j</kbd> and <kbd>k</kbd> to the next and "
                   "the last "
                   "result, <kbd>Enter</kbd> opens it.</p>\n{}"
                   "<h2>About</h2>\n<dl>\n<dt>Archive</dt><dd>{}</dd>\n"
                   "<dt>Program</dt><dd>{}</dd>\n"
                   "<dt>For scripts</dt><dd>/api/search?q=, /api/facets?q=, /api/timeline?q=, "
                   "/api/article/ID, /api/person/@pN, /api/person?name= give the JSON of the same "
                   "verbs with "
                   "--json</dd>\n</dl>\n",
                   html_lines(page.language), escape_xml(page.archive), escape_xml(page.version))});
}

}  // namespace morgue
