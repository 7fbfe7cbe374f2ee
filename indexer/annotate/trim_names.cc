#include "indexer/annotate/trim_names.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "indexer/annotate/lexicon.h"

namespace morgue::annotate {
namespace {

/// What makes an adjective of a name, behind its hyphen.
constexpr auto kTails = std::to_array<std::string_view>(
    {"area",       "backed",    "based",     "born",      "bound",         "brokered", "controlled",
     "designed",   "dominated", "educated",  "funded",    "headquartered", "held",     "led",
     "listed",     "made",      "mediated",  "occupied",  "operated",      "owned",    "raised",
     "registered", "run",       "sponsored", "supported", "trained",       "wide"});
/// Of these, what stands before the hyphen is a place.
constexpr auto kPlaceTails = std::to_array<std::string_view>(
    {"area", "based", "born", "bound", "educated", "headquartered", "raised", "registered"});

template <typename Words>
bool holds(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Trimmer {
 public:
  Trimmer(ArticleWords& article, const Gazetteer& gazetteer)
      : article_(article), gazetteer_(gazetteer) {}

  void add(Name name) {
    if (month_part(name.begin)) return;
    for (std::uint32_t i = name.begin; i < name.end; ++i) {
      const std::string_view tail = tail_of(i);
      const bool last = i + 1 == name.end;
      if (!tail.empty()) {
        if (!trim(i)) continue;
        trimmed_.push_back({name.begin, i + 1, last ? name.kind : kind_before(name, i, tail)});
        name.begin = i + 1;
      } else if (!last && name.kind == EntityKind::Person && owns_next(i)) {
        trimmed_.push_back({name.begin, i + 1, owner(name.begin, i + 1)});
        name.begin = i + 1;
      }
    }
    if (name.begin < name.end) trimmed_.push_back(name);
  }

  std::vector<Name> take() { return std::move(trimmed_); }

 private:
  /// "based" of "Calder-based"; empty if there is no such ending.
  [[nodiscard]] std::string_view tail_of(std::uint32_t word) const {
    if (!article_.words[word].hyphenated) return {};
    const std::string_view written = article_.written(word);
    const std::string_view tail = written.substr(written.rfind('-') + 1);
    return holds(kTails, tail) ? tail : std::string_view();
  }

  /// Lets a word end before its last hyphen; false if that leaves no word by itself.
  [[nodiscard]] bool trim(std::uint32_t word) {
    const std::string_view written = article_.written(word);
    const std::vector<Word> rest = scan(written.substr(0, written.rfind('-')));
    if (rest.size() != 1 || !rest[0].capitalised()) return false;
    Word& whole = article_.words[word];
    whole.where.end = whole.where.begin + (rest[0].where.end - rest[0].where.begin);
    whole.key = rest[0].key;
    whole.shape = rest[0].shape;
    whole.abbreviated = rest[0].abbreviated;
    whole.hyphenated = rest[0].hyphenated;
    whole.possessive = false;
    return true;
  }

  [[nodiscard]] EntityKind kind_before(const Name& name, std::uint32_t word,
                                       std::string_view tail) const {
    return holds(kPlaceTails, tail) ? EntityKind::Place : owner(name.begin, word + 1);
  }

  [[nodiscard]] EntityKind owner(std::uint32_t begin, std::uint32_t end) const {
    const bool place = end - begin == 1 && has(gazetteer_.known(article_.words[begin].key),
                                               Known::Country | Known::Capital | Known::Region);
    return place ? EntityKind::Place : EntityKind::Org;
  }

  /// "Meridian's Holt", but not "Pike's" of "L'Arc's": an owner and somebody else behind it.
  [[nodiscard]] bool owns_next(std::uint32_t word) const {
    return article_.words[word].possessive && article_.words[word + 1].capitalised();
  }

  [[nodiscard]] bool month_part(std::uint32_t word) const {
    if (!article_.words[word].hyphenated) return false;
    const std::string_view written = article_.written(word);
    const std::size_t hyphen = written.find('-');
    const std::string_view part = written.substr(0, hyphen);
    if (part != "mid" && part != "Mid" && part != "early" && part != "late") return false;
    const std::vector<Word> rest = scan(written.substr(hyphen + 1));
    return rest.size() == 1 && has(roles_of(rest[0].key), Role::Calendar);
  }

  ArticleWords& article_;
  const Gazetteer& gazetteer_;
  std::vector<Name> trimmed_;
};

}  // namespace

void trim_names(ArticleWords& article, const Gazetteer& gazetteer, std::vector<Name>& names) {
  Trimmer trimmer(article, gazetteer);
  for (const Name& name : names) trimmer.add(name);
  names = trimmer.take();
}

}  // namespace morgue::annotate
