#include "query/match/compile.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "common/schema.h"
#include "common/text.h"
#include "common/utf8.h"
#include "query/match/bind_quotations.h"
#include "query/match/countries.h"
#include "query/match/field_conditions.h"
#include "query/match/plain_words.h"
#include "query/match/typed_words.h"
#include "query/match/word_terms.h"

namespace morgue {
namespace {

using Kind = QueryNode::Kind;

/// What a word found in another way ("data centre" for "datacentre") weighs beside the first.
constexpr double kSecondWay = 0.5;

struct Failed {
  QueryError error;
};

class Compiler {
 public:
  /// Precondition: plan.languages are those of the archive.
  Compiler(const ArchiveReader& archive, const CompileOptions& options, Plan& plan)
      : archive_(archive), options_(options), plan_(plan), terms_(archive, plan.languages) {}

  Condition compile(const QueryNode& node) {
    switch (node.kind) {
      case Kind::And:
        return node.soft ? any(node) : all(node);
      case Kind::Or:
        return any(node);
      case Kind::Not:
        return negated(node);
      case Kind::Near:
        return near(node);
      case Kind::AtLeast:
      case Kind::Caps:
      case Kind::Exact:
        return counted(node);
      case Kind::Word:
        return word(node);
      case Kind::Phrase:
        return typed(node, WantedWord::How::Surface);
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

  /// A query of a few plain words: all content words, each apart so that it can be dropped.
  void compile_soft(const std::vector<QueryNode>& words) {
    for (const QueryNode& child : words) {
      SoftWord soft{compile(child), 0, child.text};
      soft.frequency = frequency(soft.condition);
      plan_.soft.push_back(std::move(soft));
    }
    // Rarest first; of equals the one that was typed first. What no article has is dropped first.
    std::stable_sort(plan_.soft.begin(), plan_.soft.end(),
                     [](const SoftWord& a, const SoftWord& b) {
                       return a.frequency - 1 < b.frequency - 1;  // 0 becomes the largest
                     });
  }

  /// Looks for plain words that articles also write as one.
  void note_joined(const QueryNode& soft) { terms_.note_joined(soft); }

  /// Notes neighbours of the query that are a name in the archive.
  void note_names() {
    constexpr std::array kKinds = {schema::kPerson, schema::kOrg, schema::kPlace, schema::kMisc};
    for (std::size_t i = 0; i + 1 < plan_.units.size(); ++i) {
      const Unit& first = plan_.units[i];
      const Unit& second = plan_.units[i + 1];
      if (first.word.empty() || second.word.empty()) continue;
      for (const std::string_view kind : kKinds) {
        std::string term = schema::term(kind, first.word + ' ' + second.word);
        if (archive_.frequency(term) > 0)
          plan_.names.push_back({std::move(term), std::min(first.idf, second.idf)});
      }
    }
  }

  /// Notes what else countries of the query are called.
  void note_countries() {
    std::vector<std::string> words;
    for (const Unit& unit : plan_.units) words.push_back(unit.word);
    for (const CountryInQuery& country : countries_in(words)) {
      CountryEvidence evidence;
      std::uint64_t most = 0;
      for (const CountryName name : country.others) {
        const bool one_word = name.find(' ') == std::string_view::npos;
        std::string term = one_word ? terms_.stem_term(name) : schema::term(schema::kPlace, name);
        const std::uint64_t frequency = archive_.frequency(term);
        const bool known = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
          return !word.empty() && terms_.stem_term(word) == term;
        });
        const bool repeated =
            std::find(evidence.terms.begin(), evidence.terms.end(), term) != evidence.terms.end();
        if (frequency == 0 || known || repeated) continue;
        most = std::max(most, frequency);
        evidence.names.emplace_back(name);
        evidence.terms.push_back(std::move(term));
      }
      if (evidence.terms.empty()) continue;
      evidence.idf = idf(most);
      for (std::size_t i = 0; i < country.count; ++i)
        evidence.text += (i > 0 ? " " : "") + words[country.first + i];
      plan_.countries.push_back(std::move(evidence));
    }
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

 private:
  [[nodiscard]] std::uint64_t frequency(const Condition& condition) {
    if (condition.candidates.empty()) return 0;
    if (!condition.exact)  // a pattern: of all its words
      return reading([&] {
        Xapian::Enquire enquire(archive_.database());
        enquire.set_query(archive_.living(condition.candidates));
        return std::max(1U, enquire.get_mset(0, 0).get_matches_estimated());
      });
    std::uint64_t least = archive_.articles();
    for (const std::uint16_t wanted : condition.check.wanted)
      least = std::min(least, terms_.frequency(plan_.wanted[wanted]));
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

  /// A word or phrase, also as it would be with its hyphens closed up; a rare word also as two.
  Condition typed(const QueryNode& node, WantedWord::How how) {
    TypedWords words = read_typed(node.text);
    Condition out = side_by_side(words, how, node.weight);
    if (!words.joined.empty()) {  // its hyphens are part of how it was typed
      TypedForm& form = plan_.typed.back();
      form = typed_form(form.unit, node.text, std::move(form.spellings));
    }
    if (!words.joined.empty()) {
      words.words = std::move(words.joined);
      words.pairs.clear();
      words.unpaired.resize(words.words.size());
      std::iota(words.unpaired.begin(), words.unpaired.end(), 0);
      if (terms_.have_all(words.words, how))
        out = either(out, side_by_side(words, how, node.weight));
    } else if (words.words.size() == 1 && how == WantedWord::How::Stem) {
      const auto& word = words.words[0].folded;
      if (const auto seam = terms_.seam_of(word)) {
        const TypedWords two{{{word.substr(0, *seam), word.substr(0, *seam), {}},
                              {word.substr(*seam), word.substr(*seam), {}}},
                             {},
                             {},
                             {0, 1}};
        out = either(out, side_by_side(two, how, node.weight));
      }
    }
    return out;
  }

  /// Two ways to say one unit of the query.
  Condition either(Condition first, Condition second) {
    second.check.unit_number = first.check.unit_number;
    plan_.units.pop_back();
    plan_.typed.pop_back();
    Condition out;
    out.scores = true;
    out.exact = first.exact && second.exact;
    // Not OP_MAX, which crashes in Xapian 1.4.
    out.candidates =
        Xapian::Query(Xapian::Query::OP_OR, first.candidates,
                      Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, second.candidates, kSecondWay));
    out.check.kind = Check::Kind::Or;
    out.check.children = {std::move(first.check), std::move(second.check)};
    return out;
  }

  /// Words that have to stand side by side; a single one has only to be there.
  Condition side_by_side(const TypedWords& typed, WantedWord::How how, double weight) {
    const auto& parts = typed.words;
    Condition out;
    out.scores = true;
    out.check.kind = Check::Kind::Words;
    if (parts.empty()) return nothing();
    std::string form;
    std::vector<std::string> spellings;
    std::vector<Xapian::Query> all;
    double total = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      // Of "data-centre" only the end has other forms.
      const bool last = i + 1 == parts.size();
      const WantedWord word =
          terms_.wanted(parts[i], last ? how : WantedWord::How::Surface, parts.size() == 1);
      out.check.wanted.push_back(want(word));
      total += is_function_word(word.folded) && parts.size() > 1 ? 0 : idf(terms_.frequency(word));
      const bool paired =
          std::find(typed.unpaired.begin(), typed.unpaired.end(), i) == typed.unpaired.end();
      if (!paired) all.push_back(terms_.candidates(word, weight));
      form += (i > 0 ? " " : "") + parts[i].written;
      spellings.insert(spellings.end(), word.spellings.begin(), word.spellings.end());
    }
    for (const std::string& pair : typed.pairs) all.push_back(terms_.pair(pair, weight));
    out.check.unit_number = new_unit(total * weight);
    if (parts.size() == 1 && how == WantedWord::How::Stem)
      plan_.units.back().word = parts[0].folded;
    plan_.typed.push_back(typed_form(out.check.unit_number, form, std::move(spellings)));
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
    if (node.wildcard && node.text.find('-') != std::string::npos) return compound(node);
    if (node.wildcard) return expanded(node, WantedWord::How::Pattern);
    if (node.number > 0) return expanded(node, WantedWord::How::Fuzzy);
    return typed(node, WantedWord::How::Stem);
  }

  /// "al-am*": words and patterns side by side.
  Condition compound(const QueryNode& node) {
    Condition out;
    out.scores = true;
    out.exact = false;
    out.check.kind = Check::Kind::Words;
    std::vector<Xapian::Query> all;
    const std::size_t units_before = plan_.units.size();
    for (std::size_t at = 0; at <= node.text.size();) {
      const std::size_t end = std::min(node.text.find('-', at), node.text.size());
      QueryNode piece = node;
      piece.text = node.text.substr(at, end - at);
      piece.wildcard = piece.text.find_first_of("*?") != std::string::npos;
      at = end + 1;
      if (piece.text.empty()) continue;
      const Condition part = piece.wildcard ? expanded(piece, WantedWord::How::Pattern)
                                            : side_by_side(read_typed(piece.text),
                                                           WantedWord::How::Surface, node.weight);
      const auto& wanted = part.check.wanted;
      out.check.wanted.insert(out.check.wanted.end(), wanted.begin(), wanted.end());
      all.push_back(part.candidates);
    }
    if (out.check.wanted.empty()) return nothing();
    double idf = 0;
    for (std::size_t i = units_before; i < plan_.units.size(); ++i) idf += plan_.units[i].idf;
    plan_.units.resize(units_before);
    std::erase_if(plan_.typed, [&](const TypedForm& form) { return form.unit >= units_before; });
    out.check.unit_number = new_unit(idf);
    out.candidates = conjunction(all);
    return out;
  }

  /// A pattern or a fuzzy word, by the words of the archive that fit it.
  Condition expanded(const QueryNode& node, WantedWord::How how) {
    WantedWord wanted{how, word_key(node.text), node.number, {}};
    if (how == WantedWord::How::Pattern) {
      wanted.folded = utf8::folded(node.text);
      std::erase(wanted.folded, '\'');  // as in the words of a text: O'Neill is oneill
    }
    if (wanted.folded.empty()) return nothing();
    const std::vector<std::string> terms = terms_.fitting(wanted);
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

  Condition all(const QueryNode& node) {
    std::vector<Condition> parts;
    for (const QueryNode& child : node.children) parts.push_back(compile(child));
    return conjoined(std::move(parts));
  }

  /// The same articles, those that `better` finds as well with a fixed bonus.
  [[nodiscard]] Xapian::Query lifted(const Xapian::Query& query,
                                     const Xapian::Query& better) const {
    // The query frees the source with itself.
    auto* const bonus = new Xapian::FixedWeightPostingSource(options_.weights.about_fine);
    return {Xapian::Query::OP_AND_MAYBE, query,
            Xapian::Query(Xapian::Query::OP_FILTER, Xapian::Query(bonus->release()), better)};
  }

  [[nodiscard]] Condition conjoined(std::vector<Condition> parts) const {
    Condition out;
    out.check.kind = Check::Kind::And;
    std::vector<Xapian::Query> ranking;
    std::vector<Xapian::Query> filters;
    std::vector<Xapian::Query> excluded;
    std::vector<Xapian::Query> preferred;
    for (Condition& part : parts) {
      if (part.negative) {
        if (part.exact) excluded.push_back(part.candidates);
      } else {
        (part.scores ? ranking : filters).push_back(part.candidates);
        if (!part.preferred.empty()) preferred.push_back(part.preferred);
      }
      part.check.settled = part.exact;
      out.exact = out.exact && part.exact;
      out.scores = out.scores || (part.scores && !part.negative);
      out.check.children.push_back(std::move(part.check));
    }
    Xapian::Query query = ranking.empty() ? Xapian::Query::MatchAll : conjunction(ranking);
    if (!filters.empty())
      query = Xapian::Query(Xapian::Query::OP_FILTER, query, conjunction(filters));
    if (out.scores)
      for (const Xapian::Query& better : preferred) query = lifted(query, better);
    for (const Xapian::Query& exclude : excluded)
      if (!exclude.empty()) query = Xapian::Query(Xapian::Query::OP_AND_NOT, query, exclude);
    out.candidates = query;
    return out;
  }

  /// A condition that finds nothing, but gives its places.
  static Condition evidence_only(Condition condition) {
    condition.candidates = {};
    condition.exact = true;
    return condition;
  }

  Condition any(const QueryNode& node) {
    Condition out;
    out.check.kind = Check::Kind::Or;
    std::vector<Xapian::Query> parts;
    if (node.soft) note_joined(node);
    const std::vector<QueryNode> children = node.soft ? plain_words(node) : node.children;
    for (const QueryNode& child : children) {
      Condition part = compile(child);
      if (part.negative) part = standing(std::move(part));
      // Of a phrase that nothing insists on, the words are asked for; itself it is evidence.
      if (node.soft && child.kind == Kind::Phrase) part = evidence_only(std::move(part));
      parts.push_back(part.scores || part.candidates.empty()
                          ? part.candidates
                          : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, part.candidates, 0.0));
      out.exact = out.exact && part.exact;
      out.scores = out.scores || part.scores;
      out.check.children.push_back(std::move(part.check));
    }
    std::erase_if(parts, [](const Xapian::Query& q) { return q.empty(); });
    out.candidates = Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end());
    return out;
  }

  Condition negated(const QueryNode& node) {
    const std::size_t units_before = plan_.units.size();
    Condition inner = compile(node.children[0]);
    // What must not be there says nothing for a passage.
    for (std::size_t i = units_before; i < plan_.units.size(); ++i) plan_.units[i] = {0, false};
    if (inner.negative) inner = standing(std::move(inner));
    Condition out;
    // Under title: it may be anywhere else: nothing can be left out before the check.
    out.exact = inner.exact && !in_region_;
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
    Check function;
    function.kind = node.kind == Kind::Caps    ? Check::Kind::Caps
                    : node.kind == Kind::Exact ? Check::Kind::Exact
                                               : Check::Kind::AtLeast;
    function.number = node.number;
    if (node.kind == Kind::Exact) {
      collect_spellings(node, function.spelling);
      std::sort(function.spelling.begin(), function.spelling.end());
    }
    out.check = of_each(function, std::move(inner.check));
    return out;
  }

  /// Of several words each has to occur that often, or be written so. Alternatives are counted
  /// together, but written each for itself.
  static Check of_each(const Check& function, Check inner) {
    const bool alternatives =
        inner.kind == Check::Kind::Or && function.kind != Check::Kind::AtLeast;
    if (inner.kind != Check::Kind::And && !alternatives) {
      Check one = function;
      one.children.push_back(std::move(inner));
      return one;
    }
    for (Check& child : inner.children) child = of_each(function, std::move(child));
    return inner;
  }

  Condition region(const QueryNode& node) {
    if (!morgue::field(node.field).searchable)
      throw Failed{
          {node.where,
           fmt::format("this archive does not hold {}: yet", morgue::field(node.field).name),
           "what can be searched: morgue help fields"}};
    if (node.field == FieldId::Caption) return in_captions(node);
    in_region_ = true;  // fields do not nest
    Condition inner = compile(node.children[0]);
    in_region_ = false;
    if (inner.negative) inner = standing(std::move(inner));
    Condition out = inner;
    out.exact = false;
    out.check = {};
    if (node.field == FieldId::Quote) {
      out.check.kind = Check::Kind::Quote;
      out.candidates = Xapian::Query(Xapian::Query::OP_FILTER, inner.candidates,
                                     Xapian::Query(schema::term(schema::kSpeaker, schema::kAny)));
      out.check.children.push_back(std::move(inner.check));
      return out;
    }
    out.check.kind = Check::Kind::Region;
    out.check.region = region_of(node.field);
    const bool stem_only = inner.check.kind == Check::Kind::Words && inner.exact &&
                           !is_function_word(plan_.wanted[inner.check.wanted[0]].folded);
    if (out.check.region == Check::Region::Title && stem_only) {
      // A stem of the headline has a term of its own: nothing to check.
      out.candidates = Xapian::Query(Xapian::Query::OP_FILTER, inner.candidates,
                                     terms_.in_titles(plan_.wanted[inner.check.wanted[0]]));
      out.exact = true;
    }
    out.check.children.push_back(std::move(inner.check));
    return out;
  }

  /// Captions are no part of the text: they have terms of their own, and nothing of them is marked.
  Condition in_captions(const QueryNode& node) {
    const std::size_t units_before = plan_.units.size();
    Condition inner = compile(node.children[0]);
    for (std::size_t i = units_before; i < plan_.units.size(); ++i) plan_.units[i] = {0, false};
    Condition out;
    out.exact = false;
    out.candidates = Xapian::Query(Xapian::Query::OP_FILTER, Xapian::Query::MatchAll,
                                   terms_.in_captions(node.children[0]));
    out.check.kind = Check::Kind::Captions;
    out.check.children.push_back(std::move(inner.check));
    return out;
  }

  Condition field(const QueryNode& node) {
    auto found = field_condition(node, archive_, options_.people);
    if (!found) throw Failed{std::move(found.error())};
    for (std::string& note : found->notes) plan_.notes.push_back(std::move(note));
    Condition out;
    out.candidates = std::move(found->candidates);
    out.exact = found->exact;
    out.check = std::move(found->check);
    out.preferred = std::move(found->preferred);
    if (has_places(node.field)) number_places(out.check, new_unit(0, false));
    return out;
  }

  /// Does the field give places to mark?
  static bool has_places(FieldId id) {
    return id == FieldId::Person || id == FieldId::Org || id == FieldId::Place ||
           id == FieldId::Entity || id == FieldId::Said || id == FieldId::About;
  }

  static void number_places(Check& check, std::uint16_t unit) {
    check.unit_number = unit;
    for (Check& child : check.children) number_places(child, unit);
  }

  const ArchiveReader& archive_;
  const CompileOptions& options_;
  Plan& plan_;
  WordTerms terms_;
  bool in_region_ = false;
};

}  // namespace

Result<Plan, QueryError> compile(const Query& query, const ArchiveReader& archive,
                                 const CompileOptions& options) {
  Plan plan;
  try {
    plan.languages = languages_of(archive);
    Compiler compiler(archive, options, plan);
    const std::vector<QueryNode> plain =
        query.root.kind == Kind::And && query.root.soft && !options.loose
            ? plain_words(query.root)
            : std::vector<QueryNode>();
    if (!plain.empty()) compiler.note_joined(query.root);
    if (!plain.empty() && plain.size() <= kMostKeywords)
      compiler.compile_soft(plain);
    else
      plan.condition = compiler.compile(query.root);
    compiler.note_names();
    compiler.note_countries();
  } catch (Failed& failed) {
    return failure(std::move(failed.error));
  }
  if (plan.condition.negative) plan.condition = Compiler::standing(std::move(plan.condition));
  auto bound = with_bound_quotations(std::move(plan.condition.check));
  if (!bound)
    return failure(QueryError{query.root.where, "too many alternatives of said: and quote:",
                              "fewer of them, or one query for each speaker"});
  plan.condition.check = *std::move(bound);
  return plan;
}

}  // namespace morgue
