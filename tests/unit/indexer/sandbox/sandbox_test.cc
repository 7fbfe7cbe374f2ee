#include "indexer/sandbox/sandbox.h"

#include <fmt/format.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "common/error.h"
#include "common/files.h"
#include "tests/unit/indexer/ingest_fixture.h"
#include "tests/unit/indexer/read/boxes/packed.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

RawDocument document(std::string bytes) {
  RawDocument raw;
  raw.path = "orders.txt";
  raw.bytes = std::move(bytes);
  return raw;
}

class SandboxTest : public testing::Test {
 protected:
  /// What became of an order to the probe.
  std::string told(const std::string& order) {
    const FoundArticles found = intake_->find(document(order), Format::Text);
    if (found.size() != 1) return "not one article";
    return found[0] ? found[0]->article.text : "refused: " + found[0].error().why;
  }
  Sandbox sandbox_{{.program = MORGUE_PROBE}};
  std::unique_ptr<Intake> intake_ = sandbox_.intake();
};

TEST_F(SandboxTest, AnswersComeBack) {
  EXPECT_EQ(told("hello"), "hello");
  EXPECT_EQ(intake_->plain_text(document("a\nb")), "a\nb");
}

TEST_F(SandboxTest, WhatDiesIsRefusedAndTheNextOneRead) {
  EXPECT_EQ(told("abort"), "refused: crashes its reader (Aborted)");
  EXPECT_EQ(told("hello"), "hello");
  EXPECT_EQ(told("leave"), "refused: makes its reader end");
  EXPECT_EQ(told("hello"), "hello");
}

TEST_F(SandboxTest, WhatNeverEndsIsEnded) {
  const int left = std::stoi(told("seconds left"));
  EXPECT_GT(left, 0);
  EXPECT_LT(left, 10);
  EXPECT_EQ(told("loop"), "refused: takes too much time to read");
  EXPECT_EQ(told("hello"), "hello");
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_F(SandboxTest, ACrashHasItsName) {
  EXPECT_EQ(told("crash"), "refused: crashes its reader (Segmentation fault)");
}

TEST_F(SandboxTest, MemoryIsBounded) {
  EXPECT_EQ(told("take memory"), "refused: takes too much memory to read");
  EXPECT_EQ(told("hello"), "hello");
}
#endif

TEST_F(SandboxTest, NothingIsReachedFromWithin) {
  EXPECT_EQ(told("hello"), "hello");
  ASSERT_FALSE(sandbox_.unfiltered());
  for (const char* order : {"open a file", "make a file", "run a program", "fork",
                            "use the network", "kill", "make code", "delete"})
    EXPECT_EQ(told(order), "denied") << order;
}

TEST_F(SandboxTest, WhatIsNotCleanIsNotTaken) {
  EXPECT_EQ(told("escape"), "refused: makes its reader talk nonsense");
  EXPECT_EQ(told("not text"), "refused: makes its reader talk nonsense");
  EXPECT_EQ(told("hello"), "hello");
}

TEST(SandboxProgram, WithoutItThereIsAReason) {
  Sandbox sandbox({.program = "/no/such/program"});
  try {
    static_cast<void>(sandbox.intake()->find(document("hello"), Format::Text));
    FAIL() << "read by nobody";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "can't start the process that reads: /no/such/program: No such file or directory");
    EXPECT_EQ(error.status(), Exit::Archive);
  }
}

TEST(SandboxProgram, OneThatDoesNotReadIsNotTalkedTo) {
  Sandbox sandbox({.program = "/bin/false"});
  EXPECT_THROW(static_cast<void>(sandbox.intake()->find(document("hello"), Format::Text)), Error);
}

/// Runs morgue-index where no system calls can be filtered, as in some containers; its exit status.
int inspect_without_filters(const fs::path& file, const fs::path& out, const fs::path& err) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0);
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1,
                     SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP));
    if (seccomp_load(filter) != 0) ::_exit(99);
    if (std::freopen(out.c_str(), "w", stdout) == nullptr) ::_exit(99);
    if (std::freopen(err.c_str(), "w", stderr) == nullptr) ::_exit(99);
    ::execl(MORGUE_INDEX, "morgue-index", "inspect", file.c_str(), nullptr);
    ::_exit(99);
  }
  int status = 0;
  ::waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// Loads through a sandbox.
class SandboxedLoad : public test::IngestTest {
 protected:
  IngestOptions through(Sandbox& sandbox) const {
    IngestOptions out = options();
    out.sandbox = &sandbox;
    return out;
  }
  void put(const std::string& name, const std::string& bytes) const {
    fs::create_directories(news(name).parent_path());
    std::ofstream(news(name), std::ios::binary) << bytes;
  }
};

TEST_F(SandboxedLoad, WhereNothingIsFilteredThereIsANote) {
  put("a.jsonl", "{\"title\":\"A boat\",\"text\":\"The boat sailed.\"}\n");
  EXPECT_EQ(inspect_without_filters(news("a.jsonl"), directory_ / "out", directory_ / "err"), 0);
  EXPECT_THAT(file_bytes(directory_ / "out"), testing::HasSubstr("The boat sailed."));
  EXPECT_EQ(file_bytes(directory_ / "err"),
            "note: this system filters no system calls (seccomp); what reads files has limits of "
            "memory and time alone\n");
}

TEST_F(SandboxedLoad, GivesTheArchiveThatALoadWithoutGives) {
  put("a.zip", test::zip_of({{"one.html", "<title>One boat</title><p>The first boat sailed."},
                             {"two.txt", "Two boats\n\nThe second boat sailed as well."},
                             {"in.zip", test::zip_of({{"three.txt", "Three\n\nA third boat."}})}}));
  put("b.jsonl.gz", test::gzip_of("{\"title\":\"Four\",\"text\":\"A fourth boat.\"}\n"
                                  "{\"title\":\"Five\",\"text\":\"\\u001b[31mA fifth boat.\"}\n"
                                  "{\"title\":\"torn\n"));
  put("c.jsonl", "{\"title\":\"Six\",\"text\":\"A sixth boat.\"}\n{}\n");
  put("d.txt", "Seven\n\nA seventh boat\x1b[2J came.");
  put("e.zip", test::zip_of({{"one.txt", "Eight\n\nAn eighth boat."}}).substr(0, 60));
  put("f.bin", std::string(3000, '\0'));
  fs::copy(fs::path(MORGUE_CORPUS) / "pages", news("pages"), fs::copy_options::recursive);
  fs::copy(fs::path(MORGUE_CORPUS) / "records", news("records"), fs::copy_options::recursive);
  fs::copy(fs::path(MORGUE_CORPUS) / "text", news("text"), fs::copy_options::recursive);
  fs::copy(fs::path(MORGUE_CORPUS) / "refused", news("refused"), fs::copy_options::recursive);

  const IngestCounts here = add(options(), "here");
  const std::vector<std::string> lines = watcher_.lines;
  Sandbox sandbox({.program = MORGUE_INDEX});
  IngestOptions two = through(sandbox);
  two.jobs = 2;
  const IngestCounts there = add(two, "there");
  EXPECT_EQ(here.added, there.added);
  EXPECT_GE(there.added, 20U);
  EXPECT_EQ(watcher_.lines, lines);
  EXPECT_EQ(test::difference(test::dump(archive("here")), test::dump(archive("there"))), "");
}

TEST_F(SandboxedLoad, GoesOnBehindWhatItsReaderDiesOf) {
  put("a.txt", "abort");
  put("b.txt", "It sailed.");
  put("c.txt", "leave");
  put("d.txt", "It came back.");
  Sandbox sandbox({.program = MORGUE_PROBE});
  const IngestCounts counts = add(through(sandbox));
  EXPECT_EQ(counts.added, 2U);
  EXPECT_EQ(counts.refused, 2U);
  EXPECT_THAT(watcher_.lines,
              ElementsAre("a.txt: crashes its reader (Aborted)", "c.txt: makes its reader end"));
  EXPECT_EQ(state_of("a.txt"), "failed");
  EXPECT_THAT(column("SELECT error FROM files WHERE error <> '' ORDER BY path"),
              ElementsAre("crashes its reader (Aborted)", "makes its reader end"));
  expect_whole();
  // In quarantine: not read again until somebody says so.
  EXPECT_EQ(add(through(sandbox)).unchanged, 4U);
  EXPECT_THAT(watcher_.lines, IsEmpty());
}

/// A name of the tree outside of it is a name and nothing else.
TEST_F(SandboxedLoad, MembersThatPointOutsideTouchNothing) {
  put("a.tar",
      test::tar_of({{"../../outside.html", "<title>Out</title><p>A boat left the harbour."},
                    {"/tmp/morgue-outside.html", "<title>Far</title><p>One went further."}}));
  Sandbox sandbox({.program = MORGUE_INDEX});
  EXPECT_EQ(add(through(sandbox)).added, 2U);
  EXPECT_FALSE(fs::exists(directory_ / "outside.html"));
  EXPECT_FALSE(fs::exists("/tmp/morgue-outside.html"));
  EXPECT_THAT(column("SELECT title FROM articles ORDER BY title"), ElementsAre("Far", "Out"));
}

TEST_F(SandboxedLoad, ExternalEntitiesStayOutside) {
  put("secret.dat", "hidden words");
  put("a.xml",
      fmt::format("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file://{}\">]>"
                  "<rss><channel><title>C</title><item><title>Boats</title>"
                  "<description>The boat said &x; and sailed away into the long "
                  "night.</description></item></channel></rss>",
                  news("secret.dat").string()));
  for (const bool sandboxed : {true, false}) {
    Sandbox sandbox({.program = MORGUE_INDEX});
    const std::string name = sandboxed ? "there" : "here";
    EXPECT_EQ(add(sandboxed ? through(sandbox) : options(), name).added, 1U);
    for (const std::string& article : test::dump(archive(name)).articles)
      EXPECT_EQ(article.find("hidden words"), std::string::npos);
  }
}

}  // namespace
}  // namespace morgue
