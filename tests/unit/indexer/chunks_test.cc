#include "indexer/chunks.h"

#include <gmock/gmock.h>

#include "tests/support/standard_input.h"
#include "tests/support/temporary_directory.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

using test::write_file;
using testing::ElementsAre;
using testing::IsEmpty;

class ChunksTest : public testing::Test {
 protected:
  std::vector<Chunk> chunks(std::vector<std::string> roots, ChunkOptions options = {}) {
    for (std::string& root : roots)
      if (root != "-") root = (directory_ / root).string();
    Walk walk(std::move(roots), {});
    Chunker chunker(walk, &catalog_, options);
    std::vector<Chunk> out;
    for (Chunk chunk; chunker.next(chunk);) out.push_back(std::move(chunk));
    return out;
  }
  /// "file of the work [member]" for every piece of work, chunks apart by "|".
  std::vector<std::string> work(const std::vector<Chunk>& chunks) const {
    std::vector<std::string> out;
    for (const Chunk& chunk : chunks) {
      if (chunk.number > 0) out.emplace_back("|");
      for (const Work& work : chunk.work) {
        EXPECT_EQ(work.raw.path, chunk.files.at(work.file).file.path);
        const std::string name = fs::path(work.raw.path).filename().string();
        out.push_back(work.raw.member.empty() ? name : name + " " + work.raw.member);
      }
    }
    return out;
  }
  /// Writes what a load of the chunks would write into the ledger.
  void settle(const std::vector<Chunk>& chunks, FileRecord::State state = FileRecord::State::Done) {
    for (const Chunk& chunk : chunks)
      for (const FileOutcome& outcome : chunk.files) {
        FileRecord file = outcome.file;
        file.state = state;
        catalog_.put_file(file);
      }
  }
  test::TemporaryDirectory directory_;
  Catalog catalog_ = Catalog::open_for_writing(directory_ / "ledger");
};

TEST_F(ChunksTest, AWholeFileIsOnePieceOfWork) {
  write_file(directory_ / "n/a.txt", "Ferry sails\n\nIt sailed on.\n");
  const auto cut = chunks({"n"});
  ASSERT_EQ(cut.size(), 1U);
  const Chunk& chunk = cut[0];
  ASSERT_EQ(chunk.files.size(), 1U);
  EXPECT_EQ(chunk.files[0].file.path, (directory_ / "n/a.txt").string());
  EXPECT_EQ(chunk.files[0].file.size, 27);
  EXPECT_EQ(chunk.files[0].file.hash, content_hash("Ferry sails\n\nIt sailed on.\n"));
  EXPECT_TRUE(chunk.files[0].ended);
  EXPECT_FALSE(chunk.files[0].appends);
  ASSERT_EQ(chunk.work.size(), 1U);
  EXPECT_EQ(chunk.work[0].raw.bytes, "Ferry sails\n\nIt sailed on.\n");
  EXPECT_EQ(chunk.work[0].format, Format::Text);
  EXPECT_EQ(chunk.files_ended, 1U);
}

TEST_F(ChunksTest, EveryLineOfJsonIsAPieceOfWork) {
  write_file(directory_ / "a.jsonl",
             "{\"title\":\"1\"}\n\n  \r\n{\"title\":\"4\"}\n{\"title\":\"5");
  const auto cut = chunks({"a.jsonl"});
  EXPECT_THAT(work(cut), ElementsAre("a.jsonl line 1", "a.jsonl line 4", "a.jsonl line 5"));
  EXPECT_EQ(cut[0].work[2].raw.bytes, "{\"title\":\"5");
  EXPECT_EQ(cut[0].files.at(0).file.hash, content_hash(test::read_file(directory_ / "a.jsonl")));
}

TEST_F(ChunksTest, NoInputGivesNoChunk) {
  fs::create_directories(directory_ / "n");
  EXPECT_THAT(chunks({"n"}), IsEmpty());
}

TEST_F(ChunksTest, AChunkHoldsSoManyInputs) {
  for (const char* name : {"n/1.txt", "n/2.txt", "n/4.txt", "n/5.txt", "n/6.txt"})
    write_file(directory_ / name, std::string("Story ") + name + "\n\nIt is told here.\n");
  write_file(directory_ / "n/3.jsonl", "{\"title\":\"1\"}\n{\"title\":\"2\"}\n{\"title\":\"3\"}\n");
  const auto cut = chunks({"n"}, {.articles = 3});
  EXPECT_THAT(work(cut), ElementsAre("1.txt", "2.txt", "3.jsonl line 1", "|", "3.jsonl line 2",
                                     "3.jsonl line 3", "4.txt", "|", "5.txt", "6.txt"));
  EXPECT_FALSE(cut[0].files.back().ended);
  EXPECT_TRUE(cut[1].files.front().ended);
  EXPECT_EQ(cut[1].files.front().file.path, cut[0].files.back().file.path);
}

TEST_F(ChunksTest, AChunkHoldsSoManyBytes) {
  const std::string body(600, 'x');
  for (const char* name : {"n/1.txt", "n/2.txt", "n/3.txt"})
    write_file(directory_ / name, std::string(name) + '\n' + body);
  EXPECT_THAT(work(chunks({"n"}, {.bytes = 1000})), ElementsAre("1.txt", "2.txt", "|", "3.txt"));
}

// What is known when a file is read depends on how far the commits are; where chunks end must not.
TEST_F(ChunksTest, EndWhereTheyEndWhateverIsKnown) {
  std::string lines;
  for (int i = 0; i < 7; ++i) lines += "{\"title\":\"" + std::to_string(i) + "\"}\n";
  write_file(directory_ / "n/a.jsonl", lines);
  write_file(directory_ / "n/b.txt", "Ferry sails\n\nIt sailed on.\n");
  write_file(directory_ / "n/c.txt", "Ferry stays\n\nIt did not sail.\n");
  const auto ends = [&] {
    std::vector<std::size_t> out;
    for (const Chunk& chunk : chunks({"n"}, {.articles = 3}))
      out.push_back(chunk.work.size() + chunk.known.size());
    return out;
  };
  EXPECT_THAT(ends(), ElementsAre(3, 3, 3));
  for (const char* title : {"0", "1", "2", "5"}) {
    StoredArticle stored;
    stored.id = article_id_of(std::string("{\"title\":\"") + title + "\"}", {});
    catalog_.add_article(stored, 7);
  }
  StoredArticle stored;
  stored.id = ArticleId{1};
  catalog_.add_article(stored, 7);
  catalog_.add_member(
      catalog_.put_file({0, "/old/b.txt", 1, 1, content_hash("Ferry sails\n\nIt sailed on.\n"),
                         FileRecord::State::Done, ""}),
      ArticleId{1});
  EXPECT_THAT(ends(), ElementsAre(3, 3, 3));
}

TEST_F(ChunksTest, AnUnchangedFileIsNotRead) {
  write_file(directory_ / "a.txt", "Ferry sails\n\nIt sailed on.\n");
  settle(chunks({"a.txt"}));
  const auto again = chunks({"a.txt"});
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].unchanged, 1U);
  EXPECT_EQ(again[0].passed_bytes, 27U);
  EXPECT_THAT(again[0].files, IsEmpty());
}

TEST_F(ChunksTest, ManyUnchangedFilesAreReportedOnTheWay) {
  for (int i = 0; i < 45; ++i)
    write_file(directory_ / ("n/" + std::to_string(i) + ".txt"), "Ferry " + std::to_string(i));
  settle(chunks({"n"}));
  std::uint64_t unchanged = 0;
  const auto again = chunks({"n"}, {.articles = 2});
  for (const Chunk& chunk : again) unchanged += chunk.unchanged;
  EXPECT_EQ(unchanged, 45U);
  EXPECT_EQ(again.size(), 3U);  // ten times as many as inputs that are read
}

TEST_F(ChunksTest, AFileUnderWayIsReadAgain) {
  write_file(directory_ / "a.txt", "Ferry sails\n\nIt sailed on.\n");
  settle(chunks({"a.txt"}), FileRecord::State::Reading);
  EXPECT_THAT(work(chunks({"a.txt"})), ElementsAre("a.txt"));
}

TEST_F(ChunksTest, ATouchedFileGivesNoWorkButTheLedgerItsTime) {
  write_file(directory_ / "a.txt", "Ferry sails\n\nIt sailed on.\n");
  settle(chunks({"a.txt"}));
  const auto later = fs::last_write_time(directory_ / "a.txt") + std::chrono::hours{1};
  fs::last_write_time(directory_ / "a.txt", later);
  const auto again = chunks({"a.txt"});
  EXPECT_THAT(work(again), IsEmpty());
  ASSERT_EQ(again.at(0).files.size(), 1U);
  EXPECT_EQ(again[0].unchanged, 1U);
  EXPECT_TRUE(again[0].files[0].appends);
  settle(again);
  EXPECT_THAT(chunks({"a.txt"}).at(0).files, IsEmpty());
}

TEST_F(ChunksTest, ARefusedFileIsReadAgainOnlyOnRequest) {
  write_file(directory_ / "a.txt", "");
  settle(chunks({"a.txt"}), FileRecord::State::Failed);
  EXPECT_THAT(work(chunks({"a.txt"})), IsEmpty());
  EXPECT_THAT(work(chunks({"a.txt"}, {.retry = true})), ElementsAre("a.txt"));
}

TEST_F(ChunksTest, ABinaryFileIsKnownByItsWholeSize) {
  std::string bytes;
  for (int i = 0; i < 100'000; ++i) bytes += static_cast<char>(i * 7 % 256);
  write_file(directory_ / "a.bin", bytes);
  const auto cut = chunks({"a.bin"});
  ASSERT_EQ(cut.at(0).work.size(), 1U);
  EXPECT_EQ(cut[0].work[0].format, Format::Binary);
  EXPECT_EQ(cut[0].files.at(0).file.size, 100'000);
  settle(cut, FileRecord::State::Failed);
  EXPECT_EQ(chunks({"a.bin"}).at(0).unchanged, 1U);
}

// The length is seen before the file is read: this one has nothing but a beginning on disk.
TEST_F(ChunksTest, ATextThatIsFarTooLongIsRefusedUnread) {
  write_file(directory_ / "a.txt", "Ferry sails\n\n" + std::string(70'000, 'x'));
  fs::resize_file(directory_ / "a.txt", std::uintmax_t{200} << 20U);
  const auto cut = chunks({"a.txt"});
  ASSERT_EQ(cut.at(0).refused.size(), 1U);
  EXPECT_EQ(cut[0].refused[0].why, "too large for an article (over 32 MB)");
  EXPECT_EQ(cut[0].refused[0].hint, "split it, or convert it to JSON lines");
  EXPECT_LT(cut[0].bytes, 1'000'000U);
  settle(cut, FileRecord::State::Failed);
  EXPECT_EQ(chunks({"a.txt"}).at(0).unchanged, 1U);
}

TEST_F(ChunksTest, ALineThatIsFarTooLongIsPassedOver) {
  std::string lines = "{\"title\":\"1\"}\n{\"title\":\"";
  lines.append(longest(Format::Text) + 3'000'000, 'x');
  write_file(directory_ / "a.jsonl", lines + "\"}\n{\"title\":\"3\"}\n");
  write_file(directory_ / "b.jsonl", lines);
  const auto cut = chunks({"a.jsonl", "b.jsonl"});
  EXPECT_THAT(work(cut), ElementsAre("a.jsonl line 1", "|", "a.jsonl line 3", "b.jsonl line 1"));
  std::vector<std::string> refused;
  for (const Chunk& chunk : cut)
    for (const ReadError& error : chunk.refused)
      refused.push_back(fs::path(error.path).filename().string() + " " + error.member + ": " +
                        error.why);
  EXPECT_THAT(refused, ElementsAre("a.jsonl line 2: longer than 32 MB",
                                   "b.jsonl line 2: longer than 32 MB"));
}

TEST_F(ChunksTest, AFileThatCannotBeReadIsTriedAgainEveryTime) {
  // A process that reads its own memory from address 0 gets EIO: the one file here that opens and
  // can't be read, whoever asks.
  const auto cut = [&] {
    Walk walk({"/proc/self/mem"}, {});
    Chunker chunker(walk, &catalog_, {});
    std::vector<Chunk> out;
    for (Chunk chunk; chunker.next(chunk);) out.push_back(std::move(chunk));
    return out;
  };
  for (int round = 0; round < 2; ++round) {
    const auto got = cut();
    ASSERT_EQ(got.at(0).refused.size(), 1U) << round;
    EXPECT_EQ(got[0].refused[0].why, "Input/output error");
    EXPECT_TRUE(got[0].files.at(0).ended);
    EXPECT_EQ(got[0].files[0].file.hash, "");
    settle(got, FileRecord::State::Failed);
  }
}

TEST_F(ChunksTest, KnownRecordsGiveNoWork) {
  write_file(directory_ / "a.jsonl", "{\"title\":\"1\"}\n{\"title\":\"2\"}\n");
  StoredArticle stored;
  stored.id = article_id_of("{\"title\":\"1\"}", {});
  catalog_.add_article(stored, 7);
  const auto cut = chunks({"a.jsonl"});
  EXPECT_THAT(work(cut), ElementsAre("a.jsonl line 2"));
  ASSERT_EQ(cut[0].known.size(), 1U);
  EXPECT_EQ(cut[0].known[0].id, stored.id);
  EXPECT_EQ(cut[0].known[0].file, 0U);
}

TEST_F(ChunksTest, ACopyOfAKnownFileHoldsWhatThatHolds) {
  write_file(directory_ / "a.txt", "Ferry sails\n\nIt sailed on.\n");
  settle(chunks({"a.txt"}));
  StoredArticle stored;
  stored.id = ArticleId{5};
  catalog_.add_article(stored, 7);
  catalog_.add_member(catalog_.file((directory_ / "a.txt").string())->number, stored.id);
  write_file(directory_ / "b.txt", "Ferry sails\n\nIt sailed on.\n");
  const auto cut = chunks({"b.txt"});
  EXPECT_THAT(work(cut), IsEmpty());
  ASSERT_EQ(cut.at(0).known.size(), 1U);
  EXPECT_EQ(cut[0].known[0].id, stored.id);
}

// The extension may decide how bytes are read, so only a copy of the same kind is one.
TEST_F(ChunksTest, ACopyUnderAnotherExtensionIsRead) {
  write_file(directory_ / "a.jsonl", "{\"title\":\"1\"}\n");
  settle(chunks({"a.jsonl"}));
  write_file(directory_ / "b.json", "{\"title\":\"1\"}\n");
  EXPECT_THAT(work(chunks({"b.json"})), ElementsAre("b.json"));
}

TEST_F(ChunksTest, StandardInputIsReadLikeAFile) {
  const test::StandardInput input("{\"title\":\"1\"}\n{\"title\":\"2\"}");
  const auto cut = chunks({"-"});
  EXPECT_THAT(work(cut), ElementsAre("- line 1", "- line 2"));
  EXPECT_TRUE(cut[0].files.at(0).appends);
  EXPECT_EQ(cut[0].work[0].raw.file_time, std::nullopt);
}

TEST_F(ChunksTest, WithoutALedgerEverythingIsNew) {
  write_file(directory_ / "a.txt", "Ferry sails\n\nIt sailed on.\n");
  settle(chunks({"a.txt"}));
  Walk walk({(directory_ / "a.txt").string()}, {});
  Chunker chunker(walk, nullptr, {});
  Chunk chunk;
  ASSERT_TRUE(chunker.next(chunk));
  EXPECT_EQ(chunk.work.size(), 1U);
}

}  // namespace
}  // namespace morgue
