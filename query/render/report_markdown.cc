#include <fmt/format.h>

#include "query/render/cells.h"
#include "query/render/escape.h"
#include "query/render/export.h"
#include "query/render/facts.h"
#include "query/render/report.h"

namespace morgue {
namespace {

/// The parts of the page, in the order of the HTML.
class Page {
 public:
  explicit Page(const ReportWords& words) : words_(words), report_(words.report()) {}

  [[nodiscard]] std::string markdown() const {
    return fmt::format("# Report: {}\n\n", escape_markdown(report_.typed)) + "## Scope\n\n" +
           list(words_.scope()) + timeline() + names() + quotes() + articles() + check();
  }

 private:
  /// Marks stand in brackets, which are no links: that is escaped as all else.
  [[nodiscard]] std::string cite(const Citation& citation) const {
    return escape_markdown(words_.mark(citation));
  }

  [[nodiscard]] static std::string list(
      const std::vector<std::pair<std::string, std::string>>& rows) {
    std::string out;
    for (const auto& [label, value] : rows)
      out += fmt::format("- {}: {}\n", label, escape_markdown(value));
    return out + '\n';
  }

  [[nodiscard]] static std::string note(const std::string& text) {
    return text.empty() ? std::string() : fmt::format("_{}_\n\n", escape_markdown(text));
  }

  [[nodiscard]] std::string timeline() const {
    std::string out = "## Timeline\n\n";
    if (report_.timeline.buckets.empty()) return out + note("None of these articles has a day.");
    out += "![Articles over time](timeline.svg)\n\n";
    for (const Burst& burst : report_.timeline.series.front().bursts)
      if (const auto entry = words_.entry_of(burst))
        out += fmt::format("- {}. Best answer: {} {}\n", escape_markdown(words_.burst(burst)),
                           escape_markdown(burst.title), cite({*entry, 0}));
    return out + "\n";
  }

  [[nodiscard]] std::string names() const {
    std::string out;
    for (const ReportNames& names : report_.names) {
      out += fmt::format("## {}\n\n", names_heading(names.kind));
      if (names.names.empty()) out += note("None is named.");
      for (const ReportName& name : names.names) {
        out += fmt::format("- **{}**, {}", escape_markdown(name.who.name),
                           articles_text(name.who.articles));
        if (name.who.first)
          out += fmt::format(", {}..{}", to_iso8601(*name.who.first), to_iso8601(*name.who.last));
        if (!name.who.roles.empty())
          out += fmt::format(" — {}",
                             escape_markdown(fmt::format("{}", fmt::join(name.who.roles, "; "))));
        out += '.';
        if (!name.sentence.empty()) out += ' ' + escape_markdown(name.sentence);
        if (name.proof) out += ' ' + cite(*name.proof);
        out += '\n';
      }
      out += '\n' + note(ReportWords::cut(names.names.size(), names.distinct));
    }
    return out;
  }

  [[nodiscard]] std::string quotes() const {
    std::string out = "## Quotations\n\n";
    if (report_.quotes.empty()) out += note("Nobody is quoted.");
    for (const ReportQuote& quote : report_.quotes) {
      out += fmt::format("- “{}” — {}", escape_markdown(quote.quote.text),
                         escape_markdown(words_.quote_facts(quote)));
      for (const Citation& place : quote.places) out += ' ' + cite(place);
      out += '\n';
      for (const QuoteVariant& variant : quote.quote.variants)
        out += fmt::format("  - {}: “{}”\n", variant.cut ? "also cut" : "also in other words",
                           escape_markdown(variant.text));
    }
    return out + '\n' + note(ReportWords::cut(report_.quotes.size(), report_.distinct_quotes));
  }

  [[nodiscard]] std::string articles() const {
    std::string out = "## Articles\n\n";
    for (std::size_t i = 0; i < report_.entries.size(); ++i) {
      const ReportEntry& entry = report_.entries[i];
      out += fmt::format("### {}\n\n{} · {}\n\n",
                         escape_markdown(title_of(entry.article.content.article)), words_.id(i),
                         escape_markdown(report_facts(entry)));
      for (const ReportPassage& passage : entry.passages)
        out += fmt::format("> {}{}{} {}\n\n", passage.cut_before ? "… " : "",
                           escape_markdown(passage.text), passage.cut_after ? " …" : "",
                           cite({i, passage.paragraph}));
      out += list(words_.proof(entry));
    }
    return out;
  }

  [[nodiscard]] static std::string check() {
    return "## How to check this\n\nEvery statement ends in the article, its paragraph (¶, from 1) "
           "and its version where it stands. SHA-256 is of the text of that version as the archive "
           "keeps it. With the archive, `morgue verify` and this folder tell whether files and "
           "articles are as they were; without it, `sha256sum -c SHA256SUMS` checks the files.\n";
  }

  const ReportWords& words_;
  const Report& report_;
};

}  // namespace

std::string report_markdown(const ReportWords& words) { return Page(words).markdown(); }

}  // namespace morgue
