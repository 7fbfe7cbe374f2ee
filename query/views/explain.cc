#include "query/views/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "common/fields.h"
#include "common/schema.h"
#include "common/text.h"
#include "common/utf8.h"
#include "query/language/vocabulary.h"
#include "query/match/counts.h"
#include "query/match/field_conditions.h"
#include "query/match/word_terms.h"

namespace morgue {
namespace {

using Kind = QueryNode::Kind;

/// Of an expansion so many words are named, the commonest.
constexpr std::size_t kMostNamed = 12;

template <typename F>
void for_each_leaf(const QueryNode& node, F&& visit) {
  if (node.children.empty()) visit(node);
  for (const QueryNode& child : node.children) for_each_leaf(child, visit);
}

/// Words with the number of documents that have their term: those of older versions are among them.
using Counted = std::map<std::string, std::uint64_t>;

class Explainer {
 public:
  Explainer(const ArchiveReader& archive, const SearchOptions& options)
      : archive_(archive),
        options_(options),
        languages_(languages_of(archive)),
        terms_(archive, languages_) {
    for (const std::string& language : languages_) stemmers_.emplace_back(language);
  }

  void add(std::string_view topic, std::string text) {
    lines_.push_back({topic == last_ ? std::string() : std::string(topic), std::move(text)});
    last_ = topic;
  }

  void dates(const Query& query, std::string_view text) {
    const auto end = [](const std::optional<Day>& day) { return day ? to_iso8601(*day) : ""; };
    for (const ResolvedDate& date : resolved_dates(query, text))
      add("dates",
          fmt::format("{} = {}..{}", date.text, end(date.days.first), end(date.days.last)));
  }

  void words_of(const QueryNode& root) {
    for_each_leaf(root, [&](const QueryNode& leaf) {
      if (leaf.kind == Kind::Word) word(leaf);
      if (leaf.kind == Kind::Phrase)
        add("words", fmt::format("\"{}\" as it stands, no other forms", leaf.text));
    });
    if (function_words_.empty()) return;
    std::sort(function_words_.begin(), function_words_.end());
    function_words_.erase(std::unique(function_words_.begin(), function_words_.end()),
                          function_words_.end());
    add("words", fmt::format("{}: function words{}", fmt::join(function_words_, ", "),
                             root.soft ? ", not asked for" : ""));
  }

  void names_of(const QueryNode& root) {
    for_each_leaf(root, [&](const QueryNode& leaf) {
      if (leaf.kind == Kind::Entity) known_names(leaf);
      if (leaf.kind == Kind::Keyword && !leaf.regex) values(leaf);
    });
  }

  void steps(const SearchResult& result) {
    if (result.steps.size() < 2) return;
    for (const RelaxedStep& step : result.steps) {
      const std::string without = fmt::format("{}", fmt::join(step.without, ", "));
      add("relaxed", without.empty() ? fmt::format("{} with all words", step.articles)
                                     : fmt::format("{} without {}", step.articles, without));
    }
  }

  void spellings(const SearchResult& result) {
    for (const std::string& word : result.spellings) add("also", word);
    for (const std::string& country : result.countries) add("also", country + ", to rank higher");
  }

  std::vector<ExplainedLine> take() { return std::move(lines_); }

 private:
  /// The commonest with their articles.
  std::string listed(const Counted& words) const {
    std::vector<std::pair<std::string, std::uint64_t>> all(words.begin(), words.end());
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    const std::size_t more = all.size() - std::min(all.size(), kMostNamed);
    all.resize(all.size() - more);
    std::string out;
    for (const auto& [word, documents] : all) {
      std::string term = word;
      for (const std::string_view space : {schema::kNameWord, schema::kStem})
        if (archive_.frequency(term) == 0) term = schema::term(space, word);
      out += fmt::format("{}{} {}", out.empty() ? "" : ", ", word, articles_with(archive_, term));
    }
    return more > 0 ? fmt::format("{} and {} more", out, more) : out;
  }

  void word(const QueryNode& leaf) {
    if (leaf.wildcard || leaf.number > 0) return pattern(leaf);
    for (const std::string& folded : words(leaf.text)) {
      if (is_function_word(folded)) {
        function_words_.push_back(folded);
        continue;
      }
      Counted forms;
      const std::uint64_t articles =
          articles_with(archive_, terms_, {WantedWord::How::Stem, folded, 0, {}});
      for (Stemmer& stemmer : stemmers_) add_forms(folded, stemmer, forms);
      add("words",
          fmt::format("{}: {} {}{}{}", folded, articles, articles == 1 ? "article" : "articles",
                      forms.empty() ? "" : "; ", listed(forms)));
    }
  }

  /// The words of the archive with the same stem. Endings change, beginnings do not.
  void add_forms(const std::string& folded, Stemmer& stemmer, Counted& forms) {
    const std::string stem(stemmer.stem(folded));
    std::size_t alike = 0;
    while (alike < stem.size() && alike < folded.size() && stem[alike] == folded[alike]) ++alike;
    if (alike < 2) return;
    // The last letter of a stem may be of its own making: ferri, of ferry.
    archive_.for_each_term(folded.substr(0, alike - 1),
                           [&](const std::string& term, std::uint64_t n) {
                             if (stemmer.stem(term) == stem) forms[term] = n;
                             return true;
                           });
  }

  void pattern(const QueryNode& leaf) {
    WantedWord wanted{leaf.wildcard ? WantedWord::How::Pattern : WantedWord::How::Fuzzy,
                      leaf.wildcard ? utf8::folded(leaf.text) : word_key(leaf.text),
                      leaf.number,
                      {}};
    std::erase(wanted.folded, '\'');
    if (wanted.folded.empty()) return;
    Counted found;
    for (const std::string& term : terms_.fitting(wanted)) {
      // Stems and names have a prefix of one letter, words have none.
      const bool stem = term[0] >= 'A' && term[0] <= 'Z';
      const std::string value = stem ? term.substr(schema::kStem.size()) : term;
      if (!stem || !found.contains(value)) found[value] = archive_.frequency(term);
    }
    const std::string typed =
        leaf.number > 0 ? fmt::format("{}~{}", leaf.text, leaf.number) : leaf.text;
    add("words", found.empty() ? fmt::format("{}: no word of the archive", typed)
                               : fmt::format("{}: {}", typed, listed(found)));
  }

  void known_names(const QueryNode& leaf) {
    const auto found = options_.people.find(leaf.text);
    const bool of_people = leaf.field == FieldId::Person || leaf.field == FieldId::Said;
    if (!of_people || found == options_.people.end() || found->second.names.empty()) return;
    const auto& names = found->second.names;
    add("names", fmt::format("{}:{} is called {}", morgue::field(leaf.field).name, leaf.text,
                             fmt::join(names.begin(),
                                       names.begin() +
                                           std::min<std::ptrdiff_t>(std::ssize(names), kMostNamed),
                                       ", ")));
  }

  void values(const QueryNode& leaf) {
    const auto condition = field_condition(leaf, archive_, options_.people);
    if (!condition) return;
    for (const std::string& note : condition->notes) add("names", note);
  }

  const ArchiveReader& archive_;
  const SearchOptions& options_;
  std::vector<std::string> languages_;
  WordTerms terms_;
  std::vector<Stemmer> stemmers_;
  std::vector<std::string> function_words_;
  std::vector<ExplainedLine> lines_;
  std::string last_;
};

std::string order_line(const SearchOptions& options, const Query& query) {
  const bool typed = query.sort.has_value();
  const bool filters = query.filters_only && options.sort == SortOrder::Newest && !typed;
  return fmt::format("{}{}",
                     options.sort == SortOrder::Newest ? "newest first"
                     : options.sort == SortOrder::Oldest
                         ? "oldest first"
                         : fmt::format("by {}", to_string(options.sort)),
                     filters ? " (only filters)" : "");
}

}  // namespace

std::vector<ResolvedDate> resolved_dates(const Query& query, std::string_view text) {
  std::vector<ResolvedDate> out;
  for_each_leaf(query.root, [&](const QueryNode& leaf) {
    if (leaf.kind == Kind::Dates)
      out.push_back({std::string(leaf.where.of(text)), leaf.field, leaf.days});
  });
  return out;
}

std::vector<ExplainedLine> explain(const ArchiveReader& archive, const Query& query,
                                   std::string_view text, const SearchOptions& options,
                                   const SearchResult& result) {
  Explainer explainer(archive, options);
  explainer.add("parse", print(query.root));
  explainer.dates(query, text);
  explainer.words_of(query.root);
  explainer.spellings(result);
  explainer.names_of(query.root);
  explainer.steps(result);
  explainer.add("order", order_line(options, query));
  return explainer.take();
}

}  // namespace morgue
