#include "indexer/store/segment_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "common/error.h"
#include "common/schema.h"
#include "common/text.h"
#include "common/utf8.h"
#include "indexer/store/apart.h"
#include "indexer/store/sums.h"

namespace morgue {
namespace {

constexpr std::array<std::string_view, 4> kSideFiles = {kKinFile, kForwardFile, kPeopleFile,
                                                        kAnchorFile};

bool is_side_file(std::string_view name) {
  return std::find(kSideFiles.begin(), kSideFiles.end(), name) != kSideFiles.end();
}

bool on_borders(std::string_view text, Span span) {
  const auto border = [&](std::size_t at) {
    return at == text.size() ||
           (at < text.size() && (static_cast<unsigned char>(text[at]) >> 6U) != 2);
  };
  return span.begin <= span.end && border(span.begin) && border(span.end);
}

/// What is wrong with an article by itself, or nothing. (That spans end inside their texts, the
/// decoder has seen.)
std::string_view oddity_of(const AnnotatedArticle& content) {
  const Article& article = content.article;
  if (!utf8::valid(article.title) || !utf8::valid(article.text)) return "its text is not UTF-8";
  const auto text_of = [&](bool in_title) -> std::string_view {
    return in_title ? article.title : article.text;
  };
  for (const Mention& mention : content.mentions)
    if (mention.entity >= content.entities.size() ||
        !on_borders(text_of(mention.in_title), mention.where))
      return "a mention does not lie inside its text";
  for (const DateMention& date : content.dates)
    if (!on_borders(text_of(date.in_title), date.where))
      return "a day does not lie inside its text";
  for (const Quotation& quote : content.quotations)
    if (!on_borders(article.text, quote.where) ||
        (quote.speaker_where && !on_borders(article.text, *quote.speaker_where)) ||
        (quote.entity && *quote.entity >= content.entities.size()))
      return "a quotation does not lie inside its text";
  return {};
}

std::uint32_t words_in(std::string_view text) {
  std::uint32_t count = 0;
  Tokenizer tokenizer(text);
  for (Token token; tokenizer.next(token);) ++count;
  return count;
}

std::optional<Xapian::Database> opened(const std::filesystem::path& path) {
  try {
    return Xapian::Database(path.string());
  } catch (const Xapian::Error&) {
    return {};
  }
}

/// What Xapian says against the tables, and whether their head is ours. `read_all`: every document
/// and posting list is walked through as well.
std::string wrong_with_tables(const std::filesystem::path& path, bool read_all) {
  try {
    if (const std::size_t errors = Xapian::Database::check(path.string(), 0, nullptr); errors > 0)
      return fmt::format("Xapian finds {} errors in its tables", errors);
    const Xapian::Database db(path.string());
    const auto number = [&](std::string_view key) { return db.get_metadata(std::string(key)); };
    if (number(schema::kVersionKey) != std::to_string(schema::kFormatVersion) ||
        number(schema::kAnalysisKey) != std::to_string(kAnalysisVersion))
      return "it is of another format";
    if (!read_all) return {};
    for (auto doc = db.postlist_begin({}); doc != db.postlist_end({}); ++doc)
      static_cast<void>(db.get_document(*doc).get_data());
    for (auto term = db.allterms_begin(); term != db.allterms_end(); ++term)
      for (auto doc = db.postlist_begin(*term); doc != db.postlist_end(*term); ++doc) {
      }
  } catch (const Xapian::Error& error) {
    return error.get_msg();
  }
  return {};
}

bool values_fit(const Xapian::Document& document, const StoredArticle& stored,
                std::uint32_t words) {
  const Article& article = stored.content.article;
  const auto minutes = [](const std::optional<Timestamp>& time) {
    return time ? schema::sortable_minutes(time->instant) : std::string();
  };
  return document.get_value(schema::kWordsSlot) == schema::sortable_number(words) &&
         document.get_value(schema::kAddedSlot) == schema::sortable_minutes(stored.added) &&
         document.get_value(schema::kPublishedSlot) == minutes(article.published) &&
         document.get_value(schema::kUpdatedSlot) == minutes(article.updated);
}

}  // namespace

SegmentCheck::SegmentCheck(const ArchivePaths& paths, const std::string& name)
    : paths_(paths),
      name_(name),
      where_("index/" + name),
      db_(opened(paths.segment(name))),
      kin_(paths.segment(name) / kKinFile),
      forward_(paths.segment(name) / kForwardFile),
      people_(paths.segment(name) / kPeopleFile),
      anchors_(paths.segment(name) / kAnchorFile) {}

std::uint32_t SegmentCheck::documents() const { return db_ ? db_->get_doccount() : 0; }

bool SegmentCheck::check_files(Findings& findings) {
  const std::filesystem::path path = paths_.segment(name_);
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) {
    findings.add(Damage::Segment, where_, "the segment is gone");
    return false;
  }
  const Sums sums = read_sums(path);
  no_sums_ = !sums.present;
  if (sums.present && !sums.whole)
    findings.add(Damage::Sums, where_, "the sums of its files are damaged");
  bool tables = true;
  for (const auto& [file, hash] : sums.of) {
    std::string what;
    if (!std::filesystem::exists(path / file, error))
      what = file + " is gone";
    else if (file_hash(path / file) != hash)
      what = file + " is not what was written";
    if (what.empty()) continue;
    findings.add(is_side_file(file) ? Damage::SideFile : Damage::Segment, where_, what);
    tables = tables && is_side_file(file);
  }
  return tables && tables_hold(!sums.whole, findings);
}

/// `read_all`: there are no sums that would tell that they are what was written.
bool SegmentCheck::tables_hold(bool read_all, Findings& findings) {
  const std::string wrong =
      done_apart([&, path = paths_.segment(name_)] { return wrong_with_tables(path, read_all); });
  if (wrong.empty() && db_) return true;
  findings.add(Damage::Segment, where_, wrong.empty() ? "it can't be opened" : wrong);
  return false;
}

void SegmentCheck::check_side_files(Findings& findings) {
  records_ = kin_.records();
  if (findings.any(Damage::SideFile, where_)) return;  // their bytes have told
  const std::uint32_t last = db_->get_lastdocid();
  if (kin_.documents() != last) findings.add(Damage::SideFile, where_, "kin is missing or damaged");
  if (forward_.documents() != last)
    findings.add(Damage::SideFile, where_, "forward is missing or damaged");
  const auto check_pairs = [&](const PairFile& file, const char* name, bool keys) {
    std::size_t count = 0;
    bool inside = true;
    file.for_each([&](Pair pair) {
      const std::uint32_t document = keys ? pair.key : pair.value;
      inside = inside && document >= 1 && document <= last;
      ++count;
    });
    if (count != file.size() || !inside)
      findings.add(Damage::SideFile, where_, fmt::format("{} is damaged", name));
    std::error_code error;
    if (file.size() == 0 && std::filesystem::exists(paths_.segment(name_), error) &&
        !std::filesystem::exists(paths_.segment(name_) / name, error))
      findings.add(Damage::SideFile, where_, fmt::format("{} is missing", name));
  };
  check_pairs(people_, kPeopleFile, true);
  check_pairs(anchors_, kAnchorFile, false);
}

void SegmentCheck::check_documents(const std::set<std::uint32_t>& dead, Findings& findings,
                                   const std::function<void(const CheckedDocument&)>& visit) {
  if (!db_) return;
  try {
    check_side_files(findings);
    for (const std::uint32_t document : dead)
      if (document < 1 || document > db_->get_lastdocid())
        findings.add(Damage::Manifest, "index/XAPIANDB",
                     fmt::format("{} has no document {}", name_, document));
    ArticleDecoder decoder;
    for (auto doc = db_->postlist_begin({}); doc != db_->postlist_end({}); ++doc) {
      if (dead.contains(*doc)) continue;
      const Xapian::Document document = db_->get_document(*doc);
      auto stored = decoder.open(document.get_data())
                        ? decoder.article()
                        : Result<StoredArticle, std::string>(failure(decoder.why()));
      if (!stored) {
        const auto id = schema::id_of_bytes(document.get_value(schema::kIdSlot));
        findings.add(
            Damage::Segment, where_,
            fmt::format("article {}: {}", id ? to_string(*id) : "of unknown id", stored.error()));
        continue;
      }
      CheckedDocument found{*doc, *std::move(stored), 0, {}, {}, true};
      check_document(found, document, findings);
      visit(found);
    }
  } catch (const Xapian::Error& error) {
    findings.add(Damage::Segment, where_, error.get_msg());
  }
}

void SegmentCheck::check_document(CheckedDocument& found, const Xapian::Document& document,
                                  Findings& findings) {
  const StoredArticle& stored = found.stored;
  const auto complain = [&](Damage damage, std::string_view what) {
    findings.add(damage, where_, fmt::format("article {}: {}", to_string(stored.id), what));
  };
  found.words = words_in(stored.content.article.text);
  if (schema::id_of_bytes(document.get_value(schema::kIdSlot)) != stored.id)
    complain(Damage::Segment, "it is listed under another id");
  auto listed = db_->postlist_begin(schema::term(schema::kId, to_string(stored.id)));
  const auto end = db_->postlist_end(schema::term(schema::kId, to_string(stored.id)));
  if (listed != end) listed.skip_to(found.number);
  if (listed == end || *listed != found.number)
    complain(Damage::Segment, "it is not found by its id");
  if (!values_fit(document, stored, found.words))
    complain(Damage::Segment, "its values are not those of the stored article");
  if (const std::string_view odd = oddity_of(stored.content); !odd.empty())
    complain(Damage::Segment, odd);

  people_.find(found.number, std::numeric_limits<std::size_t>::max(), found.people);
  const auto persons =
      std::count_if(stored.content.entities.begin(), stored.content.entities.end(),
                    [](const Entity& entity) { return entity.kind == EntityKind::Person; });
  if (found.people.size() != static_cast<std::size_t>(persons))
    complain(Damage::SideFile, "people has not all whom it names");
  if (forward_.documents() != 0 && forward_.words(found.number).empty() && found.words > 0)
    complain(Damage::SideFile, "forward does not have its words");
  if (findings.any(Damage::SideFile, where_)) found.people_known = false;
  if (!found.people_known || found.number > records_.size()) return;
  found.kin = records_[found.number - 1];
  KinRecord expected = kin_record_of(stored);
  expected.copy = found.kin->copy;
  expected.version = found.kin->version;
  if (found.kin->copy) expected.family = found.kin->family;
  if (found.kin->version) expected.lineage = found.kin->lineage;
  if (expected != *found.kin) complain(Damage::SideFile, "kin says otherwise");
}

}  // namespace morgue
