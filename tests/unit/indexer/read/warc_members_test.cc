#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/read/boxes/opened.h"
#include "tests/unit/indexer/read/boxes/packed.h"

namespace morgue::test {
namespace {

using ::testing::ElementsAre;

std::string record(std::string_view type, std::string_view uri, std::string_view block,
                   std::string_view length = {}) {
  std::string out = "WARC/1.0\r\nWARC-Type: " + std::string(type) + "\r\n";
  if (!uri.empty()) out += "WARC-Target-URI: " + std::string(uri) + "\r\n";
  out += "WARC-Date: 2025-03-11T08:00:00Z\r\nContent-Length: ";
  out += length.empty() ? std::to_string(block.size()) : std::string(length);
  return out + "\r\n\r\n" + std::string(block) + "\r\n\r\n";
}

std::string answer(std::string_view type, std::string_view body,
                   std::string_view status = "200 OK") {
  return "HTTP/1.1 " + std::string(status) + "\r\nContent-Type: " + std::string(type) +
         "\r\nLast-Modified: Mon, 10 Mar 2025 07:00:00 GMT\r\n\r\n" + std::string(body);
}

const std::string& page() {
  static const std::string kPage = page_saying("Storm over Skarra", "It blew.");
  return kPage;
}

TEST(WarcMembers, AnswersAreNamedByTheirAddresses) {
  const auto articles =
      articles_in(record("response", "https://skarra.example/storm", answer("text/html", page())));
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(articles[0].member, "https://skarra.example/storm");
  EXPECT_EQ(articles[0].title, "Storm over Skarra");
}

TEST(WarcMembers, WhatHoldsNoArticleIsCounted) {
  const std::string all =
      record("warcinfo", "", "software: x") + record("request", "http://a.example/", "GET /") +
      record("response", "http://a.example/", answer("text/html", "moved", "301 Moved")) +
      record("response", "http://a.example/x", answer("text/html", "gone", "404 Not Found")) +
      record("response", "http://a.example/i", answer("image/png", "\x89PNG")) +
      record("response", "http://a.example/robots.txt", answer("text/plain", "User-agent: *")) +
      record("response", "http://a.example/e", answer("text/html", "  ")) +
      record("revisit", "http://a.example/", "") + record("resource", "dns:a.example", "1.2.3.4");
  EXPECT_THAT(opened(all), ElementsAre("passed over: 1 crawl headers", "passed over: 1 dns records",
                                       "passed over: 1 empty answers",
                                       "passed over: 1 error responses", "passed over: 1 images",
                                       "passed over: 1 redirects", "passed over: 1 requests",
                                       "passed over: 1 revisits", "passed over: 1 robots.txt"));
}

TEST(WarcMembers, AWrongLengthCostsNoOtherRecord) {
  const std::string one = record("response", "http://a.example/1", answer("text/html", page()));
  for (const std::string_view wrong : {"10", "9000", "x"}) {
    const std::string all =
        record("response", "http://a.example/0", answer("text/html", page()), wrong) + one + one;
    const auto found = opened(all);
    EXPECT_EQ(std::count(found.begin(), found.end(), "http://a.example/0 (html)"), 1) << wrong;
    EXPECT_EQ(std::count(found.begin(), found.end(), "http://a.example/1 (html)"), 2) << wrong;
  }
}

TEST(WarcMembers, DamageIsToldOnce) {
  const std::string one = record("response", "http://a.example/1", answer("text/html", page()));
  EXPECT_THAT(opened(one + "rubbish\r\n\r\n" + one + "more of it\r\n" + one),
              ElementsAre("http://a.example/1 (html)",
                          ": damaged: something between records that is "
                          "none; read on at the next one",
                          "http://a.example/1 (html)", "http://a.example/1 (html)"));
}

TEST(WarcMembers, TheLastRecordMayBeCutOff) {
  const std::string one = record("response", "http://a.example/1", answer("text/html", page()));
  EXPECT_THAT(opened(one.substr(0, one.size() - 100)),
              ElementsAre("http://a.example/1 (html)",
                          ": the file is cut off; its last record is not whole"));
}

TEST(WarcMembers, AMissingVersionLineIsMended) {
  const std::string one = record("response", "http://a.example/1", answer("text/html", page()));
  EXPECT_THAT(opened(one + one.substr(one.find("WARC-Type"))),
              ElementsAre("http://a.example/1 (html)", "http://a.example/1 (html)",
                          ": a record without its version line"));
}

TEST(WarcMembers, ARecordMayHoldAWebArchive) {
  const std::string inner = record("response", "http://b.example/", answer("text/html", page()));
  EXPECT_THAT(opened(record("resource", "http://a.example/x.warc", inner)),
              ElementsAre("http://a.example/x.warc#http://b.example/ (html)"));
}

TEST(WarcMembers, AddressesAreCleaned) {
  const auto articles = articles_in(record(
      "response", "<http://a.example/a b>",
      answer(
          "text/plain",
          "Boats tore loose.\n\n" +
              std::string(
                  "The harbour master of Skarra had warned of the storm since Sunday, and most of "
                  "the fleet lay safe behind the mole when it came in from the west, said Ann "
                  "Oakes."))));
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(articles[0].member, "http://a.example/a b");
  EXPECT_EQ(articles[0].url, "http://a.example/a%20b");
  ASSERT_TRUE(articles[0].published);
  EXPECT_EQ(to_iso8601(*articles[0].published), "2025-03-10T07:00:00Z");
}

TEST(WarcMembers, ArcIsReadAsWell) {
  const std::string block = answer("text/html", page());
  const std::string version =
      "1 0 Skarra\nURL IP-address Archive-date Content-type Archive-length\n";
  const std::string arc = "filedesc://a.arc 0.0.0.0 20250311080000 text/plain " +
                          std::to_string(version.size()) + "\n" + version + "\n" +
                          "http://a.example/with blank 192.0.2.1 20250311080000 text/html " +
                          std::to_string(block.size()) + "\n" + block + "\n";
  EXPECT_THAT(opened(arc),
              ElementsAre("http://a.example/with blank (html)", "passed over: 1 crawl headers"));
}

TEST(WarcMembers, AWrongLengthInArcCostsNoOtherRecord) {
  const std::string block = answer("text/html", page());
  const std::string line = "http://a.example/ 192.0.2.1 20250311080000 text/html ";
  const std::string arc = "filedesc://a.arc 0.0.0.0 20250311080000 text/plain 2\n1\n\n" + line +
                          std::to_string(block.size() + 40) + "\n" + block + "\n" + line +
                          std::to_string(block.size()) + "\n" + block + "\n";
  EXPECT_THAT(opened(arc),
              ElementsAre("http://a.example/ (html)",
                          ": a record is shorter than it says; read on at the next one",
                          "http://a.example/ (html)", "passed over: 1 crawl headers"));
}

}  // namespace
}  // namespace morgue::test
