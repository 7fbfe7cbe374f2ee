#include <fmt/format.h>

#include <array>

#include "indexer/read/charset.h"
#include "indexer/read/xml_readers.h"

namespace morgue {
namespace {

using namespace std::literals;

struct Vocabulary {
  std::string_view root;
  Drafts (*read)(const RawDocument&, const XmlDocument&);
};
constexpr std::array kVocabularies = {Vocabulary{"rss", read_feed},
                                      Vocabulary{"rdf:rdf", read_feed},
                                      Vocabulary{"feed", read_feed},
                                      Vocabulary{"atom:feed", read_feed},
                                      Vocabulary{"channel", read_feed},
                                      Vocabulary{"entry", read_feed},
                                      Vocabulary{"atom:entry", read_feed},
                                      Vocabulary{"nitf", read_nitf},
                                      Vocabulary{"newsml", read_newsml},
                                      Vocabulary{"newsitem", read_newsml_g2},
                                      Vocabulary{"newsmessage", read_newsml_g2},
                                      Vocabulary{"packageitem", read_newsml_g2},
                                      Vocabulary{"conceptitem", read_newsml_g2},
                                      Vocabulary{"conceptset", read_newsml_g2},
                                      Vocabulary{"concept", read_newsml_g2},
                                      Vocabulary{"knowledgeitem", read_newsml_g2},
                                      Vocabulary{"planningitem", read_newsml_g2},
                                      Vocabulary{"catalogitem", read_newsml_g2},
                                      Vocabulary{"catalog", read_newsml_g2},
                                      Vocabulary{"contentset", read_newsml_g2},
                                      Vocabulary{"contentmeta", read_newsml_g2},
                                      Vocabulary{"itemmeta", read_newsml_g2},
                                      Vocabulary{"groupset", read_newsml_g2},
                                      Vocabulary{"rbnews", read_release},
                                      Vocabulary{"release", read_release},
                                      Vocabulary{"result", read_calendar},
                                      Vocabulary{"reuters", read_reuters},
                                      Vocabulary{"doc", read_trec}};

/// Why a document of a vocabulary without articles gives none.
struct NoArticles {
  std::string_view root;
  std::string_view counted;  // the element of which there are so many
  std::string_view why;      // with their number
};
constexpr std::array kNoArticles = {
    NoArticles{"opml", "outline", "a list of {} feeds, no articles"},
    NoArticles{"urlset", "url", "a sitemap of {} addresses, no articles"},
    NoArticles{"sitemapindex", "sitemap", "a list of {} sitemaps, no articles"},
    NoArticles{"plist", "key", "a property list of {} keys, no articles"},
    NoArticles{"svg", "", "a picture, not a story"},
    NoArticles{"xsd:schema", "", "a schema, not a story"},
    NoArticles{"schema", "", "a schema, not a story"},
    NoArticles{"stylesheet", "", "a style sheet, not a story"},
};

std::size_t count_of(const XmlDocument& document, const NoArticles& kind) {
  if (kind.root != "opml") return document.below(0, kind.counted).size();
  std::size_t feeds = 0;
  for (const auto outline : document.below(0, "outline"))
    if (!document.attribute(outline, "xmlurl").empty()) ++feeds;
  return feeds;
}

Drafts read_vocabulary(const RawDocument& raw, const XmlDocument& document) {
  const std::string& root = document.name(0);
  for (const Vocabulary& vocabulary : kVocabularies)
    if (vocabulary.root == root) return vocabulary.read(raw, document);
  for (const NoArticles& kind : kNoArticles)
    if (root == kind.root)
      return {failure(refusal(raw, fmt::format(fmt::runtime(kind.why), count_of(document, kind))))};
  return {failure(refusal(raw, fmt::format("XML <{}>, a vocabulary without articles", root)))};
}

/// The document behind what its program wrote in front of it by mistake (a warning, half a page).
std::string_view behind_junk(std::string_view text) {
  constexpr std::size_t kMostJunk = 2048;
  const std::string_view head = text.substr(0, kMostJunk);
  for (const auto opening : {"<?xml"sv, "<rss version"sv, "<feed xmlns"sv, "<rdf:RDF"sv})
    if (const std::size_t at = head.find(opening); at != std::string_view::npos)
      return text.substr(at);
  return text;
}

}  // namespace

std::string part_name(const RawDocument& raw, std::string_view name) {
  return raw.member.empty() ? std::string(name) : fmt::format("{}#{}", raw.member, name);
}

Drafts read_xml(const RawDocument& raw) {
  const std::string declared = raw.charset.empty() ? declared_charset(raw.bytes) : raw.charset;
  auto decoded = to_utf8(raw.bytes, declared);
  if (!decoded) return {failure(refusal(raw, decoded.error()))};
  const auto document = parse_xml(behind_junk(decoded->utf8));
  if (!document) return {failure(refusal(raw, document.error()))};
  return read_vocabulary(raw, *document);
}

}  // namespace morgue
