#include "query/match/term_lookup.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/schema.h"
#include "common/text.h"

namespace morgue {
namespace {

constexpr std::size_t kMaxTerms = 5000;

}  // namespace

FieldCondition by_terms(std::vector<std::string> terms) {
  FieldCondition out;
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  out.candidates = Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end());
  out.check.kind = Check::Kind::Terms;
  out.check.terms = std::move(terms);
  return out;
}

std::string_view keyword_prefix(FieldId field) {
  switch (field) {
    case FieldId::Source:
      return schema::kSource;
    case FieldId::Agency:
      return schema::kAgency;
    case FieldId::Section:
      return schema::kSection;
    case FieldId::Lang:
      return schema::kLanguage;
    case FieldId::Url:
      return schema::kUrl;
    case FieldId::Site:
      return schema::kHost;
    case FieldId::Path:
      return schema::kPath;
    default:
      return {};
  }
}

std::string pattern_key(std::string_view text) {
  std::string out;
  std::string piece;
  const auto flush = [&] {
    if (piece.empty()) return;
    const std::string key = word_key(piece);
    const bool apart = !out.empty() && out.back() != '*' && out.back() != ' ';
    out += (apart && !key.empty() ? " " : "") + key;
    piece.clear();
  };
  for (const char c : text) {
    if (c != '*') {
      piece += c;
      continue;
    }
    const bool gap = !piece.empty() && !word_key(piece.substr(piece.size() - 1)).empty();
    flush();
    if (!gap && !out.empty() && out.back() != '*') out += ' ';
    out += '*';
  }
  flush();
  return out;
}

std::vector<std::string> terms_that(const ArchiveReader& archive, Span where,
                                    std::string_view prefix, const std::string& fixed,
                                    const std::function<bool(std::string_view value)>& fits) {
  std::vector<std::string> out;
  archive.for_each_term(schema::term(prefix, fixed), [&](const std::string& term, std::uint64_t) {
    if (fits(std::string_view(term).substr(prefix.size()))) out.push_back(term);
    return out.size() <= kMaxTerms;
  });
  if (out.size() > kMaxTerms)
    throw FieldRefused{
        {where, fmt::format("this fits more than {} values", kMaxTerms), "write more of it"}};
  return out;
}

}  // namespace morgue
