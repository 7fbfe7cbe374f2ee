#include "common/annotation_tables.h"

#include <gmock/gmock.h>

#include "common/catalog.h"
#include "tests/support/articles.h"
#include "tests/support/temporary_directory.h"

namespace morgue {
namespace {

using testing::ElementsAre;

class AnnotationTablesTest : public testing::Test {
 protected:
  std::int64_t add(const StoredArticle& stored, const std::vector<Recognition>& recognised) {
    const std::int64_t row = catalog_.add_article(stored, 10);
    catalog_.annotations().add(row, stored.content, recognised);
    return row;
  }
  /// All rows of a table, columns separated by '|', nulls as '-'.
  std::vector<std::string> rows(const std::string& columns, const std::string& table) {
    sqlite::Statement s(catalog_.database(), "SELECT " + columns + " FROM " + table);
    std::vector<std::string> out;
    while (s.step()) out.emplace_back(s.text(0));
    return out;
  }
  static std::string joined(std::initializer_list<const char*> columns) {
    std::string out;
    for (const char* column : columns)
      out += (out.empty() ? "coalesce(" : " || '|' || coalesce(") + std::string(column) + ", '-')";
    return out;
  }
  std::int64_t count(const std::string& table) {
    sqlite::Statement s(catalog_.database(), "SELECT count(*) FROM " + table);
    return s.step() ? s.integer(0) : -1;
  }

  test::TemporaryDirectory directory_;
  Catalog catalog_ = Catalog::open_for_writing(directory_ / "metadata.sqlite");
};

TEST_F(AnnotationTablesTest, EveryEntityIsAnAppearance) {
  StoredArticle stored = test::full_article();
  stored.content.entities.resize(4);
  add(stored, {{17, 3}, {}, {}, {18, 18}});
  EXPECT_THAT(
      rows(joined({"article", "entity", "kind", "name", "role", "mentions", "person", "identity"}),
           "appearances"),
      ElementsAre("1|0|person|Ana Løw|bridge engineer|2|17|3", "1|1|place|Calder|-|1|-|-",
                  "1|2|org|Bridge Office of Calder|-|1|-|-", "1|3|person|Tom Reyes|-|1|18|18"));
}

TEST_F(AnnotationTablesTest, MentionsKeepTheirPlaces) {
  const StoredArticle stored = test::full_article();
  add(stored, std::vector<Recognition>(stored.content.entities.size()));
  std::vector<std::string> expected;
  for (const Mention& mention : stored.content.mentions)
    expected.push_back("1|" + std::to_string(mention.in_title ? 1 : 0) + '|' +
                       std::to_string(mention.where.begin) + '|' +
                       std::to_string(mention.where.end) + '|' + std::to_string(mention.entity));
  EXPECT_THAT(rows(joined({"article", "in_title", "start", "end", "entity"}), "mentions"),
              testing::UnorderedElementsAreArray(expected));
}

TEST_F(AnnotationTablesTest, QuotationsSayWhoSpeaksAndWhetherTheyGoOn) {
  StoredArticle stored = test::small_article(1);
  stored.content.entities = {{EntityKind::Person, "Ana Løw"}};
  stored.content.mentions = {};
  stored.content.quotations = {
      {{0, 5}, "Ana Løw", {}, QuotationKind::Direct, false, 0},
      {{6, 9}, "Ana Løw", {}, QuotationKind::Mixed, true, 0},
      {{10, 12}, "a clerk", {}, QuotationKind::Indirect, false, {}},
      {{13, 14}, "", {}, QuotationKind::Direct, false, {}},
  };
  add(stored, {{1, 1}});
  EXPECT_THAT(rows(joined({"article", "start", "end", "kind", "continues", "speaker", "entity"}),
                   "quotations"),
              ElementsAre("1|0|5|direct|0|Ana Løw|0", "1|6|9|mixed|1|Ana Løw|0",
                          "1|10|12|indirect|0|a clerk|-", "1|13|14|direct|0|-|-"));
}

TEST_F(AnnotationTablesTest, DaysAreNumbers) {
  const StoredArticle stored = test::full_article();
  add(stored, std::vector<Recognition>(stored.content.entities.size()));
  EXPECT_THAT(rows(joined({"in_title", "first", "last"}), "days ORDER BY in_title DESC, start"),
              ElementsAre("1|20250301|20250331", "0|20250311|20250311", "0|20250501|20250531"));
  EXPECT_EQ(day_number(*make_day(476, 9, 4)), 4760904);
}

TEST_F(AnnotationTablesTest, RemovingAnArticleLeavesThoseOfOthers) {
  StoredArticle other = test::full_article();
  other.id = ArticleId{2};
  const std::vector<Recognition> nobody(other.content.entities.size());
  const std::int64_t first = add(test::full_article(), nobody);
  add(other, nobody);
  for (const char* table : {"appearances", "mentions", "quotations", "days"}) {
    EXPECT_GT(count(table), 0) << table;
    EXPECT_EQ(count(std::string(table) + " WHERE article = 1"),
              count(std::string(table) + " WHERE article = 2"))
        << table;
  }
  catalog_.annotations().remove(first);
  for (const char* table : {"appearances", "mentions", "quotations", "days"}) {
    EXPECT_EQ(count(std::string(table) + " WHERE article = 1"), 0) << table;
    EXPECT_GT(count(table), 0) << table;
  }
}

TEST_F(AnnotationTablesTest, NamesMayBeAnything) {
  StoredArticle stored = test::small_article(1);
  const std::string controls("a\0b\x01\t\n'; DROP TABLE people; --", 30);
  stored.content.mentions = {};
  stored.content.entities = {{EntityKind::Person, ""},
                             {EntityKind::Org, controls},
                             {EntityKind::Place, std::string(8'000'000, 'x')}};
  add(stored, std::vector<Recognition>(3));
  EXPECT_EQ(count("appearances WHERE name = ''"), 1);
  EXPECT_EQ(count("appearances WHERE length(CAST(name AS BLOB)) = 30"), 1);
  EXPECT_EQ(count("appearances WHERE length(name) = 8000000"), 1);
  EXPECT_EQ(count("people"), 0);
}

}  // namespace
}  // namespace morgue
