#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/charset.h"
#include "indexer/read/json_record.h"
#include "indexer/read/ninjs.h"
#include "indexer/read/readers.h"
#include "indexer/read/saved_entry.h"
#include "indexer/read/stated_draft.h"

namespace morgue {
namespace {

using namespace std::literals;
using simdjson::dom::element;

/// Finds where JSON breaks off, for the message: simdjson does not say.
struct PlaceOfError : nlohmann::json::json_sax_t {
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    place = position;
    return false;
  }
  std::size_t place = 0;
};

std::string describe_error(std::string_view json, simdjson::error_code code) {
  PlaceOfError handler;
  if (nlohmann::json::sax_parse(json.begin(), json.end(), &handler))
    return fmt::format("bad JSON: {}", simdjson::error_message(code));
  if (handler.place > json.size())
    return fmt::format("bad JSON: ends early, after {} bytes", json.size());
  const std::string_view before = json.substr(0, handler.place);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  return fmt::format("bad JSON at byte {} (line {})", handler.place, line);
}

bool is_surrogate(std::string_view json, std::size_t at, char first, char last) {
  if (json.size() < at + 6 || json[at] != '\\' || json[at + 1] != 'u') return false;
  const char high = ascii::lower(json[at + 3]);
  return ascii::lower(json[at + 2]) == 'd' && high >= first && high <= last;
}

/// What writers get wrong most: raw line breaks inside strings, and halves of surrogate pairs left
/// by a cut.
std::string mended(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  bool in_string = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (in_string && static_cast<unsigned char>(c) < 0x20) {
      out += c == '\n' ? "\\n" : " ";
    } else if (in_string && c == '\\' && at + 1 < json.size()) {
      if (is_surrogate(json, at, '8', 'b') && is_surrogate(json, at + 6, 'c', 'f')) {
        out += json.substr(at, 12);
        at += 11;
      } else if (is_surrogate(json, at, '8', 'f')) {
        out += "\\ufffd";
        at += 5;
      } else {
        out += json.substr(at, 2);
        ++at;
      }
    } else {
      if (c == '"') in_string = !in_string;
      out += c;
    }
  }
  return out;
}

Result<Draft, ReadError> draft_of(const RawDocument& raw, std::string member, element value) {
  Draft draft = draft_from(raw, std::move(member));
  const auto refuse = [&draft](std::string why) {
    return failure(ReadError{draft.path, draft.member, std::move(why), {}});
  };
  simdjson::dom::object object;
  if (value.get(object) != simdjson::SUCCESS) return refuse("JSON, but not an object");
  if (is_ninjs(object)) return ninjs_draft(raw, draft.member, object);
  JsonRecord record = read_record(object);
  if (!record.html.empty())
    return page_draft(std::move(draft), std::move(record.fields), record.html);
  // A record that names an article is kept even without its text: a gap in a dump should show.
  const bool named = !record.fields.external_id.empty() || !record.fields.url.empty();
  if (!named && record.fields.title.empty() && ascii::trimmed(record.fields.text).empty())
    return refuse("record without text and title");
  draft.as_given = true;
  draft.given = std::move(record.fields);
  return draft;
}

}  // namespace

struct JsonReader::State {
  simdjson::dom::parser parser;
};

JsonReader::JsonReader() : state_(std::make_unique<State>()) {}
JsonReader::~JsonReader() = default;

Drafts JsonReader::read(const RawDocument& raw) {
  auto decoded = to_utf8(raw.bytes, "utf-8");
  if (!decoded) return {failure(refusal(raw, decoded.error()))};
  element root;
  if (state_->parser.parse(decoded->utf8).get(root) != simdjson::SUCCESS) {
    const std::string again = mended(decoded->utf8);
    if (const auto error = state_->parser.parse(again).get(root); error != simdjson::SUCCESS)
      return {failure(refusal(raw, describe_error(decoded->utf8, error)))};
  }
  if (auto entries = saved_json(root)) return saved_drafts(raw, *std::move(entries));
  simdjson::dom::array list;
  simdjson::dom::object object;
  if (root.get(object) == simdjson::SUCCESS) {
    if (is_json_feed(object)) return read_json_feed(raw, object);
    if (element item; answered_item(object).get(item) == simdjson::SUCCESS) root = item;
  }
  if (root.get(list) != simdjson::SUCCESS) {
    if (root.get(object) != simdjson::SUCCESS ||
        wrapped_records(object).get(list) != simdjson::SUCCESS)
      return {draft_of(raw, raw.member, root)};
  }
  Drafts out;
  for (const element record : list) {
    const std::string number = fmt::format("{}", out.size() + 1);
    out.push_back(draft_of(raw, raw.member.empty() ? number : raw.member + "/" + number, record));
  }
  const bool records = std::any_of(list.begin(), list.end(),
                                   [](const element record) { return record.is_object(); });
  if (!records) return {failure(refusal(raw, "JSON without records"))};
  return out;
}

}  // namespace morgue
