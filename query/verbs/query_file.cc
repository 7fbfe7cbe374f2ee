#include "query/verbs/query_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "common/error.h"
#include "common/utf8.h"

namespace morgue {
namespace {

/// Calls `take(number, line)` for each line that is not blank.
template <typename F>
void for_each_line(std::string_view text, F&& take) {
  for (std::size_t at = 0, number = 1; at < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t") != std::string_view::npos) take(number, line);
    at = end + 1;
  }
}

/// Reads the rows of a CSV table.
class CsvRows {
 public:
  explicit CsvRows(std::string_view text) : text_(text) {}

  struct Row {
    std::size_t number = 0;
    std::vector<std::string> cells;
  };

  /// Nothing at the end.
  std::optional<Row> next() {
    if (at_ >= text_.size()) return {};
    Row row{line_, {}};
    for (bool more = true; more;) {
      row.cells.push_back(cell());
      more = at_ < text_.size() && text_[at_] == ',';
      if (more) ++at_;
    }
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size()) ++at_;  // the end of the line
    ++line_;
    return row;
  }

 private:
  std::string cell() {
    std::string out;
    if (at_ < text_.size() && text_[at_] == '"') quoted(out);
    const std::size_t end = std::min(text_.find_first_of(",\n", at_), text_.size());
    out += text_.substr(at_, end - at_);
    if (end < text_.size() && text_[end] == '\n' && out.ends_with('\r')) out.pop_back();
    at_ = end;
    return out;
  }

  void quoted(std::string& out) {
    const std::size_t begin = line_;
    for (++at_;; ++at_) {
      if (at_ >= text_.size())
        throw Error(Exit::Usage, fmt::format("line {} of the table has a quotation mark without a "
                                             "partner",
                                             begin));
      if (text_[at_] == '"' && !text_.substr(at_).starts_with("\"\"")) break;
      if (text_[at_] == '"') ++at_;
      if (text_[at_] == '\n') ++line_;
      out += text_[at_];
    }
    ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0, line_ = 1;
};

std::size_t column_of_queries(const std::vector<std::string>& head) {
  const auto found = std::find_if(head.begin(), head.end(), [](const std::string& cell) {
    return utf8::folded(utf8::one_line(cell)) == "query";
  });
  return static_cast<std::size_t>(found - head.begin());
}

}  // namespace

std::vector<QueryLine> queries_of(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<QueryLine> out;
  // A first line that is a query may have quotation marks of its own.
  const std::string_view first = text.substr(0, text.find('\n'));
  const bool even = std::count(first.begin(), first.end(), '"') % 2 == 0;
  if (auto head = even ? CsvRows(first).next() : std::nullopt) {
    const std::size_t column = column_of_queries(head->cells);
    if (column < head->cells.size()) {
      CsvRows rows(text);
      static_cast<void>(rows.next());
      while (auto row = rows.next())
        if (column < row->cells.size() && !utf8::one_line(row->cells[column]).empty())
          out.push_back({row->number, {}, std::move(row->cells[column])});
      return out;
    }
  }
  for_each_line(text, [&](std::size_t number, std::string_view line) {
    out.push_back({number, {}, std::string(line)});
  });
  return out;
}

std::optional<QueryLine> next_numbered_query(InputLines& lines) {
  for (std::string line; lines.next(line);) {
    if (line.find_first_not_of(" \t") == std::string::npos) continue;
    const std::size_t tab = line.find('\t');
    return QueryLine{lines.number(), line.substr(0, tab),
                     tab == std::string::npos ? "" : line.substr(tab + 1)};
  }
  return {};
}

}  // namespace morgue
