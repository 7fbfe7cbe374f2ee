#include "indexer/store/ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "common/files.h"
#include "common/people_table.h"
#include "common/utf8.h"

namespace morgue {
namespace {

constexpr std::array<std::string_view, 7> kKinds = {"merge",  "split",        "alias", "rename",
                                                    "forget", "not-a-person", "undo"};
constexpr std::string_view kHeader =
    "# morgue ledger 1: what was decided about people, an act a line. Written by morgue-index "
    "person.\n";

std::string join(const std::vector<ArticleId>& ids) {
  std::string out;
  for (const ArticleId id : ids) out += (out.empty() ? "" : ",") + to_string(id);
  return out;
}

/// Fields are told apart by tabs, lines by newlines: neither can be in a name.
std::string text_of(const PersonReference& person) {
  return fmt::format("p{} {} [{}]", person.number, utf8::one_line(person.name),
                     join(person.articles));
}

std::optional<std::vector<ArticleId>> parse_ids(std::string_view text) {
  std::vector<ArticleId> out;
  if (text.empty()) return out;
  for (const std::string_view part : split(text, ',')) {
    const auto id = parse_article_id(part);
    if (!id) return {};
    out.push_back(*id);
  }
  return out;
}

std::optional<PersonReference> parse_person(std::string_view text) {
  const std::size_t blank = text.find(' ');
  const std::size_t open = text.rfind(" [");
  if (blank == std::string_view::npos || open == std::string_view::npos || open < blank ||
      !text.ends_with(']'))
    return {};
  const auto number = parse_person_number(text.substr(0, blank));
  const auto ids = parse_ids(text.substr(open + 2, text.size() - open - 3));
  if (!number || !ids) return {};
  const std::size_t name = std::min(blank + 1, open);
  return PersonReference{*number, std::string(text.substr(name, open - name)), *ids};
}

/// What stands behind number, time and kind; false if it does not fit the kind.
bool parse_rest(const std::vector<std::string_view>& fields, Act& act) {
  const std::size_t count = fields.size() - 3;
  const auto person = [&](std::size_t at, PersonReference& into) {
    const auto parsed = at < count ? parse_person(fields[3 + at]) : std::nullopt;
    if (parsed) into = *parsed;
    return parsed.has_value();
  };
  switch (act.kind) {
    case Act::Kind::Merge:
      return count == 2 && person(0, act.person) && person(1, act.other);
    case Act::Kind::Split: {
      if (count != 3 || !person(0, act.person) || !person(1, act.other)) return false;
      const auto ids = parse_ids(fields[5]);
      if (ids) act.articles = *ids;
      return ids && !ids->empty();
    }
    case Act::Kind::Alias:
    case Act::Kind::Rename:
      if (count != 2 || !person(0, act.person)) return false;
      act.name = utf8::one_line(fields[4]);
      return !act.name.empty();
    case Act::Kind::Forget:
      return count == 1 && person(0, act.person);
    case Act::Kind::NotAPerson:
      if (count != 1) return false;
      act.name = utf8::one_line(fields[3]);
      return !act.name.empty();
    case Act::Kind::Undo: {
      const auto undone = count == 1 ? act_number(fields[3]) : std::nullopt;
      if (undone) act.undone = *undone;
      return undone && *undone < act.number;
    }
  }
  return false;
}

std::optional<Act> parse_act(std::string_view line) {
  const auto fields = split(line, '\t');
  if (fields.size() < 3) return {};
  Act act;
  const auto number = act_number(fields[0]);
  const auto* const kind = std::find(kKinds.begin(), kKinds.end(), fields[2]);
  if (!number || kind == kKinds.end()) return {};
  act.number = *number;
  act.time = fields[1];
  act.kind = static_cast<Act::Kind>(kind - kKinds.begin());
  if (!parse_rest(fields, act)) return {};
  return act;
}

}  // namespace

std::string to_line(const Act& act) {
  std::string out = fmt::format("{}\t{}\t{}", act.number, act.time,
                                kKinds.at(static_cast<std::size_t>(act.kind)));
  switch (act.kind) {
    case Act::Kind::Merge:
      return out + '\t' + text_of(act.person) + '\t' + text_of(act.other);
    case Act::Kind::Split:
      return out + '\t' + text_of(act.person) + '\t' + text_of(act.other) + '\t' +
             join(act.articles);
    case Act::Kind::Alias:
    case Act::Kind::Rename:
      return out + '\t' + text_of(act.person) + '\t' + utf8::one_line(act.name);
    case Act::Kind::Forget:
      return out + '\t' + text_of(act.person);
    case Act::Kind::NotAPerson:
      return out + '\t' + utf8::one_line(act.name);
    case Act::Kind::Undo:
      break;
  }
  return fmt::format("{}\t{}", out, act.undone);
}

LedgerText parse_ledger(std::string_view text) {
  LedgerText out;
  std::size_t number = 0;
  for (std::string_view line : split(text, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    auto act = parse_act(line);
    if (act && act->number > out.last)
      out.acts.push_back(*std::move(act));
    else
      out.unread.push_back(number);
    const auto claimed = act_number(line.substr(0, line.find('\t')));
    out.last = std::max(out.last, claimed.value_or(0));
  }
  return out;
}

LedgerText ledger_in(std::string_view text) {
  constexpr std::string_view kMark = "person\t";
  std::string lines;
  for (const std::string_view line : split(text, '\n'))
    if (line.starts_with(kMark)) lines.append(line.substr(kMark.size())).append("\n");
  const bool dump = !lines.empty() || text.starts_with("# morgue dump");
  return parse_ledger(dump ? lines : text);
}

std::vector<Act> missing_acts(const LedgerText& ledger, const LedgerText& other) {
  const auto same = [](Act one, Act two) {
    one.number = two.number = 0;
    return one == two;
  };
  std::vector<Act> out;
  for (const Act& act : acts_that_hold(other.acts))
    if (std::none_of(ledger.acts.begin(), ledger.acts.end(),
                     [&](const Act& here) { return same(here, act); }))
      out.push_back(act);
  return out;
}

LedgerText read_ledger(const std::filesystem::path& path) {
  return parse_ledger(utf8::repaired(file_bytes(path)));
}

void append_to_ledger(const std::filesystem::path& path, const Act& act) {
  const std::string before = file_bytes(path);
  std::string text = before.empty() ? std::string(kHeader) : std::string();
  // The last line may be torn, or an editor left its end away: what follows must not hang on to it.
  if (!before.empty() && !before.ends_with('\n')) text = '\n';
  append_to_file(path, text + to_line(act) + '\n');
}

}  // namespace morgue
