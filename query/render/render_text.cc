#include <fmt/format.h>

#include <algorithm>

#include "common/utf8.h"
#include "query/render/render.h"
#include "query/render/wrap.h"

namespace morgue {
namespace {

using Role = Style::Role;

/// Names of people under a hit: enough to see who it is about.
constexpr std::size_t kShownPeople = 5;
constexpr std::string_view kIndent = "    ";

std::string grouped(std::uint64_t number) {
  std::string out = std::to_string(number);
  for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, ",");
  return out;
}

/// Tabs and newlines can't be in a field of a line.
std::string field(std::string_view text) { return utf8::one_line(text); }

std::string date_of(const Article& article) {
  return article.published ? to_iso8601(article.published->local_day()) : "";
}

/// The day, with as much of it as is known, and "?" if it is a guess from the file's time.
std::string shown_date(const Article& article) {
  if (!article.published) return "no date";
  Timestamp day = *article.published;
  day.precision = std::min(day.precision, Precision::Day);
  return to_iso8601(day) +
         (article.published_from == DateOrigin::FileTime || article.published_doubtful ? "?" : "");
}

void add_part(std::string& line, std::string_view part, const Style& style) {
  if (part.empty()) return;
  if (!line.empty()) line += style.apply(Role::Faint, " · ");
  line += part;
}

std::string facts_line(const Article& article, const Style& style) {
  std::string line;
  add_part(
      line,
      style.apply(Role::Source, article.source.empty() ? "unknown source" : field(article.source)),
      style);
  add_part(line, shown_date(article), style);
  add_part(line, field(fmt::format("{}", fmt::join(article.authors, ", "))), style);
  add_part(line, field(article.section), style);
  return line;
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
  for (const auto& [named, name] : people) line += (line.empty() ? "" : ", ") + field(name);
  return line;
}

/// The title over as many lines as it needs, the id at the right end of the first one.
std::string title_lines(const Hit& hit, std::size_t rank, const RenderOptions& options) {
  const std::string id = '#' + options.shown_id(hit.article.id);
  const std::string& title = hit.article.content.article.title;
  const std::string shown = title.empty() ? "(without a headline)" : title;
  const std::string number = fmt::format("{:>2}  ", rank);
  const std::size_t taken = id.size() + 2;
  const std::size_t width = options.width > taken + 20 ? options.width - taken : options.width;
  std::string lines = wrap(shown, hit.title_marks, options.style,
                           {width, options.style.apply(Role::Rank, number), std::string(kIndent)});
  const std::string faint_id = options.style.apply(Role::Id, id);
  if (width == options.width) return lines + std::string(kIndent) + faint_id + '\n';
  // Escape codes take no columns: the first line is measured without them.
  std::string bare = wrap(shown, {}, Style(), {width, number, std::string(kIndent)});
  const std::size_t columns = utf8::columns(std::string_view(bare).substr(0, bare.find('\n')));
  const std::size_t pad =
      options.width > columns + id.size() ? options.width - columns - id.size() : 1;
  lines.insert(lines.find('\n'), std::string(pad, ' ') + faint_id);
  return lines;
}

std::string passage_lines(const Passage& passage, std::string_view text,
                          const RenderOptions& options) {
  std::string shown;
  if (passage.cut_before) shown += "... ";
  const auto offset = static_cast<std::uint32_t>(shown.size());
  shown += passage.where.of(text);
  if (passage.cut_after) shown += " ...";
  std::vector<Span> marks;
  for (const Span mark : passage.marks)
    marks.push_back(
        {mark.begin - passage.where.begin + offset, mark.end - passage.where.begin + offset});
  const std::string label = fmt::format("¶{}  ", passage.paragraph);
  const std::string indent(kIndent);
  return wrap(shown, marks, options.style,
              {options.width, indent + options.style.apply(Role::Faint, label),
               indent + std::string(utf8::columns(label), ' ')});
}

}  // namespace

std::string count_line(const SearchResult& result) {
  return fmt::format("{}{} {}", result.total_exact ? "" : "~", grouped(result.total),
                     result.total == 1 ? "article" : "articles");
}

std::string render_text(const SearchResult& result, const RenderOptions& options) {
  std::string out;
  std::size_t rank = options.first_rank;
  for (const Hit& hit : result.hits) {
    const AnnotatedArticle& content = hit.article.content;
    out += '\n';
    out += title_lines(hit, rank++, options);
    out += std::string(kIndent) + facts_line(content.article, options.style) + '\n';
    for (const Passage& passage : hit.passages)
      out += passage_lines(passage, content.article.text, options);
    const std::string people = people_line(content);
    if (!people.empty())
      out +=
          wrap(people, {}, options.style,
               {options.width, std::string(kIndent) + options.style.apply(Role::Faint, "people "),
                std::string(kIndent) + "       "});
  }
  return out;
}

std::string render_plain(const SearchResult& result, const RenderOptions& options) {
  std::string out;
  for (const Hit& hit : result.hits) {
    const Article& article = hit.article.content.article;
    out += fmt::format("{}\t{}\t{}\t{}\t{}\n", options.shown_id(hit.article.id), date_of(article),
                       field(article.source), field(article.title), field(article.url));
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
    out += fmt::format("{} Q0 {} {} {:.6f} morgue\n", field(query_id), name, rank++, hit.score);
  }
  return out;
}

std::string render_article(const StoredArticle& stored, std::span<const Span> title_marks,
                           std::span<const Span> text_marks, const RenderOptions& options) {
  const Article& article = stored.content.article;
  const Style& style = options.style;
  std::string out = wrap(article.title.empty() ? "(without a headline)" : article.title,
                         title_marks, style, {options.width, "", ""});
  out += facts_line(article, style) + '\n';
  if (!article.url.empty()) out += style.apply(Role::Faint, field(article.url)) + '\n';
  const std::string from =
      article.member.empty() ? article.file : article.file + '#' + article.member;
  out +=
      style.apply(Role::Faint, fmt::format("#{}  {}", options.shown_id(stored.id), field(from))) +
      '\n';
  for (const Span paragraph : paragraphs(article.text)) {
    std::vector<Span> marks;
    for (const Span mark : text_marks)
      if (paragraph.overlaps(mark))
        marks.push_back({std::max(mark.begin, paragraph.begin) - paragraph.begin,
                         std::min(mark.end, paragraph.end) - paragraph.begin});
    out += '\n';
    out += wrap(paragraph.of(article.text), marks, style, {options.width, "", ""});
  }
  return out;
}

}  // namespace morgue
