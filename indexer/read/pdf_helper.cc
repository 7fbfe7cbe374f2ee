// morgue-read-pdf: a PDF on standard input, {"title", "author", "date", "text"} or {"error"} as
// JSON on standard output. A program of its own, since what parses PDF should have nothing to lose:
// it may use 20 seconds and 1 GB, writes to no file, and can neither run anything nor reach a
// network. It may open files for reading, since poppler's tables of characters are files.
#include <iconv.h>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>

#include "common/instant.h"
#include "common/utf8.h"
#include "indexer/confine.h"
#include "indexer/read/pdf_text.h"

namespace {

using namespace morgue;
using Json = nlohmann::json;

constexpr unsigned kCpuSeconds = 20;
constexpr std::uint64_t kAddressSpace = std::uint64_t{1} << 30U;
/// The longest report has fewer.
constexpr int kMaxPages = 3000;

std::string clean(const poppler::ustring& text) {
  const poppler::byte_array bytes = text.to_utf8();
  return utf8::one_line(utf8::repaired({bytes.data(), bytes.size()}));
}

std::string standard_input() {
  std::string bytes;
  char block[1 << 16];
  for (std::size_t got = 0; (got = std::fread(block, 1, sizeof block, stdin)) > 0;)
    bytes.append(block, got);
  return bytes;
}

/// Words stand in one line if they overlap and the next one follows closely.
bool same_line(const PdfLine& line, const poppler::rectf& word) {
  constexpr double kWidestBlank = 3;  // in heights; columns stand further apart
  const double overlap = std::min(line.bottom, word.bottom()) - std::max(line.top, word.top());
  const double gap = word.left() - line.right;
  return overlap > line.height() / 2 && gap > -line.height() && gap < kWidestBlank * line.height();
}

PdfPage lines_of(const poppler::page& page) {
  PdfPage out;
  bool space = false;
  for (const poppler::text_box& box : page.text_list()) {
    const std::string word = clean(box.text());
    if (word.empty()) continue;
    const poppler::rectf where = box.bbox();
    if (out.empty() || !same_line(out.back(), where)) {
      out.push_back({word, where.left(), where.top(), where.right(), where.bottom()});
    } else {
      PdfLine& line = out.back();
      if (space || where.left() - line.right > line.height() / 5) line.text += ' ';
      line.text += word;
      line.right = std::max(line.right, where.right());
      line.top = std::min(line.top, where.top());
      line.bottom = std::max(line.bottom, where.bottom());
    }
    space = box.has_space_after();
  }
  return out;
}

Json read(const std::string& bytes) {
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document) return {{"error", "damaged PDF document"}};
  if (document->is_locked()) return {{"error", "encrypted PDF document"}};
  if (document->pages() > kMaxPages) return {{"error", "PDF document with too many pages"}};
  std::vector<PdfPage> pages;
  for (int i = 0; i < document->pages(); ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    if (page) pages.push_back(lines_of(*page));
  }
  const PdfText text = pdf_text(pages);
  if (text.text.empty()) return {{"error", "PDF without a text layer"}};
  Json out = {{"title", clean(document->get_title())},
              {"heading", text.heading},
              {"author", clean(document->get_author())},
              {"text", text.text}};
  if (const std::time_t made = document->get_creation_date_t(); made > 0)
    out["date"] = to_iso8601(Instant{std::chrono::seconds{made}});
  return out;
}

}  // namespace

int main() {
  // Poppler's strings are UTF-16; iconv loads the code for that, which can't be done any more
  // later.
  for (const char* charset : {"UTF-16", "UTF-16LE", "UTF-16BE"})
    static_cast<void>(iconv_open("UTF-8", charset));
  static_cast<void>(confine({kAddressSpace, true}));
  allow_seconds(kCpuSeconds);
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  const std::string out =
      read(standard_input()).dump(-1, ' ', false, Json::error_handler_t::replace);
  std::fwrite(out.data(), 1, out.size(), stdout);
  return std::fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
