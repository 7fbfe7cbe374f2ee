#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "query/render/mail_text.h"
#include "query/render/render_alert.h"
#include "tests/unit/query/archive_for_test.h"

namespace morgue::test {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(MailText, LeavesPlainHeadersAndEncodesOthers) {
  EXPECT_EQ(mail_header_text("Ferry hits pier"), "Ferry hits pier");
  EXPECT_EQ(mail_header_text("Fähre"), "=?UTF-8?B?RsOkaHJl?=");
  EXPECT_EQ(mail_header_text("one\r\nBcc: all@example.org"), "one Bcc: all@example.org");
  EXPECT_EQ(mail_header_text("=?UTF-8?Q?x?="), "=?UTF-8?B?PT9VVEYtOD9RP3g/PQ==?=")
      << "what looks encoded is not";
}

TEST(MailText, FoldsLongHeadersAtWholeCharacters) {
  std::string title;
  for (int i = 0; i < 40; ++i) title += "ferry ü ";
  const std::string header = mail_header_text(title);
  for (std::size_t at = 0, end = 0; end != std::string::npos; at = end + 1) {
    end = header.find('\n', at);
    EXPECT_LE(std::min(end, header.size()) - at, 76U);
  }
  EXPECT_THAT(header, HasSubstr("?=\n =?UTF-8?B?"));
}

TEST(MailText, QuotesDisplayNames) {
  EXPECT_EQ(mail_display_name("The \"Post\""), R"("The \"Post\"")");
  EXPECT_EQ(mail_display_name("Köln"), "=?UTF-8?B?S8O2bG4=?=");
}

TEST(MailText, HasNoLineThatBeginsAMessage) {
  EXPECT_EQ(quoted_printable("From here\n.\nx From y \nü="),
            "=46rom here\n=2E\nx From y=20\n=C3=BC=3D");
  const std::string longer = quoted_printable(std::string(200, 'a'));
  EXPECT_EQ(longer,
            std::string(75, 'a') + "=\n" + std::string(75, 'a') + "=\n" + std::string(50, 'a'));
}

TEST(MailText, WritesTimesAsMailDoes) {
  EXPECT_EQ(rfc822_time(*parse_iso8601("2025-03-11T05:58:00+01:00")),
            "Tue, 11 Mar 2025 05:58:00 +0100");
  EXPECT_EQ(mailbox_line(parse_iso8601("2025-03-01T05:08:09Z")->instant),
            "From morgue@localhost Sat Mar  1 05:08:09 2025\n");
}

/// An article that tries to break out of every form.
ToldAlert hostile() {
  ToldAlert alert;
  alert.name = "a<b>&\"";
  alert.query = "ferry <script>alert(1)</script>";
  alert.held_back = 1;
  Hit hit;
  hit.article = article_of({.id = 0xa7f31c,
                            .title = "</title><script>x</script>\nFrom: you",
                            .text = "From the ferry <img src=x onerror=y> & ]]> it came.",
                            .date = "2025-03-11",
                            .source = "Post\nBcc: all@example.org"});
  hit.article.content.article.url = "javascript:alert(1)";
  hit.passages.push_back({.where = {0, 51}, .paragraph = 1, .marks = {{9, 14}}});
  alert.result.hits.push_back(hit);
  alert.result.total = 1;
  return alert;
}

/// Everything that a form prints of some alerts.
std::string printed(std::unique_ptr<AlertPrinter> printer, const std::vector<ToldAlert>& alerts) {
  std::string out = printer->head();
  for (const ToldAlert& alert : alerts) out += printer->one(alert);
  return out + printer->tail();
}

TEST(RenderAlerts, NothingBreaksOutOfAMailbox) {
  const std::string mbox = printed(alerts_as_mbox(parse_iso8601("2025-03-12T00:00:00Z")->instant),
                                   {hostile(), hostile()});
  std::size_t messages = 0;
  for (std::size_t at = mbox.find("From "); at != std::string::npos;
       at = mbox.find("\nFrom ", at + 1))
    ++messages;
  EXPECT_EQ(messages, 2U);
  EXPECT_THAT(mbox, Not(HasSubstr("\nBcc:")));
  EXPECT_THAT(mbox, HasSubstr("\nSubject: </title><script>x</script> From: you\n"));
  EXPECT_THAT(mbox, HasSubstr("Content-Transfer-Encoding: quoted-printable\n\n"));
}

TEST(RenderAlerts, NothingBreaksOutOfAPageOrFeed) {
  const std::string page = printed(alerts_as_html({}), {hostile()});
  const std::string feed = printed(alerts_as_rss({}), {hostile()});
  for (const std::string& out : {page, feed}) {
    EXPECT_THAT(out, Not(HasSubstr("<script")));
    EXPECT_THAT(out, Not(HasSubstr("<img")));
    EXPECT_THAT(out, Not(HasSubstr("javascript:")));
    EXPECT_THAT(out, Not(HasSubstr("]]>")));
  }
  EXPECT_THAT(page, HasSubstr("<mark>ferry</mark>"));
  EXPECT_THAT(feed, HasSubstr("&lt;mark&gt;ferry&lt;/mark&gt;"));
}

TEST(RenderAlerts, AreOneDocumentOfJson) {
  const auto json = nlohmann::json::parse(printed(alerts_as_json({}), {hostile(), hostile()}));
  ASSERT_EQ(json["alerts"].size(), 2U);
  EXPECT_EQ(json["alerts"][1]["alert"], hostile().name);
  EXPECT_EQ(json["alerts"][1]["held_back"], 1);
}

TEST(RenderAlerts, CountWhatIsNew) {
  EXPECT_EQ(alert_line(hostile()), "a<b>&\": 1 new article (1 copy held back)");
}

}  // namespace
}  // namespace morgue::test
