#include "indexer/sandbox/packing.h"

#include <algorithm>

#include "common/utf8.h"

namespace morgue {
namespace {

// The fields in one place for both directions.

template <typename Stream, typename T>
void text_fields(Stream& stream, T& article) {
  stream(article.title);
  stream(article.text);
  stream(article.authors);
  stream(article.source);
  stream(article.url);
  stream(article.language);
  stream(article.section);
  stream(article.agency);
  stream(article.tags);
  stream(article.captions);
  stream(article.dateline);
  stream(article.published);
  stream(article.published_doubtful);
  stream(article.updated);
  stream(article.corrected);
  stream(article.external_id);
  stream(article.extra);
  stream(article.file);
  stream(article.member);
}

template <typename Stream, typename T>
void raw_fields(Stream& stream, T& raw) {
  stream(raw.path);
  stream(raw.member);
  stream(raw.bytes);
  stream(raw.file_time);
  stream(raw.stated);
  stream(raw.charset);
}

template <typename Stream, typename T>
void error_fields(Stream& stream, T& error) {
  stream(error.path);
  stream(error.member);
  stream(error.why);
  stream(error.hint);
}

/// Control characters are below the blank, or DEL, or C1 (U+0080 to U+009F: C2 80 to C2 9F).
bool has_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if ((c < 0x20 && c != '\n') || c == 0x7F) return true;
    if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0)
      return true;
  }
  return false;
}

bool is_clean(std::string_view text) { return utf8::valid(text) && !has_control(text); }

bool is_clean(const std::vector<std::string>& list) {
  return std::all_of(list.begin(), list.end(), [](const std::string& s) { return is_clean(s); });
}

}  // namespace

void Packer::operator()(const Timestamp& time) {
  (*this)(time.instant);
  (*this)(time.offset.has_value());
  if (time.offset) (*this)(time.offset->count());
  (*this)(time.precision);
}

void Packer::operator()(const Candidate& candidate) {
  (*this)(candidate.field);
  (*this)(candidate.value);
  (*this)(candidate.found);
}

void Packer::operator()(const ReadError& error) { error_fields(*this, error); }
void Packer::operator()(const RawDocument& raw) { raw_fields(*this, raw); }

void Packer::operator()(const FoundArticle& found) {
  text_fields(*this, found.article);
  (*this)(found.article.type);
  (*this)(found.article.published_from);
  (*this)(found.part);
  (*this)(found.record);
  (*this)(found.one_of_many);
}

void Packer::operator()(const ContentItem& item) {
  (*this)(item.raw);
  (*this)(item.format);
  (*this)(item.whole);
}

std::string_view Unpacker::view() {
  std::size_t size = 0;
  (*this)(size);
  if (!has(size)) return {};
  const std::string_view text = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return text;
}

void Unpacker::operator()(bool& value) {
  unsigned char byte = 0;
  (*this)(byte);
  if (byte > 1) good_ = false;
  if (good_) value = byte == 1;
}

void Unpacker::operator()(Instant& time) {
  Instant::rep seconds = 0;
  (*this)(seconds);
  time = Instant{Instant::duration{seconds}};
}

void Unpacker::operator()(Timestamp& time) {
  (*this)(time.instant);
  bool offset = false;
  (*this)(offset);
  if (offset && good_) {
    std::chrono::minutes::rep minutes = 0;
    (*this)(minutes);
    time.offset = std::chrono::minutes{minutes};
  }
  enumerated(time.precision, Precision::Second);
}

void Unpacker::operator()(Candidate& candidate) {
  enumerated(candidate.field, Candidate::Field::Type);
  (*this)(candidate.value);
  (*this)(candidate.found);
}

void Unpacker::operator()(ReadError& error) { error_fields(*this, error); }
void Unpacker::operator()(RawDocument& raw) { raw_fields(*this, raw); }

void Unpacker::operator()(FoundArticle& found) {
  text_fields(*this, found.article);
  enumerated(found.article.type, ArticleType::Opinion);
  enumerated(found.article.published_from, DateOrigin::FileTime);
  (*this)(found.part);
  (*this)(found.record);
  (*this)(found.one_of_many);
}

void Unpacker::operator()(ContentItem& item) {
  (*this)(item.raw);
  enumerated(item.format, Format::Binary);
  (*this)(item.whole);
}

void Unpacker::operator()(FoundArticles& found) {
  std::size_t count = 0;
  for ((*this)(count); good_ && count > 0; --count) {
    bool good = false;
    (*this)(good);
    if (good) {
      FoundArticle one;
      (*this)(one);
      found.emplace_back(std::move(one));
    } else {
      ReadError error;
      (*this)(error);
      found.push_back(failure(std::move(error)));
    }
  }
}

bool is_clean(const Article& article) {
  for (const std::string* field : {&article.title, &article.text, &article.source, &article.url,
                                   &article.language, &article.section, &article.agency,
                                   &article.dateline, &article.external_id, &article.member})
    if (!is_clean(*field)) return false;
  for (const auto& [name, value] : article.extra)
    if (!is_clean(name) || !is_clean(value)) return false;
  return is_clean(article.authors) && is_clean(article.tags) && is_clean(article.captions);
}

}  // namespace morgue
