// One document of a collection (see sgml_members.cc): <REUTERS> of Reuters-21578, <DOC> of TREC,
// whose publishers each have names of their own for the same fields.
#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/feed_date.h"
#include "indexer/read/telex_text.h"
#include "indexer/read/wire_story.h"
#include "indexer/read/xml_readers.h"

namespace morgue {
namespace {

using namespace std::literals;
using Id = XmlDocument::Id;

class SgmlDocument {
 public:
  explicit SgmlDocument(const XmlDocument& document) : document_(document) {}

  WireStory reuters() {
    Article& fields = story_.fields;
    fields.external_id = document_.attribute(0, "newid");
    fields.published = parse_feed_date(first({"date"}));
    // "<BAC>" in it is a company, no markup.
    if (const Id title = document_.first_below(0, "title"))
      fields.title = utf8::one_line(document_.text(title));
    fields.dateline = place_of_dateline(first({"dateline"}));
    story_.byline = first({"author"});
    fields.source = "Reuters";
    fields.agency = "Reuters";
    fields.language = "en";
    list("topics", fields.tags);
    list("people", story_.people);
    list("orgs", story_.orgs);
    list("places", story_.places);
    for (const auto name : {"topics"sv, "exchanges"sv, "companies"sv}) {
      std::vector<std::string> values;
      list(name, values);
      std::string all;
      for (const std::string& value : values) all += (all.empty() ? "" : "; ") + value;
      add_extra(fields, std::string("x-").append(name), all);
    }
    add_extra(fields, "x-split", document_.attribute(0, "lewissplit"));
    reuters_text();
    return std::move(story_);
  }

  WireStory trec() {
    Article& fields = story_.fields;
    const std::string number = first({"docno"});
    fields.external_id = number;
    fields.title = first({"headline", "head", "hl", "ti", "title", "doctitle"});
    story_.byline = first({"byline", "author"});
    fields.dateline = place_of_dateline(first({"dateline"}));
    fields.source = first({"pub", "so", "source"});
    fields.section = first({"section"});
    fields.published = parse_feed_date(first({"date", "date1", "date_time", "dd", "pubdate"}));
    if (!fields.published) fields.published = day_in(first({"date"}));
    if (!fields.published) fields.published = day_in(number);
    for (const Id id : document_.below(0, "text")) {
      if (!story_.body.content.empty()) story_.body.content += "\n\n";
      story_.body.content += text_of(id);
    }
    return std::move(story_);
  }

 private:
  [[nodiscard]] std::string first(std::initializer_list<std::string_view> names) const {
    for (const auto name : names)
      if (std::string line = line_of(document_, document_.first_below(0, name)); !line.empty())
        return line;
    return {};
  }

  void list(std::string_view name, std::vector<std::string>& out) const {
    if (const Id id = document_.first_below(0, name))
      for (const Id one : document_.children(id, {"d"})) add_once(out, document_.text(one));
  }

  /// A brief is its headline alone; what was never processed is text without any mark.
  void reuters_text() {
    const Id text = document_.first_below(0, "text");
    const std::string_view type = text == 0 ? ""sv : document_.attribute(text, "type");
    add_extra(story_.fields, "x-type", ascii::folded(type));
    const Id body = document_.first_below(0, "body");
    if (body != 0) {
      story_.body.content = without_signature(telex_paragraphs(document_.text(body)));
    } else if (type == "UNPROC") {
      story_.body.content = without_signature(telex_paragraphs(document_.text(text)));
    } else {
      story_.headline_only = true;
    }
  }

  /// " Reuter" and "REUTER..." end what the agency sends.
  static std::string without_signature(std::string text) {
    while (text.ends_with('\n') || text.ends_with(' ')) text.pop_back();
    for (const auto mark : {"Reuter"sv, "REUTER"sv, "Reuter..."sv, "REUTER..."sv}) {
      if (!text.ends_with(mark) || text.size() <= mark.size()) continue;
      const char before = text[text.size() - mark.size() - 1];
      if (before != '\n' && before != ' ') continue;
      text.resize(text.size() - mark.size());
      break;
    }
    while (text.ends_with('\n') || text.ends_with(' ')) text.pop_back();
    return text;
  }

  /// "AP880212-0001", "FT911-3" (none), "910514": the first run of six or eight digits.
  static std::optional<Timestamp> day_in(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && !ascii::is_digit(text[at])) ++at;
    std::size_t end = at;
    while (end < text.size() && ascii::is_digit(text[end])) ++end;
    std::string digits(text.substr(at, end - at));
    if (digits.size() == 6) digits.insert(0, digits[0] > '5' ? "19" : "20");
    return digits.size() == 8 ? parse_feed_date(digits) : std::nullopt;
  }

  [[nodiscard]] std::string text_of(Id id) const {
    const auto paragraphs = document_.below(id, "p");
    if (paragraphs.empty()) return telex_paragraphs(document_.text(id));
    std::string out;
    for (const Id one : paragraphs) {
      const std::string text = line_of(document_, one);
      if (!out.empty() && !text.empty()) out += "\n\n";
      out += text;
    }
    return out;
  }

  const XmlDocument& document_;
  WireStory story_;
};

}  // namespace

Drafts read_reuters(const RawDocument& raw, const XmlDocument& document) {
  return {story_draft(raw, raw.member, SgmlDocument(document).reuters())};
}

Drafts read_trec(const RawDocument& raw, const XmlDocument& document) {
  return {story_draft(raw, raw.member, SgmlDocument(document).trec())};
}

}  // namespace morgue
