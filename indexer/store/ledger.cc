#include "indexer/store/ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <optional>
#include <sstream>
#include <unordered_set>

#include "common/error.h"
#include "common/people_table.h"
#include "common/utf8.h"
#include "indexer/store/files.h"

namespace morgue {
namespace {

constexpr std::array<std::string_view, 7> kKinds = {"merge",  "split",        "alias", "rename",
                                                    "forget", "not-a-person", "undo"};
constexpr std::string_view kHeader =
    "# morgue ledger 1: what was decided about people, an act a line. Written by morgue-index "
    "person.\n";

constexpr std::int64_t kHighestAct = 1'000'000'000;

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

std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(by, at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
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

std::optional<std::int64_t> parse_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number <= 0 ||
      number > kHighestAct)
    return {};
  return number;
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
      act.name = fields[4];
      return !act.name.empty();
    case Act::Kind::Forget:
      return count == 1 && person(0, act.person);
    case Act::Kind::NotAPerson:
      if (count != 1) return false;
      act.name = fields[3];
      return !act.name.empty();
    case Act::Kind::Undo: {
      const auto undone = count == 1 ? parse_number(fields[3]) : std::nullopt;
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
  const auto number = parse_number(fields[0]);
  const auto* const kind = std::find(kKinds.begin(), kKinds.end(), fields[2]);
  if (!number || kind == kKinds.end()) return {};
  act.number = *number;
  act.time = fields[1];
  act.kind = static_cast<Act::Kind>(kind - kKinds.begin());
  if (!parse_rest(fields, act)) return {};
  return act;
}

/// Nothing if there is no file.
std::string bytes_of(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return {};
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (in && in.peek() != std::ifstream::traits_type::eof()) text << in.rdbuf();
  if (in.bad() || !in.is_open() || !text)
    throw Error(Exit::Archive, fmt::format("can't read {}", path.string()));
  return text.str();
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
    const auto claimed = parse_number(line.substr(0, line.find('\t')));
    out.last = std::max(out.last, claimed.value_or(0));
  }
  return out;
}

std::vector<Act> acts_that_hold(const std::vector<Act>& acts) {
  // From the last back: an undo that is itself undone does nothing.
  std::unordered_set<std::int64_t> undone;
  std::vector<Act> out;
  for (std::size_t i = acts.size(); i-- > 0;) {
    if (undone.contains(acts[i].number)) continue;
    if (acts[i].kind == Act::Kind::Undo)
      undone.insert(acts[i].undone);
    else
      out.push_back(acts[i]);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

LedgerText read_ledger(const std::filesystem::path& path) {
  return parse_ledger(utf8::repaired(bytes_of(path)));
}

void append_to_ledger(const std::filesystem::path& path, const Act& act) {
  const std::string before = bytes_of(path);
  std::string text = before.empty() ? std::string(kHeader) : std::string();
  // The last line may be torn, or an editor left its end away: what follows must not hang on to it.
  if (!before.empty() && !before.ends_with('\n')) text = '\n';
  append_to_file(path, text + to_line(act) + '\n');
}

}  // namespace morgue
