#include "indexer/extract/html_fields.h"

#include <algorithm>
#include <array>

#include "indexer/read/ascii.h"

namespace morgue {
namespace {

using namespace std::literals;
using Field = Draft::Candidate::Field;

std::string first_found(const Draft& draft, Field field,
                        std::initializer_list<std::string_view> places) {
  for (const auto place : places)
    for (const auto& candidate : draft.candidates)
      if (candidate.field == field && candidate.found == place) return candidate.value;
  return {};
}

std::string first_of(const Draft& draft, Field field) {
  for (const auto& candidate : draft.candidates)
    if (candidate.field == field) return candidate.value;
  return {};
}

bool is_absolute(std::string_view url) {
  return ascii::starts_with_folded(url, "http://") || ascii::starts_with_folded(url, "https://");
}

}  // namespace

std::string page_source(const Draft& draft) {
  std::string name = first_found(draft, Field::Source,
                                 {"record", "og:site_name", "json-ld", "json-ld page",
                                  "dc.publisher", "dcterms.publisher", "application-name"});
  if (name.empty()) name = first_of(draft, Field::Source);
  return is_absolute(name) ? std::string() : name;
}

std::string page_url(const Draft& draft) {
  for (const auto place :
       {"record"sv, "canonical"sv, "og:url"sv, "json-ld"sv, "twitter:url"sv, "parsely-link"sv})
    if (std::string url = first_found(draft, Field::Url, {place}); is_absolute(url)) return url;
  return {};
}

std::string page_language(const Draft& draft) {
  std::string code = first_found(
      draft, Field::Language, {"record", "html lang", "json-ld", "og:locale", "content-language"});
  code = ascii::folded(code.substr(0, code.find_first_of("-_, ")));
  const bool two_letters =
      code.size() == 2 && ascii::is_letter(code[0]) && ascii::is_letter(code[1]);
  return two_letters ? code : std::string();
}

std::string page_section(const Draft& draft) {
  return first_found(draft, Field::Section,
                     {"record", "json-ld", "article:section", "section", "parsely-section",
                      "og:section", "cxenseparse:category", "itemprop"});
}

}  // namespace morgue
