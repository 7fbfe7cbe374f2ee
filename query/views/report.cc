#include "query/views/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "common/text.h"
#include "query/match/article_view.h"
#include "query/match/stored_articles.h"
#include "query/views/dups.h"
#include "query/views/quote_words.h"
#include "query/views/result_rows.h"
#include "query/views/sha256.h"

namespace morgue {
namespace {

/// So many articles are held with their texts at a time.
constexpr std::size_t kAtOnce = 500;

constexpr auto kKinds =
    std::to_array<EntityKind>({EntityKind::Person, EntityKind::Org, EntityKind::Place});

/// Which sentence is to be shown for a name: one of this entity's, in this article.
struct Proof {
  std::size_t kind = 0, name = 0;
  std::uint32_t entity = 0;
};

/// The first articles of an answer that are counted, as an answer of their own.
Matches first_of(const Matches& matches, CountedArticles what, std::size_t most) {
  Matches out;
  out.extent = matches.extent;
  for (const Match& match : matches.articles) {
    if (what == CountedArticles::Heads && !match.head) continue;
    if (most > 0 && out.articles.size() == most) break;
    out.articles.push_back(match);
  }
  out.lines = out.articles.size();
  return out;
}

/// By what a name of the view is found again in the rows that it was counted from.
std::string key_of(std::uint32_t identity, std::string_view name) {
  return identity != 0 ? fmt::format("@{}", identity) : word_key(name);
}

/// Who or what is named in what is listed, and by which article and entity each is to be proved.
class Names {
 public:
  Names(sqlite::Database& db, const Matches& listed, const ReportOptions& options)
      : db_(db), listed_(listed), options_{.what = options.what, .most = options.most_names} {
    options_.names_in = 0;
    rows_ = result_rows(db, listed, options.what);
    put_result(db, listed, rows_);
  }

  ReportNames count(std::size_t kind) {
    NamesView view = count_names(db_, listed_, rows_, kKinds[kind], options_);
    ReportNames out{kKinds[kind], {}, view.distinct};
    std::unordered_map<std::string, std::size_t> by_key;
    for (NamedInAnswer& named : view.names) {
      by_key.emplace(key_of(named.identity, named.name), out.names.size());
      out.names.push_back({std::move(named), {}, {}});
    }
    find_proofs(kind, out.names, by_key);
    return out;
  }

  /// By the article's number in what is listed.
  [[nodiscard]] const std::map<std::size_t, std::vector<Proof>>& proofs() const { return proofs_; }

 private:
  void find_proofs(std::size_t kind, const std::vector<ReportName>& names,
                   const std::unordered_map<std::string, std::size_t>& by_key) {
    using Order = std::tuple<bool, bool, std::int64_t, std::int64_t, std::uint32_t>;
    std::vector<std::optional<Order>> best(names.size());
    sqlite::Statement rows(
        db_, fmt::format("SELECT r.rank, a.entity, a.identity, a.name, a.role, n.published FROM "
                         "result r CROSS JOIN articles n ON n.no = r.no CROSS JOIN appearances a "
                         "ON a.article = r.no WHERE a.kind = '{}'",
                         to_string(kKinds[kind])));
    while (rows.step()) {
      const auto at =
          by_key.find(key_of(static_cast<std::uint32_t>(rows.integer(2)), rows.text(3)));
      if (at == by_key.end()) continue;
      const std::vector<std::string>& roles = names[at->second].who.roles;
      const Order order{roles.empty() || rows.text(4) != roles.front(), rows.is_null(5),
                        rows.integer(5), rows.integer(0),
                        static_cast<std::uint32_t>(rows.integer(1))};
      std::optional<Order>& known = best[at->second];
      if (!known || order < *known) known = order;
    }
    for (std::size_t name = 0; name < best.size(); ++name)
      if (best[name])
        proofs_[static_cast<std::size_t>(std::get<3>(*best[name]))].push_back(
            {kind, name, std::get<4>(*best[name])});
  }

  sqlite::Database& db_;
  const Matches& listed_;
  NamesOptions options_;
  std::vector<ResultRow> rows_;
  std::map<std::size_t, std::vector<Proof>> proofs_;
};

void prove(ReportName& name, const AnnotatedArticle& content, std::uint32_t entity,
           std::size_t entry) {
  const std::string& text = content.article.text;
  for (const bool in_title : {false, true})
    for (const Mention& mention : content.mentions) {
      if (mention.entity != entity || mention.in_title != in_title) continue;
      if (in_title) {
        name.proof = Citation{entry, 0};
        return;
      }
      const std::vector<Span> all = paragraphs(text);
      const std::uint32_t paragraph = number_at(all, mention.where.begin);
      const std::string_view within = all[paragraph].of(text);
      const std::vector<Span> parts = sentences(within);
      name.proof = Citation{entry, paragraph + 1};
      const std::uint32_t at = mention.where.begin - all[paragraph].begin;
      name.sentence = parts.empty() ? within : parts[number_at(parts, at)].of(within);
      return;
    }
}

std::vector<ReportPassage> cut_out(const std::vector<Passage>& passages, std::string_view text) {
  std::vector<ReportPassage> out;
  for (const Passage& passage : passages) {
    ReportPassage& cut = out.emplace_back();
    cut.paragraph = passage.paragraph;
    cut.text = passage.where.of(text);
    cut.cut_before = passage.cut_before;
    cut.cut_after = passage.cut_after;
    for (const Span mark : passage.marks)
      cut.marks.push_back({mark.begin - passage.where.begin, mark.end - passage.where.begin});
  }
  return out;
}

ReportEntry entry_of(const ArchiveReader& archive, Hit& hit) {
  ReportEntry out;
  const std::string& text = hit.article.content.article.text;
  out.title_marks = std::move(hit.title_marks);
  out.passages = cut_out(hit.passages, text);
  out.family = hit.family;
  if (hit.older_versions > 0)
    for (const StoredArticle& version : stored_versions(archive, hit.article.id)) {
      out.versions.push_back({version.id, sha256(version.content.article.text)});
      if (version.id == hit.article.id) out.version = static_cast<unsigned>(out.versions.size());
    }
  else
    out.versions.push_back({hit.article.id, sha256(text)});
  out.article.id = hit.article.id;
  out.article.added = hit.article.added;
  out.article.content.article = std::move(hit.article.content.article);
  out.article.content.article.text.clear();
  return out;
}

/// Builds the list: reads articles in pieces, and keeps of each what is shown.
class ListReader {
 public:
  ListReader(const ArchiveReader& archive, const ReportQuery& asked, Report& report)
      : archive_(archive), asked_(asked), report_(report) {
    options_.limit = 0;
    options_.group = GroupBy::None;
    options_.sort = asked.how.sort;
    options_.loose = asked.how.loose;
    options_.people = asked.how.people;
  }

  std::optional<QueryError> read(std::span<const Xapian::docid> documents,
                                 const std::map<std::size_t, std::vector<Proof>>& proofs) {
    for (std::size_t from = 0; from < documents.size(); from += kAtOnce)
      if (auto error = read_piece(documents, from, proofs)) return error;
    return {};
  }

  /// The entry of an article, if it is listed.
  [[nodiscard]] std::optional<std::size_t> entry(ArticleId id) const {
    const auto at = entries_.find(id);
    if (at == entries_.end()) return {};
    return at->second;
  }

 private:
  std::optional<QueryError> read_piece(std::span<const Xapian::docid> documents, std::size_t from,
                                       const std::map<std::size_t, std::vector<Proof>>& proofs) {
    const auto piece = documents.subspan(from, std::min(kAtOnce, documents.size() - from));
    auto within = std::make_shared<DocumentList>(archive_.segments());
    for (const Xapian::docid document : piece) {
      const PlaceInSegments place = archive_.place(document);
      within->add(place.segment, place.document);
    }
    within->sort();
    options_.within = std::move(within);
    auto found = search(archive_, asked_.query, options_);
    if (!found) return std::move(found.error());
    std::map<Xapian::docid, Hit*> hits;
    for (Hit& hit : found->hits)
      if (const auto document = archive_.find(hit.article.id)) hits.emplace(*document, &hit);
    for (std::size_t i = 0; i < piece.size(); ++i) {
      const auto hit = hits.find(piece[i]);
      if (hit == hits.end()) {
        ++report_.damaged;
        continue;
      }
      const std::size_t entry = report_.entries.size();
      if (const auto wanted = proofs.find(from + i); wanted != proofs.end())
        for (const Proof& proof : wanted->second)
          prove(report_.names[proof.kind].names[proof.name], hit->second->article.content,
                proof.entity, entry);
      entries_.emplace(hit->second->article.id, entry);
      report_.entries.push_back(entry_of(archive_, *hit->second));
      report_.entries.back().in_answer = from + i < report_.listed;
    }
    return {};
  }

  const ArchiveReader& archive_;
  const ReportQuery& asked_;
  Report& report_;
  SearchOptions options_;
  std::map<ArticleId, std::size_t> entries_;
};

/// What is listed, and behind it those articles that only the timeline names.
std::vector<Xapian::docid> documents_of(const ArchiveReader& archive, const Matches& listed,
                                        const TimelineView& timeline) {
  std::vector<Xapian::docid> out;
  for (const Match& match : listed.articles) out.push_back(match.document);
  for (const TimeSeries& series : timeline.series)
    for (const Burst& burst : series.bursts) {
      const auto document = archive.find(burst.article);
      if (document && std::find(out.begin(), out.end(), *document) == out.end())
        out.push_back(*document);
    }
  return out;
}

/// Finds the paragraphs of places in articles, each read once.
class Paragraphs {
 public:
  explicit Paragraphs(const ArchiveReader& archive) : archive_(archive), articles_(archive) {}

  std::uint32_t at(ArticleId article, std::uint32_t byte) {
    const auto [known, fresh] = of_.try_emplace(article);
    const auto document = fresh ? archive_.find(article) : std::nullopt;
    if (document && reading([&] { return articles_.open(*document); }))
      known->second = paragraphs(articles_.decoder().text());
    return 1 + number_at(known->second, byte);
  }

 private:
  const ArchiveReader& archive_;
  StoredArticles articles_;
  std::map<ArticleId, std::vector<Span>> of_;
};

void add_quotes(const ArchiveReader& archive, const ReportQuery& asked, const Matches& listed,
                std::size_t most, const ListReader& list, Report& report) {
  QuotesOptions options;
  options.words = quote_words(asked.query.root);
  Quotes quotes = find_quotes(archive, listed, options);
  report.distinct_quotes = quotes.quotes.size();
  if (quotes.quotes.size() > most) quotes.quotes.resize(most);
  Paragraphs paragraphs(archive);
  for (FoldedQuote& quote : quotes.quotes) {
    ReportQuote shown;
    std::erase_if(quote.places, [&](const QuotedIn& place) { return !list.entry(place.article); });
    if (quote.places.empty()) continue;
    for (const QuotedIn& place : quote.places)
      shown.places.push_back(
          {*list.entry(place.article), paragraphs.at(place.article, place.where.begin)});
    shown.quote = std::move(quote);
    report.quotes.push_back(std::move(shown));
  }
}

}  // namespace

Result<Report, QueryError> make_report(const ArchiveReader& archive, sqlite::Database& db,
                                       const ReportQuery& asked, const Matches& matches,
                                       const ReportOptions& options) {
  Report out;
  out.typed = asked.typed;
  out.read = to_query_text(asked.query);
  out.dates = resolved_dates(asked.query, asked.typed);
  out.now = options.now;
  out.batch = options.batch;
  out.archive_articles = archive.articles();
  out.what = options.what;
  out.articles = options.what == CountedArticles::All ? matches.articles.size() : matches.lines;
  out.extent = matches.extent;
  out.damaged = matches.damaged;
  out.timeline = make_timeline(archive, {{asked.typed, matches}},
                               {.unit = {}, .about = false, .what = options.what});
  const Matches listed = first_of(matches, options.what, options.most_articles);
  out.listed = listed.articles.size();
  Names names(db, listed, options);
  for (std::size_t kind = 0; kind < kKinds.size(); ++kind) out.names[kind] = names.count(kind);
  ListReader list(archive, asked, out);
  if (auto error = list.read(documents_of(archive, listed, out.timeline), names.proofs()))
    return failure(*std::move(error));
  add_quotes(archive, asked, listed, options.most_quotes, list, out);
  return out;
}

}  // namespace morgue
