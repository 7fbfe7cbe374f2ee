#include "query/verbs/live_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/fields.h"
#include "common/schema.h"
#include "common/text.h"
#include "common/utf8.h"
#include "query/language/vocabulary.h"
#include "query/match/known_values.h"
#include "query/verbs/desk_session.h"

namespace morgue {
namespace {

using Offers = std::vector<Offer>;

/// A list that is longer helps nobody to choose.
constexpr std::size_t kMostValues = 40;
/// Of so many people that the archive knew first, the most frequent are offered to whoever has not
/// typed a letter yet.
constexpr int kFirstPeople = 300;

constexpr auto kDays =
    std::to_array<std::string_view>({"today", "yesterday", "this-week", "last-week", "this-month",
                                     "last-month", "this-year", "last-year", "7d", "30d", "6m"});

Offers beginning_so(std::span<const std::string_view> words, std::string_view typed) {
  Offers out;
  for (const std::string_view word : words)
    if (word.starts_with(typed)) out.push_back({std::string(word), {}});
  return out;
}

std::string articles(std::uint64_t count) {
  return count == 1 ? "1 article" : fmt::format("{} articles", count);
}

/// "rowan pike" as "Rowan Pike", for those who type capitals.
std::string capitalised(std::string_view key, bool begins_word) {
  std::string out;
  for (std::size_t at = 0; at < key.size();) {
    const auto [c, length] = utf8::decode(key, at);
    utf8::append(out, begins_word ? utf8::upper(c) : c);
    begins_word = c == U' ';
    at += length;
  }
  return out;
}

/// A value as what was typed of it and the rest of its key: keys have no capitals and accents, and
/// shells want what they complete to begin as it was typed.
std::string continued(std::string_view typed, std::string_view key) {
  const std::size_t known = std::min(key.size(), word_key(typed).size());
  std::string_view rest = key.substr(known);
  if (typed.ends_with(' ') && rest.starts_with(' ')) rest.remove_prefix(1);
  const bool capitals = !typed.empty() && utf8::is_upper(utf8::decode(typed, 0).code_point);
  const bool begins_word = typed.ends_with(' ');
  return std::string(typed) + (capitals ? capitalised(rest, begins_word) : std::string(rest));
}

/// What the archive holds, asked for by one line.
class Held {
 public:
  explicit Held(const Session& session) : session_(session) {}

  [[nodiscard]] Offers values(FieldId field, std::string_view typed) const {
    const ArchiveReader archive = session_.open_archive();
    if (typed.empty() && field == FieldId::Person) return first_people(archive);
    Offers out;
    for (const KnownValue& value : values_beginning(archive, field, typed, kMostValues)) {
      const std::string text = field == FieldId::Site ? value.key : continued(typed, value.key);
      out.push_back({text, articles(value.articles)});
    }
    return out;
  }

  [[nodiscard]] Offers tags(std::string_view typed) const {
    Offers out;
    for (const auto& [name, tagged] : session_desk(session_).tags)
      if (name.starts_with(typed)) out.push_back({name, articles(tagged.size())});
    return out;
  }

  [[nodiscard]] Offers saved_queries(std::string_view typed) const {
    Offers out;
    for (const auto& [name, saved] : session_desk(session_).queries)
      if (name.starts_with(typed)) out.push_back({name, saved.text});
    return out;
  }

  [[nodiscard]] std::vector<std::string> custom() const {
    return custom_fields(session_.open_archive());
  }

 private:
  [[nodiscard]] Offers first_people(const ArchiveReader& archive) const {
    Catalog catalog = session_.open_catalog();
    sqlite::Statement known(catalog.database(),
                            "SELECT coalesce(shown, name) FROM people "
                            "WHERE no = identity AND NOT hidden ORDER BY no LIMIT ?");
    known.bind(1, std::int64_t{kFirstPeople});
    std::vector<std::pair<std::uint64_t, std::string>> people;
    while (known.step()) {
      const std::string name(known.text(0));
      people.emplace_back(archive.frequency(schema::term(schema::kPerson, word_key(name))), name);
    }
    std::stable_sort(people.begin(), people.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    Offers out;
    for (const auto& [count, name] : people)
      if (count > 0 && out.size() < kMostValues) out.push_back({name, articles(count)});
    return out;
  }

  const Session& session_;
};

Offers values_of(const Held& held, FieldId id, std::string_view typed) {
  if (id == FieldId::Tag) return held.tags(typed);
  if (id == FieldId::Query) return held.saved_queries(typed);
  if (id == FieldId::Type)
    return beginning_so(std::to_array<std::string_view>({"live", "opinion", "story"}), typed);
  if (const auto fixed = fixed_values(id); !fixed.empty()) return beginning_so(fixed, typed);
  if (field(id).kind == FieldKind::Date) return beginning_so(kDays, typed);
  return held.values(id, typed);
}

/// Where in a query the part begins that is being typed: behind a blank or a bracket, but for those
/// in quotation marks.
std::size_t part_from(std::string_view query) {
  std::size_t from = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < query.size(); ++at) {
    if (query[at] == '"')
      quoted = !quoted;
    else if (!quoted && (query[at] == ' ' || query[at] == '('))
      from = at + 1;
  }
  while (from < query.size() && query[from] == '-') ++from;
  return from;
}

/// What may stand in front of a colon.
Offers field_names(const Held& held, std::string_view typed) {
  Offers out;
  for (const FieldInfo& info : fields())
    if (info.searchable && info.name.starts_with(typed))
      out.push_back({std::string(info.name) + ':', std::string(info.help)});
  for (const std::string_view name : directive_names())
    if (name.starts_with(typed)) out.push_back({std::string(name) + ':', "of the whole answer"});
  if (typed.starts_with("x-"))
    for (const std::string& name : held.custom())
      if (name.starts_with(typed)) out.push_back({name + ':', "a field of the input"});
  return out;
}

/// What a query may become whose last part is `field:value`; all of `before` stays.
Offers field_values(const Held& held, std::string_view name, std::string_view typed,
                    const std::string& before) {
  if (const auto directive = find_directive(name)) {
    Offers out = beginning_so(directive_values(*directive), typed);
    for (Offer& value : out) value.text.insert(0, before);
    return out;
  }
  const FieldInfo* info = find_field(name);
  if (info == nullptr) return {};
  std::string kept = before;
  const bool quoted = std::count(typed.begin(), typed.end(), '"') % 2 == 1;
  if (const auto comma = typed.rfind(','); comma != std::string_view::npos && !quoted) {
    kept += typed.substr(0, comma + 1);
    typed.remove_prefix(comma + 1);
  }
  if (typed.starts_with('"')) typed.remove_prefix(1);
  Offers out = values_of(held, info->id, typed);
  for (Offer& value : out) {
    const bool marks = quoted || value.text.find(' ') != std::string::npos;
    value.text = kept + (marks ? '"' + value.text + '"' : value.text);
  }
  return out;
}

Offers query_parts(const Held& held, std::string_view query) {
  const std::size_t from = part_from(query);
  const std::string before(query.substr(0, from));
  const std::string_view part = query.substr(from);
  const std::size_t colon = part.find(':');
  if (colon == std::string_view::npos) {
    Offers out = field_names(held, part);
    for (Offer& name : out) name.text.insert(0, before);
    return out;
  }
  return field_values(held, part.substr(0, colon), part.substr(colon + 1),
                      before + std::string(part.substr(0, colon + 1)));
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Completions live(const Held& held, const WantedValue& wanted) {
  Completions out;
  const std::string& name = wanted.of.names.back();
  const std::string& kind = wanted.of.value.empty() ? name : wanted.of.value;
  const std::string_view typed = wanted.typed;
  const std::string& verb = wanted.command.name;
  if (kind == "DIR") {
    out.paths = Completions::Paths::Directories;
  } else if (kind == "FILE" || (kind == "WHICH" && verb == "desk")) {
    out.paths = Completions::Paths::Files;
  } else if (kind == "QUERY") {
    out.candidates = query_parts(held, typed);
  } else if (kind == "TAG") {
    out.candidates = held.tags(typed);
  } else if (is_one_of(verb, {"save", "alert"}) && kind == "NAME") {
    out.candidates = held.saved_queries(typed);
  } else if (kind == "PERSON" || (is_one_of(verb, {"person", "with"}) && name[0] != '-')) {
    out.candidates = held.values(FieldId::Person, typed);
  } else if (is_one_of(kind, {"DATE", "DAY"})) {
    out.candidates = beginning_so(kDays, typed);
  } else if (const FieldInfo* info =
                 name.starts_with("--") ? find_field(std::string_view(name).substr(2)) : nullptr;
             info != nullptr && kind == "NAME") {
    out.candidates = values_of(held, info->id, typed);
  }
  return out;
}

/// A directory as one types it: the shell has not looked at it yet.
std::string without_tilde(const Session& session, const std::string& path) {
  return path.starts_with("~/") ? session.environment("HOME") + path.substr(1) : path;
}

}  // namespace

Completions live_values(const Session& session, const WantedValue& wanted) {
  Session of_line = session;
  const std::string archive = value_in(wanted.words, {"-A", "--archive"});
  if (!archive.empty()) of_line.options.archives = {without_tilde(session, archive)};
  try {
    return live(Held(of_line), wanted);
  } catch (const Error&) {
    return {};
  }
}

}  // namespace morgue
