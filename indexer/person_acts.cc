#include "indexer/person_acts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "common/article_id.h"
#include "common/text.h"
#include "common/utf8.h"

namespace morgue {
namespace {

/// So many articles stand in the ledger for a person.
constexpr std::size_t kWitnesses = 3;
/// So many are named when a name fits several.
constexpr std::size_t kNamed = 10;

std::string described(const PersonSummary& person) {
  std::string out = fmt::format("@p{} {}", person.number, person.name);
  if (!person.role.empty()) out += ", " + person.role;
  if (person.first_year) out += fmt::format(", {}", *person.first_year);
  if (person.first_year != person.last_year) out += fmt::format("-{}", *person.last_year);
  return out +
         fmt::format(", {} {}", person.articles, person.articles == 1 ? "article" : "articles");
}

class ActReader {
 public:
  ActReader(ArchiveWriter& writer, const std::vector<std::string>& words)
      : writer_(writer), db_(writer.catalog().database()) {
    for (const std::string& word : words) words_.push_back(utf8::repaired(word));
  }

  Result<Act, std::string> read(std::string_view verb) {
    Act act;
    if (verb == "undo") return undo();
    if (verb == "not-a-person") {
      act.kind = Act::Kind::NotAPerson;
      if (words_.size() != 1 || word_key(words_[0]).empty())
        return failure(std::string("person not-a-person wants one name"));
      act.name = utf8::one_line(words_[0]);
      return act;
    }
    if (words_.empty()) return failure(fmt::format("person {} wants a person", verb));
    auto person = reference(words_[0]);
    if (!person) return failure(person.error());
    act.person = *person;
    if (verb == "merge") return merge(std::move(act));
    if (verb == "split") return split(std::move(act));
    if (verb == "forget") {
      act.kind = Act::Kind::Forget;
      if (words_.size() != 1) return failure(std::string("person forget wants one person"));
      return act;
    }
    act.kind = verb == "alias" ? Act::Kind::Alias : Act::Kind::Rename;
    if (words_.size() != 2 || word_key(words_[1]).empty())
      return failure(fmt::format("person {} wants a person and a name", verb));
    act.name = utf8::one_line(words_[1]);
    return act;
  }

 private:
  Result<PersonReference, std::string> reference(const std::string& text) {
    std::vector<std::uint32_t> found;
    if (const auto number = parse_person_number(text))
      found.push_back(*number);
    else
      found = people_named(db_, text, kNamed + 1);
    if (found.size() > 1) return failure(ambiguous(text, found));
    const auto summary =
        found.empty() ? std::optional<PersonSummary>() : summary_of(db_, found.front());
    if (!summary) return failure(fmt::format("nobody here is {}", text));
    // Articles know the name that they give, not one that was decided.
    const auto person = writer_.catalog().people().find(summary->number);
    if (summary->articles == 0 || !person) return failure(fmt::format("nobody here is {}", text));
    return PersonReference{summary->number, person->name, witnesses(summary->number, {})};
  }

  std::string ambiguous(const std::string& text, const std::vector<std::uint32_t>& found) {
    std::string out = fmt::format("\"{}\" may be", text);
    for (std::size_t i = 0; i < std::min(found.size(), kNamed); ++i)
      if (const auto summary = summary_of(db_, found[i]))
        out += "\n  " + utf8::one_line(described(*summary));
    return out + (found.size() > kNamed ? "\n  and others" : "");
  }

  /// The first articles that name the person; none for one made by a split, whom the line of the
  /// split explains.
  std::vector<ArticleId> witnesses(std::uint32_t person, const std::vector<ArticleId>& without) {
    std::vector<ArticleId> out;
    for (const auto& appearance :
         writer_.catalog().people().of_person(person, kWitnesses + without.size()))
      if (out.size() < kWitnesses &&
          std::find(without.begin(), without.end(), appearance.article) == without.end())
        out.push_back(appearance.article);
    return out;
  }

  Result<Act, std::string> merge(Act act) {
    act.kind = Act::Kind::Merge;
    if (words_.size() != 2) return failure(std::string("person merge wants two people"));
    auto other = reference(words_[1]);
    if (!other) return failure(other.error());
    act.other = *other;
    if (act.other.number == act.person.number)
      return failure(fmt::format("{} and {} are one person already", words_[0], words_[1]));
    return act;
  }

  Result<Act, std::string> split(Act act) {
    act.kind = Act::Kind::Split;
    if (words_.size() < 2)
      return failure(std::string("person split wants a person and the articles of the other one"));
    const std::vector<ArticleId> all = articles_of(db_, act.person.number);
    for (std::size_t i = 1; i < words_.size(); ++i) {
      std::string prefix = words_[i].starts_with('#') ? words_[i].substr(1) : words_[i];
      std::vector<ArticleId> fitting;
      for (const ArticleId id : all)
        if (!prefix.empty() && to_string(id).starts_with(prefix)) fitting.push_back(id);
      if (fitting.size() != 1)
        return failure(fmt::format("{} articles of @p{} have the id {}",
                                   fitting.empty() ? "no" : "several", act.person.number,
                                   words_[i]));
      act.articles.push_back(fitting.front());
    }
    std::sort(act.articles.begin(), act.articles.end());
    act.articles.erase(std::unique(act.articles.begin(), act.articles.end()), act.articles.end());
    if (act.articles.size() == all.size())
      return failure(fmt::format("these are all articles of @p{}", act.person.number));
    act.person.articles = witnesses(act.person.number, act.articles);
    act.other = {writer_.catalog().people().highest_number() + 1, act.person.name, act.articles};
    if (act.other.articles.size() > kWitnesses) act.other.articles.resize(kWitnesses);
    return act;
  }

  Result<Act, std::string> undo() {
    const std::vector<Act> acts = writer_.ledger().acts;
    const std::vector<Act> holding = acts_that_hold(acts);
    Act act;
    act.kind = Act::Kind::Undo;
    if (words_.empty()) {
      if (holding.empty()) return failure(std::string("there is nothing to undo"));
      act.undone = holding.back().number;
      return act;
    }
    const std::string& text = words_.front();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), act.undone);
    const bool known = std::any_of(acts.begin(), acts.end(),
                                   [&](const Act& one) { return one.number == act.undone; });
    if (words_.size() != 1 || error != std::errc() || end != text.data() + text.size() || !known)
      return failure(fmt::format("no act has the number {}; see: morgue-index person log", text));
    return act;
  }

  ArchiveWriter& writer_;
  sqlite::Database& db_;
  std::vector<std::string> words_;
};

std::string shown(const PersonReference& person) {
  return fmt::format("@p{} {}", person.number, person.name);
}

std::string deed(const Act& act) {
  switch (act.kind) {
    case Act::Kind::Merge:
      return fmt::format("merge {} into {}", shown(act.other), shown(act.person));
    case Act::Kind::Split:
      return fmt::format("split {}: in {} {} it is {}", shown(act.person), act.articles.size(),
                         act.articles.size() == 1 ? "article" : "articles", shown(act.other));
    case Act::Kind::Alias:
      return fmt::format("alias {}: \"{}\"", shown(act.person), act.name);
    case Act::Kind::Rename:
      return fmt::format("rename {}: \"{}\"", shown(act.person), act.name);
    case Act::Kind::Forget:
      return fmt::format("forget {}", shown(act.person));
    case Act::Kind::NotAPerson:
      return fmt::format("nobody is called \"{}\"", act.name);
    case Act::Kind::Undo:
      break;
  }
  return fmt::format("undo act {}", act.undone);
}

}  // namespace

Result<Act, std::string> act_of(ArchiveWriter& writer, std::string_view verb,
                                const std::vector<std::string>& words) {
  return ActReader(writer, words).read(verb);
}

std::string to_sentence(const Act& act) {
  return act.number == 0
             ? deed(act)
             : fmt::format("{:>4}  {}  {}", act.number, act.time.substr(0, 10), deed(act));
}

bool wants_consent(const Act& act) {
  return act.kind == Act::Kind::Merge || act.kind == Act::Kind::Split ||
         act.kind == Act::Kind::Forget || act.kind == Act::Kind::NotAPerson;
}

}  // namespace morgue
