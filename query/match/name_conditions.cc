#include "query/match/name_conditions.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/schema.h"
#include "common/text.h"
#include "common/utf8.h"
#include "query/match/term_lookup.h"

namespace morgue {
namespace {

/// Where the names of a kind are listed, and how they are checked.
struct NameSpace {
  std::string_view prefix;
  Check::Kind check = Check::Kind::Name;
  std::optional<EntityKind> kind = {};
};

constexpr NameSpace kPeople{schema::kPerson, Check::Kind::Name, EntityKind::Person};
constexpr NameSpace kOrganisations{schema::kOrg, Check::Kind::Name, EntityKind::Org};
constexpr NameSpace kPlaces{schema::kPlace, Check::Kind::Name, EntityKind::Place};
constexpr NameSpace kOthers{schema::kMisc, Check::Kind::Name, EntityKind::Misc};
constexpr NameSpace kAuthors{schema::kAuthor, Check::Kind::Name, {}};
constexpr NameSpace kSpeakers{schema::kSpeaker, Check::Kind::Said, {}};

class NameResolver {
 public:
  NameResolver(const QueryNode& node, const ArchiveReader& archive, const PeopleInQuery& people)
      : node_(node),
        archive_(archive),
        people_(people),
        key_(node.wildcard ? pattern_key(node.text) : word_key(node.text)) {
    if (node.wildcard && key_.find_first_not_of('*') == std::string::npos) key_ = schema::kAny;
  }

  FieldCondition resolve() {
    if (node_.text.starts_with('@') && !people_.contains(node_.text))
      throw FieldRefused{{node_.where,
                          fmt::format("{}: takes no number of a person", field(node_.field).name),
                          "person:@p17 and said:@p17 do"}};
    switch (node_.field) {
      case FieldId::Person:
        return named(kPeople);
      case FieldId::Org:
        return named(kOrganisations);
      case FieldId::Place:
        return named(kPlaces);
      case FieldId::Entity:
        return of_any_kind();
      case FieldId::By:
        return named(kAuthors);
      case FieldId::Said:
        return named(kSpeakers);
      default:
        return dateline();
    }
  }

 private:
  FieldCondition named(const NameSpace& space) {
    const auto known = people_.find(node_.text);
    const bool of_people = node_.field == FieldId::Person || node_.field == FieldId::Said;
    if (known == people_.end() || !of_people) return by_name(space);
    if (known->second.only) return by_identity(space, known->second);
    FieldCondition out = by_name(space);
    FieldCondition more = by_identity(space, known->second);
    out.candidates = Xapian::Query(Xapian::Query::OP_OR, out.candidates, more.candidates);
    out.exact = false;
    out.check.terms.clear();  // those of the name alone
    out.check.known = std::move(more.check.known);
    return out;
  }

  /// By the names of those who were found to be meant.
  static FieldCondition by_identity(const NameSpace& space, const KnownPeople& known) {
    Check::Known keys{{}, known.articles, known.shared, known.only};
    std::vector<std::string> terms;
    for (const std::string& name : known.names) {
      keys.names.push_back(word_key(name));
      terms.push_back(schema::term(space.prefix, keys.names.back()));
    }
    FieldCondition out = by_terms(std::move(terms));
    out.exact = false;  // a name is also listed for longer ones that begin and end with it
    out.check.terms.clear();
    out.check.kind = space.check;
    out.check.entity = space.kind;
    out.check.known = std::move(keys);
    return out;
  }

  FieldCondition by_name(const NameSpace& space) {
    if (key_.empty()) return by_terms({});
    FieldCondition out = key_ == schema::kAny ? by_terms({schema::term(space.prefix, key_)})
                                              : by_names(space.prefix);
    out.check.kind = space.check;
    out.check.entity = space.kind;
    out.check.distance = node_.number;
    if (key_ != schema::kAny) out.check.names.push_back(key_);
    return out;
  }

  FieldCondition by_names(std::string_view prefix) {
    if (node_.wildcard || node_.number > 0) return by_terms(similar(prefix));
    const std::string whole = schema::term(prefix, key_);
    const std::vector<std::string> parts = words(node_.text);
    if (parts.size() < 2 || archive_.frequency(whole) > 0) return by_terms({whole});
    // Not under this name as a whole: somebody whose name has all its parts, in this order.
    FieldCondition out;
    std::vector<Xapian::Query> all;
    for (const std::string& part : parts) all.emplace_back(schema::term(prefix, part));
    out.candidates = Xapian::Query(Xapian::Query::OP_AND, all.begin(), all.end());
    out.exact = false;
    return out;
  }

  /// Names that fit the pattern, or differ by a letter or two but for the first one.
  std::vector<std::string> similar(std::string_view prefix) {
    const std::string fixed = node_.wildcard ? key_.substr(0, key_.find('*'))
                                             : key_.substr(0, utf8::decode(key_, 0).length);
    return terms_that(archive_, node_.where, prefix, fixed, [&](std::string_view value) {
      return node_.wildcard ? fits_pattern(value, key_)
                            : within_distance(value, key_, node_.number);
    });
  }

  /// Each kind as if it had been asked for by itself.
  FieldCondition of_any_kind() {
    FieldCondition out;
    out.check.kind = Check::Kind::Or;
    std::vector<Xapian::Query> candidates;
    for (const NameSpace& space : {kPeople, kOrganisations, kPlaces, kOthers}) {
      FieldCondition part = named(space);
      if (!part.candidates.empty()) candidates.push_back(std::move(part.candidates));
      out.exact = out.exact && part.exact;
      out.check.children.push_back(std::move(part.check));
    }
    out.candidates = Xapian::Query(Xapian::Query::OP_OR, candidates.begin(), candidates.end());
    return out;
  }

  FieldCondition dateline() {
    if (node_.wildcard || node_.number > 0) {
      return by_terms(terms_that(archive_, node_.where, schema::kDateline,
                                 key_.substr(0, key_.find('*')), [&](std::string_view value) {
                                   return node_.wildcard
                                              ? fits_pattern(value, key_)
                                              : within_distance(value, key_, node_.number);
                                 }));
    }
    return by_terms({schema::term(schema::kDateline, key_)});
  }

  const QueryNode& node_;
  const ArchiveReader& archive_;
  const PeopleInQuery& people_;
  std::string key_;
};

}  // namespace

FieldCondition name_condition(const QueryNode& node, const ArchiveReader& archive,
                              const PeopleInQuery& people) {
  return NameResolver(node, archive, people).resolve();
}

}  // namespace morgue
