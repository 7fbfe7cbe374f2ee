#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "common/utf8.h"
#include "query/render/cells.h"
#include "query/render/copies.h"
#include "query/render/escape.h"
#include "query/render/facts.h"
#include "query/render/render.h"
#include "query/render/wrap.h"

namespace morgue {
namespace {

using Role = Style::Role;

/// Names of people under a hit: enough to see who it is about.
constexpr std::size_t kShownPeople = 5;
constexpr std::string_view kIndent = "    ";

std::string date_of(const Article& article) {
  return article.published ? to_iso8601(article.published->local_day()) : "";
}

std::string people_line(const AnnotatedArticle& content) {
  std::vector<std::pair<std::size_t, std::string>> people;  // how often they are named
  for (std::size_t i = 0; i < content.entities.size(); ++i) {
    if (content.entities[i].kind != EntityKind::Person) continue;
    const auto named = static_cast<std::size_t>(
        std::count_if(content.mentions.begin(), content.mentions.end(),
                      [&](const Mention& mention) { return mention.entity == i; }));
    people.emplace_back(named, content.entities[i].name);
  }
  std::stable_sort(people.begin(), people.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (people.size() > kShownPeople) people.resize(kShownPeople);
  std::string line;
  for (const auto& [named, name] : people) line += (line.empty() ? "" : ", ") + field_text(name);
  return line;
}

/// Where the headline of an article leads: its address, else the file that it was read from.
std::string target_of(const Article& article) {
  if (std::string link = link_of(article.url); !link.empty()) return link;
  if (!article.file.starts_with('/')) return {};
  std::string out = "file://";
  for (const char c : article.file) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("/-._~").find(c) != std::string_view::npos;
    if (plain)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

/// Each line leads to the article, but for the blanks in front of it.
std::string linked_lines(const std::string& lines, std::size_t first, std::size_t others,
                         const std::string& target, const Style& style) {
  std::string out;
  for (std::size_t at = 0, indent = first; at < lines.size(); indent = others) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    const std::size_t text = std::min(at + indent, end);
    out += lines.substr(at, text - at);
    out += style.linked(std::string_view(lines).substr(text, end - text), target);
    if (end < lines.size()) out += '\n';
    at = end + 1;
  }
  return out;
}

/// The title over as many lines as it needs, behind what stands in front of its first line and of
/// the others; the id at the right end of the first one.
std::string titled(const Hit& hit, const std::string& first, const std::string& indent,
                   const RenderOptions& options) {
  const std::string id = '#' + options.shown_id(hit.article.id);
  const std::string& title = hit.article.content.article.title;
  const std::string shown = title.empty() ? "(without a headline)" : title;
  const std::size_t taken = id.size() + 2;
  const std::size_t width = options.width > taken + 20 ? options.width - taken : options.width;
  std::string lines = linked_lines(
      wrap(shown, hit.title_marks, options.style, {width, first, indent}), first.size(),
      indent.size(), target_of(hit.article.content.article), options.style);
  const std::string faint_id = options.style.apply(Role::Id, id);
  if (width == options.width) return lines + indent + faint_id + '\n';
  // Escape codes take no columns: the first line is measured without them.
  const std::string bare = wrap(shown, {}, Style(), {width, first, indent});
  const std::size_t columns = shown_columns(std::string_view(bare).substr(0, bare.find('\n')));
  const std::size_t pad =
      options.width > columns + id.size() ? options.width - columns - id.size() : 1;
  lines.insert(lines.find('\n'), std::string(pad, ' ') + faint_id);
  return lines;
}

/// A passage as it is laid out: what was left out is "...", what is around it stands back.
struct ShownPassage {
  std::string text;
  std::vector<StyledSpan> styles;
};

ShownPassage shown(const Passage& passage, std::string_view text) {
  ShownPassage out;
  const auto add = [&](Span where, std::optional<Role> role) {
    const auto begin = static_cast<std::uint32_t>(out.text.size());
    out.text += where.of(text);
    if (role && !where.empty()) out.styles.push_back({{begin, begin + where.size()}, *role});
  };
  add(passage.before, Role::Faint);
  if (passage.cut_before) out.text += "... ";
  std::uint32_t at = passage.where.begin;
  for (const Span mark : passage.marks) {
    add({at, mark.begin}, {});
    add(mark, Role::Match);
    at = mark.end;
  }
  add({at, passage.where.end}, {});
  if (passage.cut_after) out.text += " ...";
  add(passage.after, Role::Faint);
  return out;
}

std::string paragraph_label(const Passage& passage) {
  return fmt::format("¶{}  ", passage.paragraph);
}

std::string passage_lines(const Passage& passage, std::string_view text,
                          const RenderOptions& options) {
  const ShownPassage laid = shown(passage, text);
  const std::string label = paragraph_label(passage);
  const std::string indent(kIndent);
  return wrap_styled(laid.text, laid.styles, options.style,
                     {options.width, indent + options.style.apply(Role::Faint, label),
                      indent + std::string(utf8::columns(label), ' ')});
}

/// A passage first, then the article that it is from.
std::string passage_block(const Hit& hit, const Passage& passage, std::size_t rank,
                          const RenderOptions& options) {
  const Article& article = hit.article.content.article;
  const ShownPassage laid = shown(passage, article.text);
  const std::string indent(kIndent);
  std::string out = wrap_styled(
      laid.text, laid.styles, options.style,
      {options.width, options.style.apply(Role::Rank, fmt::format("{:>2}  ", rank)), indent});
  out += titled(hit, indent + options.style.apply(Role::Faint, paragraph_label(passage)),
                indent + std::string(utf8::columns(paragraph_label(passage)), ' '), options);
  return out + indent + facts_line(article, options.style) + '\n';
}

std::string plain_fields(const Hit& hit, const RenderOptions& options) {
  const Article& article = hit.article.content.article;
  return fmt::format("{}\t{}\t{}\t{}\t{}", options.shown_id(hit.article.id), date_of(article),
                     field_text(article.source), field_text(article.title),
                     field_text(article.url));
}

}  // namespace

std::string count_line(const SearchResult& result) {
  return fmt::format("{}{} {}", result.total_exact ? "" : "~",
                     with_commas(static_cast<std::int64_t>(result.total)),
                     result.total == 1 ? "article" : "articles") +
         extent_text(result);
}

std::string render_text(const SearchResult& result, const RenderOptions& options) {
  std::string out;
  std::size_t rank = options.first_rank;
  for (const Hit& hit : result.hits) {
    const AnnotatedArticle& content = hit.article.content;
    out += '\n';
    const std::string number = fmt::format("{:>2}  ", rank++);
    out += titled(hit, options.style.apply(Role::Rank, number), std::string(kIndent), options);
    out += std::string(kIndent) + facts_line(content.article, options.style) + '\n';
    for (const Passage& passage : hit.passages)
      out += passage_lines(passage, content.article.text, options);
    const std::string people = people_line(content);
    if (!people.empty())
      out +=
          wrap(people, {}, options.style,
               {options.width, std::string(kIndent) + options.style.apply(Role::Faint, "people "),
                std::string(kIndent) + "       "});
    const std::string copies = copies_text(hit, options);
    if (!copies.empty())
      out += std::string(kIndent) + options.style.apply(Role::Faint, copies) + '\n';
  }
  return out;
}

std::string render_text(const SearchResult& result, std::span<const RankedPassage> passages,
                        const RenderOptions& options) {
  std::string out;
  std::size_t rank = options.first_rank;
  for (const RankedPassage& ranked : passages) {
    const Hit& hit = result.hits[ranked.article];
    out += '\n' + passage_block(hit, hit.passages[ranked.passage], rank++, options);
  }
  return out;
}

std::string render_plain(const SearchResult& result, const RenderOptions& options) {
  std::string out;
  for (const Hit& hit : result.hits) out += plain_fields(hit, options) + '\n';
  return out;
}

std::string render_plain(const SearchResult& result, std::span<const RankedPassage> passages,
                         const RenderOptions& options) {
  std::string out;
  for (const RankedPassage& ranked : passages) {
    const Hit& hit = result.hits[ranked.article];
    const Passage& passage = hit.passages[ranked.passage];
    out += fmt::format("{}\t{}\t{}\n", plain_fields(hit, options), passage.paragraph,
                       field_text(shown(passage, hit.article.content.article.text).text));
  }
  return out;
}

std::string render_trec(const SearchResult& result, std::string_view query_id) {
  std::string out;
  std::size_t rank = 1;
  for (const Hit& hit : result.hits) {
    std::string name = hit.article.content.article.external_id;
    if (name.empty()) name = to_string(hit.article.id);
    std::replace(name.begin(), name.end(), ' ', '_');
    out +=
        fmt::format("{} Q0 {} {} {:.6f} morgue\n", field_text(query_id), name, rank++, hit.score);
  }
  return out;
}

}  // namespace morgue
