#include "query/render/render_alert.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "common/article.h"
#include "common/article_id.h"
#include "query/render/article_json.h"
#include "query/render/cells.h"
#include "query/render/escape.h"
#include "query/render/facts.h"
#include "query/render/mail_text.h"
#include "query/render/render_texts.h"

// The schema of the JSON stands in query/render/schema/alert.json.

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;

std::string copies_of(const Family& family) {
  if (family.copies == 0) return {};
  return fmt::format("{} {} in this archive", family.copies,
                     family.copies == 1 ? "copy" : "copies");
}

// --- mail ---

std::string mail_body(const ToldAlert& alert, const Hit& hit) {
  const Article& article = hit.article.content.article;
  std::string out = field_text(facts_of(article)) + '\n';
  if (!article.url.empty()) out += field_text(article.url) + '\n';
  for (const Passage& passage : hit.passages)
    out +=
        fmt::format("\n¶{}  {}\n", passage.paragraph, field_text(passage.where.of(article.text)));
  if (const std::string copies = copies_of(hit.family); !copies.empty())
    out += '\n' + copies + '\n';
  return out + fmt::format("\n-- \nalert {}: {}\nmorgue show {}\n", alert.name,
                           field_text(alert.query), to_string(hit.article.id));
}

std::string message(const ToldAlert& alert, const Hit& hit, Instant now) {
  const Article& article = hit.article.content.article;
  const std::string id = to_string(hit.article.id);
  const Timestamp added{hit.article.added, std::chrono::minutes(0), Precision::Second};
  std::string out = mailbox_line(now);
  const auto header = [&](std::string_view name, const std::string& value) {
    out += fmt::format("{}: {}\n", name, value);
  };
  header("From", mail_display_name(article.source.empty() ? "morgue" : article.source) +
                     " <morgue@localhost>");
  header("Subject", mail_header_text(title_of(article)));
  header("Date", rfc822_time(article.published.value_or(added)));
  // Names of alerts may be of any letters; an identity is of ASCII.
  const std::string list = content_hash(alert.name).substr(0, 16) + ".morgue.invalid";
  header("Message-ID", fmt::format("<{}@{}>", id, list));
  header("List-Id", fmt::format("{} <{}>", mail_display_name("morgue alert " + alert.name), list));
  header("X-Morgue-Alert", mail_header_text(alert.name));
  header("X-Morgue-Id", id);
  out +=
      "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
      "Content-Transfer-Encoding: quoted-printable\n\n";
  return out + quoted_printable(mail_body(alert, hit)) + '\n';
}

// --- pages and feeds ---

/// A passage with its hits marked.
std::string marked(std::string_view text, const Passage& passage) {
  std::string out;
  std::uint32_t at = passage.where.begin;
  for (const Span mark : passage.marks) {
    if (mark.begin < at || mark.end > passage.where.end) continue;
    out += escape_xml(Span{at, mark.begin}.of(text));
    out += "<mark>" + escape_xml(mark.of(text)) + "</mark>";
    at = mark.end;
  }
  return out + escape_xml(Span{at, passage.where.end}.of(text));
}

std::string passages_html(const Hit& hit) {
  std::string out;
  for (const Passage& passage : hit.passages)
    out += fmt::format("<p>¶{} {}</p>\n", passage.paragraph,
                       marked(hit.article.content.article.text, passage));
  return out;
}

std::string item(const ToldAlert& alert, const Hit& hit) {
  const Article& article = hit.article.content.article;
  std::string out = fmt::format(
      "<item>\n<title>{}</title>\n<guid isPermaLink=\"false\">{}/{}</guid>\n"
      "<category>{}</category>\n",
      escape_xml(title_of(article)), to_string(hit.article.id), escape_xml(alert.name),
      escape_xml(alert.name));
  if (const std::string link = link_of(article.url); !link.empty())
    out += fmt::format("<link>{}</link>\n", escape_xml(link));
  if (article.published)
    out += fmt::format("<pubDate>{}</pubDate>\n", rfc822_time(*article.published));
  // Readers take a description for HTML, so its text is escaped twice.
  const std::string description =
      fmt::format("<p>{}</p>\n{}", escape_xml(facts_of(article)), passages_html(hit));
  return out + fmt::format("<description>{}</description>\n</item>\n", escape_xml(description));
}

std::string article_html(const Hit& hit) {
  const Article& article = hit.article.content.article;
  const std::string title = escape_xml(title_of(article));
  const std::string link = link_of(article.url);
  std::string facts = facts_of(article);
  for (const std::string& part : {copies_of(hit.family), to_string(hit.article.id)})
    if (!part.empty()) facts += (facts.empty() ? "" : " · ") + part;
  return fmt::format(
      "<article{}>\n<h3>{}</h3>\n<p class=\"facts\">{}</p>\n{}</article>\n",
      article.language.empty() ? "" : fmt::format(" lang=\"{}\"", escape_xml(article.language)),
      link.empty() ? title : fmt::format("<a href=\"{}\">{}</a>", escape_xml(link), title),
      escape_xml(facts), passages_html(hit));
}

constexpr std::string_view kPageHead =
    R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>morgue: what is new</title>
<style>body{max-width:42em;margin:2em auto;padding:0 1em;font-family:serif;line-height:1.4}
.facts{color:#555}mark{background:#fe9}</style>
</head>
<body>
<h1>What is new</h1>
)";

}  // namespace

std::string alert_line(const ToldAlert& alert) {
  const std::size_t count = alert.result.hits.size();
  std::string out = fmt::format("{}: {} new {}", field_text(alert.name), count,
                                count == 1 ? "article" : "articles");
  if (alert.held_back > 0)
    out += fmt::format(" ({} {} held back)", alert.held_back,
                       alert.held_back == 1 ? "copy" : "copies");
  return out;
}

std::string render_alerts_mbox(std::span<const ToldAlert> alerts, Instant now) {
  std::string out;
  for (const ToldAlert& alert : alerts)
    for (const Hit& hit : alert.result.hits) out += message(alert, hit, now);
  return out;
}

std::string render_alerts_rss(std::span<const ToldAlert> alerts, Instant now) {
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\">\n<channel>\n"
      "<title>morgue: what is new</title>\n<link>about:blank</link>\n"
      "<description>New articles that answer saved queries</description>\n"
      "<lastBuildDate>{}</lastBuildDate>\n",
      rfc822_time({now, std::chrono::minutes(0), Precision::Second}));
  for (const ToldAlert& alert : alerts)
    for (const Hit& hit : alert.result.hits) out += item(alert, hit);
  return out + "</channel>\n</rss>\n";
}

std::string render_alerts_html(std::span<const ToldAlert> alerts, Instant now) {
  std::string out(kPageHead);
  out += fmt::format("<p class=\"facts\">{}</p>\n", to_iso8601(now));
  for (const ToldAlert& alert : alerts) {
    out += fmt::format("<section>\n<h2>{}</h2>\n<p class=\"facts\">{}</p>\n",
                       escape_xml(alert_line(alert)), escape_xml(alert.query));
    for (const Hit& hit : alert.result.hits) out += article_html(hit);
    out += "</section>\n";
  }
  return out + "</body>\n</html>\n";
}

std::string render_alerts_json(std::span<const ToldAlert> alerts, const RenderOptions& options) {
  Json out = {{"format_version", 1}, {"alerts", Json::array()}};
  for (const ToldAlert& alert : alerts) {
    Json one = {{"alert", alert.name}, {"held_back", alert.held_back}};
    one.update(answer_json(alert.result, alert.query, alert.dates, options));
    one.erase("format_version");
    out["alerts"].push_back(std::move(one));
  }
  return json_line(out);
}

std::string render_alerts_jsonl(std::span<const ToldAlert> alerts, const RenderOptions& options) {
  std::string out;
  for (const ToldAlert& alert : alerts)
    for (Json& hit : hits_json(alert.result, options)) {
      hit["alert"] = alert.name;
      out += json_line(hit);
    }
  return out;
}

}  // namespace morgue
