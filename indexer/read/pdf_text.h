#pragma once

#include <string>
#include <vector>

namespace morgue {

/// A line of a page as it is printed. Points (1/72 inch) from the page's upper left corner.
struct PdfLine {
  std::string text;  ///< UTF-8
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  [[nodiscard]] double height() const { return bottom - top; }
};
using PdfPage = std::vector<PdfLine>;  ///< in reading order, column by column

struct PdfText {
  std::string heading;  ///< the largest print on the first page, if it is larger than the text's
  std::string text;     ///< paragraphs with a blank line between them
};

/// The running text of printed pages: page numbers and what recurs at the top or bottom of the
/// pages dropped, lines joined to paragraphs (a paragraph begins behind a gap, with an indent, in
/// another size of print, or behind a line that ends early with a full stop), words put together
/// that were divided at the end of a line.
[[nodiscard]] PdfText pdf_text(const std::vector<PdfPage>& pages);

}  // namespace morgue
