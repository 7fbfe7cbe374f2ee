#include "common/utf8.h"
#include "indexer/read/charset.h"
#include "indexer/read/readers.h"
#include "indexer/read/sniff.h"

namespace morgue {

Drafts read_text(const RawDocument& raw) {
  if (looks_binary(raw.bytes)) return {failure(refusal(raw, "binary data, not text"))};
  auto decoded = to_utf8(raw.bytes, raw.charset);
  if (!decoded) return {failure(refusal(raw, decoded.error()))};
  Draft draft = draft_from(raw, raw.member);
  draft.text = utf8::without_controls(decoded->utf8);
  if (utf8::one_line(draft.text).empty()) return {failure(refusal(raw, "empty"))};
  return {std::move(draft)};
}

}  // namespace morgue
