#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "indexer/draft.h"
#include "indexer/read/read.h"

namespace morgue {

// The formats behind Reader, one function each; Reader chooses.

using Drafts = std::vector<Result<Draft, ReadError>>;

[[nodiscard]] Drafts read_text(const RawDocument& raw);
[[nodiscard]] Drafts read_html(const RawDocument& raw);
/// What teleprinters received: ANPA-1312, IPTC 7901, ZCZC.
[[nodiscard]] Drafts read_wire(const RawDocument& raw);
/// Feeds, NITF, NewsML and the other vocabularies of read_xml.cc; chooses by the root element.
[[nodiscard]] Drafts read_xml(const RawDocument& raw);

/// Reads a document that was found inside another one.
using ReadNested = std::function<Drafts(const RawDocument&, Format)>;

/// A message: its text, and the documents attached to it as members of their own. Or a page that
/// was saved as a message (MHTML).
[[nodiscard]] Drafts read_mail(const RawDocument& raw, const ReadNested& nested);

struct MailMessage;  // indexer/read/mail_message.h
[[nodiscard]] bool is_mhtml(const MailMessage& mail);
[[nodiscard]] Result<Draft, ReadError> read_mhtml(const RawDocument& raw, const MailMessage& mail);

/// Markdown with fields in front of it.
[[nodiscard]] Drafts read_markdown(const RawDocument& raw);

/// The text layer of a PDF, as the program gives it.
[[nodiscard]] Drafts read_pdf(const RawDocument& raw, const PdfProgram& program);

/// A table of articles or of what somebody saved to read later.
[[nodiscard]] Drafts read_csv(const RawDocument& raw);
/// Whether a text opens with a header that names at least a title and an address or a text.
[[nodiscard]] bool opens_csv(std::string_view text);

/// Turns JSON into drafts: one record, an array of records, or an object that wraps such an array
/// ("articles", "items", ...). Keeps its parser between calls.
class JsonReader {
 public:
  JsonReader();
  ~JsonReader();
  JsonReader(const JsonReader&) = delete;
  JsonReader& operator=(const JsonReader&) = delete;

  [[nodiscard]] Drafts read(const RawDocument& raw);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A draft of markup that is UTF-8 already; `draft` brings the path and what else is known.
[[nodiscard]] Result<Draft, ReadError> html_draft(Draft draft, std::string_view utf8);

/// A draft that knows where it comes from and nothing else.
[[nodiscard]] Draft draft_from(const RawDocument& raw, std::string member);

[[nodiscard]] ReadError refusal(const RawDocument& raw, std::string why, std::string hint = {});

}  // namespace morgue
