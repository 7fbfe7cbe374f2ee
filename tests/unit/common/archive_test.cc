#include "common/archive.h"

#include <gtest/gtest.h>

#include "common/error.h"
#include "common/schema.h"
#include "common/text.h"
#include "tests/support/temporary_directory.h"

namespace morgue {
namespace {

Manifest rich_manifest() {
  Manifest manifest = empty_manifest();
  manifest.batch = 42;
  manifest.next_segment = 18;
  manifest.dead = {{"seg-00000017", 1234}, {"seg-00000003", 1}};
  manifest.segments = {"seg-00000003", "seg-00000017"};
  return manifest;
}

/// What an Error says: "WHAT | HINT", and its status.
template <typename F>
std::pair<std::string, Exit> error_of(F&& f) {
  try {
    f();
  } catch (const Error& error) {
    return {std::string(error.what()) + " | " + error.hint(), error.status()};
  }
  return {"no error", Exit::Ok};
}

TEST(Manifest, ComesBackFromItsText) {
  EXPECT_EQ(parse_manifest(to_text(rich_manifest())), rich_manifest());
  EXPECT_EQ(parse_manifest(to_text(empty_manifest())), empty_manifest());
}

TEST(Manifest, IsAXapianStubWhoseCommentsCarryTheRest) {
  EXPECT_EQ(to_text(rich_manifest()),
            "# morgue archive, format 5, analysis 2\n"
            "# batch 42\n"
            "# next segment 18\n"
            "# dead seg-00000017 1234\n"
            "# dead seg-00000003 1\n"
            "glass seg-00000003\n"
            "glass seg-00000017\n"
            "# end\n");
}

TEST(Manifest, PassesOverCommentsOfLaterVersions) {
  std::string text = to_text(rich_manifest());
  text.insert(text.find("# batch"), "# written by morgue 9\n\n");
  EXPECT_EQ(parse_manifest(text), rich_manifest());
}

// A manifest that lost its tail would have its segments removed as leftovers.
TEST(Manifest, ThatIsCutShortIsRefused) {
  const std::string text = to_text(rich_manifest());
  for (std::size_t size = 0; size + 1 < text.size(); ++size)
    EXPECT_EQ(parse_manifest(text.substr(0, size)), std::nullopt) << size;
}

TEST(Manifest, RefusesWhatIsNotOurs) {
  const std::string head = "# morgue archive, format 5, analysis 2\n";
  const std::string next = "# batch 1\n# next segment 3\n";
  for (const std::string& text :
       {std::string("auto other\n"), std::string("# morgue archive, format x, analysis 2\n# end\n"),
        std::string("# morgue archive, format 3\n# end\n"), head + "# batch -1\n# end\n",
        head + "# batch 1 2\n# end\n", head + next + "glass ../other\n# end\n",
        head + next + "glass ..\n# end\n", head + next + "glass .\n# end\n",
        head + next + "glass \n# end\n", head + next + "glass seg-x\n# end\n",
        head + next + "glass seg-00000003\n# end\n",
        head + next + "glass seg-00000001\nglass seg-00000001\n# end\n",
        head + next + "auto seg-00000001\n# end\n", head + next + "# dead seg-00000001\n# end\n",
        head + next + "# dead seg-00000001 x\n# end\n",
        head + next + "# dead seg-00000001 1\n# end\n"})
    EXPECT_EQ(parse_manifest(text), std::nullopt) << text;
}

TEST(Manifest, SegmentsAreNumbered) {
  EXPECT_EQ(segment_name(17), "seg-00000017");
  EXPECT_EQ(segment_name(123456789), "seg-123456789");
}

TEST(ReadManifest, SaysHowToMakeAnArchiveThatIsMissing) {
  const test::TemporaryDirectory directory;
  const auto [what, status] =
      error_of([&] { (void)read_manifest(ArchivePaths(directory / "none")); });
  EXPECT_EQ(what, "no archive at " + (directory / "none").string() +
                      " | make one with: morgue-index add -A DIR PATH...");
  EXPECT_EQ(status, Exit::Archive);
}

TEST(ReadManifest, SaysThatAFileIsNoArchive) {
  const test::TemporaryDirectory directory;
  test::write_file(directory / "file", "x");
  EXPECT_EQ(error_of([&] { (void)read_manifest(ArchivePaths(directory / "file")); }).first,
            "no archive at " + (directory / "file").string() +
                " | make one with: morgue-index add -A DIR PATH...");
}

TEST(ReadManifest, SaysThatAnArchiveIsDamaged) {
  const test::TemporaryDirectory directory;
  const ArchivePaths paths(directory / "a");
  for (const char* text : {"", "glass seg-00000001\n"}) {
    test::write_file(paths.manifest(), text);
    EXPECT_EQ(error_of([&] { (void)read_manifest(paths); }).first,
              paths.root().string() +
                  " is not a morgue archive, or damaged | "
                  "morgue-index repair mends a damaged manifest; else restore a backup");
  }
}

TEST(ReadManifest, RefusesOtherVersions) {
  const test::TemporaryDirectory directory;
  const ArchivePaths paths(directory / "a");
  Manifest manifest = rich_manifest();
  manifest.format = 7;
  test::write_file(paths.manifest(), to_text(manifest));
  EXPECT_EQ(error_of([&] { (void)read_manifest(paths); }).first,
            "the archive " + paths.root().string() +
                " is of format 7.2, this program reads 5.2 | use the version of morgue that wrote "
                "it, or index the files into a new archive");
  manifest = rich_manifest();
  manifest.analysis = 7;
  test::write_file(paths.manifest(), to_text(manifest));
  EXPECT_EQ(error_of([&] { (void)read_manifest(paths); }).second, Exit::Archive);
  test::write_file(paths.manifest(), to_text(rich_manifest()));
  EXPECT_EQ(read_manifest(paths), rich_manifest());
}

TEST(ChooseArchive, TheFlagComesBeforeTheEnvironmentBeforeTheHome) {
  ArchiveChoice choice{"/flag", "/environment", "/data", "/home/ida"};
  EXPECT_EQ(choose_archive(choice).root(), "/flag");
  choice.flag.clear();
  EXPECT_EQ(choose_archive(choice).root(), "/environment");
  choice.environment.clear();
  EXPECT_EQ(choose_archive(choice).root(), "/data/morgue/default");
  choice.data_home = "relative";  // to be ignored, says the XDG specification
  EXPECT_EQ(choose_archive(choice).root(), "/home/ida/.local/share/morgue/default");
  choice.home.clear();
  const auto [what, status] = error_of([&] { (void)choose_archive(choice); });
  EXPECT_EQ(what,
            "no archive is named and HOME is not set | name one with -A DIR or MORGUE_ARCHIVE");
  EXPECT_EQ(status, Exit::Usage);
}

TEST(ChooseArchive, NamesStandForArchivesAtHome) {
  const test::TemporaryDirectory directory;
  const ArchiveChoice home{"", "", (directory / "").string(), ""};
  const auto chosen = [&](const char* flag) {
    ArchiveChoice choice = home;
    choice.flag = flag;
    return choose_archive(choice).root();
  };
  const std::filesystem::path desk = directory / "morgue" / "desk";
  EXPECT_EQ(chosen("@desk"), desk) << "there or not";
  EXPECT_EQ(chosen("desk"), std::filesystem::current_path() / "desk") << "it is not there yet";
  test::write_file(ArchivePaths(desk).manifest(), to_text(empty_manifest()));
  EXPECT_EQ(chosen("desk"), desk);
  EXPECT_EQ(chosen("./desk"), std::filesystem::current_path() / "desk");
  EXPECT_EQ(chosen("@../desk"), std::filesystem::current_path() / "@.." / "desk")
      << "a name leads nowhere else";
}

TEST(ChooseArchive, TheNearestMorgueIsThatOfAllDirectoriesBelow) {
  const test::TemporaryDirectory directory;
  ArchiveChoice choice{"", "", "/data", "/home/ida", directory / "a/b"};
  std::filesystem::create_directories(directory / "a/b/.morgue");
  EXPECT_EQ(choose_archive(choice).root(), "/data/morgue/default") << "that is no archive";
  test::write_file(ArchivePaths(directory / ".morgue").manifest(), to_text(empty_manifest()));
  EXPECT_EQ(choose_archive(choice).root(), directory / ".morgue");
  test::write_file(ArchivePaths(directory / "a/.morgue").manifest(), to_text(empty_manifest()));
  EXPECT_EQ(choose_archive(choice).root(), directory / "a/.morgue");
  choice.environment = "/environment";
  EXPECT_EQ(choose_archive(choice).root(), "/environment");
}

TEST(ChooseArchive, OnePathHasOneSpelling) {
  const std::filesystem::path here = std::filesystem::current_path();
  for (const char* flag : {"a", "./a", "a/", "b/../a", ".//a/."})
    EXPECT_EQ(choose_archive({flag, "", "", ""}).root(), here / "a") << flag;
  EXPECT_EQ(choose_archive({"", "./a/", "", ""}).root(), here / "a");
}

}  // namespace
}  // namespace morgue
