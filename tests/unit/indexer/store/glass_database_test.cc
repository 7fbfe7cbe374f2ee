#include "indexer/store/glass_database.h"

#include <gmock/gmock.h>

#include <random>

#include "common/error.h"
#include "common/files.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/xapian_document.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;
using Metadata = std::map<std::string, std::string>;

void add_term(IndexDocument& document, std::string_view term, std::uint32_t wdf) {
  document.terms.push_back({static_cast<std::uint32_t>(document.texts.size()),
                            static_cast<std::uint32_t>(term.size()), wdf});
  document.texts += term;
}

/// Some documents, by chance; few terms are in most of them and most in few.
class Documents {
 public:
  explicit Documents(unsigned seed) : random_(seed) {}

  std::vector<IndexDocument> make(std::size_t many) {
    std::vector<IndexDocument> out;
    for (std::size_t i = 0; i < many; ++i) out.push_back(make());
    return out;
  }
  std::size_t below(std::size_t limit) { return random_() % limit; }
  std::string bytes(std::size_t size) {
    std::string out;
    while (out.size() < size) out += static_cast<char>(random_());
    return out;
  }

 private:
  IndexDocument make() {
    IndexDocument document;
    const std::size_t terms = below(4) == 0 ? 0 : below(200);
    for (std::size_t i = 0; i < terms; ++i)
      add_term(document, term(), static_cast<std::uint32_t>(below(4)));
    for (const unsigned slot : {0U, 1U, 7U, 300U})
      if (below(3) > 0) document.values.emplace_back(slot, bytes(1 + below(9)));
    // From a certain size on it needs several items, then several blocks.
    const std::size_t sizes[] = {0, 17, 300, 2030, 2050, 9000, 70'000};
    document.data = bytes(sizes[below(below(20) == 0 ? 7 : 4)]);
    return document;
  }
  std::string term() {
    const std::size_t skewed = below(1 + below(1 + below(20'000)));
    std::string out = "t" + std::to_string(skewed);
    if (skewed % 50 == 1) out += std::string(200, 'x');
    if (skewed % 50 == 2) out = std::string("zero\0in", 7) + out;
    if (skewed % 50 == 3) out = "\xFF" + out;
    return out;
  }
  std::mt19937 random_;
};

class GlassDatabaseTest : public testing::Test {
 protected:
  fs::path write(const std::vector<IndexDocument>& documents, const Metadata& metadata) {
    glass::DatabaseWriter writer(directory_ / "ours", metadata);
    std::uint32_t number = 0;
    for (const IndexDocument& document : documents) EXPECT_EQ(writer.add(document), ++number);
    writer.finish();
    return directory_ / "ours";
  }
  fs::path write_by_xapian(const std::vector<IndexDocument>& documents, const Metadata& metadata) {
    Xapian::WritableDatabase db((directory_ / "xapian's").string(),
                                Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST);
    for (const auto& [key, value] : metadata) db.set_metadata(key, value);
    for (const IndexDocument& document : documents)
      db.add_document(test::xapian_document(document));
    db.commit();
    return directory_ / "xapian's";
  }
  /// Compaction writes what a database holds, whatever its blocks looked like.
  fs::path compacted(const fs::path& path) {
    fs::path out = path.string() + " compacted";
    Xapian::Database(path.string()).compact(out.string());
    return out;
  }
  /// Its table is another one: ours is not deflated.
  static void expect_same_data(const fs::path& a, const fs::path& b, std::size_t documents) {
    const Xapian::Database first(a.string());
    const Xapian::Database second(b.string());
    ASSERT_EQ(first.get_lastdocid(), documents);
    EXPECT_EQ(first.get_doclength_lower_bound(), second.get_doclength_lower_bound());
    EXPECT_EQ(first.get_doclength_upper_bound(), second.get_doclength_upper_bound());
    EXPECT_EQ(first.get_average_length(), second.get_average_length());
    for (Xapian::docid i = 1; i <= documents; ++i)
      ASSERT_EQ(first.get_document(i).get_data(), second.get_document(i).get_data());
  }
  void expect_equal(const std::vector<IndexDocument>& documents, const Metadata& metadata) {
    const fs::path ours = write(documents, metadata);
    EXPECT_EQ(Xapian::Database::check(ours.string()), 0U);
    const fs::path a = compacted(ours);
    const fs::path b = compacted(write_by_xapian(documents, metadata));
    EXPECT_TRUE(file_bytes(a / "postlist.glass") == file_bytes(b / "postlist.glass"));
    expect_same_data(a, b, documents.size());
    EXPECT_EQ(Xapian::Database::check(a.string()), 0U);
    fs::remove_all(ours);
  }

  test::TemporaryDirectory directory_;
};

TEST_F(GlassDatabaseTest, HoldsWhatXapiansOwnHolds) {
  Documents random(20261130);
  expect_equal(random.make(4000), {{"morgue.format", "5"}, {"other", random.bytes(30'000)}});
}

TEST_F(GlassDatabaseTest, OfOneDocument) {
  IndexDocument document;
  add_term(document, "port", 3);
  add_term(document, "Q1", 0);
  add_term(document, "port", 2);
  document.values = {{1, "id"}};
  document.data = "article";
  expect_equal({document}, {});
  const Xapian::Database db(write({document}, {}).string());
  EXPECT_EQ(db.get_collection_freq("port"), 5U);
  EXPECT_EQ(db.get_doclength(1), 5U);
  EXPECT_EQ(db.get_document(1).get_data(), "article");
}

TEST_F(GlassDatabaseTest, OfDocumentsWithNothingInThem) { expect_equal({{}, {}, {}}, {}); }

TEST_F(GlassDatabaseTest, WithoutDocuments) {
  const Xapian::Database db(write({}, {{"morgue.format", "5"}}).string());
  EXPECT_EQ(db.get_doccount(), 0U);
  EXPECT_EQ(db.get_metadata("morgue.format"), "5");
}

TEST_F(GlassDatabaseTest, FindsEveryEntryOfATreeOfSeveralLevels) {
  Documents random(7);
  Metadata metadata;
  for (int i = 0; i < 30'000; ++i)
    metadata[random.bytes(1 + random.below(120))] = random.bytes(1 + random.below(60));
  const fs::path path = write({}, metadata);
  EXPECT_EQ(Xapian::Database::check(path.string()), 0U);
  const Xapian::Database db(path.string());
  for (const auto& [key, value] : metadata) ASSERT_EQ(db.get_metadata(key), value);
  Metadata walked;
  for (auto key = db.metadata_keys_begin(); key != db.metadata_keys_end(); ++key)
    walked[*key] = db.get_metadata(*key);
  EXPECT_EQ(walked, metadata);
}

/// From document 32,768 on, keys are longer; a list has many chunks.
TEST_F(GlassDatabaseTest, ManyInOneSegment) {
  std::vector<IndexDocument> documents(33'000);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    add_term(documents[i], "all", 1);
    add_term(documents[i], i % 2 == 0 ? "even" : "odd", 0);
    documents[i].data = std::to_string(i + 1);
    documents[i].values = {{1, std::to_string(i + 1)}};
  }
  expect_equal(documents, {});
  const Xapian::Database db(write(documents, {}).string());
  for (const Xapian::docid i : {1U, 32'767U, 32'768U, 33'000U}) {
    EXPECT_EQ(db.get_document(i).get_data(), std::to_string(i));
    EXPECT_EQ(db.get_document(i).get_value(1), std::to_string(i));
  }
  EXPECT_EQ(std::distance(db.postlist_begin("odd"), db.postlist_end("odd")), 16'500);
}

TEST_F(GlassDatabaseTest, ADirectoryThatCannotBeWrittenIsAnError) {
  test::write_file(directory_ / "file", "");
  EXPECT_THROW(glass::DatabaseWriter(directory_ / "file" / "run", {}), Error);
}

}  // namespace
}  // namespace morgue
