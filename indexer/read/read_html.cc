#include <algorithm>

#include "common/utf8.h"
#include "indexer/read/charset.h"
#include "indexer/read/html_document.h"
#include "indexer/read/html_metadata.h"
#include "indexer/read/readers.h"
#include "indexer/read/saved_entry.h"

namespace morgue {

Result<Draft, ReadError> html_draft(Draft draft, std::string_view utf8) {
  auto page = parse_html(utf8);
  if (!page) return failure(ReadError{draft.path, draft.member, page.error(), {}});
  PageMetadata metadata = page_metadata(**page);
  draft.html = std::move(*page);
  draft.text = std::move(metadata.body);
  draft.entries = std::move(metadata.entries);
  std::move(metadata.candidates.begin(), metadata.candidates.end(),
            std::back_inserter(draft.candidates));
  return draft;
}

Drafts read_html(const RawDocument& raw) {
  auto decoded =
      to_utf8(raw.bytes, raw.charset.empty() ? declared_charset(raw.bytes) : raw.charset);
  if (!decoded) return {failure(refusal(raw, decoded.error()))};
  if (auto entries = saved_html(decoded->utf8)) return saved_drafts(raw, *std::move(entries));
  Draft draft = draft_from(raw, raw.member);
  return {html_draft(std::move(draft), decoded->utf8)};
}

}  // namespace morgue
