#include "indexer/read/mail_message.h"

#include <gmime/gmime.h>

#include <memory>
#include <mutex>

#include "common/instant.h"
#include "common/utf8.h"
#include "indexer/read/ascii.h"

namespace morgue {
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;

std::string clean(const char* text) {
  return text != nullptr ? utf8::one_line(utf8::repaired(text)) : std::string();
}

/// What stands between angle brackets, or everything.
std::string unbracketed(std::string text) {
  const std::size_t open = text.find('<');
  const std::size_t close = text.find('>', open == std::string::npos ? 0 : open);
  if (open == std::string::npos || close == std::string::npos) return text;
  return text.substr(open + 1, close - open - 1);
}

std::string header(GMimeObject* object, const char* name) {
  return clean(g_mime_object_get_header(object, name));
}

std::string web_address(GMimeObject* object, const char* name) {
  std::string value = unbracketed(header(object, name));
  return ascii::starts_with_folded(value, "http") ? value : std::string();
}

std::string type_of(GMimeObject* object) {
  GMimeContentType* type = g_mime_object_get_content_type(object);
  if (type == nullptr) return {};
  const std::unique_ptr<char, decltype(&g_free)> text(g_mime_content_type_get_mime_type(type),
                                                      &g_free);
  return ascii::folded(clean(text.get()));
}

std::string parameter(GMimeObject* object, const char* name) {
  return clean(g_mime_object_get_content_type_parameter(object, name));
}

std::string content_of(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) return {};
  const Owned<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, stream.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  if (bytes == nullptr || bytes->data == nullptr) return {};
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

std::string whole_message(GMimeMessage* message) {
  if (message == nullptr) return {};
  const std::unique_ptr<char, decltype(&g_free)> text(
      g_mime_object_to_string(GMIME_OBJECT(message), nullptr), &g_free);
  return text != nullptr ? std::string(text.get()) : std::string();
}

class PartCollector {
 public:
  explicit PartCollector(std::vector<MailPart>& parts) : parts_(parts) {}

  void collect(GMimeObject* object, int depth) {
    constexpr int kDeepest = 20;
    if (object == nullptr || depth > kDeepest || parts_.size() >= kMaxMailParts) return;
    if (GMIME_IS_MULTIPART(object)) {
      GMimeMultipart* many = GMIME_MULTIPART(object);
      const int count = g_mime_multipart_get_count(many);
      for (int i = 0; i < count; ++i) collect(g_mime_multipart_get_part(many, i), depth + 1);
      return;
    }
    MailPart part;
    part.type = type_of(object);
    part.charset = parameter(object, "charset");
    part.location = header(object, "Content-Location");
    part.id = clean(g_mime_object_get_content_id(object));
    part.flowed = ascii::equals_folded(parameter(object, "format"), "flowed");
    part.drop_space = ascii::equals_folded(parameter(object, "delsp"), "yes");
    if (GMIME_IS_MESSAGE_PART(object)) {
      part.attached = true;
      part.bytes = whole_message(g_mime_message_part_get_message(GMIME_MESSAGE_PART(object)));
    } else if (GMIME_IS_PART(object)) {
      part.name = clean(g_mime_part_get_filename(GMIME_PART(object)));
      part.attached = g_mime_part_is_attachment(GMIME_PART(object)) != 0;
      part.bytes = content_of(GMIME_PART(object));
    }
    parts_.push_back(std::move(part));
  }

 private:
  std::vector<MailPart>& parts_;
};

/// As the sender's clock had it; GMime knows more odd spellings than we do but fewer zones.
std::string date_of(GMimeMessage* message) {
  const std::string text = header(GMIME_OBJECT(message), "Date");
  if (const auto time = parse_rfc822(text)) return to_iso8601(*time);
  if (const auto time = parse_iso8601(text)) return to_iso8601(*time);
  GDateTime* date = text.empty() ? nullptr : g_mime_message_get_date(message);
  if (date == nullptr) return {};
  const std::unique_ptr<char, decltype(&g_free)> iso(g_date_time_format_iso8601(date), &g_free);
  return clean(iso.get());
}

void read_sender(GMimeMessage* message, MailMessage& out) {
  InternetAddressList* from = g_mime_message_get_from(message);
  if (from == nullptr || internet_address_list_length(from) == 0) return;
  InternetAddress* first = internet_address_list_get_address(from, 0);
  out.from_name = clean(internet_address_get_name(first));
  if (INTERNET_ADDRESS_IS_MAILBOX(first))
    out.from_address = clean(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first)));
}

}  // namespace

MailMessage parse_mail(std::string_view bytes) {
  static std::once_flag once;
  std::call_once(once, [] { g_mime_init(); });
  while (!bytes.empty() && ascii::is_space(bytes.front())) bytes.remove_prefix(1);
  MailMessage out;
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
  if (!message) return out;
  GMimeObject* object = GMIME_OBJECT(message.get());
  out.subject = clean(g_mime_message_get_subject(message.get()));
  read_sender(message.get(), out);
  out.date = date_of(message.get());
  const std::string id = unbracketed(header(object, "Message-ID"));
  if (!id.empty()) out.message_id = "<" + id + ">";
  out.list_id = header(object, "List-Id");
  out.archived_at = web_address(object, "Archived-At");
  out.list_post = web_address(object, "List-Post");
  out.snapshot_location = header(object, "Snapshot-Content-Location");
  GMimeObject* root = g_mime_message_get_mime_part(message.get());
  if (root == nullptr) return out;
  out.type = type_of(root);
  out.start = unbracketed(parameter(root, "start"));
  PartCollector(out.parts).collect(root, 0);
  return out;
}

}  // namespace morgue
