#include "query/views/person_page.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "common/schema.h"
#include "common/stored_article.h"
#include "common/text.h"
#include "query/match/article_view.h"
#include "query/match/compile.h"
#include "query/match/interrupt.h"
#include "query/match/matches.h"
#include "query/views/names.h"
#include "query/views/result_rows.h"
#include "query/views/unusual.h"

namespace morgue {
namespace {

/// So many names of a kind are weighed, most articles first.
constexpr std::size_t kNamesWeighed = 100;
constexpr std::int64_t kFewestTogether = 2;
/// So many are looked for in sentences.
constexpr std::size_t kCandidates = 40;
/// Shorter quotations are phrases that anybody says.
constexpr std::size_t kWordsOfQuotation = 4;

/// An article that names somebody.
struct Row {
  std::int64_t no = 0;
  ArticleId id;
  std::string source;
  std::optional<Day> day;
  bool month_known = false, day_known = false;
  bool head = false;  ///< the first of its family
};

/// All that name everybody of `who`, and are in the table `result` if `in_result` says so; the
/// earliest first, those without a day last.
std::vector<Row> rows_naming(sqlite::Database& db, const std::vector<std::uint32_t>& who,
                             bool in_result = false) {
  std::string sql =
      "SELECT a.no, a.id, coalesce(a.family, a.id), coalesce(s.name, ''), a.published + 60 * "
      "coalesce(a.published_offset, 0), a.published_precision FROM articles a LEFT JOIN sources s "
      "ON s.no = a.source WHERE a.current";
  for (std::size_t i = 0; i < who.size(); ++i)
    sql += " AND a.no IN (SELECT article FROM appearances WHERE identity = ?)";
  if (in_result) sql += " AND a.no IN (SELECT no FROM result)";
  sql += " ORDER BY a.published IS NULL, a.published, a.no";
  sqlite::Statement all(db, sql);
  for (std::size_t i = 0; i < who.size(); ++i)
    all.bind(static_cast<int>(i) + 1, std::int64_t{who[i]});
  std::vector<Row> out;
  std::set<std::string, std::less<>> families;
  while (all.step()) {
    const auto id = parse_article_id(all.text(1));
    if (!id) continue;
    Row row{all.integer(0), *id, std::string(all.text(3)), {}, false, false, false};
    row.head = families.emplace(all.text(2)).second;
    if (!all.is_null(4))
      row.day =
          std::chrono::floor<std::chrono::days>(Instant{std::chrono::seconds{all.integer(4)}});
    row.month_known = row.day && all.text(5) != "year";
    row.day_known = row.month_known && all.text(5) != "month";
    out.push_back(std::move(row));
  }
  return out;
}

/// Which of an article's entities are whom.
std::unordered_map<std::uint32_t, std::uint32_t> identities(sqlite::Statement& of_article,
                                                            std::int64_t no) {
  std::unordered_map<std::uint32_t, std::uint32_t> out;
  of_article.bind(1, no);
  while (of_article.step())
    out.emplace(static_cast<std::uint32_t>(of_article.integer(0)),
                static_cast<std::uint32_t>(of_article.integer(1)));
  return out;
}
constexpr std::string_view kIdentities =
    "SELECT entity, identity FROM appearances WHERE article = ? AND identity IS NOT NULL";

std::optional<StoredArticle> read_article(const ArchiveReader& archive, ArticleDecoder& decoder,
                                          ArticleId id) {
  const auto document = archive.find(id);
  if (!document || !decoder.open(archive.data(*document))) return {};
  auto stored = decoder.article();
  if (!stored) return {};
  return *std::move(stored);
}

NamingSentence sentence_of(const StoredArticle& stored, const Row& row, Span where) {
  const Article& article = stored.content.article;
  return {std::string(where.of(article.text)), row.day, row.source, article.title, row.id};
}

/// Calls `visit` with each sentence and the entities that it names.
template <typename F>
void for_each_sentence(const AnnotatedArticle& content, F&& visit) {
  auto mention = content.mentions.begin();
  while (mention != content.mentions.end() && mention->in_title) ++mention;
  for (const Span sentence : sentences(content.article.text)) {
    std::set<std::uint32_t> named;
    for (; mention != content.mentions.end() && mention->where.begin < sentence.end; ++mention)
      named.insert(mention->entity);
    if (!named.empty()) visit(sentence, named);
  }
}

class PageMaker {
 public:
  PageMaker(sqlite::Database& db, const ArchiveReader& archive, std::uint32_t identity,
            const PersonPageOptions& options)
      : db_(db), archive_(archive), identity_(identity), options_(options) {}

  PersonPage make() {
    const std::vector<Row> rows = rows_naming(db_, {identity_});
    add_course(rows);
    add_namesakes();
    add_company(rows);
    read(rows);
    return std::move(page_);
  }

 private:
  void add_course(const std::vector<Row>& rows) {
    std::set<std::string> sources;
    page_.articles = static_cast<std::int64_t>(rows.size());
    for (const Row& row : rows) {
      if (!row.source.empty()) sources.insert(row.source);
      page_.heads += row.head ? 1 : 0;
      if (!row.day) continue;
      if (!page_.first) page_.first = PageEnd{*row.day, row.source, row.id};
      page_.last = PageEnd{*row.day, row.source, row.id};
      if (!row.head || !row.month_known) continue;
      const std::chrono::year_month_day day(*row.day);
      ++page_.months[static_cast<int>(day.year())][static_cast<unsigned>(day.month()) - 1];
    }
    page_.sources = static_cast<std::int64_t>(sources.size());
  }

  /// Those who bear the name that he is shown by.
  void add_namesakes() {
    const auto summary = summary_of(db_, identity_);
    if (!summary) return;
    for (const std::uint32_t other : people_named(db_, summary->name, options_.namesakes + 1)) {
      if (other == identity_ || page_.namesakes.size() == options_.namesakes) continue;
      if (auto namesake = summary_of(db_, other)) page_.namesakes.push_back(*std::move(namesake));
    }
  }

  void add_company(const std::vector<Row>& rows) {
    Matches matches;
    for (const Row& row : rows)
      if (row.head)
        matches.articles.push_back(
            {0, row.id, 0, true, row.day_known ? row.day : std::optional<Day>()});
    matches.lines = matches.articles.size();
    const auto heads = static_cast<std::int64_t>(matches.lines);
    NamesOptions how;
    how.most = kNamesWeighed;
    how.roles = 0;
    const auto counted = counted_rows(db_, matches, how);
    for (const EntityKind kind : {EntityKind::Person, EntityKind::Org}) {
      const NamesView view = count_names(db_, matches, counted, kind, how);
      for (const NamedInAnswer& name : view.names) {
        if (name.articles < kFewestTogether || name.identity == identity_) continue;
        Company company{name.name, kind, name.identity, name.articles, 0, 0, name.last, {}};
        company.g2 = log_likelihood(name.articles, heads, everywhere(kind, name),
                                    static_cast<std::int64_t>(archive_.articles()));
        page_.company.push_back(std::move(company));
      }
    }
    std::sort(page_.company.begin(), page_.company.end(), [](const Company& a, const Company& b) {
      return a.g2 != b.g2 ? a.g2 > b.g2 : a.name < b.name;
    });
    if (page_.company.size() > kCandidates) page_.company.resize(kCandidates);
  }

  std::int64_t everywhere(EntityKind kind, const NamedInAnswer& name) {
    if (name.identity != 0) {
      sqlite::Statement count(db_,
                              "SELECT count(DISTINCT article) FROM appearances WHERE identity = ?");
      count.bind(1, std::int64_t{name.identity});
      const std::int64_t out = count.step() ? count.integer(0) : 0;
      return out;
    }
    return static_cast<std::int64_t>(archive_.frequency(schema::term(
        kind == EntityKind::Person ? schema::kPerson : schema::kOrg, word_key(name.name))));
  }

  /// Sentences with company, and what is quoted.
  void read(const std::vector<Row>& rows) {
    const std::size_t count =
        options_.read == 0 ? rows.size() : std::min(rows.size(), options_.read);
    sqlite::Statement of_article(db_, kIdentities);
    ArticleDecoder decoder;
    for (std::size_t i = 0; i < count; ++i) {
      stop_if_interrupted();
      const Row& row = rows[i * rows.size() / count];
      const auto stored = read_article(archive_, decoder, row.id);
      if (!stored) continue;
      ++page_.read;
      const auto who = identities(of_article, row.no);
      if (row.head) read_sentences(*stored, row, who);
      read_quotations(*stored, row, who);
    }
    std::stable_partition(page_.company.begin(), page_.company.end(),
                          [](const Company& company) { return company.sentences > 0; });
    if (page_.company.size() > options_.company) page_.company.resize(options_.company);
    for (const auto& [key, quotation] : quotations_) page_.says.push_back(quotation);
    std::stable_sort(page_.says.begin(), page_.says.end(),
                     [](const RepeatedQuotation& a, const RepeatedQuotation& b) {
                       if (a.articles != b.articles) return a.articles > b.articles;
                       return a.first > b.first;
                     });
    if (page_.says.size() > options_.quotations) page_.says.resize(options_.quotations);
  }

  using Identities = std::unordered_map<std::uint32_t, std::uint32_t>;

  void read_sentences(const StoredArticle& stored, const Row& row, const Identities& who) {
    const auto is = [&](std::uint32_t entity, std::uint32_t identity) {
      const auto at = who.find(entity);
      return at != who.end() && at->second == identity;
    };
    const auto& entities = stored.content.entities;
    for_each_sentence(stored.content, [&](Span where, const std::set<std::uint32_t>& named) {
      if (std::none_of(named.begin(), named.end(),
                       [&](std::uint32_t entity) { return is(entity, identity_); }))
        return;
      for (Company& company : page_.company) {
        const bool there = std::any_of(named.begin(), named.end(), [&](std::uint32_t entity) {
          if (company.identity != 0) return is(entity, company.identity);
          return entities[entity].kind == company.kind &&
                 word_key(entities[entity].name) == word_key(company.name);
        });
        if (!there) continue;
        ++company.sentences;
        company.proof = sentence_of(stored, row, where);
      }
    });
  }

  void read_quotations(const StoredArticle& stored, const Row& row, const Identities& who) {
    std::set<std::string> here;
    for (const Quotation& quotation : stored.content.quotations) {
      if (!quotation.entity || quotation.kind == QuotationKind::Indirect) continue;
      const auto speaker = who.find(*quotation.entity);
      if (speaker == who.end() || speaker->second != identity_) continue;
      const std::string text(quotation.where.of(stored.content.article.text));
      const std::vector<std::string> all = words(text);
      if (all.size() < kWordsOfQuotation) continue;
      ++page_.quotations;
      const std::string key = word_key(text);
      if (!here.insert(key).second) continue;
      auto [at, fresh] = quotations_.try_emplace(key, RepeatedQuotation{text, 0, row.day, row.id});
      ++at->second.articles;
    }
  }

  sqlite::Database& db_;
  const ArchiveReader& archive_;
  std::uint32_t identity_;
  const PersonPageOptions& options_;
  PersonPage page_;
  std::map<std::string, RepeatedQuotation> quotations_;  // by their folded words
};

/// What finds the articles that name all of these, which are no people.
Query query_for(const std::vector<Party>& parties) {
  Query query;
  for (const Party& party : parties) {
    QueryNode node;
    node.kind = QueryNode::Kind::Entity;
    node.field = party.field;
    node.text = party.name;
    query.root.children.push_back(std::move(node));
  }
  return query;
}

/// Names are looked up as they stand, without patterns, so nothing of them can be refused.
Matches matches_of(const ArchiveReader& archive, const std::vector<Party>& parties) {
  auto found = find_matches(archive, query_for(parties), {});
  return found ? *std::move(found) : Matches{};
}

/// Tells where articles name one of two.
class PlacesOf {
 public:
  PlacesOf(const ArchiveReader& archive, const Party& party) : party_(party) {
    if (party.identity == 0)
      if (auto plan = compile(query_for({party}), archive, {})) plan_ = *std::move(plan);
    matcher_.emplace(plan_.wanted, plan_.languages);
  }

  /// Places in the text. `stored` is what the decoder has open.
  [[nodiscard]] std::vector<Span> in(const ArticleDecoder& decoder, const StoredArticle& stored,
                                     const std::unordered_map<std::uint32_t, std::uint32_t>& who) {
    std::vector<Span> out;
    if (party_.identity == 0) {
      for (const UnitHit& hit : sorted_hits(plan_.condition.check, ArticleView(decoder, *matcher_)))
        if (!hit.in_title) out.push_back(hit.where);
      return out;
    }
    for (const Mention& mention : stored.content.mentions) {
      const auto at = who.find(mention.entity);
      if (!mention.in_title && at != who.end() && at->second == party_.identity)
        out.push_back(mention.where);
    }
    return out;
  }

 private:
  const Party& party_;
  Plan plan_;
  std::optional<WordMatcher> matcher_;
};

/// Two different places, one of each, within the sentence?
bool holds_both(Span sentence, const std::vector<Span>& first, const std::vector<Span>& second) {
  const auto within = [&](Span place) {
    return sentence.begin <= place.begin && place.begin < sentence.end;
  };
  return std::any_of(first.begin(), first.end(), [&](Span a) {
    return within(a) && std::any_of(second.begin(), second.end(),
                                    [&](Span b) { return within(b) && !(a == b); });
  });
}

}  // namespace

PersonPage person_page(sqlite::Database& db, const ArchiveReader& archive, std::uint32_t identity,
                       const PersonPageOptions& options) {
  return PageMaker(db, archive, identity, options).make();
}

bool is_named(const ArchiveReader& archive, const Party& party) {
  return !matches_of(archive, {party}).articles.empty();
}

Meetings find_meetings(sqlite::Database& db, const ArchiveReader& archive, const Party& a,
                       const Party& b) {
  Meetings out;
  std::vector<std::uint32_t> people;
  std::vector<Party> others;
  for (const Party& party : {a, b}) {
    if (party.identity != 0)
      people.push_back(party.identity);
    else
      others.push_back(party);
  }
  if (!others.empty()) put_result(db, matches_of(archive, others));
  PlacesOf places_of_a(archive, a), places_of_b(archive, b);
  sqlite::Statement of_article(db, kIdentities);
  ArticleDecoder decoder;
  for (const Row& row : rows_naming(db, people, !others.empty())) {
    if (!row.head) continue;
    ++out.articles;
    const auto stored = read_article(archive, decoder, row.id);
    if (!stored) continue;
    const auto who = identities(of_article, row.no);
    const auto first = places_of_a.in(decoder, *stored, who);
    const auto second = places_of_b.in(decoder, *stored, who);
    for (const Span sentence : sentences(stored->content.article.text))
      if (holds_both(sentence, first, second))
        out.sentences.push_back(sentence_of(*stored, row, sentence));
  }
  return out;
}

}  // namespace morgue
