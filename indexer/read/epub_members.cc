// Books (EPUB 2 and 3): a zip whose META-INF/container.xml names a package file, which states the
// book's title, authors and date, lists its files ("manifest") and their order ("spine").
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "common/utf8.h"
#include "indexer/read/archive_walk.h"
#include "indexer/read/ascii.h"
#include "indexer/read/html_document.h"
#include "indexer/read/members.h"
#include "indexer/read/sniff.h"
#include "indexer/read/tag_scan.h"

namespace morgue {
namespace {

using namespace std::literals;
using Field = Candidate::Field;

/// A magazine as a book has some hundred KB of text.
constexpr std::size_t kMaxBookBytes = std::size_t{256} << 20U;
/// Covers, dedications and title pages show less.
constexpr std::size_t kShortestChapter = 200;

/// Calls `visit(tag, text behind it)` for each start tag of this name, whatever its prefix.
template <typename Visit>
void for_each_tag(std::string_view xml, std::string_view name, Visit visit) {
  for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at + 1)) {
    std::size_t end = at + 1;
    std::size_t begin = end;
    while (end < xml.size() && (ascii::is_alnum(xml[end]) || xml[end] == ':' || xml[end] == '-')) {
      if (xml[end] == ':') begin = end + 1;
      ++end;
    }
    if (!ascii::equals_folded(xml.substr(begin, end - begin), name)) continue;
    const std::size_t close = xml.find('>', end);
    if (close == std::string_view::npos) return;
    const std::string_view behind = xml.substr(close + 1);
    visit(xml.substr(at, close - at), behind.substr(0, behind.find('<')));
  }
}

/// "OEBPS/text" + "../chapter%201.xhtml" -> "OEBPS/chapter 1.xhtml"
std::string path_of(std::string_view folder, std::string_view href) {
  std::string joined(folder);
  href = href.substr(0, href.find('#'));
  for (std::size_t i = 0; i < href.size(); ++i) {
    const auto digit = [](char c) {
      return ascii::is_digit(c) ? c - '0' : ascii::lower(c) - 'a' + 10;
    };
    const bool escaped = href[i] == '%' && i + 2 < href.size() && ascii::is_alnum(href[i + 1]) &&
                         ascii::is_alnum(href[i + 2]);
    joined += escaped ? static_cast<char>(digit(href[i + 1]) * 16 + digit(href[i + 2])) : href[i];
    if (escaped) i += 2;
  }
  std::vector<std::string_view> parts;
  for (std::string_view rest = joined; !rest.empty();) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, end);
    if (part == ".." && !parts.empty()) parts.pop_back();
    if (part != ".." && part != "." && !part.empty()) parts.push_back(part);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::string out;
  for (const auto part : parts) out += (out.empty() ? "" : "/") + std::string(part);
  return out;
}

/// XML may close an element in its opening tag ("<a id='p12'/>", "<title/>"); a parser of HTML
/// would take all that follows for its content.
std::string with_closed_elements(std::string_view xml) {
  constexpr std::array kVoid = {"area"sv,  "base"sv, "br"sv,   "col"sv,    "hr"sv,    "img"sv,
                                "input"sv, "link"sv, "meta"sv, "source"sv, "track"sv, "wbr"sv};
  std::string out;
  while (!xml.empty()) {
    const std::size_t open = std::min(xml.find('<'), xml.size());
    const std::size_t close = xml.find('>', open);
    if (close == std::string_view::npos) break;
    const std::string_view tag = xml.substr(open, close - open);
    std::size_t end = 1;
    while (end < tag.size() && ascii::is_alnum(tag[end])) ++end;
    const std::string_view name = tag.substr(std::min<std::size_t>(1, tag.size()), end - 1);
    const bool closed =
        tag.ends_with('/') && !name.empty() && std::ranges::find(kVoid, name) == kVoid.end();
    out += xml.substr(0, close + 1);
    if (closed) {
      out.erase(out.size() - 2, 1);
      out += "</" + std::string(name) + ">";
    }
    xml.remove_prefix(close + 1);
  }
  out += xml;
  return out;
}

class EpubMembers : public Members {
 public:
  explicit EpubMembers(std::unique_ptr<ByteSource> source) {
    load(std::move(source));
    if (!failed_.empty()) return;
    std::string package;
    for_each_tag(files_["META-INF/container.xml"], "rootfile",
                 [&](std::string_view tag, std::string_view) {
                   if (package.empty()) package = tag_attribute(tag, "full-path");
                 });
    const auto found = files_.find(package);
    if (found == files_.end()) {
      failed_ = "a book without its package file";
      return;
    }
    read_package(utf8::repaired(found->second), package);
    if (chapters_.empty()) failed_ = "a book without chapters";
  }

  std::optional<Item> next() override {
    if (!failed_.empty()) {
      chapters_.clear();
      return MemberRefused{{}, std::exchange(failed_, {})};
    }
    if (next_ == chapters_.size()) return {};
    const std::string& name = chapters_[next_++];
    const auto file = files_.find(name);
    if (file == files_.end()) return MemberRefused{name, "missing in the book"};
    if (looks_binary(std::string_view(file->second).substr(0, std::size_t{64} << 10U)))
      return MemberRefused{name, "encrypted"};
    Member out;
    out.name = name;
    out.bytes = with_closed_elements(file->second);
    files_.erase(file);
    const auto page = parse_html(utf8::repaired(out.bytes));
    if (page && utf8::one_line((*page)->all_text(0)).size() < kShortestChapter)
      return PassedOver{"covers and title pages"};
    out.format = Format::Html;
    out.stated = stated_;
    return out;
  }

 private:
  void load(std::unique_ptr<ByteSource> source) {
    ArchiveWalk walk(std::move(source));
    std::size_t bytes = 0;
    while (const auto entry = walk.next()) {
      if (!entry->regular || never_holds_articles(entry->name)) continue;
      std::string content;
      if (!walk.content(content).empty()) continue;
      bytes += content.size();
      if (bytes > kMaxBookBytes) {
        failed_ = fmt::format("a book larger than {} MB", kMaxBookBytes >> 20U);
        return;
      }
      files_.insert_or_assign(entry->name, std::move(content));
    }
    if (files_.empty()) failed_ = walk.error().empty() ? "an empty book" : walk.error();
  }

  void read_package(std::string_view xml, std::string_view path) {
    const std::size_t slash = path.rfind('/');
    const std::string_view folder = path.substr(0, slash == std::string_view::npos ? 0 : slash + 1);
    const auto state = [&](std::string_view tag, Field field) {
      for_each_tag(xml, tag, [&](std::string_view, std::string_view text) {
        if (std::string value = text_without_tags(text); !value.empty())
          stated_.push_back({field, std::move(value), "epub"});
      });
    };
    state("title", Field::Title);
    state("creator", Field::Author);
    state("date", Field::Published);
    state("publisher", Field::Source);
    state("language", Field::Language);
    std::map<std::string, std::string> paths;  // by id
    for_each_tag(xml, "item", [&](std::string_view tag, std::string_view) {
      const std::string type = tag_attribute(tag, "media-type");
      const bool nav = tag_attribute(tag, "properties").find("nav") != std::string::npos;
      if (type.find("html") != std::string::npos && !nav)
        paths.emplace(tag_attribute(tag, "id"), path_of(folder, tag_attribute(tag, "href")));
    });
    for_each_tag(xml, "itemref", [&](std::string_view tag, std::string_view) {
      const auto path_found = paths.find(tag_attribute(tag, "idref"));
      if (path_found == paths.end()) return;
      chapters_.push_back(path_found->second);
      paths.erase(path_found);
    });
  }

  std::map<std::string, std::string, std::less<>> files_;
  std::vector<std::string> chapters_;
  std::vector<Candidate> stated_;
  std::size_t next_ = 0;
  std::string failed_;
};

}  // namespace

std::unique_ptr<Members> epub_members(std::unique_ptr<ByteSource> source) {
  return std::make_unique<EpubMembers>(std::move(source));
}

}  // namespace morgue
