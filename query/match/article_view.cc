#include "query/match/article_view.h"

#include <algorithm>

#include "common/article.h"
#include "common/field_terms.h"
#include "common/utf8.h"
#include "query/match/utterances.h"

namespace morgue {
namespace {

constexpr std::size_t kLeadParagraphs = 3;

}  // namespace

std::uint32_t number_at(std::span<const Span> parts, std::uint32_t byte) {
  const auto after = std::upper_bound(parts.begin(), parts.end(), byte,
                                      [](std::uint32_t b, Span part) { return b < part.begin; });
  return after == parts.begin() ? 0 : static_cast<std::uint32_t>(after - parts.begin() - 1);
}

ArticleView::ArticleView(const ArticleDecoder& decoder, WordMatcher& matcher,
                         std::uint32_t document)
    : decoder_(&decoder),
      matcher_(&matcher),
      document_(document),
      title_(decoder.title()),
      text_(decoder.text()) {
  find(title_, true, matcher);
  find(text_, false, matcher);
}

ArticleView::ArticleView(const ArticleView& of, std::string_view captions)
    : decoder_(nullptr), matcher_(of.matcher_), document_(of.document_), text_(captions) {
  find(text_, false, *matcher_);
}

ArticleView::ArticleView(std::string_view words, const CodedWords& coded, std::uint32_t document)
    : decoder_(nullptr), matcher_(nullptr), document_(document) {
  constexpr std::size_t usual_sentences = 40;
  auto& sentences = sentences_.emplace();
  auto& paragraphs = paragraphs_.emplace();
  sentences.reserve(usual_sentences);
  places_.reserve(usual_sentences);
  bool in_title = true;
  bool otherwise = false;
  bool joined = false;
  bool extra = false;      // the next code is one more reading of what was read
  std::uint32_t next = 0;  // number of the next word
  Span sentence;
  Span paragraph;
  const auto end_part = [&](Span& part, std::vector<Span>& parts) {
    parts.push_back({part.begin, next});
    part.begin = next;
  };
  const auto read = [&](WordCode code) {
    if (!extra) ++next;
    if (next > 0) {
      const std::uint32_t first = joined && next > 1 ? next - 2 : next - 1;
      coded.match(code, [&](std::uint16_t wanted) {
        add_coded({wanted, in_title, first, next - 1, {first, next}, code, otherwise}, extra);
      });
      if (joined) hyphens_[in_title ? 1 : 0].push_back({first, next});
    }
    otherwise = extra = joined = false;
  };
  const auto* at = reinterpret_cast<const unsigned char*>(words.data());
  const unsigned char* const end = at + words.size();
  constexpr unsigned char first_long = forward::kFirstStem >> 16U;
  while (at < end) {
    const unsigned char byte = *at;
    if (byte >= first_long) {
      if (end - at < 3) break;
      if (extra || coded.may_match(byte, at[1])) {
        read(static_cast<WordCode>(byte) << 16U | static_cast<WordCode>(at[1]) << 8U | at[2]);
      } else {
        ++next;
        otherwise = false;
      }
      at += 3;
      continue;
    }
    ++at;
    if (byte >= forward::kFirstCommonWord) {
      if (extra || coded.may_match(byte)) {
        read(byte);
      } else {
        ++next;
        otherwise = false;
      }
      continue;
    }
    switch (static_cast<forward::Mark>(byte)) {
      case forward::kParagraphEnd:
        end_part(sentence, sentences);
        end_part(paragraph, paragraphs);
        break;
      case forward::kSentenceEnd:
        end_part(sentence, sentences);
        break;
      case forward::kTitleEnd:
        in_title = false;
        next = 0;
        break;
      case forward::kOtherwise:
        otherwise = true;
        break;
      case forward::kJoined:
        joined = extra = true;
        break;
      case forward::kAfterElision:
        extra = true;
        break;
    }
  }
  end_part(sentence, sentences);
  end_part(paragraph, paragraphs);
  words_ = next;
}

/// As find() does with the readings of a text.
void ArticleView::add_coded(const WordPlace& place, bool extra) {
  if (extra && stands_in(place.wanted, place.position, place.in_title)) return;
  if (extra)
    add_place(place);
  else
    places_.push_back(place);
}

void ArticleView::find(std::string_view field, bool in_title, WordMatcher& matcher) {
  ReadingWalker walker(field);
  for (Reading reading; walker.next(reading, matcher.beginnings());) {
    if (reading.kind == Reading::Kind::Pair) continue;
    for (const WordMatch match : matcher.match(reading.folded))
      if ((reading.kind == Reading::Kind::Word ||
           !stands_in(match.wanted, reading.first, in_title)) &&
          (!match.by_stem || !is_name(reading, in_title)))
        add_place({match.wanted, in_title, reading.first, reading.last, reading.where});
  }
}

/// Has one of the last words been found to be this one? Then it is not there twice.
bool ArticleView::stands_in(std::uint16_t wanted, std::uint32_t first, bool in_title) const {
  for (auto at = places_.end(); at != places_.begin();) {
    --at;
    if (at->in_title != in_title || at->position < first) return false;
    if (at->wanted == wanted) return true;
  }
  return false;
}

/// Two words joined are read behind the second, and stand before it.
void ArticleView::add_place(const WordPlace& place) {
  auto at = places_.end();
  while (at != places_.begin() && (at - 1)->in_title == place.in_title &&
         (at - 1)->position > place.position)
    --at;
  places_.insert(at, place);
}

/// As the index has it: only words with a capital need be looked up.
bool ArticleView::is_name(const Reading& reading, bool in_title) {
  const std::string_view written = reading.where.of(field(in_title));
  if (!utf8::is_upper(utf8::decode(written, 0).code_point)) return false;
  if (decoder_ == nullptr) return false;
  if (!person_places_) person_places_ = decoder_->person_places();
  if (person_places_->empty()) return false;
  if (!people_) people_.emplace(title_, text_, *person_places_);
  if (reading.kind != Reading::Kind::Joined) return people_->hold(written, reading.folded);
  // Two words with a hyphen are a name if both are.
  Tokenizer parts(written);
  for (Token part; parts.next(part);)
    if (!people_->hold(part.where.of(written), part.folded)) return false;
  return true;
}

const std::vector<Span>& ArticleView::sentences_of_text() const {
  if (!sentences_) sentences_ = sentences(text_);
  return *sentences_;
}

bool ArticleView::has_hyphen(bool in_title, std::uint32_t first, std::uint32_t last) const {
  const auto& hyphens = hyphens_[in_title ? 1 : 0];
  return std::any_of(hyphens.begin(), hyphens.end(),
                     [&](Span both) { return first <= both.begin && both.end <= last + 1; });
}

std::uint32_t ArticleView::sentence_at(std::uint32_t byte) const {
  return number_at(sentences_of_text(), byte);
}

std::uint32_t ArticleView::paragraph_at(std::uint32_t byte) const {
  if (!paragraphs_) paragraphs_ = paragraphs(text_);
  return number_at(*paragraphs_, byte);
}

std::uint32_t ArticleView::position_at(bool in_title, std::uint32_t byte) const {
  auto& begins = in_title ? title_begins_ : text_begins_;
  if (!begins) {
    begins.emplace();
    Tokenizer tokenizer(field(in_title));
    for (Token token; tokenizer.next(token);) begins->push_back(token.where.begin);
  }
  return static_cast<std::uint32_t>(std::lower_bound(begins->begin(), begins->end(), byte) -
                                    begins->begin());
}

std::uint32_t ArticleView::lead_end() const {
  if (!paragraphs_) paragraphs_ = paragraphs(text_);
  if (paragraphs_->size() <= kLeadParagraphs)
    return std::max(words_, static_cast<std::uint32_t>(text_.size()));
  return (*paragraphs_)[kLeadParagraphs - 1].end;
}

const StoredArticle* ArticleView::stored() const {
  if (!stored_) {
    stored_.emplace();
    if (decoder_ != nullptr)
      if (auto article = decoder_->article()) stored_->emplace(*std::move(article));
  }
  return *stored_ ? &**stored_ : nullptr;
}

const std::vector<std::span<const Quotation>>& ArticleView::utterances() const {
  if (!utterances_)
    utterances_ = stored() != nullptr ? utterances_of(stored()->content.quotations)
                                      : std::vector<std::span<const Quotation>>();
  return *utterances_;
}

const std::vector<std::vector<std::string>>& ArticleView::written_keys() const {
  if (!written_keys_) written_keys_ = morgue::written_keys(stored()->content);
  return *written_keys_;
}

const ArticleView& ArticleView::captions() const {
  if (!captions_) {
    if (stored() != nullptr)
      for (const std::string& caption : stored()->content.article.captions)
        caption_text_ += (caption_text_.empty() ? "" : "\n\n") + caption;
    captions_.reset(new ArticleView(*this, caption_text_));
  }
  return *captions_;
}

const std::vector<std::string>& ArticleView::terms() const {
  if (!terms_) terms_ = stored() != nullptr ? field_terms(*stored()) : std::vector<std::string>();
  return *terms_;
}

}  // namespace morgue
