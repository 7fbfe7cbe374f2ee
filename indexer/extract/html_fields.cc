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

/// The host of an address without "www."; empty if it has none.
std::string_view host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#:"));
  if (ascii::starts_with_folded(url, "www.")) url.remove_prefix(4);
  return url;
}

}  // namespace

std::string page_source(const Draft& draft) {
  std::string name = first_found(draft, Field::Source,
                                 {"record", "feed", "og:site_name", "json-ld", "json-ld page",
                                  "dc.publisher", "dcterms.publisher", "application-name"});
  if (name.empty()) name = first_of(draft, Field::Source);
  return is_absolute(name) ? std::string() : name;
}

std::string page_url(const Draft& draft) {
  const std::string given = first_found(draft, Field::Url, {"record"});
  if (is_absolute(given)) return given;
  const std::string fetched = first_found(draft, Field::Url, {"warc", "http"});
  for (const auto place : {"canonical"sv, "og:url"sv, "json-ld"sv, "twitter:url"sv,
                           "parsely-link"sv, "feed"sv, "mail"sv, "saved"sv})
    if (std::string url = first_found(draft, Field::Url, {place}); is_absolute(url))
      // A copy names the original; only what the host says of itself is the address fetched.
      if (fetched.empty() || ascii::equals_folded(host_of(url), ascii::folded(host_of(fetched))))
        return url;
  return is_absolute(fetched) ? fetched : std::string();
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
                     {"record", "feed", "json-ld", "article:section", "section", "parsely-section",
                      "og:section", "cxenseparse:category", "itemprop"});
}

}  // namespace morgue
