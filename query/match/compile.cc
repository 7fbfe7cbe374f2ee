#include "query/match/compile.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <regex>

#include "common/schema.h"
#include "common/text.h"
#include "common/utf8.h"
#include "query/match/field_conditions.h"

namespace morgue {
namespace {

using Kind = QueryNode::Kind;

/// A pattern that fits more words than this is refused: it says too little.
constexpr std::size_t kMaxExpansions = 2000;
/// Languages of at least this share of the archive are stemmed in queries as well.
constexpr std::uint64_t kLanguageShare = 100;

struct Failed {
  QueryError error;
};

std::string normal_spelling(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded d = utf8::decode(text, at);
    utf8::append(out, utf8::lower(d.code_point));
    at += d.length;
  }
  return utf8::one_line(out);
}

/// Everything that the query's `exact()` may be written as: the words and phrases below the node.
void collect_spellings(const QueryNode& node, std::vector<std::string>& out) {
  if (node.kind == Kind::Word || node.kind == Kind::Phrase)
    out.push_back(normal_spelling(node.text));
  for (const QueryNode& child : node.children) collect_spellings(child, out);
}

class Compiler {
 public:
  Compiler(const ArchiveReader& archive, const CompileOptions& options, Plan& plan)
      : archive_(archive), options_(options), plan_(plan) {
    find_languages();
  }

  Condition compile(const QueryNode& node) {
    switch (node.kind) {
      case Kind::And:
        return node.soft && options_.loose ? any(node) : all(node);
      case Kind::Or:
        return any(node);
      case Kind::Not:
        return negated(node);
      case Kind::Near:
        return near(node);
      case Kind::AtLeast:
      case Kind::Caps:
        return counted(node);
      case Kind::Exact:
        return exact(node);
      case Kind::Word:
        return word(node);
      case Kind::Phrase:
        return side_by_side(words(node.text), WantedWord::How::Surface, node.weight);
      case Kind::Text:
        return region(node);
      case Kind::Entity:
      case Kind::Keyword:
      case Kind::Dates:
      case Kind::Number:
        return field(node);
    }
    return {};
  }

  /// A query of plain words: all content words, each apart so that it can be dropped.
  void compile_soft(const QueryNode& root) {
    for (const QueryNode& child : plain_words(root)) {
      SoftWord soft{compile(child), 0, child.text};
      soft.frequency = frequency(soft.condition);
      plan_.soft.push_back(std::move(soft));
    }
    // Rarest first; of equals the one that was typed first.
    std::stable_sort(
        plan_.soft.begin(), plan_.soft.end(),
        [](const SoftWord& a, const SoftWord& b) { return a.frequency < b.frequency; });
  }

 private:
  void find_languages() {
    plan_.languages = {"en"};
    archive_.for_each_term(std::string(schema::kLanguage),
                           [&](const std::string& term, std::uint64_t frequency) {
                             const std::string code = term.substr(schema::kLanguage.size());
                             if (code != "en" && frequency * kLanguageShare >= archive_.articles())
                               plan_.languages.push_back(code);
                             return true;
                           });
    for (const std::string& language : plan_.languages) stemmers_.emplace_back(language);
  }

  /// The words of a soft AND: each one once (weighing more if it was typed twice), those of
  /// "Al-Amari" apart (that they stand side by side counts as evidence), function words only if
  /// there is nothing else.
  static std::vector<QueryNode> plain_words(const QueryNode& soft) {
    std::vector<QueryNode> out;
    const auto add = [&](QueryNode word) {
      const auto same = std::find_if(out.begin(), out.end(),
                                     [&](const QueryNode& n) { return n.text == word.text; });
      if (same == out.end())
        out.push_back(std::move(word));
      else
        same->weight += word.weight;
    };
    for (const QueryNode& child : soft.children) {
      const bool plain = child.kind == Kind::Word && !child.wildcard && child.number == 0;
      if (!plain) {
        add(child);
        continue;
      }
      for (const std::string& part : words(child.text)) {
        QueryNode word = child;
        word.text = part;
        add(std::move(word));
      }
    }
    if (std::any_of(out.begin(), out.end(), [](const QueryNode& n) { return has_content(n); }))
      std::erase_if(out, [](const QueryNode& n) { return !has_content(n); });
    return out;
  }

  [[nodiscard]] static bool has_content(const QueryNode& node) {
    if (node.kind != Kind::Word) return true;
    if (node.wildcard || node.number > 0) return true;
    const auto parts = words(node.text);
    return std::any_of(parts.begin(), parts.end(),
                       [](const std::string& part) { return !is_function_word(part); });
  }

  [[nodiscard]] std::uint64_t frequency(const Condition& condition) const {
    std::uint64_t least = archive_.articles();
    for (const std::uint16_t wanted : condition.check.wanted) {
      std::uint64_t most = 0;
      for (const std::string& term : terms_of(plan_.wanted[wanted]))
        most = std::max(most, archive_.frequency(term));
      least = std::min(least, most);
    }
    return least;
  }

  [[nodiscard]] double idf(std::uint64_t frequency) const {
    const auto n = static_cast<double>(archive_.articles());
    const auto f = static_cast<double>(std::min(frequency, archive_.articles()));
    return std::max(0.0, std::log(1 + (n - f + 0.5) / (f + 0.5)));
  }

  std::uint16_t want(WantedWord word) {
    const auto known = std::find(plan_.wanted.begin(), plan_.wanted.end(), word);
    if (known != plan_.wanted.end())
      return static_cast<std::uint16_t>(known - plan_.wanted.begin());
    plan_.wanted.push_back(std::move(word));
    return static_cast<std::uint16_t>(plan_.wanted.size() - 1);
  }

  std::uint16_t new_unit(double unit_idf, bool ordered = true) {
    plan_.units.push_back({unit_idf, ordered});
    return static_cast<std::uint16_t>(plan_.units.size() - 1);
  }

  /// The index terms under which articles with this word are listed.
  [[nodiscard]] std::vector<std::string> terms_of(const WantedWord& word) const {
    std::vector<std::string> terms = {schema::term(schema::kSurface, word.folded),
                                      schema::term(schema::kStem, word.folded)};
    if (word.how != WantedWord::How::Stem || is_function_word(word.folded)) return terms;
    for (Stemmer& stemmer : stemmers_) {
      std::string term = schema::term(schema::kStem, stemmer.stem(word.folded));
      if (std::find(terms.begin(), terms.end(), term) == terms.end())
        terms.push_back(std::move(term));
    }
    return terms;
  }

  /// The stem ranks; the word as typed adds a little where it is not its own stem.
  [[nodiscard]] Xapian::Query word_candidates(const WantedWord& word, double weight) const {
    std::vector<Xapian::Query> stems;
    std::vector<Xapian::Query> surface;
    for (const std::string& term : terms_of(word)) {
      if (archive_.frequency(term) == 0) continue;
      (term.starts_with(schema::kStem) ? stems : surface).emplace_back(term);
    }
    Xapian::Query query(Xapian::Query::OP_OR, stems.begin(), stems.end());
    if (!surface.empty()) {
      const Xapian::Query typed(Xapian::Query::OP_OR, surface.begin(), surface.end());
      query = stems.empty() ? typed
                            : Xapian::Query(Xapian::Query::OP_OR, query,
                                            Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, typed,
                                                          options_.weights.surface));
    }
    if (weight != 1.0 && !query.empty())
      query = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, weight);
    return query;
  }

  /// Words that have to stand side by side; a single one has only to be there.
  Condition side_by_side(const std::vector<std::string>& parts, WantedWord::How how,
                         double weight) {
    Condition out;
    out.scores = true;
    out.check.kind = Check::Kind::Words;
    if (parts.empty()) return nothing();
    std::vector<Xapian::Query> all;
    double total = 0;
    for (const std::string& part : parts) {
      const WantedWord wanted{parts.size() == 1 ? how : WantedWord::How::Surface, part, 0};
      out.check.wanted.push_back(want(wanted));
      std::uint64_t most = 0;
      for (const std::string& term : terms_of(wanted))
        most = std::max(most, archive_.frequency(term));
      total += is_function_word(part) && parts.size() > 1 ? 0 : idf(most);
      all.push_back(word_candidates(wanted, weight));
    }
    out.check.unit_number = new_unit(total * weight);
    out.candidates = conjunction(all);
    // A surface form that is its own stem is listed under the stem, with all other forms.
    out.exact = parts.size() == 1 && how == WantedWord::How::Stem;
    return out;
  }

  static Xapian::Query conjunction(const std::vector<Xapian::Query>& parts) {
    for (const Xapian::Query& part : parts)
      if (part.empty()) return {};
    return {Xapian::Query::OP_AND, parts.begin(), parts.end()};
  }

  static Condition nothing() {
    Condition out;
    out.check.kind = Check::Kind::Or;  // of no children: never
    return out;
  }

  Condition word(const QueryNode& node) {
    if (node.wildcard) return expanded(node, WantedWord::How::Pattern);
    if (node.number > 0) return expanded(node, WantedWord::How::Fuzzy);
    return side_by_side(words(node.text), WantedWord::How::Stem, node.weight);
  }

  /// A pattern or a fuzzy word, by the words of the archive that fit it.
  Condition expanded(const QueryNode& node, WantedWord::How how) {
    WantedWord wanted{how, utf8::folded(node.text), node.number};
    if (how == WantedWord::How::Fuzzy) wanted.folded = word_key(node.text);
    std::vector<std::string> terms;
    for (const std::string_view space : {schema::kSurface, schema::kStem})
      expand(wanted, std::string(space), terms);
    if (terms.size() > kMaxExpansions)
      throw Failed{{node.where,
                    fmt::format("\"{}\" fits more than {} words", node.text, kMaxExpansions),
                    "write more of its letters"}};
    Condition out;
    out.scores = true;
    out.check.kind = Check::Kind::Words;
    out.check.wanted = {want(wanted)};
    out.candidates = Xapian::Query(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end());
    if (node.weight != 1.0)
      out.candidates = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, out.candidates, node.weight);
    std::uint64_t sum = 0;
    for (const std::string& term : terms) sum += archive_.frequency(term);
    out.check.unit_number = new_unit(idf(sum) * node.weight);
    out.exact = false;  // a stem may fit a pattern that the word itself does not
    return out;
  }

  void expand(const WantedWord& wanted, const std::string& space,
              std::vector<std::string>& terms) const {
    // The letters before the first wildcard are common to all; a fuzzy word keeps its first one.
    std::string fixed = wanted.how == WantedWord::How::Pattern
                            ? wanted.folded.substr(0, wanted.folded.find_first_of("*?"))
                            : wanted.folded.substr(0, utf8::decode(wanted.folded, 0).length);
    archive_.for_each_term(space + fixed, [&](const std::string& term, std::uint64_t) {
      const std::string_view word = std::string_view(term).substr(space.size());
      // Terms of other kinds begin with a capital, which no folded word has.
      if (word.empty() || (word[0] >= 'A' && word[0] <= 'Z')) return true;
      const bool fits = wanted.how == WantedWord::How::Pattern
                            ? fits_pattern(word, wanted.folded)
                            : within_distance(word, wanted.folded, wanted.distance);
      if (fits) terms.push_back(term);
      return terms.size() <= kMaxExpansions;
    });
  }

  Condition all(const QueryNode& node) {
    std::vector<Condition> parts;
    for (const QueryNode& child : node.children) parts.push_back(compile(child));
    return conjoined(std::move(parts));
  }

  static Condition conjoined(std::vector<Condition> parts) {
    Condition out;
    out.check.kind = Check::Kind::And;
    std::vector<Xapian::Query> ranking;
    std::vector<Xapian::Query> filters;
    std::vector<Xapian::Query> excluded;
    for (Condition& part : parts) {
      if (part.negative) {
        if (part.exact) excluded.push_back(part.candidates);
      } else {
        (part.scores ? ranking : filters).push_back(part.candidates);
      }
      out.exact = out.exact && part.exact;
      out.scores = out.scores || (part.scores && !part.negative);
      out.check.children.push_back(std::move(part.check));
    }
    Xapian::Query query = ranking.empty() ? Xapian::Query::MatchAll : conjunction(ranking);
    if (!filters.empty())
      query = Xapian::Query(Xapian::Query::OP_FILTER, query, conjunction(filters));
    for (const Xapian::Query& exclude : excluded)
      if (!exclude.empty()) query = Xapian::Query(Xapian::Query::OP_AND_NOT, query, exclude);
    out.candidates = query;
    return out;
  }

  Condition any(const QueryNode& node) {
    Condition out;
    out.check.kind = Check::Kind::Or;
    std::vector<Xapian::Query> parts;
    const std::vector<QueryNode> children = node.soft ? plain_words(node) : node.children;
    for (const QueryNode& child : children) {
      Condition part = compile(child);
      if (part.negative) part = standing(std::move(part));
      parts.push_back(part.candidates);
      out.exact = out.exact && part.exact;
      out.scores = out.scores || part.scores;
      out.check.children.push_back(std::move(part.check));
    }
    std::erase_if(parts, [](const Xapian::Query& q) { return q.empty(); });
    out.candidates = Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end());
    return out;
  }

  /// A negative condition by itself: everything but what it excludes.
  static Condition standing(Condition negative) {
    negative.negative = false;
    negative.scores = false;
    negative.candidates =
        negative.exact && !negative.candidates.empty()
            ? Xapian::Query(Xapian::Query::OP_AND_NOT, Xapian::Query::MatchAll, negative.candidates)
            : Xapian::Query::MatchAll;
    return negative;
  }

  Condition negated(const QueryNode& node) {
    const std::size_t units_before = plan_.units.size();
    Condition inner = compile(node.children[0]);
    // What must not be there says nothing for a passage.
    for (std::size_t i = units_before; i < plan_.units.size(); ++i) plan_.units[i] = {0, false};
    if (inner.negative) inner = standing(std::move(inner));
    Condition out;
    out.exact = inner.exact;
    out.negative = true;
    out.candidates = inner.candidates;
    out.check.kind = Check::Kind::Not;
    out.check.children.push_back(std::move(inner.check));
    return out;
  }

  Condition near(const QueryNode& node) {
    Condition out = all(node);
    out.check.kind = Check::Kind::Near;
    out.check.number = node.number;
    out.check.unit = node.unit;
    out.check.ordered = node.ordered;
    out.exact = false;
    return out;
  }

  Condition counted(const QueryNode& node) {
    Condition inner = compile(node.children[0]);
    if (inner.negative) inner = standing(std::move(inner));
    Condition out = inner;
    out.exact = false;
    out.check = {};
    out.check.kind = node.kind == Kind::Caps ? Check::Kind::Caps : Check::Kind::AtLeast;
    out.check.number = node.number;
    // Of several words, each has to occur that often.
    if (node.kind == Kind::AtLeast && inner.check.kind == Check::Kind::And) {
      Check each;
      for (Check& child : inner.check.children) {
        Check one = out.check;
        one.children.push_back(std::move(child));
        each.children.push_back(std::move(one));
      }
      out.check = std::move(each);
    } else {
      out.check.children.push_back(std::move(inner.check));
    }
    return out;
  }

  Condition exact(const QueryNode& node) {
    Condition out = counted(node);
    out.check.kind = Check::Kind::Exact;
    collect_spellings(node, out.check.spelling);
    std::sort(out.check.spelling.begin(), out.check.spelling.end());
    return out;
  }

  Condition region(const QueryNode& node) {
    Condition inner = compile(node.children[0]);
    if (inner.negative) inner = standing(std::move(inner));
    Condition out = inner;
    out.exact = false;
    out.check = {};
    out.check.kind = Check::Kind::Region;
    out.check.region = region_of(node.field);
    const bool stem_only = inner.check.kind == Check::Kind::Words && inner.exact;
    if (out.check.region == Check::Region::Title && stem_only) {
      // A stem of the headline has a term of its own: nothing to check.
      std::vector<std::string> stems;
      for (Stemmer& stemmer : stemmers_)
        stems.push_back(schema::term(schema::kTitleStem,
                                     stemmer.stem(plan_.wanted[inner.check.wanted[0]].folded)));
      out.candidates =
          Xapian::Query(Xapian::Query::OP_FILTER, inner.candidates,
                        Xapian::Query(Xapian::Query::OP_OR, stems.begin(), stems.end()));
      out.exact = true;
    }
    out.check.children.push_back(std::move(inner.check));
    return out;
  }

  static Check::Region region_of(FieldId field) {
    switch (field) {
      case FieldId::Title:
        return Check::Region::Title;
      case FieldId::Lead:
        return Check::Region::Lead;
      case FieldId::HeadlineOrLead:
        return Check::Region::HeadlineOrLead;
      default:
        return Check::Region::Body;
    }
  }

  Condition field(const QueryNode& node) {
    auto found = field_condition(node, archive_);
    if (!found) throw Failed{std::move(found.error())};
    for (std::string& note : found->notes) plan_.notes.push_back(std::move(note));
    Condition out;
    out.candidates = std::move(found->candidates);
    out.exact = found->exact;
    out.check = std::move(found->check);
    if (node.kind == Kind::Entity && (node.field == FieldId::Person))
      out.check.unit_number = new_unit(0, false);
    // A person in w/n, and every filter under OR, has to be decided on the article; alone it is
    // not.
    return out;
  }

  const ArchiveReader& archive_;
  const CompileOptions& options_;
  Plan& plan_;
  mutable std::vector<Stemmer> stemmers_;
};

}  // namespace

Result<Plan, QueryError> compile(const Query& query, const ArchiveReader& archive,
                                 const CompileOptions& options) {
  Plan plan;
  try {
    Compiler compiler(archive, options, plan);
    if (query.root.kind == Kind::And && query.root.soft && !options.loose &&
        query.root.children.size() > 1)
      compiler.compile_soft(query.root);
    else
      plan.condition = compiler.compile(query.root);
  } catch (Failed& failed) {
    return failure(std::move(failed.error));
  }
  if (plan.condition.negative) {
    Condition& c = plan.condition;
    c.negative = false;
    c.scores = false;
    c.candidates =
        c.exact && !c.candidates.empty()
            ? Xapian::Query(Xapian::Query::OP_AND_NOT, Xapian::Query::MatchAll, c.candidates)
            : Xapian::Query::MatchAll;
  }
  return plan;
}

}  // namespace morgue
