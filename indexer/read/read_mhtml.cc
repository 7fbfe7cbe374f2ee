// MHTML (RFC 2557): a page and everything around it as one message, as browsers save it.
#include "indexer/read/ascii.h"
#include "indexer/read/charset.h"
#include "indexer/read/mail_message.h"
#include "indexer/read/readers.h"

namespace morgue {
namespace {

using Field = Candidate::Field;

bool is_web_address(std::string_view text) {
  return ascii::starts_with_folded(text, "http://") || ascii::starts_with_folded(text, "https://");
}

const MailPart* first_page(const MailMessage& mail) {
  const MailPart* first = nullptr;
  for (const MailPart& part : mail.parts) {
    if (part.type != "text/html" && part.type != "application/xhtml+xml") continue;
    if (!mail.start.empty() && part.id == mail.start) return &part;
    if (first == nullptr) first = &part;
  }
  return first;
}

}  // namespace

bool is_mhtml(const MailMessage& mail) {
  if (!mail.snapshot_location.empty()) return true;
  const MailPart* page = first_page(mail);
  // Messages refer to their pictures by id; only saved pages know where a part came from.
  return page != nullptr && is_web_address(page->location);
}

Result<Draft, ReadError> read_mhtml(const RawDocument& raw, const MailMessage& mail) {
  const MailPart* page = first_page(mail);
  if (page == nullptr) return failure(refusal(raw, "saved page without its markup"));
  auto decoded =
      to_utf8(page->bytes, page->charset.empty() ? declared_charset(page->bytes) : page->charset);
  if (!decoded) return failure(refusal(raw, decoded.error()));
  Draft draft = draft_from(raw, raw.member);
  const auto state = [&draft](Field field, const std::string& value, const char* found) {
    if (!value.empty()) draft.candidates.push_back({field, value, found});
  };
  const std::string& address =
      is_web_address(mail.snapshot_location) ? mail.snapshot_location : page->location;
  if (is_web_address(address)) state(Field::Url, address, "warc");
  state(Field::Title, mail.subject, "saved");
  state(Field::Published, mail.date, "saved");
  return html_draft(std::move(draft), decoded->utf8);
}

}  // namespace morgue
