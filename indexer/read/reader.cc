#include "indexer/read/read.h"
#include "indexer/read/readers.h"
#include "indexer/read/sniff.h"

namespace morgue {

struct Reader::State {
  PdfProgram pdf;
  JsonReader json;
  int depth = 0;  // of documents inside documents
};

Reader::Reader() : Reader(pdf_program(pdf_helper())) {}
Reader::Reader(PdfProgram pdf) : state_(std::make_unique<State>()) { state_->pdf = std::move(pdf); }
Reader::~Reader() = default;

Draft draft_from(const RawDocument& raw, std::string member) {
  Draft draft;
  draft.path = raw.path;
  draft.member = std::move(member);
  draft.file_time = raw.file_time;
  draft.candidates = raw.stated;
  return draft;
}

ReadError refusal(const RawDocument& raw, std::string why, std::string hint) {
  return {raw.path, raw.member, std::move(why), std::move(hint)};
}

std::vector<Result<Draft, ReadError>> Reader::read(const RawDocument& raw, Format format) {
  switch (format) {
    case Format::Text:
      return read_text(raw);
    case Format::Html:
      return read_html(raw);
    case Format::Wire:
      return read_wire(raw);
    case Format::Xml:
      return read_xml(raw);
    case Format::Json:
    case Format::JsonLines:
      return state_->json.read(raw);
    case Format::Markdown:
      return read_markdown(raw);
    case Format::Pdf:
      return read_pdf(raw, state_->pdf);
    case Format::Csv:
      return read_csv(raw);
    case Format::Mail: {
      constexpr int kDeepest = 4;  // forwarded, and forwarded again
      if (state_->depth >= kDeepest) return {failure(refusal(raw, "nested too deep"))};
      ++state_->depth;
      Drafts drafts = read_mail(raw, [this](const RawDocument& inner, Format inner_format) {
        return read(inner, inner_format);
      });
      --state_->depth;
      return drafts;
    }
    case Format::Empty:
      return {failure(refusal(raw, "empty"))};
    default:
      break;
  }
  const std::string kind(binary_kind(raw.bytes));
  return {
      failure(refusal(raw, kind.empty() ? "binary data, not text" : kind + ", not supported yet"))};
}

}  // namespace morgue
