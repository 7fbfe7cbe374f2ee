#include "indexer/read/pdf_text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>

namespace morgue {
namespace {

/// Heads and feet stand in this many of a page's outermost lines.
constexpr std::size_t kMarginLines = 2;
/// ... and recur on at least so many pages, and this share of them: right and left pages differ.
constexpr std::size_t kFewestPages = 3;
constexpr double kRecurring = 0.4;
/// Print that is larger by this is of another kind.
constexpr double kLarger = 1.15;
/// Between paragraphs stand gaps wider than the usual one between lines by this, in heights.
constexpr double kWiderGap = 0.4;
constexpr double kIndent = 0.8;
/// A line that ends so far in front of its column's margin (as a share of its width) is a last one.
constexpr double kEndsEarly = 0.12;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) {
  return is_lower(c) || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// A line as it recurs: numbers of pages and days differ.
std::string pattern(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_digit(c)) {
      if (!out.ends_with('#')) out += '#';
    } else if (c != ' ') {
      out += c;
    }
  }
  return out;
}

/// "12", "- 12 -", "Page 3 of 9"
bool is_page_number(std::string_view text) {
  constexpr std::size_t kLongest = 20;
  if (text.empty() || text.size() > kLongest) return false;
  const std::string shape = pattern(text);
  return shape == "#" || shape == "-#-" || shape == "#/#" || shape == "Page#" || shape == "page#" ||
         shape == "Page#of#" || shape == "Seite#" || shape == "Seite#von#" || shape == "|#|";
}

std::vector<std::size_t> margin_lines(const PdfPage& page) {
  std::vector<std::size_t> order(page.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&page](auto a, auto b) { return page[a].top < page[b].top; });
  if (order.size() > 2 * kMarginLines)
    order.erase(order.begin() + kMarginLines, order.end() - kMarginLines);
  return order;
}

/// The pages without heads, feet and numbers.
std::vector<PdfPage> without_margins(const std::vector<PdfPage>& pages) {
  std::map<std::string, std::size_t> seen;
  for (const PdfPage& page : pages) {
    std::set<std::string> here;
    for (const std::size_t i : margin_lines(page)) here.insert(pattern(page[i].text));
    for (const std::string& one : here) ++seen[one];
  }
  const auto enough = static_cast<std::size_t>(
      std::max(static_cast<double>(kFewestPages), kRecurring * static_cast<double>(pages.size())));
  std::vector<PdfPage> out;
  for (const PdfPage& page : pages) {
    std::set<std::size_t> dropped;
    for (const std::size_t i : margin_lines(page))
      if (is_page_number(page[i].text) || seen[pattern(page[i].text)] >= enough) dropped.insert(i);
    PdfPage kept;
    for (std::size_t i = 0; i < page.size(); ++i)
      if (!dropped.contains(i)) kept.push_back(page[i]);
    out.push_back(std::move(kept));
  }
  return out;
}

/// The height of most of the print, weighed by its length.
double body_height(const std::vector<PdfPage>& pages) {
  std::map<int, std::size_t> weights;  // by tenths of a point
  for (const PdfPage& page : pages)
    for (const PdfLine& line : page)
      weights[static_cast<int>(std::lround(line.height() * 10))] += line.text.size();
  const auto most = std::max_element(weights.begin(), weights.end(),
                                     [](auto& a, auto& b) { return a.second < b.second; });
  return most == weights.end() ? 0 : most->first / 10.0;
}

bool ends_sentence(std::string_view text) {
  while (text.ends_with('"') || text.ends_with('\'') || text.ends_with(')') ||
         text.ends_with("\xE2\x80\x9D") || text.ends_with("\xE2\x80\x99"))
    text.remove_suffix(text.ends_with("\xE2\x80\x9D") || text.ends_with("\xE2\x80\x99") ? 3 : 1);
  return text.ends_with('.') || text.ends_with('!') || text.ends_with('?') || text.ends_with(':');
}

/// The usual gap between the lines of a column: the median.
double usual_gap(const std::vector<PdfPage>& pages) {
  std::vector<double> gaps;
  for (const PdfPage& page : pages)
    for (std::size_t i = 1; i < page.size(); ++i) {
      const double gap = page[i].top - page[i - 1].bottom;
      if (page[i].top > page[i - 1].top && gap < 3 * page[i].height()) gaps.push_back(gap);
    }
  if (gaps.empty()) return 0;
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  return *middle;
}

bool begins_paragraph(const PdfLine& before, const PdfLine& line, double column_right,
                      double usual) {
  const double height = std::max(before.height(), 1.0);
  const double ratio = line.height() / height;
  if (ratio > kLarger || ratio < 1 / kLarger) return true;
  if (line.top < before.top) return ends_sentence(before.text);  // the next column or page
  if (line.top - before.bottom > usual + kWiderGap * height) return true;
  const double width = std::max(column_right - before.left, 1.0);
  const bool early = before.right < column_right - kEndsEarly * width;
  if (line.left > before.left + kIndent * height && line.left < before.left + 4 * height)
    return ends_sentence(before.text) || early;
  return early && ends_sentence(before.text);
}

/// Puts a line behind what is there of its paragraph.
void append(std::string& paragraph, std::string_view line) {
  constexpr std::string_view kSoftHyphen = "\xC2\xAD";
  if (paragraph.ends_with(kSoftHyphen)) {
    paragraph.erase(paragraph.size() - kSoftHyphen.size());
  } else if (paragraph.size() > 1 && paragraph.ends_with('-') &&
             is_letter(paragraph[paragraph.size() - 2]) && !line.empty() &&
             (is_lower(line[0]) || static_cast<unsigned char>(line[0]) >= 0x80)) {
    paragraph.pop_back();
  } else if (!paragraph.empty()) {
    paragraph += ' ';
  }
  paragraph += line;
}

struct Paragraph {
  std::string text;
  double height = 0;
  std::size_t page = 0;
};

/// The right margin of the column in which a line stands: lines that begin near it reach up to it.
double column_right_of(const PdfPage& page, std::size_t at) {
  constexpr std::size_t kNear = 12;  // lines on both sides; keeps this linear
  double right = page[at].right;
  const std::size_t end = std::min(at + kNear, page.size());
  for (std::size_t i = at > kNear ? at - kNear : 0; i < end; ++i)
    if (std::abs(page[i].left - page[at].left) < 2 * page[at].height())
      right = std::max(right, page[i].right);
  return right;
}

std::vector<Paragraph> paragraphs_of(const std::vector<PdfPage>& pages) {
  std::vector<Paragraph> out;
  const PdfLine* before = nullptr;
  double column_right = 0;
  const double usual = usual_gap(pages);
  for (std::size_t p = 0; p < pages.size(); ++p)
    for (std::size_t i = 0; i < pages[p].size(); ++i) {
      const PdfLine& line = pages[p][i];
      if (before == nullptr || begins_paragraph(*before, line, column_right, usual))
        out.push_back({{}, line.height(), p});
      append(out.back().text, line.text);
      before = &line;
      column_right = column_right_of(pages[p], i);
    }
  return out;
}

}  // namespace

PdfText pdf_text(const std::vector<PdfPage>& all) {
  const std::vector<PdfPage> pages = without_margins(all);
  const double body = body_height(pages);
  const std::vector<Paragraph> paragraphs = paragraphs_of(pages);
  const Paragraph* heading = nullptr;
  for (const Paragraph& paragraph : paragraphs)
    if (paragraph.page == 0 && paragraph.height > body * kLarger &&
        (heading == nullptr || paragraph.height > heading->height))
      heading = &paragraph;
  PdfText out;
  for (const Paragraph& paragraph : paragraphs) {
    if (&paragraph == heading) {
      out.heading = paragraph.text;
      continue;
    }
    if (!out.text.empty()) out.text += "\n\n";
    out.text += paragraph.text;
  }
  return out;
}

}  // namespace morgue
