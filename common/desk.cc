#include "common/desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "common/act_lines.h"
#include "common/files.h"
#include "common/utf8.h"

namespace morgue {
namespace {

using Kind = DeskAct::Kind;

constexpr std::array<std::string_view, 6> kKinds = {"tag", "untag", "note", "save", "drop", "undo"};
constexpr std::string_view kHeader =
    "# morgue desk 1: tags, notes and saved queries, an act a line. Written by morgue tag, note "
    "and "
    "save.\n";

bool read_ids(std::string_view text, std::vector<ArticleId>& into) {
  for (const std::string_view part : split(text, ',')) {
    const auto id = parse_article_id(part);
    if (!id) return false;
    into.push_back(*id);
  }
  return true;
}

std::string ids(const std::vector<ArticleId>& articles) {
  std::string out;
  for (const ArticleId id : articles) out += (out.empty() ? "" : ",") + to_string(id);
  return out;
}

/// What stands behind number, time and kind; false if it does not fit the kind.
bool read_rest(const std::vector<std::string_view>& fields, DeskAct& act) {
  const std::size_t count = fields.size() - 3;
  const auto name = [&] {
    act.name = fields[3];
    return is_desk_name(act.name);
  };
  switch (act.kind) {
    case Kind::Tag:
    case Kind::Untag:
      return count == 2 && name() && read_ids(fields[4], act.articles);
    case Kind::Note:
      if (count != 2 || !read_ids(fields[3], act.articles)) return false;
      act.text = utf8::one_line(fields[4]);
      return !act.text.empty();
    case Kind::Save:
      if (count != 2 || !name()) return false;
      act.text = utf8::one_line(fields[4]);
      return !act.text.empty();
    case Kind::Drop:
      return count == 1 && name();
    case Kind::Undo: {
      const auto undone = count == 1 ? act_number(fields[3]) : std::nullopt;
      act.undone = undone.value_or(0);
      return undone && *undone < act.number;
    }
  }
  return false;
}

std::optional<DeskAct> read_act(std::string_view line) {
  const auto fields = split(line, '\t');
  if (fields.size() < 4) return {};
  DeskAct act;
  const auto number = act_number(fields[0]);
  const auto* const kind = std::find(kKinds.begin(), kKinds.end(), fields[2]);
  if (!number || kind == kKinds.end()) return {};
  act.number = *number;
  act.time = fields[1];
  act.kind = static_cast<Kind>(kind - kKinds.begin());
  if (!read_rest(fields, act)) return {};
  return act;
}

}  // namespace

bool is_desk_name(std::string_view name) {
  return !name.empty() && name.size() <= 100 &&
         name.find_first_of(" \t\r\n,:\"'()*?/<>") == std::string_view::npos && name[0] != '-' &&
         utf8::one_line(utf8::repaired(name)) == name;
}

std::string to_line(const DeskAct& act) {
  std::string out = fmt::format("{}\t{}\t{}\t", act.number, act.time,
                                kKinds.at(static_cast<std::size_t>(act.kind)));
  switch (act.kind) {
    case Kind::Tag:
    case Kind::Untag:
      return out + act.name + '\t' + ids(act.articles);
    case Kind::Note:
      return out + ids(act.articles) + '\t' + utf8::one_line(act.text);
    case Kind::Save:
      return out + act.name + '\t' + utf8::one_line(act.text);
    case Kind::Drop:
      return out + act.name;
    case Kind::Undo:
      break;
  }
  return fmt::format("{}{}", out, act.undone);
}

DeskText parse_desk(std::string_view text) {
  DeskText out;
  std::size_t number = 0;
  for (std::string_view line : split(text, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    auto act = read_act(line);
    if (act && act->number > out.last)
      out.acts.push_back(*std::move(act));
    else
      out.unread.push_back(number);
    out.last = std::max(out.last, act_number(line.substr(0, line.find('\t'))).value_or(0));
  }
  return out;
}

DeskText read_desk(const std::filesystem::path& path) {
  return parse_desk(utf8::repaired(file_bytes(path)));
}

void append_to_desk(const std::filesystem::path& path, std::vector<DeskAct>& acts) {
  append_to_file(path, [&](std::string_view before) {
    std::int64_t last = parse_desk(utf8::repaired(before)).last;
    std::string text = before.empty() ? std::string(kHeader) : std::string();
    // The last line may be torn, or an editor left its end away: nothing must hang on to it.
    if (!before.empty() && !before.ends_with('\n')) text = '\n';
    for (DeskAct& act : acts) {
      act.number = ++last;
      text += to_line(act) + '\n';
    }
    return text;
  });
}

DeskState desk_of(const DeskText& text) {
  DeskState out;
  for (const DeskAct& act : acts_that_hold(text.acts)) {
    switch (act.kind) {
      case Kind::Tag:
        out.tags[act.name].insert(act.articles.begin(), act.articles.end());
        break;
      case Kind::Untag:
        if (const auto tag = out.tags.find(act.name); tag != out.tags.end()) {
          for (const ArticleId id : act.articles) tag->second.erase(id);
          if (tag->second.empty()) out.tags.erase(tag);
        }
        break;
      case Kind::Note:
        for (const ArticleId id : act.articles)
          out.notes[id].push_back({act.number, act.time, act.text});
        break;
      case Kind::Save:
        out.queries[act.name] = {act.time, act.text};
        break;
      case Kind::Drop:
        out.queries.erase(act.name);
        break;
      case Kind::Undo:
        break;
    }
  }
  return out;
}

std::vector<std::string> DeskState::tags_of(ArticleId id) const {
  std::vector<std::string> out;
  for (const auto& [name, articles] : tags)
    if (articles.contains(id)) out.push_back(name);
  return out;
}

std::vector<DeskAct> acts_that_made(const DeskText& text) {
  DeskState left = desk_of(text);
  std::vector<DeskAct> out;
  for (DeskAct& act : acts_that_hold(text.acts)) {
    if (act.kind == Kind::Tag) {
      const auto tag = left.tags.find(act.name);
      std::erase_if(act.articles, [&](ArticleId id) {
        return tag == left.tags.end() || tag->second.erase(id) == 0;
      });
      if (!act.articles.empty()) out.push_back(std::move(act));
    } else if (act.kind == Kind::Note) {
      out.push_back(std::move(act));
    } else if (act.kind == Kind::Save) {
      const auto saved = left.queries.find(act.name);
      if (saved == left.queries.end() || saved->second.text != act.text) continue;
      left.queries.erase(saved);
      out.push_back(std::move(act));
    }
  }
  return out;
}

namespace {

/// The name itself, if it is free or stands for the same; else the next one that does.
std::string free_name(const DeskState& desk, const DeskAct& save) {
  for (int number = 1;; ++number) {
    std::string name = number == 1 ? save.name : fmt::format("{}-{}", save.name, number);
    const auto saved = desk.queries.find(name);
    if (saved == desk.queries.end() || saved->second.text == save.text) return name;
  }
}

/// Without what is there already; empty if nothing is left.
void leave_new(const DeskState& desk, DeskAct& act) {
  std::erase_if(act.articles, [&](ArticleId id) {
    if (act.kind == Kind::Tag) {
      const auto tag = desk.tags.find(act.name);
      return tag != desk.tags.end() && tag->second.contains(id);
    }
    const auto notes = desk.notes.find(id);
    return notes != desk.notes.end() &&
           std::any_of(notes->second.begin(), notes->second.end(), [&](const auto& note) {
             return note.time == act.time && note.text == act.text;
           });
  });
}

}  // namespace

DeskMerge merged_into(const DeskState& desk, const std::vector<DeskAct>& others) {
  DeskMerge out;
  DeskState now = desk;
  for (DeskAct act : others) {
    if (act.kind == Kind::Tag || act.kind == Kind::Note) {
      leave_new(now, act);
      if (act.articles.empty()) continue;
      for (const ArticleId id : act.articles)
        if (act.kind == Kind::Tag)
          now.tags[act.name].insert(id);
        else
          now.notes[id].push_back({0, act.time, act.text});
    } else if (act.kind == Kind::Save) {
      const std::string name = free_name(now, act);
      if (now.queries.contains(name)) continue;
      if (name != act.name) out.renamed.emplace_back(act.name, name);
      act.name = name;
      now.queries[name] = {act.time, act.text};
    } else {
      continue;
    }
    out.acts.push_back(std::move(act));
  }
  return out;
}

}  // namespace morgue
