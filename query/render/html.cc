#include "query/render/html.h"

#include <fmt/format.h>

#include "query/render/escape.h"

namespace morgue {
namespace {

constexpr std::string_view kStyle = R"(
:root{color-scheme:light dark;--ink:#1b1b1b;--soft:#595959;--line:#c9c9c9;--paper:#fff;--mark:#ffe9a6;--link:#174a80}
@media (prefers-color-scheme:dark){:root{--ink:#e8e6e3;--soft:#a9a6a1;--line:#4a4a4a;--paper:#17181a;--mark:#5b4a00;--link:#93bdf0}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{max-width:52rem;margin:0 auto;padding:1rem;background:var(--paper);color:var(--ink);font:1rem/1.5 Georgia,"Times New Roman",serif;overflow-wrap:anywhere}
h1,h2,h3{line-height:1.25;margin:1.6em 0 .5em}
h1{font-size:1.6rem;margin-top:.4em}h2{font-size:1.3rem;border-bottom:1px solid var(--line)}h3{font-size:1.05rem}
a{color:var(--link)}
mark{background:var(--mark);color:inherit}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1rem;padding:0}
dl{display:grid;grid-template-columns:minmax(5.5rem,auto) 1fr;gap:.2rem 1rem;margin:.5rem 0}
dt{color:var(--soft)}dd{margin:0;min-width:0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;min-width:20rem;font-size:.95rem;overflow-wrap:break-word}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem 0 0}
thead th,td.said{padding-bottom:.4rem;border-bottom:1px solid var(--line)}td.said{padding-left:1rem}
td.number,th.number{text-align:right;white-space:nowrap}td.day{white-space:nowrap}
figure{margin:1rem 0}figure svg{display:block;min-width:38rem;width:100%;height:auto}
blockquote{margin:.6rem 0;padding-left:.9rem;border-left:3px solid var(--line)}
blockquote p{margin:.3rem 0}
.facts,.note,footer{color:var(--soft);font-size:.9rem;margin:.2rem 0}
.cite{font-size:.85em;white-space:nowrap;text-decoration:none}
article dl{font-size:.85rem}
article:target,article:target h3{background:var(--mark)}
@media print{:root{--ink:#000;--soft:#333;--line:#999;--paper:#fff;--mark:#eee;--link:#000}
body{max-width:none;padding:0;font-size:10pt}nav{display:none}.scroll{overflow:visible}table,figure svg{min-width:0}
table{font-size:8.5pt}h1,h2,h3{break-after:avoid}blockquote,tr,figure,article dl{break-inside:avoid}tbody{break-inside:avoid}article:target,article:target h3{background:none}}
)";

}  // namespace

std::string_view page_style() { return kStyle; }

std::string marked_html(std::string_view text, std::span<const Span> marks) {
  std::string out;
  std::uint32_t at = 0;
  for (const Span mark : marks) {
    out += escape_xml(text.substr(at, mark.begin - at));
    out += "<mark>" + escape_xml(mark.of(text)) + "</mark>";
    at = mark.end;
  }
  return out + escape_xml(text.substr(at));
}

std::string html_link(std::string_view address, std::string_view text) {
  return fmt::format("<a href=\"{}\">{}</a>", escape_xml(address), escape_xml(text));
}

std::string html_row(std::string_view label, std::string_view value) {
  return value.empty() ? std::string()
                       : fmt::format("<dt>{}</dt><dd dir=\"auto\">{}</dd>\n", label, value);
}

std::string html_note(std::string_view text) {
  return text.empty() ? std::string() : fmt::format("<p class=\"note\">{}</p>\n", escape_xml(text));
}

std::string html_lines(std::string_view lines) {
  return "<pre tabindex=\"0\">" + escape_xml(lines) + "</pre>\n";
}

std::string lang_attribute(const Article& article) {
  return article.language.empty() ? std::string()
                                  : fmt::format(" lang=\"{}\"", escape_xml(article.language));
}

}  // namespace morgue
