#include "query/views/diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "common/utf8.h"
#include "query/views/dups.h"
#include "query/views/sequence_diff.h"
#include "query/views/show.h"

namespace morgue {
namespace {

/// Paragraphs that have so much in common are one that was changed.
constexpr double kOneParagraph = 0.4;
/// More paragraphs than these in one gap are not paired.
constexpr std::size_t kMostPairs = 20000;

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const bool end = at == text.size();
    const utf8::Decoded c = end ? utf8::Decoded{' ', 1} : utf8::decode(text, at);
    if (utf8::is_space(c.code_point)) {
      if (at > begin) out.push_back(text.substr(begin, at - begin));
      begin = at + c.length;
    }
    at += c.length;
  }
  return out;
}

std::vector<std::uint64_t> hashes_of(const std::vector<std::string_view>& words) {
  std::vector<std::uint64_t> out;
  out.reserve(words.size());
  for (const std::string_view word : words) out.push_back(std::hash<std::string_view>()(word));
  return out;
}

void add_piece(std::vector<DiffPiece>& out, DiffPiece::Kind kind,
               const std::vector<std::string_view>& words, std::size_t begin, std::size_t end) {
  if (begin == end) return;
  out.push_back(
      {kind, fmt::format("{}", fmt::join(words.begin() + static_cast<std::ptrdiff_t>(begin),
                                         words.begin() + static_cast<std::ptrdiff_t>(end), " "))});
}

/// A text's paragraphs, ready to be compared.
struct Paragraphs {
  std::vector<std::string_view> texts;
  std::vector<std::uint64_t> hashes;              ///< of their words
  std::vector<std::vector<std::uint64_t>> words;  ///< of each, ascending

  explicit Paragraphs(std::string_view text) {
    for (const Span paragraph : paragraphs(text)) {
      const auto own = words_of(paragraph.of(text));
      texts.push_back(paragraph.of(text));
      hashes.push_back(std::hash<std::string>()(fmt::format("{}", fmt::join(own, " "))));
      words.push_back(hashes_of(own));
      std::sort(words.back().begin(), words.back().end());
    }
  }
};

double likeness(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t same = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) ++same;
    const bool first = a[i] <= b[j];
    const bool second = b[j] <= a[i];
    i += first;
    j += second;
  }
  const std::size_t longer = std::max(a.size(), b.size());
  return longer == 0 ? 1 : static_cast<double>(same) / static_cast<double>(longer);
}

class ParagraphDiff {
 public:
  ParagraphDiff(const Paragraphs& before, const Paragraphs& after)
      : before_(before), after_(after) {}

  std::vector<DiffParagraph> run() {
    for (const SequencePart& part : diff_sequences(before_.hashes, after_.hashes))
      if (!part.same) gap(part);
    return std::move(out_);
  }

 private:
  /// Pairs each paragraph that was cut with the likest of those that were added behind the last
  /// pair.
  void gap(const SequencePart& part) {
    std::size_t next = part.second_begin;
    const std::size_t pairs =
        (part.first_end - part.first_begin) * (part.second_end - part.second_begin);
    for (std::size_t i = part.first_begin; i < part.first_end; ++i) {
      std::size_t best = part.second_end;
      double best_likeness = kOneParagraph;
      for (std::size_t j = next; pairs <= kMostPairs && j < part.second_end; ++j)
        if (const double like = likeness(before_.words[i], after_.words[j]);
            like >= best_likeness && like > (best == part.second_end ? 0 : best_likeness)) {
          best = j;
          best_likeness = like;
        }
      if (best < part.second_end) {
        for (; next < best; ++next) add(0, next + 1);
        ++next;
        add(i + 1, best + 1);
      } else {
        add(i + 1, 0);
      }
    }
    for (; next < part.second_end; ++next) add(0, next + 1);
  }

  void add(std::size_t before, std::size_t after) {
    out_.push_back({"text", before, after,
                    diff_words(before > 0 ? before_.texts[before - 1] : std::string_view(),
                               after > 0 ? after_.texts[after - 1] : std::string_view())});
  }

  const Paragraphs& before_;
  const Paragraphs& after_;
  std::vector<DiffParagraph> out_;
};

}  // namespace

std::vector<DiffPiece> diff_words(std::string_view before, std::string_view after) {
  const auto first = words_of(before);
  const auto second = words_of(after);
  std::vector<DiffPiece> out;
  for (const SequencePart& part : diff_sequences(hashes_of(first), hashes_of(second))) {
    if (part.same) {
      add_piece(out, DiffPiece::Kind::Same, first, part.first_begin, part.first_end);
      continue;
    }
    add_piece(out, DiffPiece::Kind::Cut, first, part.first_begin, part.first_end);
    add_piece(out, DiffPiece::Kind::Added, second, part.second_begin, part.second_end);
  }
  return out;
}

ArticleDiff diff_articles(StoredArticle before, StoredArticle after) {
  ArticleDiff out{std::move(before), std::move(after), {}};
  const Article& old = out.before.content.article;
  const Article& now = out.after.content.article;
  const auto field = [&](const char* name, const std::string& a, const std::string& b) {
    if (a != b) out.changed.push_back({name, 0, 0, diff_words(a, b)});
  };
  field("title", old.title, now.title);
  field("byline", fmt::format("{}", fmt::join(old.authors, ", ")),
        fmt::format("{}", fmt::join(now.authors, ", ")));
  for (DiffParagraph& paragraph : ParagraphDiff(Paragraphs(old.text), Paragraphs(now.text)).run())
    out.changed.push_back(std::move(paragraph));
  return out;
}

Result<StoredArticle, std::string> find_base(const ArchiveReader& archive,
                                             const StoredArticle& article, std::string_view with) {
  const std::vector<StoredArticle> versions = stored_versions(archive, article.id);
  if (with.starts_with('v')) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(with.data() + 1, with.data() + with.size(), number);
    if (error != std::errc() || end != with.data() + with.size() || number < 1 ||
        number > versions.size())
      return failure(fmt::format("there is no version {}; the archive keeps {}", with.substr(1),
                                 versions.size()));
    return versions[number - 1];
  }
  if (!with.empty()) return find_article(archive, with);
  for (std::size_t i = 0; i < versions.size(); ++i)
    if (versions[i].id == article.id && i > 0) return versions[i - 1];
  const FamilyView family = family_view(archive, *archive.find(article.id), article.id);
  for (const CopyView& copy : family.members)
    if (copy.id != article.id) return find_article(archive, to_string(copy.id));
  return failure(std::string("it has no copy and no other version; name an article: --with ID"));
}

}  // namespace morgue
