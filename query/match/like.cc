#include "query/match/like.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "common/schema.h"
#include "common/text.h"
#include "common/utf8.h"
#include "query/match/families.h"

namespace morgue {
namespace {

/// What more articles have says little of any of them.
constexpr double kCommon = 0.3;
/// In an archive of a few articles that share would leave nothing.
constexpr std::uint64_t kFew = 3;
constexpr std::size_t kMostBytes = std::size_t{256} << 10U;

/// A stem of the text while it is counted.
struct CountedStem {
  std::string written, folded;
  unsigned times = 0;
  std::size_t place = 0;  ///< where it first stands
};

class StemCounter {
 public:
  explicit StemCounter(std::string_view language) : stemmer_(language) {}

  void add(std::string_view text, unsigned weight) {
    Tokenizer tokenizer(text);
    for (Token token; tokenizer.next(token);) {
      if (token.folded.size() < 2 || is_function_word(token.folded)) continue;
      const auto [at, fresh] =
          numbers_.try_emplace(std::string(stemmer_.stem(token.folded)), stems_.size());
      if (fresh)
        stems_.push_back(
            {std::string(token.where.of(text)), std::string(token.folded), 0, stems_.size()});
      stems_[at->second].times += weight;
    }
  }
  [[nodiscard]] const std::vector<CountedStem>& stems() const { return stems_; }
  [[nodiscard]] std::string stem(std::string_view folded) {
    return std::string(stemmer_.stem(folded));
  }

 private:
  Stemmer stemmer_;
  std::unordered_map<std::string, std::size_t> numbers_;
  std::vector<CountedStem> stems_;
};

QueryNode keyword(FieldId field, std::vector<std::string> values) {
  QueryNode node = make_node(QueryNode::Kind::Keyword, {});
  node.field = field;
  node.values = std::move(values);
  return node;
}

}  // namespace

std::vector<TellingWord> telling_words(const ArchiveReader& archive, const Model& model,
                                       std::size_t most) {
  StemCounter counter(model.language);
  counter.add(model.title, schema::kTitleWeight);
  counter.add(utf8::prefix(model.text, kMostBytes), 1);
  const auto articles = static_cast<double>(std::max<std::uint64_t>(archive.articles(), 1));
  const auto common = std::max<std::uint64_t>(kFew, static_cast<std::uint64_t>(kCommon * articles));
  std::vector<std::pair<TellingWord, std::size_t>> found;
  for (const CountedStem& stem : counter.stems()) {
    const std::uint64_t have =
        archive.frequency(schema::term(schema::kStem, counter.stem(stem.folded))) +
        archive.frequency(schema::term(schema::kNameWord, stem.folded));
    if ((have > common && !model.common_words) || have < (model.in_archive ? 2U : 1U)) continue;
    const double idf = std::log(1 + articles / static_cast<double>(have));
    const double weight = 1 + std::log(stem.times);
    found.push_back({{stem.written, weight, weight * idf}, stem.place});
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.first.tells != b.first.tells ? a.first.tells > b.first.tells : a.second < b.second;
  });
  if (found.size() > most) found.resize(most);
  std::vector<TellingWord> out;
  for (auto& [word, place] : found) out.push_back(std::move(word));
  return out;
}

LikeQuery like_query(std::span<const TellingWord> words, const Query& filters,
                     std::string_view filters_text, const std::vector<QueryNode>& excluded) {
  LikeQuery out{filters, std::string(filters_text)};
  QueryNode any = make_node(QueryNode::Kind::And, {});
  any.soft = true;
  for (const TellingWord& word : words) {
    QueryNode node = make_node(QueryNode::Kind::Word, {});
    node.text = word.text;
    node.weight = std::clamp(std::round(word.weight * 10) / 10, 0.1, 100.0);
    any.children.push_back(std::move(node));
  }
  std::string typed;
  for (const QueryNode& node : any.children)
    typed += (typed.empty() ? "" : " OR ") + to_query_text(node);
  out.text += fmt::format("{}({})", out.text.empty() ? "" : " ", typed);

  QueryNode root = make_node(QueryNode::Kind::And, {});
  root.children.push_back(std::move(any));
  const QueryNode& asked = filters.root;
  if (asked.kind == QueryNode::Kind::And && !asked.soft)
    root.children.insert(root.children.end(), asked.children.begin(), asked.children.end());
  else
    root.children.push_back(asked);
  for (const QueryNode& node : excluded) {
    QueryNode negated = make_node(QueryNode::Kind::Not, {});
    negated.children = {node};
    out.text += ' ' + to_query_text(negated);
    root.children.push_back(std::move(negated));
  }
  out.query.root = std::move(root);
  out.query.filters_only = false;
  return out;
}

std::vector<QueryNode> the_same(const ArchiveReader& archive, ArticleId id) {
  std::vector<QueryNode> out;
  const auto document = archive.find(id);
  if (!document) return out;
  std::vector<std::string> versions;
  for (const Xapian::docid version : versions_of(archive, *document, id))
    if (const auto named = schema::id_of_bytes(archive.value(version, schema::kIdSlot)))
      versions.push_back(to_string(*named));
  out.push_back(keyword(FieldId::Id, std::move(versions)));
  const Family family = family_of(archive, *document, id);
  if (family.copies > 0) out.push_back(keyword(FieldId::Dup, {"f-" + to_string(family.id)}));
  return out;
}

}  // namespace morgue
