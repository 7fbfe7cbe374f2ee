#include "query/match/family_conditions.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/article.h"
#include "common/schema.h"
#include "query/match/families.h"
#include "query/match/story_thread.h"
#include "query/match/term_lookup.h"

namespace morgue {
namespace {

/// A beginning of an id that fits more families than this says too little.
constexpr std::size_t kMostFamilies = 1000;

FieldCondition by_list(const ArchiveReader& archive, std::shared_ptr<const DocumentList> list) {
  FieldCondition out;
  if (list->size() > 0) out.candidates = archive.listed(list);
  out.check.kind = Check::Kind::Listed;
  out.check.documents = std::move(list);
  return out;
}

FieldCondition either(std::vector<FieldCondition> parts) {
  FieldCondition out;
  out.check.kind = Check::Kind::Or;
  std::vector<Xapian::Query> candidates;
  for (FieldCondition& part : parts) {
    if (!part.candidates.empty()) candidates.push_back(std::move(part.candidates));
    out.check.children.push_back(std::move(part.check));
  }
  out.candidates = Xapian::Query(Xapian::Query::OP_OR, candidates.begin(), candidates.end());
  return out;
}

/// Every article but these.
FieldCondition all_but(FieldCondition condition) {
  FieldCondition out;
  out.candidates = Xapian::Query::MatchAll;
  if (!condition.candidates.empty())
    out.candidates = Xapian::Query(Xapian::Query::OP_AND_NOT, out.candidates, condition.candidates);
  out.check.kind = Check::Kind::Not;
  out.check.children.push_back(std::move(condition.check));
  return out;
}

FieldCondition by_mark(std::string_view prefix, std::string_view mark) {
  return by_terms({schema::term(prefix, mark)});
}

FieldCondition by_type(ArticleType type) { return by_mark(schema::kType, to_string(type)); }

FieldCondition copies_of_earlier_ones(const ArchiveReader& archive) {
  return by_list(archive,
                 members_that(archive, [](const FamilyMember& member) { return !member.first; }));
}

/// The article says it by itself, or another of its family does.
FieldCondition wire(const ArchiveReader& archive) {
  return either({by_mark(schema::kIs, schema::kWireMark),
                 by_list(archive, members_that(archive, [](const FamilyMember& member) {
                           return member.wire;
                         }))});
}

/// It says so, or the archive has seen it change.
FieldCondition changed(const ArchiveReader& archive, std::string_view prefix,
                       std::string_view mark) {
  return either({by_mark(prefix, mark), by_list(archive, changed_articles(archive))});
}

FieldCondition is(const std::string& value, const ArchiveReader& archive) {
  if (value == "dup") return copies_of_earlier_ones(archive);
  if (value == "first") return all_but(copies_of_earlier_ones(archive));
  if (value == "wire") return wire(archive);
  if (value == "updated") return changed(archive, schema::kIs, schema::kUpdatedMark);
  return by_type(value == "live" ? ArticleType::Live : ArticleType::Opinion);
}

/// No term says it: numbers are read where they stand.
FieldCondition figures() {
  FieldCondition out;
  out.candidates = Xapian::Query::MatchAll;
  out.exact = false;
  out.check.kind = Check::Kind::Figure;
  return out;
}

FieldCondition has(const QueryNode& node, const std::string& value, const ArchiveReader& archive) {
  if (value == "quote") return by_mark(schema::kSpeaker, schema::kAny);
  if (value == "photo") return by_mark(schema::kHas, schema::kPhotoMark);
  if (value == "correction") return changed(archive, schema::kHas, schema::kCorrectionMark);
  if (value == "figure") return figures();
  throw FieldRefused{{node.where, fmt::format("this archive does not hold has:{} yet", value),
                      "has:quote, has:photo, has:correction, has:figure"}};
}

FieldCondition type(const std::string& value) {
  if (value == to_string(ArticleType::Live)) return by_type(ArticleType::Live);
  if (value == to_string(ArticleType::Opinion)) return by_type(ArticleType::Opinion);
  return all_but(either({by_type(ArticleType::Live), by_type(ArticleType::Opinion)}));
}

/// A family by its id (f-a7f31c), or by that of an article; their beginnings do.
FieldCondition dup(const QueryNode& node, const std::string& value, const ArchiveReader& archive) {
  std::string digits = value;
  for (char& c : digits)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  const bool family = digits.starts_with("f-");
  if (family) digits.erase(0, 2);
  if (!family && digits.starts_with('#')) digits.erase(0, 1);
  if (digits.empty() || digits.size() > kArticleIdDigits ||
      digits.find_first_not_of("0123456789abcdef") != std::string::npos)
    throw FieldRefused{{node.where, fmt::format("dup:{} is no family of copies", value),
                        "dup:f-a7f31c, as results show it, or the id of an article"}};
  return by_list(archive, families_called(archive, digits, !family, kMostFamilies));
}

/// The articles of a story: by its name (s-a7f31c), or by the id of an article; beginnings do.
FieldCondition story(const QueryNode& node, const std::string& value,
                     const ArchiveReader& archive) {
  const auto thread = thread_called(archive, value);
  if (!thread)
    throw FieldRefused{{node.where, thread.error(), "story:s-a7f31c, or the id of an article"}};
  auto list = std::make_shared<DocumentList>(archive.segments());
  for (const Xapian::docid document : documents_of(*thread)) {
    const auto place = archive.place(document);
    list->add(place.segment, place.document);
  }
  list->sort();
  return by_list(archive, std::move(list));
}

/// Articles with so many copies, or other outlets; most have none and are listed nowhere.
FieldCondition number(const QueryNode& node, const ArchiveReader& archive) {
  const auto in_range = [&](const FamilyMember& member) {
    const auto count =
        static_cast<std::int64_t>(node.field == FieldId::Copies ? member.copies : member.sources);
    return (!node.low || *node.low <= count) && (!node.high || count <= *node.high);
  };
  if (!in_range(FamilyMember{})) return by_list(archive, members_that(archive, in_range));
  return all_but(by_list(archive, members_that(archive, [&](const FamilyMember& member) {
                           return !in_range(member);
                         })));
}

}  // namespace

FieldCondition family_condition(const QueryNode& node, const ArchiveReader& archive) {
  if (node.kind == QueryNode::Kind::Number) return number(node, archive);
  std::vector<FieldCondition> parts;
  for (const std::string& value : node.values)
    parts.push_back(node.field == FieldId::Is      ? is(value, archive)
                    : node.field == FieldId::Has   ? has(node, value, archive)
                    : node.field == FieldId::Type  ? type(value)
                    : node.field == FieldId::Story ? story(node, value, archive)
                                                   : dup(node, value, archive));
  return parts.size() == 1 ? std::move(parts.front()) : either(std::move(parts));
}

}  // namespace morgue
