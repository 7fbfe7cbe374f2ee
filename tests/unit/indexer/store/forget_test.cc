#include <xapian.h>

#include "common/catalog.h"
#include "common/desk.h"
#include "common/error.h"
#include "common/files.h"
#include "indexer/store/archive_check.h"
#include "indexer/store/archive_writer.h"
#include "indexer/store/forgotten.h"
#include "tests/unit/indexer/ingest_fixture.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kSecret =
    R"({"id":"s","title":"Vellichor at Skarra","text":"The quernstone hummed, said Oswin Tarrabeck of Brindlemoor. “It hums at dawn,” said Mr. Tarrabeck.","date":"2025-03-12","source":"Zephyr Gazette"})";

/// Everything that must be gone, folded as well.
const std::vector<std::string> kTraces = {"quernstone", "Vellichor",  "vellichor", "Tarrabeck",
                                          "tarrabeck",  "Oswin",      "oswin",     "Zephyr",
                                          "zephyr",     "Brindlemoor"};

class ForgetTest : public test::IngestTest {
 protected:
  void SetUp() override {
    test::write_file(news("secret.jsonl"), std::string(kSecret) + "\n");
    test::write_file(
        news("others.jsonl"),
        R"({"id":"a","title":"Bridge closes","text":"The bridge closed, said Ana Vold.","date":"2025-03-12","source":"Skarra Post"})"
        "\n"
        R"({"id":"b","title":"Harbour burns","text":"The harbour burnt, said Per Sand.","date":"2025-03-13","source":"Skarra Post"})"
        "\n");
    (void)add();
  }
  std::unique_ptr<ArchiveWriter> open() const {
    return std::make_unique<ArchiveWriter>(archive(), std::chrono::milliseconds{0});
  }
  ArticleId id_of(const std::string& external) const {
    return *parse_article_id(
        column("SELECT id FROM articles WHERE external_id = '" + external + "'").at(0));
  }
  /// Words that stand in any file of the archive, or in what its segments keep.
  std::vector<std::string> traces() const {
    std::string all;
    for (const auto& entry : fs::recursive_directory_iterator(archive().root()))
      if (entry.is_regular_file())
        all += entry.path().string().substr(archive().root().string().size()) +
               file_bytes(entry.path());
    ArticleDecoder decoder;
    for (const std::string& name : read_manifest(archive()).segments) {
      const Xapian::Database db(archive().segment(name).string());
      for (auto doc = db.postlist_begin({}); doc != db.postlist_end({}); ++doc)
        if (decoder.open(db.get_document(*doc).get_data())) all += decoder.text();
    }
    std::vector<std::string> out;
    for (const std::string& word : kTraces)
      if (all.find(word) != std::string::npos) out.push_back(word);
    return out;
  }
  std::vector<Finding> findings() const {
    const std::atomic<bool> stop{false};
    return check_archive(
               archive(), [](std::uint64_t, std::uint64_t) {}, stop)
        .findings.all();
  }
};

TEST_F(ForgetTest, NothingOfItIsLeftInAnyFile) {
  const ArticleId id = id_of("s");
  {
    std::vector<DeskAct> acts(2);
    acts[0].kind = DeskAct::Kind::Note;
    acts[0].text = "ask Oswin";
    acts[0].articles = {id};
    acts[1].kind = DeskAct::Kind::Tag;
    acts[1].name = "kept";
    acts[1].articles = {id, id_of("a")};
    append_to_desk(archive().desk(), acts);
    const auto writer = open();
    const auto appearances = writer->catalog().people().of_article(id);
    ASSERT_THAT(appearances, Not(IsEmpty()));
    Act act;
    act.kind = Act::Kind::Rename;
    act.time = "2026-11-24T10:00:00Z";
    act.person = {appearances[0].person, appearances[0].name, {id}};
    act.name = "Oswin of Zephyr";
    ASSERT_TRUE(writer->decide(act));
  }
  EXPECT_EQ(traces(), kTraces);
  ArchiveWriter::Forgot done;
  {
    const auto writer = open();
    done = writer->forget({id});
  }
  EXPECT_EQ(done.articles, 1U);
  EXPECT_EQ(done.files, 1U);
  EXPECT_EQ(done.decisions, 1U);
  EXPECT_EQ(done.desk_acts, 1U);
  EXPECT_FALSE(done.log_busy);
  EXPECT_THAT(traces(), IsEmpty());
  EXPECT_THAT(titles(), ElementsAre("Bridge closes", "Harbour burns"));
  EXPECT_THAT(findings(), IsEmpty());
  EXPECT_THAT(test::broken(test::dump(archive())), IsEmpty());
  EXPECT_EQ(read_desk(archive().desk()).acts.size(), 1U);
}

TEST_F(ForgetTest, ItDoesNotComeBackUnlessItMay) {
  const ArticleId id = id_of("s");
  (void)open()->forget({id});
  EXPECT_EQ(add().added, 0U);
  EXPECT_THAT(traces(), IsEmpty());
  // Nor elsewhere, nor after SQLite was lost, nor among others.
  fs::copy(news("secret.jsonl"), news("copy.jsonl"));
  fs::remove(archive().metadata());
  EXPECT_EQ(add().added, 0U);
  EXPECT_THAT(traces(), IsEmpty());
  test::append_file(news("others.jsonl"), std::string(kSecret) + "\n");
  EXPECT_EQ(add().added, 0U);
  EXPECT_THAT(titles(), ElementsAre("Bridge closes", "Harbour burns"));

  IngestOptions again = options();
  again.chunks.again = true;
  EXPECT_EQ(add(again).added, 1U);
  EXPECT_THAT(titles(), ElementsAre("Bridge closes", "Harbour burns", "Vellichor at Skarra"));
  EXPECT_TRUE(read_forgotten(archive().forgotten()).empty());
  EXPECT_EQ(add().forgotten, 0U);
  EXPECT_EQ(titles().size(), 3U);
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(ForgetTest, TheNextWriterFinishesWhatACrashInterrupted) {
  add_to_forgotten(archive().forgotten(), {{id_of("s")}, {}});
  (void)open();
  EXPECT_THAT(traces(), IsEmpty());
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(ForgetTest, WhatIsDeadInASegmentAlreadyGoesToo) {
  const ArticleId id = id_of("s");
  {
    Segments segments(archive(), read_manifest(archive()));
    const std::vector<ArticleId> ids{id};
    segments.publish({.forgotten = ids});
  }
  add_to_forgotten(archive().forgotten(), {{id}, {}});
  (void)open();
  EXPECT_THAT(traces(), Not(Contains("quernstone")));
}

TEST_F(ForgetTest, APersonWhomOthersNameIsKnownByTheirNames) {
  test::write_file(
      news("more.jsonl"),
      R"({"id":"c","title":"Pike speaks","text":"Rowan Quillfeather Pike, mayor of Calder, spoke. Mr. Pike left.","date":"2025-03-14"})"
      "\n"
      R"({"id":"d","title":"Pike again","text":"Rowan Pike, mayor of Calder, spoke. Mr. Pike left.","date":"2025-03-15"})"
      "\n");
  (void)add();
  (void)open()->forget({id_of("c")});
  EXPECT_THAT(column("SELECT name FROM people WHERE name LIKE '%Quill%'"), IsEmpty());
  EXPECT_THAT(column("SELECT key FROM person_keys WHERE key LIKE '%quill%'"), IsEmpty());
  EXPECT_THAT(column("SELECT name FROM people WHERE name LIKE '%Pike'"), ElementsAre("Rowan Pike"));
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_F(ForgetTest, VersionsGoTogetherAndCopiesIfAsked) {
  const std::string body =
      "The ferry left the pier at nine with forty people and eleven cars on board, the harbour "
      "office said, and it came back an hour later because its radar had frozen in the fog.";
  const auto record = [&](const char* id, const char* source, const char* day) {
    return std::string(R"({"id":")") + id + R"(","title":"Ferry turns back","text":")" + body +
           R"(","date":")" + day + R"(","source":")" + source + "\"}\n";
  };
  test::write_file(news("ferry.jsonl"), record("v1", "Post", "2025-03-14T08:00:00Z") +
                                            record("v2", "Post", "2025-03-14T10:00:00Z") +
                                            record("copy", "Herald", "2025-03-15T08:00:00Z"));
  (void)add();
  const auto writer = open();
  const std::set<ArticleId> versions = {id_of("v1"), id_of("v2")};
  std::set<ArticleId> family = versions;
  family.insert(id_of("copy"));
  EXPECT_EQ(writer->with_relatives({id_of("v1")}, false), versions);
  EXPECT_EQ(writer->with_relatives({id_of("v1")}, true), family);
}

TEST_F(ForgetTest, ADamagedSegmentIsRepairedFirst) {
  const std::string segment = read_manifest(archive()).segments.at(0);
  append_to_file(archive().segment(segment) / "postlist.glass", "x");
  const ArticleId id = id_of("s");
  EXPECT_THROW((void)open()->forget({id}), Error);
  EXPECT_TRUE(read_forgotten(archive().forgotten()).empty());
  EXPECT_EQ(titles().size(), 3U);
}

}  // namespace
}  // namespace morgue
