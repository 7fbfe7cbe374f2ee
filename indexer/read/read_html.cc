#include <algorithm>
#include <array>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/charset.h"
#include "indexer/read/html_document.h"
#include "indexer/read/html_metadata.h"
#include "indexer/read/readers.h"
#include "indexer/read/saved_entry.h"

namespace morgue {
namespace {

using namespace std::literals;

/// What other vocabularies of XML open with; their readers are to come.
struct Vocabulary {
  std::string_view root;
  std::string_view name;
};
constexpr std::array kVocabularies = {Vocabulary{"rss", "RSS feed"},
                                      Vocabulary{"feed", "Atom feed"},
                                      Vocabulary{"rdf:rdf", "RDF feed"},
                                      Vocabulary{"nitf", "NITF document"},
                                      Vocabulary{"newsml", "NewsML document"},
                                      Vocabulary{"newsitem", "NewsML-G2 document"},
                                      Vocabulary{"newsmessage", "NewsML-G2 document"},
                                      Vocabulary{"urlset", "sitemap"},
                                      Vocabulary{"sitemapindex", "sitemap"},
                                      Vocabulary{"opml", "OPML list"},
                                      Vocabulary{"svg", "SVG image"},
                                      Vocabulary{"plist", "property list"}};

/// The name of the first element, in lower case.
std::string root_name(std::string_view markup) {
  for (std::size_t at = markup.find('<'); at != std::string_view::npos;
       at = markup.find('<', at + 1)) {
    if (markup.substr(at, 4) == "<!--") {
      at = std::min(markup.find("-->", at), markup.size());
      continue;
    }
    std::size_t end = at + 1;
    while (end < markup.size() && (ascii::is_alnum(markup[end]) || markup[end] == ':')) ++end;
    if (end > at + 1) return ascii::folded(markup.substr(at + 1, end - at - 1));
  }
  return {};
}

bool is_xml(std::string_view markup) {
  return ascii::trimmed(markup.substr(0, 64)).substr(0, 5) == "<?xml";
}

}  // namespace

Result<Draft, ReadError> html_draft(Draft draft, std::string_view utf8) {
  const std::string root = root_name(utf8.substr(0, kDeclarationBytes));
  for (const Vocabulary& other : kVocabularies)
    if (other.root == root)
      return failure(
          ReadError{draft.path, draft.member, std::string(other.name) + ", not supported yet", {}});
  if (is_xml(utf8) && root != "html" && root.find("html") == std::string::npos)
    return failure(
        ReadError{draft.path, draft.member, "XML document <" + root + ">, not supported yet", {}});
  auto page = parse_html(utf8);
  if (!page) return failure(ReadError{draft.path, draft.member, page.error(), {}});
  PageMetadata metadata = page_metadata(**page);
  draft.html = std::move(*page);
  draft.text = std::move(metadata.body);
  std::move(metadata.candidates.begin(), metadata.candidates.end(),
            std::back_inserter(draft.candidates));
  return draft;
}

Drafts read_html(const RawDocument& raw) {
  auto decoded =
      to_utf8(raw.bytes, raw.charset.empty() ? declared_charset(raw.bytes) : raw.charset);
  if (!decoded) return {failure(refusal(raw, decoded.error()))};
  if (auto entries = saved_html(decoded->utf8)) return saved_drafts(raw, *std::move(entries));
  Draft draft = draft_from(raw, raw.member);
  return {html_draft(std::move(draft), decoded->utf8)};
}

}  // namespace morgue
