#include "query/views/significant.h"

#include <algorithm>
#include <functional>
#include <map>
#include <queue>
#include <set>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/schema.h"
#include "common/stored_article.h"
#include "common/text.h"
#include "query/views/names.h"
#include "query/views/unusual.h"

namespace morgue {
namespace {

constexpr std::size_t kShortestWord = 3;
/// What fewer articles have says nothing.
constexpr std::int64_t kFewest = 3;
/// So many names of a kind are weighed, most articles first.
constexpr std::size_t kNamesWeighed = 150;

bool has_letter(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c < '0' || c > '9'; });
}

/// The words of articles by their stems, each counted once for an article.
class StemCounts {
 public:
  struct Stem {
    std::map<std::string, std::int64_t, std::less<>> forms;
    std::int64_t articles = 0;
    std::size_t last = 0;
  };

  void add(const AnnotatedArticle& content) {
    ++article_;
    const std::string& language = content.article.language;
    Stemmer& stemmer =
        stemmers_.try_emplace(language, language.empty() ? "en" : language).first->second;
    add(content, true, stemmer);
    add(content, false, stemmer);
  }
  [[nodiscard]] const std::unordered_map<std::string, Stem>& stems() const { return stems_; }

 private:
  void add(const AnnotatedArticle& content, bool in_title, Stemmer& stemmer) {
    auto mention = content.mentions.begin();
    Tokenizer words(in_title ? content.article.title : content.article.text);
    for (Token token; words.next(token);) {
      while (mention != content.mentions.end() &&
             (mention->in_title != in_title || mention->where.end <= token.where.begin))
        ++mention;
      const bool named =
          mention != content.mentions.end() && mention->where.begin < token.where.end;
      if (named || token.folded.size() < kShortestWord || is_function_word(token.folded) ||
          !has_letter(token.folded))
        continue;
      Stem& stem = stems_[std::string(stemmer.stem(token.folded))];
      if (stem.last == article_) continue;
      stem.last = article_;
      ++stem.articles;
      const auto form = stem.forms.find(token.folded);
      if (form != stem.forms.end())
        ++form->second;
      else
        stem.forms.emplace(token.folded, 1);
    }
  }

  std::size_t article_ = 0;
  std::map<std::string, Stemmer> stemmers_;
  std::unordered_map<std::string, Stem> stems_;
};

void keep_surest(std::vector<SignificantTerm>& terms, std::size_t most) {
  std::erase_if(terms, [](const SignificantTerm& term) { return term.g2 < kUnlikely; });
  std::sort(terms.begin(), terms.end(), [](const SignificantTerm& a, const SignificantTerm& b) {
    return a.g2 != b.g2 ? a.g2 > b.g2 : a.text < b.text;
  });
  if (most > 0 && terms.size() > most) terms.resize(most);
}

/// Of terms that come the most frequent first, tells when no further one can be among the surest.
class WorthAsking {
 public:
  WorthAsking(std::size_t most, std::size_t read, std::uint64_t archive)
      : most_(most),
        read_(static_cast<std::int64_t>(read)),
        archive_(static_cast<std::int64_t>(archive)) {}

  void add(double g2) {
    if (most_ == 0) return;
    best_.push(g2);
    if (best_.size() > most_) best_.pop();
  }
  /// Is there anything that so many articles have, even if no others of the archive do?
  [[nodiscard]] bool any_in(std::int64_t articles) const {
    if (most_ == 0 || best_.size() < most_) return true;
    return log_likelihood(articles, read_, articles, archive_) >= best_.top();
  }

 private:
  std::size_t most_;
  std::int64_t read_, archive_;
  std::priority_queue<double, std::vector<double>, std::greater<>> best_;  // the least first
};

class Significance {
 public:
  Significance(sqlite::Database& db, const ArchiveReader& archive, const Matches& matches,
               std::string_view query, const SignificantOptions& options)
      : db_(db), archive_(archive), matches_(matches), options_(options) {
    Stemmer stemmer;
    for (const std::string& word : words(query)) {
      asked_.insert(word);
      asked_stems_.insert(std::string(stemmer.stem(word)));
    }
  }

  [[nodiscard]] std::vector<SignificantTerm> words_of(const std::vector<ResultRow>& rows) const {
    StemCounts counts;
    ArticleDecoder decoder;
    for (const ResultRow& row : rows)
      if (decoder.open(archive_.data(matches_.articles[row.index].document)))
        if (const auto stored = decoder.article()) counts.add(stored->content);
    using Entry = std::pair<const std::string, StemCounts::Stem>;
    std::vector<const Entry*> stems;
    for (const Entry& entry : counts.stems())
      if (entry.second.articles >= kFewest && !asked_stems_.contains(entry.first))
        stems.push_back(&entry);
    std::sort(stems.begin(), stems.end(), [](const Entry* a, const Entry* b) {
      return std::pair(-a->second.articles, std::string_view(a->first)) <
             std::pair(-b->second.articles, std::string_view(b->first));
    });
    std::vector<SignificantTerm> out;
    WorthAsking worth(options_.most, rows.size(), archive_.articles());
    for (const Entry* entry : stems) {
      const auto& [stem, count] = *entry;
      if (!worth.any_in(count.articles)) break;
      SignificantTerm term;
      term.articles = count.articles;
      term.archive =
          static_cast<std::int64_t>(archive_.frequency(schema::term(schema::kStem, stem)));
      // A word of which the index has no stem is a name, or the like.
      if (term.archive < term.articles) continue;
      term.text = std::max_element(count.forms.begin(), count.forms.end(),
                                   [](const auto& a, const auto& b) { return a.second < b.second; })
                      ->first;
      weigh(term, rows.size());
      worth.add(term.g2);
      out.push_back(std::move(term));
    }
    keep_surest(out, options_.most);
    return out;
  }

  [[nodiscard]] std::vector<SignificantTerm> names_of(EntityKind kind,
                                                      std::span<const ResultRow> rows) const {
    NamesOptions how;
    how.what = options_.what;
    how.most = kNamesWeighed;
    how.roles = 0;
    std::vector<SignificantTerm> out;
    WorthAsking worth(options_.most, rows.size(), archive_.articles());
    for (const NamedInAnswer& name : count_names(db_, matches_, rows, kind, how).names) {
      if (!worth.any_in(name.articles)) break;
      if (name.articles < kFewest || is_asked(name.name)) continue;
      SignificantTerm term{name.name, name.identity, name.articles, articles_with(kind, name), 0};
      weigh(term, rows.size());
      worth.add(term.g2);
      out.push_back(std::move(term));
    }
    keep_surest(out, options_.most);
    return out;
  }

 private:
  void weigh(SignificantTerm& term, std::size_t read) const {
    term.archive = std::max(term.archive, term.articles);
    term.g2 = log_likelihood(term.articles, static_cast<std::int64_t>(read), term.archive,
                             static_cast<std::int64_t>(archive_.articles()));
  }

  [[nodiscard]] bool is_asked(const std::string& name) const {
    const std::vector<std::string> all = words(name);
    return std::all_of(all.begin(), all.end(),
                       [&](const std::string& word) { return asked_.contains(word); });
  }

  [[nodiscard]] std::int64_t articles_with(EntityKind kind, const NamedInAnswer& name) const {
    if (name.identity != 0) {
      sqlite::Statement count(db_,
                              "SELECT count(DISTINCT article) FROM appearances WHERE identity = ?");
      count.bind(1, std::int64_t{name.identity});
      const std::int64_t out = count.step() ? count.integer(0) : 0;
      return out;
    }
    const std::string_view prefix = kind == EntityKind::Person ? schema::kPerson
                                    : kind == EntityKind::Org  ? schema::kOrg
                                                               : schema::kPlace;
    return static_cast<std::int64_t>(archive_.frequency(schema::term(prefix, word_key(name.name))));
  }

  sqlite::Database& db_;
  const ArchiveReader& archive_;
  const Matches& matches_;
  const SignificantOptions& options_;
  std::set<std::string> asked_, asked_stems_;
};

}  // namespace

SignificantView find_significant(sqlite::Database& db, const ArchiveReader& archive,
                                 const Matches& matches, std::string_view query,
                                 const SignificantOptions& options) {
  SignificantView out;
  out.what = options.what;
  out.articles = options.what == CountedArticles::All ? matches.articles.size() : matches.lines;
  out.extent = matches.extent;
  out.archive = archive.articles();
  std::vector<ResultRow> rows = result_rows(db, matches, options.what);
  if (options.read > 0) rows = sample_of(rows, options.read);
  out.read = rows.size();
  const Significance significance(db, archive, matches, query, options);
  out.words = significance.words_of(rows);
  out.people = significance.names_of(EntityKind::Person, rows);
  out.orgs = significance.names_of(EntityKind::Org, rows);
  out.places = significance.names_of(EntityKind::Place, rows);
  return out;
}

}  // namespace morgue
