#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "common/utf8.h"
#include "query/render/render_views.h"
#include "query/render/wrap.h"

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;
using Role = Style::Role;

std::string safe(std::string_view text) { return utf8::one_line(utf8::repaired(text)); }

std::string articles_of(std::int64_t count) {
  return fmt::format("{} {}", count, count == 1 ? "article" : "articles");
}

std::string years(const std::optional<int>& first, const std::optional<int>& last) {
  if (!first || !last) return {};
  return *first == *last ? fmt::format("{}", *first) : fmt::format("{}-{}", *first, *last);
}

std::string with_years(const CountedText& text) {
  const std::string when = years(text.first_year, text.last_year);
  return fmt::format("{} ({}{}x)", safe(text.text), when.empty() ? "" : when + ", ", text.times);
}

Json json_of(const std::vector<CountedText>& list) {
  Json out = Json::array();
  for (const CountedText& item : list) {
    Json entry = {{"text", item.text}, {"times", item.times}};
    if (item.first_year) entry["first_year"] = *item.first_year;
    if (item.last_year) entry["last_year"] = *item.last_year;
    out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace

std::string person_line(const PersonSummary& person) {
  std::string out = safe(person.name);
  if (!person.role.empty()) out += ", " + safe(person.role);
  if (const std::string when = years(person.first_year, person.last_year); !when.empty())
    out += ", " + when;
  return out + ", " + articles_of(person.articles);
}

std::string person_facts(const PersonView& person, const RenderOptions& options) {
  std::string out;
  const auto add = [&](std::string_view label, const std::string& text) {
    out += wrap(text, {}, options.style,
                {options.width, fmt::format(" {:<7}", label), std::string(8, ' ')});
  };
  std::vector<std::string> roles;
  for (const CountedText& role : person.roles) roles.push_back(with_years(role));
  if (!roles.empty()) add("roles", fmt::format("{}", fmt::join(roles, "; ")));
  std::vector<std::string> names;
  for (const CountedText& name : person.names)
    names.push_back(fmt::format("{} {}", safe(name.text), name.times));
  add("names", fmt::format("{}", fmt::join(names, ", ")));
  return out;
}

std::string render_people(std::span<const PersonView> people, const RenderOptions& options) {
  std::string out;
  for (const PersonView& person : people) {
    const PersonSummary& is = person.summary;
    if (!out.empty()) out += '\n';
    out += ' ' + options.style.apply(Role::Title, safe(is.name)) + "  " +
           options.style.apply(Role::Id, fmt::format("@p{}", is.number)) + "  " +
           articles_of(is.articles);
    if (const std::string when = years(is.first_year, is.last_year); !when.empty())
      out += ", " + when;
    out += '\n' + person_facts(person, options);
    out += wrap(fmt::format("person:@p{}  said:@p{}", is.number, is.number), {}, options.style,
                {options.width, " search ", std::string(8, ' ')});
  }
  return out;
}

std::string render_people_jsonl(std::span<const PersonView> people) {
  std::string out;
  for (const PersonView& person : people) {
    const PersonSummary& is = person.summary;
    Json line = {{"format_version", 1},
                 {"id", fmt::format("p{}", is.number)},
                 {"name", is.name},
                 {"articles", is.articles}};
    if (is.first_year) line["first_year"] = *is.first_year;
    if (is.last_year) line["last_year"] = *is.last_year;
    line["roles"] = json_of(person.roles);
    line["names"] = json_of(person.names);
    out += line.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
  }
  return out;
}

}  // namespace morgue
