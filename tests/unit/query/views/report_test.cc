#include "query/views/report.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "common/catalog.h"
#include "query/match/article_view.h"
#include "query/render/report.h"
#include "query/views/dups.h"
#include "query/views/pack_manifest.h"
#include "query/views/sha256.h"
#include "query/views/verify.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/query/language/query_for_test.h"
#include "tests/unit/query/loaded_archive.h"

namespace morgue::test {
namespace {

namespace fs = std::filesystem;

TEST(Sha256, IsFips180) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256(std::string(1000000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/// A story with a copy, one with an earlier version, one that tries to break out of every form.
constexpr std::string_view kNews =
    R"news({"id":"wire","title":"Radar blamed","source":"North Wire","date":"2025-03-11T05:58:00Z","text":"SKARRA (Reuters) - A frozen radar picture and a second set that nobody had switched on sent the Skarra ferry into the west pier on Friday.\n\nRowan Pike, the harbour master of Skarra, read four thousand pages since the winter.\n\n\"We had asked for the part in May and nobody answered us,\" said Rowan Pike."}
{"id":"copy","title":"Radar blamed for ferry","source":"North Coast Radio","date":"2025-03-11T06:40:00Z","text":"A frozen radar picture and a second set that nobody had switched on sent the Skarra ferry into the west pier on Friday.\n\nRowan Pike, the harbour master of Skarra, read four thousand pages since the winter.\n\n\"We had asked for the part in May and nobody answered us,\" said Rowan Pike. More at eight."}
{"id":"v1","title":"Bridge closes","source":"Coast Daily","author":"Dana Okafor","date":"2025-03-12","url":"https://coast.example/8","text":"The bridge closes on Sunday night for the repair of its northern joints, the road office said, and opens again on Tuesday, when the ferry will have its old hours."}
{"id":"v2","title":"Bridge closes","source":"Coast Daily","author":"Dana Okafor","date":"2025-03-13","url":"https://coast.example/8","text":"The bridge closes on Sunday night for the repair of its northern joints, the road office said, and opens again on Thursday, when the ferry will have its old hours."}
{"id":"odd","title":"<script>alert(1)</script> & \"ferry\"","source":"=Odd, \"Paper\"","date":"2025-04-01","url":"javascript:alert(1)","text":"The ferry of Ilse Marten <b>sails</b> & never ]]> returns.\n\n\"I will not <i>guess</i> at a cause of it,\" said Ilse Marten, the mayor of Calder."}
)news";

class Reports : public testing::Test {
 protected:
  void SetUp() override {
    write_file(directory_ / "news.jsonl", kNews);
    load_archive(paths_, directory_ / "news.jsonl", 60);
  }

  Report report(const std::string& text, ReportOptions options = {}) {
    const ArchiveReader archive = ArchiveReader::open(paths_);
    Catalog catalog = Catalog::open_for_reading(paths_.metadata());
    const Query query = query_of(text, false);
    MatchOptions how;
    const auto matches = find_matches(archive, query, how);
    EXPECT_TRUE(matches);
    options.now = parse_iso8601("2026-11-23")->instant;
    options.batch = read_manifest(paths_).batch;
    auto made = make_report(archive, catalog.database(), {text, query, how}, *matches, options);
    EXPECT_TRUE(made);
    return *std::move(made);
  }

  std::vector<PackFile> files(const std::string& text) {
    const ArchiveReader archive = ArchiveReader::open(paths_);
    return report_files(report(text), [&](ArticleId id) { return archive.shown_id(id); });
  }

  fs::path written(const std::string& text) {
    const fs::path out = directory_ / "pack";
    for (const PackFile& file : files(text)) write_file(out / file.name, file.bytes);
    return out;
  }

  PackCheck check(const fs::path& pack) {
    return check_report(pack, ArchiveReader::open(paths_), read_manifest(paths_).batch);
  }

  static std::string bytes(const std::vector<PackFile>& files, std::string_view name) {
    for (const PackFile& file : files)
      if (file.name == name) return file.bytes;
    ADD_FAILURE() << "no " << name;
    return {};
  }

  /// The paragraph that a citation names, read from the archive.
  std::string cited(const Report& report, const Citation& citation) {
    const ReportEntry& entry = report.entries.at(citation.entry);
    const auto versions = stored_versions(ArchiveReader::open(paths_), entry.article.id);
    const Article& article = versions.at(entry.version - 1).content.article;
    if (citation.paragraph == 0) return article.title;
    return std::string(paragraphs(article.text).at(citation.paragraph - 1).of(article.text));
  }

  TemporaryDirectory directory_;
  ArchivePaths paths_{directory_ / "archive"};
};

TEST_F(Reports, CountWithAndWithoutCopies) {
  const Report made = report("ferry");
  EXPECT_EQ(made.articles, 3U);
  EXPECT_EQ(made.extent.articles, 4U);
  ASSERT_EQ(made.entries.size(), 3U);
  std::set<std::size_t> copies, versions;
  for (const ReportEntry& entry : made.entries) {
    EXPECT_TRUE(entry.in_answer);
    EXPECT_FALSE(entry.passages.empty());
    copies.insert(entry.family.copies);
    versions.insert(entry.versions.size());
    EXPECT_EQ(entry.versions.at(entry.version - 1).id, entry.article.id);
  }
  EXPECT_THAT(copies, testing::ElementsAre(0, 1));
  EXPECT_THAT(versions, testing::ElementsAre(1, 2));
  EXPECT_EQ(report("ferry", {.what = CountedArticles::All}).entries.size(), 4U);
}

TEST_F(Reports, EveryStatementStandsWhereItsMarkSays) {
  const Report made = report("ferry");
  std::size_t statements = 0;
  for (std::size_t i = 0; i < made.entries.size(); ++i)
    for (const ReportPassage& passage : made.entries[i].passages) {
      EXPECT_THAT(cited(made, {i, passage.paragraph}), testing::HasSubstr(passage.text));
      ++statements;
    }
  for (const ReportNames& names : made.names)
    for (const ReportName& name : names.names) {
      ASSERT_TRUE(name.proof) << name.who.name;
      EXPECT_THAT(cited(made, *name.proof), testing::HasSubstr(name.sentence));
      if (names.kind == EntityKind::Person) {
        EXPECT_THAT(name.sentence, testing::HasSubstr(name.who.name));
      }
      ++statements;
    }
  for (const ReportQuote& quote : made.quotes) {
    ASSERT_EQ(quote.places.size(), quote.quote.places.size());
    for (std::size_t i = 0; i < quote.places.size(); ++i) {
      const std::string& words = quote.quote.places[i].text;
      EXPECT_THAT(cited(made, quote.places[i]), testing::HasSubstr(words.substr(0, 20)));
      ++statements;
    }
  }
  EXPECT_GT(statements, 6U);
  EXPECT_EQ(made.quotes.size(), 2U);
}

TEST_F(Reports, ARoleIsProvedByASentenceThatGivesIt) {
  const Report made = report("ferry");
  const auto pike = std::find_if(made.names[0].names.begin(), made.names[0].names.end(),
                                 [](const auto& name) { return name.who.name == "Rowan Pike"; });
  ASSERT_NE(pike, made.names[0].names.end());
  EXPECT_THAT(pike->sentence, testing::HasSubstr("harbour master"));
}

TEST_F(Reports, HashesAreThoseOfTheStoredTexts) {
  const Report made = report("bridge");
  ASSERT_EQ(made.entries.size(), 1U);
  EXPECT_EQ(made.entries[0].version, 2U);
  const auto versions = stored_versions(ArchiveReader::open(paths_), made.entries[0].article.id);
  ASSERT_EQ(versions.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_EQ(made.entries[0].versions[i].sha256, sha256(versions[i].content.article.text));
}

TEST_F(Reports, ListsOnlyTheFirstArticlesAndCountsAll) {
  const Report made = report("ferry", {.most_articles = 1});
  EXPECT_EQ(made.articles, 3U);
  EXPECT_EQ(made.listed, 1U);
  EXPECT_EQ(made.entries.size(), 1U);
  for (const ReportNames& names : made.names)
    for (const ReportName& name : names.names) EXPECT_EQ(name.who.articles, 1) << name.who.name;
}

TEST_F(Reports, NothingBreaksOutOfAPage) {
  const auto made = files("ferry");
  const std::string html = bytes(made, "index.html");
  EXPECT_THAT(html, testing::HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
  for (const char* bad : {"<script", "<b>", "<i>", "href=\"javascript", "src=", "url(", "@import"})
    EXPECT_THAT(html, testing::Not(testing::HasSubstr(bad)));
  EXPECT_THAT(bytes(made, "report.md"), testing::HasSubstr("\\<script\\>"));
  EXPECT_THAT(bytes(made, "articles.csv"), testing::HasSubstr("\"=Odd, \"\"Paper\"\"\""));
  // Whatever links point to is on the page.
  std::size_t links = 0;
  for (std::size_t at = 0; (at = html.find("href=\"#", at)) != std::string::npos; ++links) {
    at += 7;
    const std::string id = html.substr(at, html.find('"', at) - at);
    EXPECT_THAT(html, testing::HasSubstr(fmt::format("id=\"{}\"", id)));
  }
  EXPECT_GT(links, 10U);
}

TEST_F(Reports, TheSameAgainIsTheSameBytes) {
  const auto first = files("ferry date:2025"), second = files("ferry date:2025");
  ASSERT_EQ(first.size(), second.size());
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].bytes, second[i].bytes);
}

TEST_F(Reports, AreAsTheyWereUntilOneByteChanges) {
  const fs::path pack = written("ferry");
  EXPECT_TRUE(is_report(pack));
  EXPECT_TRUE(foreign_files(pack).empty());
  EXPECT_TRUE(check(pack).differs.empty());
  EXPECT_EQ(check(pack).files, 12U);
  for (const PackFile& file : files("ferry"))
    for (const std::size_t part : {0, 1, 2, 3, 4}) {
      std::string bytes = file.bytes;
      const std::size_t at = std::min(bytes.size() - 1, part * bytes.size() / 4);
      bytes[at] = static_cast<char>(bytes[at] ^ 1);
      write_file(pack / file.name, bytes);
      const PackCheck found = check(pack);
      EXPECT_FALSE(found.differs.empty()) << file.name << " at " << at;
      write_file(pack / file.name, file.bytes);
    }
  EXPECT_TRUE(check(pack).differs.empty());
}

TEST_F(Reports, MissingAndForeignFilesAreFound) {
  const fs::path pack = written("ferry");
  for (const PackFile& file : files("ferry")) {
    fs::remove(pack / file.name);
    const PackCheck found = check(pack);
    ASSERT_FALSE(found.differs.empty()) << file.name;
    EXPECT_EQ(found.differs[0].kind, PackDifference::Kind::Missing) << file.name;
    EXPECT_EQ(found.differs[0].file, file.name);
    write_file(pack / file.name, file.bytes);
  }
  write_file(pack / "notes.txt", "mine");
  EXPECT_THAT(foreign_files(pack), testing::ElementsAre("notes.txt"));
  const PackCheck found = check(pack);
  ASSERT_EQ(found.differs.size(), 1U);
  EXPECT_EQ(found.differs[0].kind, PackDifference::Kind::Unknown);
}

TEST_F(Reports, AnArticleThatIsSupersededLaterIsFound) {
  const fs::path pack = written("bridge");
  write_file(
      directory_ / "more.jsonl",
      R"({"id":"v3","title":"Bridge closes","source":"Coast Daily","date":"2025-03-14","url":"https://coast.example/8","text":"The bridge closes on Sunday night for the repair of its northern joints, the road office said, and opens again on Friday, when the ferry will have its old hours."})"
      "\n");
  load_archive(paths_, directory_ / "more.jsonl", 60);
  const PackCheck found = check(pack);
  ASSERT_EQ(found.differs.size(), 1U);
  EXPECT_EQ(found.differs[0].kind, PackDifference::Kind::Superseded);
  EXPECT_LT(found.batch, found.now);
}

TEST_F(Reports, ManifestsThatLeadElsewhereAreRefused) {
  const std::string sound = bytes(files("ferry"), kManifestName);
  ASSERT_TRUE(parse_manifest_of_report(sound));
  for (const char* name : {"../x", "/etc/passwd", "", ".", "..", ".hidden", "a/b"}) {
    std::string bad = sound;
    bad.replace(bad.find("report.md"), 9, name);
    EXPECT_FALSE(parse_manifest_of_report(bad)) << name;
  }
  for (const char* text : {"", "{}", "[]", "null", "{\"format\":\"morgue report\"}", "\x80"})
    EXPECT_FALSE(parse_manifest_of_report(text)) << text;
}

}  // namespace
}  // namespace morgue::test
