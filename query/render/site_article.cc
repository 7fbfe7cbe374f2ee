#include <fmt/format.h>

#include <algorithm>

#include "query/match/utterances.h"
#include "query/render/escape.h"
#include "query/render/facts.h"
#include "query/render/html.h"
#include "query/render/site.h"

namespace morgue {
namespace {

/// How a stretch of the text looks: from outside to inside a quotation, a name or day, what
/// matched.
enum class Layer { Quote, Name, Match };
struct Mark {
  Span where;
  bool in_title = false;
  Layer layer = Layer::Match;
  std::string open, close;  ///< HTML
};

std::string kind_field(EntityKind kind) {
  return kind == EntityKind::Misc ? "entity" : std::string(to_string(kind));
}

Mark mark_of(const Mention& mention, const Entity& entity) {
  const std::string address = entity.kind == EntityKind::Person
                                  ? "/person?name=" + url_part(entity.name)
                                  : search_address(narrowing(kind_field(entity.kind), entity.name));
  return {mention.where, mention.in_title, Layer::Name,
          fmt::format("<a class=\"{}\" href=\"{}\">", to_string(entity.kind), escape_xml(address)),
          "</a>"};
}

Mark mark_of(const DateMention& date) {
  const std::string from = to_iso8601(date.from), to = to_iso8601(date.to);
  const bool one = from == to;
  return {date.where, date.in_title, Layer::Name,
          fmt::format("<time title=\"{}{}\"{}>", from, one ? "" : ".." + to,
                      one ? fmt::format(" datetime=\"{}\"", from) : ""),
          "</time>"};
}

/// Everything that is shown in a look of its own, each layer in the order of the text.
std::vector<Mark> marks_of(const ArticlePage& page) {
  std::vector<Mark> out;
  const AnnotatedArticle& content = page.stored.content;
  for (const std::span<const Quotation> utterance : utterances_of(content.quotations)) {
    const auto named = std::find_if(utterance.begin(), utterance.end(),
                                    [](const Quotation& part) { return !part.speaker.empty(); });
    const std::string by = named == utterance.end()
                               ? ""
                               : fmt::format(" title=\"said by {}\"", escape_xml(named->speaker));
    for (const Quotation& part : utterance)
      out.push_back(
          {part.where, false, Layer::Quote, "<span class=\"quote\"" + by + ">", "</span>"});
  }
  for (const Mention& mention : content.mentions)
    out.push_back(mark_of(mention, content.entities[mention.entity]));
  for (const DateMention& date : content.dates) out.push_back(mark_of(date));
  for (const Span match : page.title_marks)
    out.push_back({match, true, Layer::Match, "<mark>", "</mark>"});
  for (const Span match : page.text_marks)
    out.push_back({match, false, Layer::Match, "<mark>", "</mark>"});
  return out;
}

/// A part of a field with its marks. They may overlap in any way: the text is cut wherever one
/// begins or ends, and each piece has one of each layer at most, so elements never cross.
std::string annotated(std::string_view field, Span part, bool in_title,
                      const std::vector<Mark>& marks) {
  std::vector<const Mark*> here;
  std::vector<std::uint32_t> cuts = {part.begin, part.end};
  for (const Mark& mark : marks) {
    if (mark.in_title != in_title || !mark.where.overlaps(part)) continue;
    here.push_back(&mark);
    cuts.push_back(std::max(mark.where.begin, part.begin));
    cuts.push_back(std::min(mark.where.end, part.end));
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::string out;
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    const Span piece{cuts[i], cuts[i + 1]};
    std::string open, close;
    for (const Layer layer : {Layer::Quote, Layer::Name, Layer::Match}) {
      const auto mark = std::find_if(here.begin(), here.end(), [&](const Mark* one) {
        return one->layer == layer && one->where.overlaps(piece);
      });
      if (mark == here.end()) continue;
      open += (*mark)->open;
      close.insert(0, (*mark)->close);
    }
    out += open + escape_xml(piece.of(field)) + close;
  }
  return out;
}

std::string address_of(const Article& article) {
  const std::string link = link_of(article.url);
  if (link.empty()) return escape_xml(article.url);
  return fmt::format("<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", escape_xml(link),
                     escape_xml(article.url));
}

/// What is known of it beside the text.
std::string facts_of_page(const ArticlePage& page, const RenderOptions& options) {
  const Article& article = page.stored.content.article;
  std::string out = "<dl>\n" + html_row("Address", address_of(article));
  out += html_row("File", escape_xml(article.member.empty() ? article.file
                                                            : article.file + '#' + article.member));
  out += html_row("Id", fmt::format("#{}", options.shown_id(page.stored.id)));
  out += html_row("Agency", escape_xml(article.agency));
  out += html_row("Tags", escape_xml(fmt::format("{}", fmt::join(article.tags, ", "))));
  if (article.updated) out += html_row("Updated", escape_xml(to_iso8601(*article.updated)));
  for (const std::string& kept : page.kept) out += html_row("Kept", escape_xml(kept));
  return out + "</dl>\n";
}

std::string kin_of(std::string_view heading, const std::vector<SiteKin>& kin,
                   const RenderOptions& options) {
  if (kin.empty()) return {};
  std::string out = fmt::format("<h2>{}</h2>\n<ul>\n", heading);
  for (const SiteKin& one : kin)
    out += fmt::format("<li><span dir=\"auto\"><a href=\"{}\">{}</a><br>{} · #{}</span></li>\n",
                       article_address(one.id), escape_xml(one.title), escape_xml(one.facts),
                       options.shown_id(one.id));
  return out + "</ul>\n";
}

/// Who and what it names, each once.
std::string named(const AnnotatedArticle& content) {
  std::string out;
  for (const auto& [kind, heading] :
       {std::pair(EntityKind::Person, "People"), std::pair(EntityKind::Org, "Organisations"),
        std::pair(EntityKind::Place, "Places")}) {
    std::string list;
    for (const Entity& entity : content.entities)
      if (entity.kind == kind)
        list += fmt::format(
            "<li><span dir=\"auto\"><a href=\"{}\">{}</a>{}</span></li>\n",
            escape_xml(kind == EntityKind::Person
                           ? "/person?name=" + url_part(entity.name)
                           : search_address(narrowing(kind_field(kind), entity.name))),
            escape_xml(entity.name), entity.role.empty() ? "" : ", " + escape_xml(entity.role));
    if (!list.empty()) out += fmt::format("<h2>{}</h2>\n<ul>\n{}</ul>\n", heading, list);
  }
  return out;
}

}  // namespace

std::string article_page(const ArticlePage& page, const RenderOptions& options) {
  const Article& article = page.stored.content.article;
  const std::vector<Mark> marks = marks_of(page);
  const Span title{0, static_cast<std::uint32_t>(article.title.size())};
  const std::string lang = lang_attribute(article);
  std::string body = fmt::format(
      "<div class=\"two\">\n<article class=\"text\">\n<h1 dir=\"auto\"{}>{}</h1>\n"
      "<p class=\"facts\">{}</p>\n",
      lang,
      article.title.empty() ? escape_xml(title_of(article))
                            : annotated(article.title, title, true, marks),
      escape_xml(facts_line(article, Style())));
  if (!page.query.empty())
    body += fmt::format("<p class=\"note\"><a href=\"{}\">Back to the answer</a></p>\n",
                        escape_xml(search_address(page.query)));
  for (const Span paragraph : paragraphs(article.text))
    body += fmt::format("<p dir=\"auto\"{}>{}</p>\n", lang,
                        annotated(article.text, paragraph, false, marks));
  body += facts_of_page(page, options) + "</article>\n<aside aria-label=\"About this article\">\n";
  body += kin_of("Versions", page.versions, options) + kin_of("Copies", page.copies, options);
  if (page.more_copies > 0)
    body += fmt::format("<p class=\"note\"><a href=\"{}\">and {} more</a></p>\n",
                        escape_xml(search_address("dup:f-" + to_string(page.family))),
                        page.more_copies);
  body += named(page.stored.content) + "</aside>\n</div>\n";
  return site_page({title_of(article), page.query, body});
}

}  // namespace morgue
