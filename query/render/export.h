#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/instant.h"
#include "common/result.h"
#include "common/stored_article.h"

namespace morgue {

/// In which form articles leave the archive.
enum class ExportForm : std::uint8_t {
  Json,       ///< one array
  JsonLines,  ///< an object a line
  Csv,        ///< RFC 4180, with a head
  Tsv,        ///< with a head; \t, \n and \\ stand for what would part fields
  Markdown,   ///< CommonMark
  Html,       ///< one page without scripts
  Rss,        ///< RSS 2.0
  Bibtex,
  Ris,
  Csl,  ///< citeproc's JSON
  Ids,
  Paths,
  Urls,
  Template,
};

/// "{date:%d %m %Y}\t{title}": what stands in braces is a field; {{ and }} are braces, \t, \n, \0
/// and \\ as in C.
class ExportTemplate {
 public:
  /// An error says what is wrong with it.
  [[nodiscard]] static Result<ExportTemplate, std::string> make(std::string_view text);

  [[nodiscard]] std::string fill(const StoredArticle& article) const;

 private:
  /// A field with its form, or literal text.
  struct Part {
    bool field = false;
    std::string text, form;
  };
  std::vector<Part> parts_;
};

struct ExportOptions {
  ExportForm form = ExportForm::JsonLines;
  bool text = false;  ///< the whole text, too
  char end = '\n';    ///< of a record of Ids, Paths, Urls and Template
  std::string query;  ///< what was asked, for titles
  Instant now{};
  ExportTemplate filled = {};
};

/// The headline, or that there is none.
[[nodiscard]] std::string title_of(const Article& article);

// A document is its beginning, a record for each article, and its end. Nothing of an article can
// break out of the form: no markup, no new field, no line.
[[nodiscard]] std::string export_begin(const ExportOptions& options);
/// `number`: of the record, from 0. Empty if the form has nothing to say of the article (Urls of
/// one without an address).
[[nodiscard]] std::string export_record(const StoredArticle& article, std::size_t number,
                                        const ExportOptions& options);
[[nodiscard]] std::string export_end(const ExportOptions& options);

}  // namespace morgue
