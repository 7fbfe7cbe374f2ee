#include "query/render/render_alert.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

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

// --- the forms ---

class TextAlerts : public AlertPrinter {
 public:
  explicit TextAlerts(const RenderOptions& options) : options_(options) {}
  [[nodiscard]] std::string one(const ToldAlert& alert) override {
    return alert_line(alert) + '\n' + render_text(alert.result, options_) + '\n';
  }

 private:
  RenderOptions options_;
};

class PlainAlerts : public AlertPrinter {
 public:
  explicit PlainAlerts(const RenderOptions& options) : options_(options) {}
  [[nodiscard]] std::string one(const ToldAlert& alert) override {
    return render_plain(alert.result, options_);
  }
  [[nodiscard]] bool shows_passages() const override { return false; }

 private:
  RenderOptions options_;
};

class MboxAlerts : public AlertPrinter {
 public:
  explicit MboxAlerts(Instant now) : now_(now) {}
  [[nodiscard]] std::string one(const ToldAlert& alert) override {
    std::string out;
    for (const Hit& hit : alert.result.hits) out += message(alert, hit, now_);
    return out;
  }

 private:
  Instant now_;
};

class RssAlerts : public AlertPrinter {
 public:
  explicit RssAlerts(Instant now) : now_(now) {}
  [[nodiscard]] std::string head() const override {
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\">\n<channel>\n"
        "<title>morgue: what is new</title>\n<link>about:blank</link>\n"
        "<description>New articles that answer saved queries</description>\n"
        "<lastBuildDate>{}</lastBuildDate>\n",
        rfc822_time({now_, std::chrono::minutes(0), Precision::Second}));
  }
  [[nodiscard]] std::string one(const ToldAlert& alert) override {
    std::string out;
    for (const Hit& hit : alert.result.hits) out += item(alert, hit);
    return out;
  }
  [[nodiscard]] std::string tail() const override { return "</channel>\n</rss>\n"; }

 private:
  Instant now_;
};

class HtmlAlerts : public AlertPrinter {
 public:
  explicit HtmlAlerts(Instant now) : now_(now) {}
  [[nodiscard]] std::string head() const override {
    return std::string(kPageHead) + fmt::format("<p class=\"facts\">{}</p>\n", to_iso8601(now_));
  }
  [[nodiscard]] std::string one(const ToldAlert& alert) override {
    std::string out = fmt::format("<section>\n<h2>{}</h2>\n<p class=\"facts\">{}</p>\n",
                                  escape_xml(alert_line(alert)), escape_xml(alert.query));
    for (const Hit& hit : alert.result.hits) out += article_html(hit);
    return out + "</section>\n";
  }
  [[nodiscard]] std::string tail() const override { return "</body>\n</html>\n"; }

 private:
  Instant now_;
};

class JsonAlerts : public AlertPrinter {
 public:
  explicit JsonAlerts(const RenderOptions& options) : options_(options) {}
  [[nodiscard]] std::string head() const override { return R"({"format_version":1,"alerts":[)"; }
  [[nodiscard]] std::string one(const ToldAlert& alert) override {
    Json out = {{"alert", alert.name}, {"held_back", alert.held_back}};
    out.update(answer_json(alert.result, alert.query, alert.dates, options_));
    out.erase("format_version");
    std::string line = json_line(out);
    line.pop_back();  // the end of the line
    return (std::exchange(first_, false) ? "" : ",") + line;
  }
  [[nodiscard]] std::string tail() const override { return "]}\n"; }

 private:
  RenderOptions options_;
  bool first_ = true;
};

class JsonLinesAlerts : public AlertPrinter {
 public:
  explicit JsonLinesAlerts(const RenderOptions& options) : options_(options) {}
  [[nodiscard]] std::string one(const ToldAlert& alert) override {
    std::string out;
    for (Json& hit : hits_json(alert.result, options_)) {
      hit["alert"] = alert.name;
      out += json_line(hit);
    }
    return out;
  }

 private:
  RenderOptions options_;
};

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

std::unique_ptr<AlertPrinter> alerts_as_text(const RenderOptions& options) {
  return std::make_unique<TextAlerts>(options);
}
std::unique_ptr<AlertPrinter> alerts_as_plain(const RenderOptions& options) {
  return std::make_unique<PlainAlerts>(options);
}
std::unique_ptr<AlertPrinter> alerts_as_mbox(Instant now) {
  return std::make_unique<MboxAlerts>(now);
}
std::unique_ptr<AlertPrinter> alerts_as_rss(Instant now) {
  return std::make_unique<RssAlerts>(now);
}
std::unique_ptr<AlertPrinter> alerts_as_html(Instant now) {
  return std::make_unique<HtmlAlerts>(now);
}
std::unique_ptr<AlertPrinter> alerts_as_json(const RenderOptions& options) {
  return std::make_unique<JsonAlerts>(options);
}
std::unique_ptr<AlertPrinter> alerts_as_jsonl(const RenderOptions& options) {
  return std::make_unique<JsonLinesAlerts>(options);
}

}  // namespace morgue
