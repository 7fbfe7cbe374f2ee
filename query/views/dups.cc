#include "query/views/dups.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "common/schema.h"
#include "common/shingles.h"
#include "common/text.h"
#include "query/match/families.h"
#include "query/match/stored_articles.h"

namespace morgue {
namespace {

/// A paragraph of which less stands in the other text is not in it.
constexpr double kSameParagraph = 0.5;
/// Words between quotation marks that are fewer may be a name.
constexpr std::size_t kQuoteWords = 3;

struct Member {
  StoredArticle stored;
  ArticleId lineage;
  bool searched = true;
  Fingerprint print;
  unsigned version = 0;
};

/// When a version came about.
Instant time_of(const StoredArticle& stored) {
  const Article& article = stored.content.article;
  if (article.updated) return article.updated->instant;
  return article.published ? article.published->instant : stored.added;
}

/// Without a date it stands last.
auto order_of(const Member& member) {
  const auto& published = member.stored.content.article.published;
  return std::tuple(!published, published ? published->instant : Instant{}, time_of(member.stored),
                    member.stored.id);
}

std::size_t count_words(std::string_view text) {
  std::size_t n = 0;
  Tokenizer tokenizer(text);
  for (Token token; tokenizer.next(token);) ++n;
  return n;
}

std::size_t paragraphs_missing(const Article& of, const Fingerprint& in) {
  std::size_t missing = 0;
  for (const Span paragraph : paragraphs(of.text)) {
    const auto own = fingerprint(paragraph.of(of.text)).shingles;
    if (own.empty()) continue;
    const auto found = static_cast<double>(shared(own, in.shingles));
    missing += found < kSameParagraph * static_cast<double>(own.size());
  }
  return missing;
}

std::set<std::string> quoted_words(const AnnotatedArticle& content) {
  std::set<std::string> out;
  for (const Quotation& quotation : content.quotations)
    out.insert(word_key(quotation.where.of(content.article.text)));
  return out;
}

void compare(const Member& base, const Member& member, CopyView& out) {
  const Article& before = base.stored.content.article;
  const AnnotatedArticle& content = member.stored.content;
  const Article& after = content.article;
  out.other_title = word_key(before.title) != word_key(after.title);
  out.other_byline = before.authors != after.authors;
  out.cut = paragraphs_missing(before, member.print);
  out.added = paragraphs_missing(after, base.print);
  const auto known = quoted_words(base.stored.content);
  for (const Quotation& quotation : content.quotations) {
    if (quotation.kind == QuotationKind::Indirect || quotation.continues) continue;
    const std::string words = word_key(quotation.where.of(after.text));
    if (count_words(words) < kQuoteWords) continue;
    const bool new_words = std::none_of(known.begin(), known.end(), [&](const std::string& one) {
      return one.find(words) != std::string::npos || words.find(one) != std::string::npos;
    });
    if (new_words) out.added_quotes.push_back(quotation.speaker);
  }
}

ArticleId lineage_of(const ArchiveReader& archive, const std::vector<Xapian::docid>& versions) {
  ArticleId lowest{~std::uint64_t{0}};
  for (const Xapian::docid version : versions)
    if (const auto id = schema::id_of_bytes(archive.value(version, schema::kIdSlot)))
      lowest = std::min(lowest, *id);
  return lowest;
}

void number_versions(std::vector<Member>& members) {
  std::map<ArticleId, std::vector<Member*>> lineages;
  for (Member& member : members) lineages[member.lineage].push_back(&member);
  for (auto& [lineage, versions] : lineages) {
    if (versions.size() < 2) continue;
    std::sort(versions.begin(), versions.end(), [](const Member* a, const Member* b) {
      return std::pair(time_of(a->stored), a->stored.id) <
             std::pair(time_of(b->stored), b->stored.id);
    });
    for (std::size_t i = 0; i < versions.size(); ++i)
      versions[i]->version = static_cast<unsigned>(i + 1);
  }
}

const Member& base_of(const std::vector<Member>& members, const Member& member) {
  for (const Member& other : members)
    if (other.lineage == member.lineage && other.version + 1 == member.version) return other;
  return members.front();
}

CopyView view_of(const std::vector<Member>& members, const Member& member) {
  const Article& article = member.stored.content.article;
  CopyView out;
  out.id = member.stored.id;
  out.published = article.published;
  out.updated = article.updated;
  out.source = article.source;
  out.title = article.title;
  out.agency = article.agency;
  out.words = count_words(article.text);
  out.first = &member == &members.front();
  out.searched = member.searched;
  out.version = member.version;
  out.corrected = article.corrected;
  if (out.first) return out;
  const auto& first = members.front().print.shingles;
  if (!member.print.shingles.empty())
    out.kept = static_cast<double>(shared(member.print.shingles, first)) /
               static_cast<double>(member.print.shingles.size());
  compare(base_of(members, member), member, out);
  return out;
}

}  // namespace

FamilyView family_view(const ArchiveReader& archive, Xapian::docid document, ArticleId id) {
  FamilyView out;
  std::vector<Member> members;
  StoredArticles articles(archive);
  std::set<Xapian::docid> seen;
  for (const Xapian::docid copy : family_members(archive, document, id)) {
    const auto copy_id = schema::id_of_bytes(archive.value(copy, schema::kIdSlot));
    if (!copy_id) continue;
    const auto versions = versions_of(archive, copy, *copy_id);
    const ArticleId lineage = lineage_of(archive, versions);
    for (const Xapian::docid version : versions) {
      if (!seen.insert(version).second) continue;
      if (members.size() == kMostMembers) {
        ++out.left_out;
        continue;
      }
      if (!reading([&] { return articles.open(version); })) continue;
      auto stored = articles.decoder().article();
      if (!stored) continue;
      Member member{*std::move(stored), lineage, archive.is_searched(version), {}};
      member.print = fingerprint(member.stored.content.article.text);
      members.push_back(std::move(member));
    }
  }
  std::sort(members.begin(), members.end(),
            [](const Member& a, const Member& b) { return order_of(a) < order_of(b); });
  number_versions(members);
  out.id = family_of(archive, document, id).id;
  std::set<std::string> sources;
  std::map<std::string, std::size_t> agencies;
  for (const Member& member : members) {
    out.members.push_back(view_of(members, member));
    if (!out.members.back().source.empty()) sources.insert(out.members.back().source);
    if (!out.members.back().agency.empty()) ++agencies[out.members.back().agency];
  }
  out.sources = sources.size();
  const auto most = std::max_element(agencies.begin(), agencies.end(),
                                     [](auto& a, auto& b) { return a.second < b.second; });
  if (most != agencies.end()) out.agency = most->first;
  return out;
}

std::string difference_text(const CopyView& copy) {
  if (copy.first) return "first in this archive";
  std::vector<std::string> parts;
  const auto paras = [&](std::size_t number, std::string_view what) {
    if (number > 0)
      parts.push_back(fmt::format("{} {} {}", number, number == 1 ? "para" : "paras", what));
  };
  if (copy.version > 1) parts.push_back(fmt::format("version {}", copy.version));
  if (copy.corrected) parts.emplace_back("correction");
  if (copy.other_title) parts.emplace_back("other headline");
  if (copy.other_byline) parts.emplace_back("other byline");
  paras(copy.cut, "cut");
  paras(copy.added, "added");
  std::vector<std::string> named;
  for (const std::string& speaker : copy.added_quotes) {
    const std::string part = speaker.empty() ? "+ quotation" : "+ quotation of " + speaker;
    if (std::find(named.begin(), named.end(), part) == named.end()) named.push_back(part);
  }
  parts.insert(parts.end(), named.begin(), named.end());
  return parts.empty() ? "the same" : fmt::format("{}", fmt::join(parts, ", "));
}

std::vector<StoredArticle> stored_versions(const ArchiveReader& archive, ArticleId id) {
  std::vector<StoredArticle> out;
  const auto document = archive.find(id);
  if (!document) return out;
  StoredArticles articles(archive);
  for (const Xapian::docid version : versions_of(archive, *document, id)) {
    if (!reading([&] { return articles.open(version); })) continue;
    if (auto stored = articles.decoder().article()) out.push_back(*std::move(stored));
  }
  std::sort(out.begin(), out.end(), [](const StoredArticle& a, const StoredArticle& b) {
    return std::pair(time_of(a), a.id) < std::pair(time_of(b), b.id);
  });
  return out;
}

}  // namespace morgue
