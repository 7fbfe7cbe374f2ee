#include "query/serve/guard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "common/error.h"
#include "query/match/interrupt.h"
#include "query/serve/time_limit.h"

namespace morgue::test {
namespace {

constexpr const char* kToken = "5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e";

class Guarding : public testing::Test {
 protected:
  /// What a browser sends that was let in.
  WebRequest request_{
      "GET",
      "/",
      {},
      {{"host", "127.0.0.1:8421"}, {"cookie", std::string("morgue-8421=") + kToken}},
      {}};
  Guard guard_{kToken, 8421};

  void set(const std::string& name, const std::string& value) {
    request_.headers.erase(name);
    request_.headers.emplace(name, value);
  }
  /// The status of a refusal; 0: it is answered.
  int status() const {
    const auto refused = guard_.refusal(request_);
    return refused ? refused->status : 0;
  }
};

std::string header_of(const WebAnswer& response, const std::string& name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

TEST_F(Guarding, LetsInWhoeverHasTheToken) {
  EXPECT_EQ(status(), 0);
  set("cookie", std::string("other=1; morgue-8421=") + kToken + "; last=2");
  EXPECT_EQ(status(), 0);
  request_.headers.erase("cookie");
  EXPECT_EQ(status(), 403);
  set("authorization", std::string("Bearer ") + kToken);
  EXPECT_EQ(status(), 0);
}

TEST_F(Guarding, RefusesOtherTokens) {
  for (const char* cookie : {"", "morgue-8421=", "morgue-8421", "morgue-8421=5e5e",
                             "morgue-8421=6e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e",
                             "morgue-8422=5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e",
                             "xmorgue-8421=5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e"}) {
    set("cookie", cookie);
    EXPECT_EQ(status(), 403) << cookie;
  }
  set("authorization", "Bearer ");
  EXPECT_EQ(status(), 403);
}

TEST_F(Guarding, OnlyReads) {
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", ""}) {
    request_.method = method;
    const auto refused = guard_.refusal(request_);
    ASSERT_TRUE(refused) << method;
    EXPECT_EQ(refused->status, 405) << method;
    EXPECT_EQ(header_of(*refused, "Allow"), "GET, HEAD");
  }
  request_.method = "HEAD";
  EXPECT_EQ(status(), 0);
}

TEST_F(Guarding, HasTwoNames) {
  set("host", "localhost:8421");
  EXPECT_EQ(status(), 0);
  for (const char* host : {"evil.example:8421", "127.0.0.1", "127.0.0.1:8422", "localhost", "",
                           "127.0.0.1:8421.evil.example", "LOCALHOST:8421 "}) {
    set("host", host);
    EXPECT_EQ(status(), 403) << host;
  }
  request_.headers.erase("host");
  EXPECT_EQ(status(), 403);
  set("host", "127.0.0.1:8421");
  request_.headers.emplace("host", "127.0.0.1:8421");  // two are no answer
  EXPECT_EQ(status(), 403);
}

TEST_F(Guarding, RefusesPagesFromElsewhere) {
  for (const char* site : {"cross-site", "same-site", "", "same-origin, none"}) {
    set("sec-fetch-site", site);
    EXPECT_EQ(status(), 403) << site;
  }
  for (const char* site : {"same-origin", "none"}) {
    set("sec-fetch-site", site);
    EXPECT_EQ(status(), 0) << site;
  }
  for (const char* origin : {"null", "http://evil.example", "https://127.0.0.1:8421",
                             "http://localhost:8421", "http://127.0.0.1:9"}) {
    set("origin", origin);
    EXPECT_EQ(status(), 403) << origin;
  }
  set("origin", "http://127.0.0.1:8421");
  EXPECT_EQ(status(), 0);
}

TEST_F(Guarding, MakesTheTokenACookie) {
  request_.headers.erase("cookie");
  request_.path = "//evil.example/a b";
  request_.values = {{"q", "ferry & radar"}, {"token", kToken}};
  const auto let_in = guard_.refusal(request_);
  ASSERT_TRUE(let_in);
  EXPECT_EQ(let_in->status, 303);
  EXPECT_EQ(header_of(*let_in, "Location"), "/evil.example/a%20b?q=ferry%20%26%20radar");
  EXPECT_EQ(header_of(*let_in, "Set-Cookie"),
            std::string("morgue-8421=") + kToken + "; Path=/; HttpOnly; SameSite=Strict");
  EXPECT_EQ(guard_.address(), std::string("http://127.0.0.1:8421/?token=") + kToken);
}

TEST_F(Guarding, RefusesAWrongTokenEvenWithTheCookie) {
  request_.values = {{"token", "no"}};
  EXPECT_EQ(status(), 403);
  request_.values = {{"token", kToken}, {"token", kToken}};
  EXPECT_EQ(status(), 403);
  // Nor does the right one help a page from elsewhere.
  request_.values = {{"token", kToken}};
  set("sec-fetch-site", "cross-site");
  EXPECT_EQ(status(), 403);
}

TEST(RandomToken, IsLongAndNeverTheSame) {
  std::set<std::string> seen;
  for (int i = 0; i < 50; ++i) seen.insert(random_token());
  EXPECT_EQ(seen.size(), 50U);
  for (const std::string& token : seen) EXPECT_THAT(token, testing::MatchesRegex("[0-9a-f]{32}"));
}

/// Waits for a limit as a search does, however long it takes.
void search_until_stopped() {
  for (;;) stop_if_interrupted();
}

TEST(TimeLimits, EndASearch) {
  TimeLimits limits;
  const std::function<bool()> nobody_knows;
  {
    const TimeLimit outer(limits, std::chrono::hours{1}, nobody_knows);
    {
      const TimeLimit inner(limits, std::chrono::milliseconds{1}, nobody_knows);
      EXPECT_THROW(search_until_stopped(), Error);
      EXPECT_FALSE(inner.is_gone());
    }
    EXPECT_NO_THROW(stop_if_interrupted());  // the outer one goes on
  }
  const std::function<bool()> gone = [] { return true; };
  const TimeLimit limit(limits, std::chrono::hours{1}, gone);
  EXPECT_THROW(search_until_stopped(), Error);
  EXPECT_TRUE(limit.is_gone());
}

TEST(TimeLimits, AreOfOneThread) {
  TimeLimits limits;
  const std::function<bool()> gone = [] { return true; };
  const TimeLimit limit(limits, std::chrono::hours{1}, gone);
  EXPECT_THROW(search_until_stopped(), Error);
  std::thread([] { EXPECT_NO_THROW(stop_if_interrupted()); }).join();
}

}  // namespace
}  // namespace morgue::test
