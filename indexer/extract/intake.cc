#include "indexer/extract/intake.h"

#include <fmt/format.h>

#include <algorithm>

#include "indexer/extract/extract.h"

namespace morgue {
namespace {

std::string part_of(const Article& article, const Draft& draft) {
  std::string_view part = article.member;
  part.remove_prefix(std::min(part.size(), draft.member.size()));
  if (part.starts_with('/')) part.remove_prefix(1);
  return std::string(part);
}

/// The strings of an article together. Stored articles are read back only up to kMaxStoredBytes.
std::size_t size_of(const Article& article) {
  std::size_t size = 0;
  for (const std::string* field : {&article.title, &article.text, &article.source, &article.url,
                                   &article.section, &article.dateline, &article.external_id})
    size += field->size();
  for (const std::string& author : article.authors) size += author.size();
  for (const auto& [name, value] : article.extra) size += name.size() + value.size();
  return size;
}

class IntakeHere : public Intake {
 public:
  explicit IntakeHere(PdfProgram pdf) : reader_(std::move(pdf)) {}

  FoundArticles find(const RawDocument& raw, Format format) override {
    FoundArticles out;
    const auto drafts = reader_.read(raw, format);
    for (const auto& draft : drafts) {
      if (!draft) {
        out.push_back(failure(draft.error()));
        continue;
      }
      for (auto& article : extract(*draft))
        out.push_back(found(std::move(article), *draft, drafts.size() > 1));
    }
    return out;
  }

  std::string plain_text(const RawDocument& raw) override {
    if (sniff(raw.bytes, raw.path) != Format::Text) return {};
    auto drafts = reader_.read(raw, Format::Text);
    return drafts.size() == 1 && drafts[0] ? std::move(drafts[0]->text) : std::string();
  }

  std::unique_ptr<OpenFile> open(std::unique_ptr<ByteSource> source, std::string path,
                                 std::optional<Instant> file_time) override {
    return std::make_unique<Contents>(std::move(source), std::move(path), file_time);
  }

 private:
  static Result<FoundArticle, ReadError> found(Result<Article, ReadError> article,
                                               const Draft& draft, bool one_of_many) {
    if (!article) return failure(std::move(article.error()));
    if (size_of(*article) > kMaxArticleBytes)
      return failure(
          ReadError{article->file,
                    article->member,
                    fmt::format("too large for an article (over {} MB)", kMaxArticleBytes >> 20U),
                    {}});
    std::string part = part_of(*article, draft);
    return FoundArticle{*std::move(article), std::move(part), draft.record, one_of_many};
  }

  Reader reader_;
};

}  // namespace

std::unique_ptr<Intake> intake_here() { return intake_here(pdf_program(pdf_helper())); }

std::unique_ptr<Intake> intake_here(PdfProgram pdf) {
  return std::make_unique<IntakeHere>(std::move(pdf));
}

}  // namespace morgue
