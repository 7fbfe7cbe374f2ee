#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/charset.h"
#include "indexer/read/html_document.h"
#include "indexer/read/mail_message.h"
#include "indexer/read/mail_text.h"
#include "indexer/read/read.h"
#include "indexer/read/readers.h"

namespace morgue {
namespace {

using namespace std::literals;
using Field = Candidate::Field;

/// "Fwd: ", "AW: ", "RE[2]: " in front of a subject.
std::string without_prefix(std::string subject) {
  constexpr std::array kPrefixes = {"fwd"sv, "fw"sv, "re"sv, "aw"sv, "wg"sv, "tr"sv, "rv"sv};
  while (true) {
    const std::size_t colon = subject.find(':');
    if (colon == std::string::npos || colon > 6) return subject;
    std::string_view word = std::string_view(subject).substr(0, colon);
    word = ascii::trimmed(word.substr(0, word.find('[')));
    if (std::ranges::none_of(kPrefixes, [word](auto p) { return ascii::equals_folded(word, p); }))
      return subject;
    subject = utf8::one_line(std::string_view(subject).substr(colon + 1));
  }
}

std::string text_of(const MailPart& part) {
  auto decoded = to_utf8(part.bytes, part.charset);
  return decoded ? std::move(decoded->utf8) : std::string();
}

/// What a message's header states beside its subject, sender and date.
std::vector<std::pair<std::string, std::string>> extra_of(const MailMessage& mail) {
  std::vector<std::pair<std::string, std::string>> out;
  if (!mail.message_id.empty()) out.emplace_back("x-message-id", mail.message_id);
  if (!mail.list_id.empty()) out.emplace_back("x-list-id", mail.list_id);
  return out;
}

class MailReader {
 public:
  MailReader(const RawDocument& raw, const ReadNested& nested)
      : raw_(raw), nested_(nested), mail_(parse_mail(raw.bytes)) {}

  Drafts read() {
    if (is_mhtml(mail_)) return {read_mhtml(raw_, mail_)};
    Drafts out;
    const MailPart* plain = body("text/plain");
    const MailPart* html = body("text/html");
    std::string text;
    if (plain != nullptr) text = mail_text(text_of(*plain), plain->flowed, plain->drop_space);
    std::shared_ptr<const HtmlDocument> page;
    if (html != nullptr && !text.empty())
      if (auto parsed = parse_html(text_of(*html))) page = *std::move(parsed);
    if (!text.empty() && (html == nullptr || reads_well(text, shown_bytes(page.get()))))
      out.push_back(plain_draft(std::move(text), page.get()));
    else if (html != nullptr)
      out.push_back(marked_up_draft(*html));
    attachments(out);
    if (out.empty()) return {failure(refusal(raw_, "message without a text"))};
    return out;
  }

 private:
  const MailPart* body(std::string_view type) const {
    for (const MailPart& part : mail_.parts)
      if (part.type == type && !part.attached && !ascii::trimmed(part.bytes).empty()) return &part;
    return nullptr;
  }

  static std::size_t shown_bytes(const HtmlDocument* page) {
    return page != nullptr ? utf8::one_line(page->all_text(0)).size() : 0;
  }

  std::string url(const HtmlDocument* page) const {
    if (!mail_.archived_at.empty()) return mail_.archived_at;
    if (!mail_.list_post.empty()) return mail_.list_post;
    return page != nullptr ? browser_address(*page) : std::string();
  }

  Draft plain_draft(std::string text, const HtmlDocument* page) const {
    Draft draft = draft_from(raw_, raw_.member);
    draft.as_given = true;
    draft.candidates.clear();
    Article& given = draft.given;
    given.title = without_prefix(mail_.subject);
    given.text = std::move(text);
    given.source = mail_.from_name;
    given.published = parse_iso8601(mail_.date);
    if (given.published) given.published_from = DateOrigin::Given;
    given.extra = extra_of(mail_);
    given.url = url(page);
    draft.record = raw_.bytes;
    return draft;
  }

  Result<Draft, ReadError> marked_up_draft(const MailPart& html) const {
    Draft draft = draft_from(raw_, raw_.member);
    const auto state = [&draft](Field field, const std::string& value) {
      if (!value.empty()) draft.candidates.push_back({field, value, "mail"});
    };
    state(Field::Title, without_prefix(mail_.subject));
    state(Field::Source, mail_.from_name);
    state(Field::Published, mail_.date);
    draft.given.extra = extra_of(mail_);
    draft.record = raw_.bytes;
    auto made = html_draft(std::move(draft), text_of(html));
    if (made)
      if (std::string address = url(made->html.get()); !address.empty())
        made->candidates.push_back({Field::Url, std::move(address), "mail"});
    return made;
  }

  /// Documents that came with the message are articles of their own.
  void attachments(Drafts& out) const {
    std::size_t number = 0;
    for (const MailPart& part : mail_.parts) {
      ++number;
      if (!part.attached || ascii::trimmed(part.bytes).empty()) continue;
      const std::string name = part.name.empty() ? fmt::format("part {}", number) : part.name;
      if (never_an_article(part, name)) continue;
      const Format format = part.type == "message/rfc822" ? Format::Mail : sniff(part.bytes, name);
      if (is_container(format) || format == Format::Binary || format == Format::Empty) continue;
      RawDocument inner{raw_.path,  raw_.member.empty() ? name : raw_.member + "#" + name,
                        part.bytes, raw_.file_time,
                        {},         part.charset};
      if (!mail_.date.empty()) inner.stated.push_back({Field::Published, mail_.date, "saved"});
      for (auto& draft : nested_(inner, format)) {
        if (draft && draft->record.empty()) draft->record = inner.bytes;
        out.push_back(std::move(draft));
      }
    }
  }

  static bool never_an_article(const MailPart& part, std::string_view name) {
    return part.type.starts_with("image/") || part.type == "text/calendar" ||
           part.type == "text/x-vcard" || part.type == "text/vcard" ||
           part.type.starts_with("application/pgp") ||
           part.type.find("pkcs7") != std::string::npos || part.type == "text/css" ||
           ascii::ends_with_folded(name, ".ics") || ascii::ends_with_folded(name, ".vcf");
  }

  const RawDocument& raw_;
  const ReadNested& nested_;
  MailMessage mail_;
};

}  // namespace

Drafts read_mail(const RawDocument& raw, const ReadNested& nested) {
  return MailReader(raw, nested).read();
}

}  // namespace morgue
