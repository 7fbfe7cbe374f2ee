#include "common/stored_article.h"

#include <zstd.h>

#include <new>

namespace morgue {
namespace {

/// zstd's default: .50 of raw news; level 9 saves 1 % of the raw size at a third of the speed.
constexpr int kCompressionLevel = 3;

/// Fields of an article that are one text each (read_fields).
constexpr std::size_t kTextFields = 9;

// Flags of an article.
constexpr std::uint64_t kDoubtful = 1;
constexpr std::uint64_t kCorrected = 2;

// Flags of a mention; the first also of a day.
constexpr std::uint64_t kInTitle = 1;
constexpr std::uint64_t kSpellsName = 2;  // what stands there is the entity's name

// Flags of a quotation; its kind stands above them.
constexpr std::uint64_t kHasPlace = 1;
constexpr std::uint64_t kContinues = 2;
constexpr std::uint64_t kHasEntity = 4;
constexpr std::uint64_t kNamedAsEntity = 8;  // the speaker's name is the entity's
constexpr unsigned kQuotationKindShift = 4;

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  void number(std::uint64_t value) {
    while (value >= 0x80) {
      out_ += static_cast<char>(value | 0x80U);
      value >>= 7U;
    }
    out_ += static_cast<char>(value);
  }
  void signed_number(std::int64_t value) {
    number((static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void string(std::string_view s) {
    number(s.size());
    out_ += s;
  }
  void time(const std::optional<Timestamp>& time) {
    number(time ? 1 + static_cast<unsigned>(time->precision) : 0);
    if (!time) return;
    signed_number(time->instant.time_since_epoch().count());
    number(time->offset ? 1 : 0);
    if (time->offset) signed_number(time->offset->count());
  }
  void day(Day day) { signed_number(day.time_since_epoch().count()); }
  /// Spans of a sorted list are written as distances.
  void span(Span span, std::uint32_t& last_end) {
    signed_number(static_cast<std::int64_t>(span.begin) - last_end);
    number(span.size());
    last_end = span.end;
  }

 private:
  std::string& out_;
};

/// Reads what Writer wrote. After a failed read every further one fails too and ok() is false.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool done() const { return rest_.empty(); }
  [[nodiscard]] std::string_view rest() const { return rest_; }
  void skip_strings(std::size_t count) {
    for (; count > 0 && ok_; --count) static_cast<void>(string());
  }
  void fail() {
    ok_ = false;
    rest_ = {};
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return value;
    }
    fail();
    return 0;
  }
  std::int64_t signed_number() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
  }
  /// A count of items of at least one byte each: never more than there are bytes.
  std::size_t count() {
    const std::uint64_t n = number();
    if (n > rest_.size()) fail();
    return ok_ ? n : 0;
  }
  std::string_view string() {
    const std::size_t n = count();
    const auto s = rest_.substr(0, n);
    rest_.remove_prefix(n);
    return s;
  }
  template <typename E>
  E enumerator(E last) {
    const std::uint64_t value = number();
    if (value > static_cast<std::uint64_t>(last)) fail();
    return ok_ ? static_cast<E>(value) : E{};
  }
  std::optional<Timestamp> time() {
    const std::uint64_t kind = number();
    if (kind == 0) return {};
    if (kind > 1 + static_cast<unsigned>(Precision::Second)) fail();
    Timestamp time;
    time.precision = ok_ ? static_cast<Precision>(kind - 1) : Precision::Second;
    time.instant = Instant{std::chrono::seconds{bounded(signed_number(), kLastSecond)}};
    if (number() != 0)
      time.offset = std::chrono::minutes{bounded(signed_number(), std::int64_t{24} * 60)};
    return time;
  }
  Day day() {
    return Day{std::chrono::days{static_cast<int>(bounded(signed_number(), kLastSecond / 86400))}};
  }
  Instant instant() { return Instant{std::chrono::seconds{bounded(signed_number(), kLastSecond)}}; }
  Span span(std::uint32_t& last_end, std::size_t text_size) {
    const std::int64_t begin = bounded(signed_number(), std::int64_t{1} << 32) + last_end;
    const std::uint64_t size = number();
    if (begin < 0 || size > text_size || static_cast<std::uint64_t>(begin) + size > text_size)
      fail();
    if (!ok_) return {};
    last_end = static_cast<std::uint32_t>(static_cast<std::uint64_t>(begin) + size);
    return {static_cast<std::uint32_t>(begin), last_end};
  }

 private:
  /// The end of the year 10000, both ways: a year more than anything that is written ends in, so
  /// that offsets fit too, and calendar arithmetic stays far from overflow.
  static constexpr std::int64_t kLastSecond = 253'433'923'199;

  std::int64_t bounded(std::int64_t value, std::int64_t most) {
    if (value > most || value < -most) fail();
    return ok_ ? value : 0;
  }

  std::string_view rest_;
  bool ok_ = true;
};

void write_fields(Writer& out, const StoredArticle& stored) {
  const Article& article = stored.content.article;
  out.number(stored.id.value);
  out.signed_number(stored.added.time_since_epoch().count());
  out.number(article.authors.size());
  for (const auto& author : article.authors) out.string(author);
  for (const std::string* field :
       {&article.source, &article.url, &article.language, &article.section, &article.dateline,
        &article.external_id, &article.file, &article.member, &article.agency})
    out.string(*field);
  out.time(article.published);
  out.number(static_cast<unsigned>(article.published_from));
  out.time(article.updated);
  out.number((article.published_doubtful ? kDoubtful : 0U) | (article.corrected ? kCorrected : 0U));
  out.number(static_cast<unsigned>(article.type));
  for (const auto* list : {&article.tags, &article.captions}) {
    out.number(list->size());
    for (const auto& value : *list) out.string(value);
  }
  out.number(article.extra.size());
  for (const auto& [name, value] : article.extra) {
    out.string(name);
    out.string(value);
  }
}

void read_fields(Reader& in, StoredArticle& stored) {
  Article& article = stored.content.article;
  stored.id.value = in.number();
  stored.added = in.instant();
  article.authors.resize(in.count());
  for (auto& author : article.authors) author = in.string();
  for (std::string* field :
       {&article.source, &article.url, &article.language, &article.section, &article.dateline,
        &article.external_id, &article.file, &article.member, &article.agency})
    *field = in.string();
  article.published = in.time();
  article.published_from = in.enumerator(DateOrigin::FileTime);
  article.updated = in.time();
  const std::uint64_t flags = in.number();
  article.published_doubtful = (flags & kDoubtful) != 0;
  article.corrected = (flags & kCorrected) != 0;
  article.type = in.enumerator(ArticleType::Opinion);
  for (auto* list : {&article.tags, &article.captions}) {
    list->resize(in.count());
    for (auto& value : *list) value = in.string();
  }
  article.extra.resize(in.count());
  for (auto& [name, value] : article.extra) {
    name = in.string();
    value = in.string();
  }
}

/// Passes over what read_fields() reads.
void skip_fields(Reader& in) {
  in.number();
  in.signed_number();
  in.skip_strings(in.count());  // authors
  in.skip_strings(kTextFields);
  static_cast<void>(in.time());
  in.number();
  static_cast<void>(in.time());
  in.number();
  in.number();
  in.skip_strings(in.count());      // tags
  in.skip_strings(in.count());      // captions
  in.skip_strings(2 * in.count());  // other fields
}

/// What the article itself has at the place of a mention.
std::string_view written(const Article& article, const Mention& mention) {
  return mention.where.of(mention.in_title ? article.title : article.text);
}

/// For each entity the first mention that spells its name out, if there is one.
std::vector<const Mention*> spelt_out(const AnnotatedArticle& content) {
  std::vector<const Mention*> out(content.entities.size());
  for (const Mention& mention : content.mentions)
    if (out[mention.entity] == nullptr &&
        written(content.article, mention) == content.entities[mention.entity].name)
      out[mention.entity] = &mention;
  return out;
}

void write_annotations(Writer& out, const AnnotatedArticle& content) {
  const auto spelt = spelt_out(content);
  out.number(content.entities.size());
  for (std::size_t i = 0; i < content.entities.size(); ++i) {
    out.number(static_cast<unsigned>(content.entities[i].kind));
    out.string(spelt[i] != nullptr ? std::string_view() : content.entities[i].name);
    out.string(content.entities[i].role);
  }
  out.number(content.mentions.size());
  std::uint32_t title_end = 0;
  std::uint32_t text_end = 0;
  for (const Mention& mention : content.mentions) {
    out.number(std::uint64_t{mention.entity} << 2U | (mention.in_title ? kInTitle : 0U) |
               (spelt[mention.entity] == &mention ? kSpellsName : 0U));
    out.span(mention.where, mention.in_title ? title_end : text_end);
  }
  out.number(content.dates.size());
  title_end = text_end = 0;
  for (const DateMention& date : content.dates) {
    out.number(date.in_title ? kInTitle : 0U);
    out.span(date.where, date.in_title ? title_end : text_end);
    out.day(date.from);
    out.signed_number((date.to - date.from).count());
  }
  out.number(content.quotations.size());
  std::uint32_t quote_end = 0;
  for (const Quotation& quote : content.quotations) {
    out.span(quote.where, quote_end);
    const bool named = quote.entity && quote.speaker == content.entities[*quote.entity].name;
    out.number((quote.speaker_where ? kHasPlace : 0U) | (quote.continues ? kContinues : 0U) |
               (quote.entity ? kHasEntity : 0U) | (named ? kNamedAsEntity : 0U) |
               static_cast<unsigned>(quote.kind) << kQuotationKindShift);
    if (quote.entity) out.number(*quote.entity);
    if (!named) out.string(quote.speaker);
    std::uint32_t speaker_from = quote.where.begin;
    if (quote.speaker_where) out.span(*quote.speaker_where, speaker_from);
  }
}

void read_quotation(Reader& in, Quotation& quote, const AnnotatedArticle& content,
                    std::uint32_t& last_end) {
  const std::size_t text = content.article.text.size();
  quote.where = in.span(last_end, text);
  const std::uint64_t flags = in.number();
  if ((flags >> kQuotationKindShift) > static_cast<unsigned>(QuotationKind::Indirect)) in.fail();
  if (!in.ok()) return;
  quote.kind = static_cast<QuotationKind>(flags >> kQuotationKindShift);
  quote.continues = (flags & kContinues) != 0;
  if ((flags & kHasEntity) != 0) {
    const std::uint64_t entity = in.number();
    if (entity >= content.entities.size()) in.fail();
    if (in.ok()) quote.entity = static_cast<std::uint32_t>(entity);
  }
  if ((flags & kNamedAsEntity) == 0)
    quote.speaker = in.string();
  else if (quote.entity)
    quote.speaker = content.entities[*quote.entity].name;
  else
    in.fail();
  std::uint32_t speaker_from = quote.where.begin;
  if ((flags & kHasPlace) != 0) quote.speaker_where = in.span(speaker_from, text);
}

void read_annotations(Reader& in, AnnotatedArticle& content, std::size_t title, std::size_t text) {
  content.entities.resize(in.count());
  for (Entity& entity : content.entities) {
    entity.kind = in.enumerator(EntityKind::Misc);
    entity.name = in.string();
    entity.role = in.string();
  }
  content.mentions.resize(in.count());
  std::uint32_t title_end = 0;
  std::uint32_t text_end = 0;
  for (Mention& mention : content.mentions) {
    const std::uint64_t packed = in.number();
    mention.in_title = (packed & kInTitle) != 0;
    if ((packed >> 2U) >= content.entities.size()) in.fail();
    mention.entity = static_cast<std::uint32_t>(packed >> 2U);
    mention.where = mention.in_title ? in.span(title_end, title) : in.span(text_end, text);
    if ((packed & kSpellsName) != 0 && in.ok())
      content.entities[mention.entity].name = written(content.article, mention);
  }
  content.dates.resize(in.count());
  title_end = text_end = 0;
  for (DateMention& date : content.dates) {
    date.in_title = (in.number() & kInTitle) != 0;
    date.where = date.in_title ? in.span(title_end, title) : in.span(text_end, text);
    date.from = in.day();
    date.to = date.from + (in.day() - Day{});
  }
  content.quotations.resize(in.count());
  std::uint32_t quote_end = 0;
  for (Quotation& quote : content.quotations) read_quotation(in, quote, content, quote_end);
}

}  // namespace

struct ArticleEncoder::Context {
  struct Free {
    void operator()(ZSTD_CCtx* context) const noexcept { ZSTD_freeCCtx(context); }
  };
  std::unique_ptr<ZSTD_CCtx, Free> zstd{ZSTD_createCCtx()};
  std::string payload;
};

ArticleEncoder::ArticleEncoder() : context_(std::make_unique<Context>()) {
  ZSTD_CCtx_setParameter(context_->zstd.get(), ZSTD_c_compressionLevel, kCompressionLevel);
  ZSTD_CCtx_setParameter(context_->zstd.get(), ZSTD_c_checksumFlag, 1);
}
ArticleEncoder::~ArticleEncoder() = default;

std::string ArticleEncoder::encode(const StoredArticle& stored) {
  std::string& payload = context_->payload;
  payload.clear();
  Writer out(payload);
  const Article& article = stored.content.article;
  out.number(article.title.size());
  out.number(article.text.size());
  payload += article.title;
  payload += article.text;
  write_fields(out, stored);
  write_annotations(out, stored.content);

  std::string bytes(1 + ZSTD_compressBound(payload.size()), kStoredArticleVersion);
  const std::size_t size = ZSTD_compress2(context_->zstd.get(), bytes.data() + 1, bytes.size() - 1,
                                          payload.data(), payload.size());
  if (ZSTD_isError(size) != 0U) throw std::bad_alloc();  // the only error left with room enough
  bytes.resize(1 + size);
  return bytes;
}

struct ArticleDecoder::Context {
  struct Free {
    void operator()(ZSTD_DCtx* context) const noexcept { ZSTD_freeDCtx(context); }
  };
  std::unique_ptr<ZSTD_DCtx, Free> zstd{ZSTD_createDCtx()};
  std::string payload;
  std::string_view title, text, rest;
  std::string why;

  [[nodiscard]] bool unpack(std::string_view bytes) {
    if (bytes.empty() || bytes[0] != kStoredArticleVersion) {
      why = "stored in a format that this version does not know";
      return false;
    }
    bytes.remove_prefix(1);
    const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (size > kMaxStoredBytes) {  // the codes for "unknown" and "error" are larger still
      why = "damaged: the compressed article has no valid size";
      return false;
    }
    if (payload.size() < size) payload.resize(size);
    const std::size_t got =
        ZSTD_decompressDCtx(zstd.get(), payload.data(), payload.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(got) != 0U || got != size) {
      why = "damaged: the compressed article does not unpack";
      return false;
    }
    rest = std::string_view(payload).substr(0, size);
    return true;
  }
};

ArticleDecoder::ArticleDecoder() : context_(std::make_unique<Context>()) {}
ArticleDecoder::~ArticleDecoder() = default;

bool ArticleDecoder::open(std::string_view bytes) {
  Context& c = *context_;
  c.why.clear();
  if (!c.unpack(bytes)) return false;
  const std::string_view payload = c.rest;
  Reader in(payload);
  const std::uint64_t title = in.number();
  const std::uint64_t text = in.number();
  const std::string_view rest = in.rest();
  if (!in.ok() || title > rest.size() || text > rest.size() - title) {
    c.why = "damaged: title and text are longer than the article";
    return false;
  }
  c.title = rest.substr(0, title);
  c.text = rest.substr(title, text);
  c.rest = rest.substr(title + text);
  return true;
}

const std::string& ArticleDecoder::why() const { return context_->why; }
std::string_view ArticleDecoder::title() const { return context_->title; }
std::string_view ArticleDecoder::text() const { return context_->text; }

std::vector<PersonPlace> ArticleDecoder::person_places() const {
  Reader in(context_->rest);
  skip_fields(in);
  std::vector<EntityKind> kinds(in.count());
  for (EntityKind& kind : kinds) {
    kind = in.enumerator(EntityKind::Misc);
    in.skip_strings(2);
  }
  std::vector<PersonPlace> out;
  std::uint32_t title_end = 0;
  std::uint32_t text_end = 0;
  for (std::size_t left = in.count(); left > 0 && in.ok(); --left) {
    const std::uint64_t packed = in.number();
    const bool in_title = (packed & kInTitle) != 0;
    const Span where = in_title ? in.span(title_end, context_->title.size())
                                : in.span(text_end, context_->text.size());
    if ((packed >> 2U) >= kinds.size()) in.fail();
    if (in.ok() && kinds[packed >> 2U] == EntityKind::Person) out.push_back({in_title, where});
  }
  if (!in.ok()) out.clear();
  return out;
}

Result<StoredArticle, std::string> ArticleDecoder::article() const {
  StoredArticle stored;
  stored.content.article.title = context_->title;
  stored.content.article.text = context_->text;
  Reader in(context_->rest);
  read_fields(in, stored);
  read_annotations(in, stored.content, context_->title.size(), context_->text.size());
  if (!in.ok() || !in.done()) return failure(std::string("damaged: its fields do not add up"));
  return stored;
}

}  // namespace morgue
