#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "indexer/draft.h"

namespace morgue {

/// Tells formats apart by their first bytes; the path's extension decides only between formats that
/// the content leaves open. `head` may be any prefix of the file; 64 KiB are plenty.
[[nodiscard]] Format sniff(std::string_view head, std::string_view path);

/// Gives a PDF to the program that reads it. Returns what that said (pdf_helper.cc), empty if it
/// died of it; nothing if there is no such program.
using PdfProgram = std::function<std::optional<std::string>(std::string_view bytes)>;
/// The program `helper`, run once for each document with little time and memory and nothing to
/// write to. An empty path is no program.
[[nodiscard]] PdfProgram pdf_program(std::string helper);
/// Where that program is: beside this one, or in the libexec directory of its installation; empty
/// if it is in neither.
[[nodiscard]] std::string pdf_helper();

/// Turns the bytes of one input into drafts. Never throws on bad input, whatever it is: what can't
/// be read comes back as a ReadError beside the drafts that could. One reader per thread: it keeps
/// parsers and buffers between calls.
class Reader {
 public:
  Reader();
  explicit Reader(PdfProgram pdf);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// Format::JsonLines: `raw` is one line of such a file (the caller cuts the lines, so that a file
  /// of any size streams). Format::Json: one record, or an array of records.
  [[nodiscard]] std::vector<Result<Draft, ReadError>> read(const RawDocument& raw, Format format);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace morgue
