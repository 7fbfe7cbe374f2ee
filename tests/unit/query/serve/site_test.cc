#include "query/serve/site.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "query/render/escape.h"
#include "query/render/site.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/query/loaded_archive.h"

namespace morgue::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

constexpr const char* kSecret = "5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e";

/// A piece with a copy, one in two versions, one that tries to break out of every page.
constexpr std::string_view kNews =
    R"news({"id":"wire","title":"Radar blamed","source":"North Wire","date":"2025-03-11T05:58:00Z","url":"https://wire.example/1?a=1&b=2","text":"A frozen radar picture and a second set that nobody had switched on sent the Skarra ferry into the west pier on Friday.\n\nRowan Pike, the harbour master of Skarra, read four thousand pages since the winter.\n\n\"We had asked for the part in May and nobody answered us,\" said Rowan Pike."}
{"id":"copy","title":"Radar blamed for ferry","source":"North Coast Radio","date":"2025-04-11T06:40:00Z","text":"A frozen radar picture and a second set that nobody had switched on sent the Skarra ferry into the west pier on Friday.\n\nRowan Pike, the harbour master of Skarra, read four thousand pages since the winter.\n\n\"We had asked for the part in May and nobody answered us,\" said Rowan Pike. More at eight."}
{"id":"v1","title":"Bridge closes","source":"Coast Daily","date":"2025-03-12","url":"https://coast.example/8","text":"The bridge closes on Sunday night for the repair of its northern joints, the road office said, and opens again on Tuesday, when the ferry will have its old hours."}
{"id":"v2","title":"Bridge closes","source":"Coast Daily","date":"2025-03-13","url":"https://coast.example/8","text":"The bridge closes on Sunday night for the repair of its northern joints, the road office said, and opens again on Thursday, when the ferry will have its old hours."}
{"id":"odd","title":"<script>alert(1)</script> & \"ferry\"","source":"=Odd, \"Paper\"<i>","date":"2025-06-01","url":"javascript:alert(1)","text":"The ferry of Ilse <b>Marten</b> <img src=x onerror=alert(1)> sails & never ]]> returns.\n\n\"I will not <i>guess</i> at a cause of it,\" said Ilse Marten, the mayor of Calder."}
)news";

class Pages : public testing::Test {
 protected:
  void SetUp() override {
    write_file(directory_ / "news.jsonl", kNews);
    load_archive(paths_, directory_ / "news.jsonl", 60);
  }

  WebAnswer get(const std::string& path, std::multimap<std::string, std::string> values = {}) {
    return site_.answer({"GET",
                         path,
                         std::move(values),
                         {{"host", "localhost:1"}, {"cookie", std::string("morgue-1=") + kSecret}},
                         {}});
  }
  std::string body(const std::string& path, std::multimap<std::string, std::string> values = {}) {
    return get(path, std::move(values)).body;
  }
  std::string search(const std::string& query) { return body("/search", {{"q", query}}); }
  Json json(const std::string& path, std::multimap<std::string, std::string> values = {}) {
    const WebAnswer response = get(path, std::move(values));
    EXPECT_EQ(response.type, "application/json");
    return Json::parse(response.body);
  }
  /// The id of the first that a query finds.
  std::string id_of(const std::string& query) {
    return json("/api/search", {{"q", query}})["results"][0]["id"];
  }

  TemporaryDirectory directory_;
  ArchivePaths paths_{directory_ / "archive"};
  Guard guard_{kSecret, 1};
  Site site_{{{{paths_}, {}},
              paths_,
              [] { return parse_iso8601("2025-07-01")->local_day(); },
              [] { return AsOf(); },
              std::chrono::minutes{5},
              "morgue test",
              "ferry OR bridge"},
             guard_};
};

TEST_F(Pages, HomeTellsWhatThereIs) {
  const std::string home = body("/");
  EXPECT_THAT(home, HasSubstr("<h1>5 articles, 2025</h1>"));
  EXPECT_THAT(home, HasSubstr("Bridge closes"));
  EXPECT_THAT(home, HasSubstr("<label for=\"q\">Query</label>"));
  EXPECT_THAT(home, HasSubstr("href=\"#main\""));
}

TEST_F(Pages, ResultsHavePassagesAndCopies) {
  const std::string page = search("frozen radar");
  EXPECT_THAT(page, HasSubstr("1 article (1 copy folded) in 2 sources"));
  EXPECT_THAT(page, HasSubstr("A <mark>frozen</mark> <mark>radar</mark> picture"));
  EXPECT_THAT(page, HasSubstr("+1 copy, 1 source · dup:f-"));
  EXPECT_THAT(page, HasSubstr("value=\"frozen radar\""));
}

TEST_F(Pages, NothingOfArticlesIsMarkup) {
  for (const std::string& page :
       {search("mayor"), body("/"), body("/article/" + id_of("mayor")),
        body("/article/" + id_of("mayor"), {{"q", "guess alert"}}),
        body("/person", {{"name", "Ilse Marten"}}), search("person:\"Ilse Marten\"")}) {
    EXPECT_THAT(page, HasSubstr("Marten"));
    for (const char* markup : {"<script>alert", "<img", "<b>", "<i>", "javascript:alert(1)\""})
      EXPECT_THAT(page, Not(HasSubstr(markup)));
  }
  EXPECT_THAT(body("/article/" + id_of("mayor")),
              HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

TEST_F(Pages, NothingOfQueriesIsMarkup) {
  for (const char* query : {"\"><script>x</script>", "<b>ferry", "ferry \" onfocus=\"x", "x:<b>",
                            "\xff\xfe<b>", "ferry <i>OR"}) {
    const std::string page = search(query);
    for (const char* markup : {"<script>x", "<b>", "<i>", "\" onfocus"})
      EXPECT_THAT(page, Not(HasSubstr(markup))) << query;
  }
  EXPECT_THAT(body("/nowhere", {{"q", "<b>"}}), Not(HasSubstr("<b>")));
  EXPECT_THAT(body("/article/<b>"), Not(HasSubstr("<b>")));
  EXPECT_THAT(body("/person/<b>"), Not(HasSubstr("<b>")));
}

TEST_F(Pages, MistakesAreShownWhereTheyAre) {
  const WebAnswer page = get("/search", {{"q", "persn:\"Rowan Pike\""}});
  EXPECT_EQ(page.status, 400);
  EXPECT_THAT(page.body, HasSubstr("unknown field &quot;persn:&quot;"));
  EXPECT_THAT(page.body, HasSubstr("\n  ^^^^^  did you mean person: ?"));
  const WebAnswer document = get("/api/search", {{"q", "ferry OR"}});
  EXPECT_EQ(document.status, 400);
  const Json error = Json::parse(document.body);
  EXPECT_EQ(error["format_version"], 1);
  EXPECT_EQ(error["start"], 6);
}

TEST_F(Pages, SayWhatWasPerhapsMeant) {
  const std::string page = search("frozzen AND bridge");
  EXPECT_THAT(page, HasSubstr("Nothing found"));
  EXPECT_THAT(page, HasSubstr("no article has all of: frozzen bridge"));
  EXPECT_THAT(search("nothern joints"),
              HasSubstr("Did you mean: <a href=\"/search?q=northern%20joints\">northern</a> (1)"));
}

TEST_F(Pages, FacetsNarrowTheWholeQuery) {
  EXPECT_THAT(search("radar OR bridge"),
              HasSubstr("/search?q=%28radar%20OR%20bridge%29%20source%3A%22Coast%20Daily%22"));
  // Side by side with another outlet it would widen the answer.
  EXPECT_THAT(search("source:\"North Wire\",\"Coast Daily\""),
              HasSubstr("%20AND%20source%3A%22North%20Wire%22"));
  EXPECT_EQ(json("/api/search", {{"q", "(radar OR bridge) source:\"Coast Daily\""}})["total"], 1);
  EXPECT_THAT(search("ferry sort:oldest"),
              HasSubstr("ferry%20source%3A%22Coast%20Daily%22%20sort%3Aoldest"));
}

TEST_F(Pages, BarsOfTheTimelineLeadToTheirTime) {
  EXPECT_THAT(search("ferry"),
              HasSubstr("<a href=\"/search?q=ferry%20date%3A2025-06-01..2025-06-30\" "
                        "aria-label=\"2025-06: 1 article\"><rect "));
}

TEST_F(Pages, ArticlesAreShownWithWhatIsKnownOfThem) {
  const std::string page = body("/article/" + id_of("source:\"North Wire\""), {{"q", "radar"}});
  EXPECT_THAT(page, HasSubstr("A frozen <mark>radar</mark> picture"));
  EXPECT_THAT(page, HasSubstr("<a class=\"person\" href=\"/person?name=Rowan%20Pike\">Rowan Pike"));
  EXPECT_THAT(page, HasSubstr("title=\"said by Rowan Pike\""));
  EXPECT_THAT(page, HasSubstr("<a href=\"https://wire.example/1?a=1&amp;b=2\" rel=\"noopener"));
  EXPECT_THAT(page, HasSubstr("<h2>Copies</h2>"));
  EXPECT_THAT(page, HasSubstr("Radar blamed for ferry"));
  EXPECT_THAT(page, HasSubstr("Back to the answer"));
  EXPECT_THAT(body("/article/" + id_of("bridge")), HasSubstr("<h2>Versions</h2>"));
  EXPECT_EQ(get("/article/ffff").status, 404);
}

TEST_F(Pages, PeopleHavePages) {
  const std::string page = body("/person", {{"name", "Rowan Pike"}});
  EXPECT_THAT(page, HasSubstr("<h1 dir=\"auto\">Rowan Pike <small>@p"));
  EXPECT_THAT(page, HasSubstr("harbour master"));
  EXPECT_THAT(page, HasSubstr("We had asked for the part in May"));
  EXPECT_EQ(get("/person/@p999").status, 404);
  EXPECT_EQ(get("/person").status, 404);
}

TEST_F(Pages, DocumentsAreThoseOfTheVerbs) {
  const Json found = json("/api/search", {{"q", "ferry sort:newest"}, {"n", "1"}, {"page", "2"}});
  EXPECT_EQ(found["total"], 3);
  EXPECT_EQ(found["results"].size(), 1U);
  EXPECT_EQ(found["results"][0]["rank"], 2);
  EXPECT_EQ(json("/api/facets", {{"q", "ferry"}, {"by", "source"}})["facets"][0]["field"],
            "source");
  EXPECT_EQ(get("/api/facets", {{"q", "ferry"}, {"by", "colour"}}).status, 400);
  EXPECT_EQ(json("/api/timeline", {{"q", "ferry"}, {"by", "month"}})["unit"], "month");
  EXPECT_EQ(get("/api/timeline", {{"q", "ferry"}, {"by", "fortnight"}}).status, 400);
  EXPECT_EQ(json("/api/article/" + id_of("mayor"))["external_id"], "odd");
  EXPECT_EQ(get("/api/article/ffff").status, 404);
  EXPECT_EQ(json("/api/person", {{"name", "Rowan Pike"}})["name"], "Rowan Pike");
  EXPECT_EQ(get("/api/nowhere").status, 404);
  EXPECT_EQ(get("/api/nowhere").type, "application/json");
}

TEST_F(Pages, EveryAnswerForbidsTheRest) {
  for (const char* path :
       {"/", "/search", "/style.css", "/app.js", "/about", "/nowhere", "/api/search"}) {
    const WebAnswer response = get(path, {{"q", "ferry"}});
    std::string all;
    for (const auto& [name, value] : response.headers) all += name + ": " + value + "\n";
    for (const char* header :
         {"Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; ",
          "frame-ancestors 'none'", "X-Content-Type-Options: nosniff",
          "Referrer-Policy: no-referrer", "Cache-Control: no-store"})
      EXPECT_THAT(all, HasSubstr(header)) << path;
    // What the policy would stop is not there.
    if (!response.type.starts_with("text/html")) continue;
    for (const char* inside : {" style=", "<style", " onclick", "<script>"})
      EXPECT_THAT(response.body, Not(HasSubstr(inside))) << path;
  }
}

TEST_F(Pages, StrangersGetNothingOfTheArchive) {
  const WebAnswer refused =
      site_.answer({"GET", "/search", {{"q", "ferry"}}, {{"host", "localhost:1"}}, {}});
  EXPECT_EQ(refused.status, 403);
  EXPECT_THAT(refused.body, Not(HasSubstr("ferry")));
}

TEST_F(Pages, AnswersThatTakeTooLongAreGivenUp) {
  Site hasty({{{paths_}, {}},
              paths_,
              [] { return parse_iso8601("2025-07-01")->local_day(); },
              [] { return AsOf(); },
              std::chrono::milliseconds{0},
              "",
              ""},
             guard_);
  int status = 200;
  // The clock is looked at now and then: a search as short as this is sometimes over before.
  for (int i = 0; i < 100'000 && status == 200; ++i)
    status = hasty
                 .answer({"GET",
                          "/search",
                          {{"q", "\"frozen radar\" OR \"northern joints\""}},
                          {{"host", "localhost:1"}, {"cookie", std::string("morgue-1=") + kSecret}},
                          {}})
                 .status;
  EXPECT_EQ(status, 503);
}

TEST(ServedArchives, MayBeGone) {
  const TemporaryDirectory directory;
  const Guard guard(kSecret, 1);
  Site site({{{ArchivePaths{directory / "none"}}, {}},
             ArchivePaths{directory / "none"},
             [] { return Day(); },
             [] { return AsOf(); }},
            guard);
  EXPECT_EQ(
      site.answer({"GET",
                   "/",
                   {},
                   {{"host", "localhost:1"}, {"authorization", std::string("Bearer ") + kSecret}},
                   {}})
          .status,
      503);
}

TEST(Addresses, HoldAnything) {
  EXPECT_EQ(url_part("a b&c=\"ü\"/"), "a%20b%26c%3D%22%C3%BC%22%2F");
  EXPECT_EQ(url_path("//a/<b>"), "/a/%3Cb%3E");
  EXPECT_EQ(url_path(""), "/");
  EXPECT_EQ(search_address("a+b", 2), "/search?q=a%2Bb&page=2");
}

}  // namespace
}  // namespace morgue::test
