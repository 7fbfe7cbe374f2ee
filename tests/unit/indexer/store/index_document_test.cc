#include "indexer/store/index_document.h"

#include <gmock/gmock.h>

#include "common/field_terms.h"
#include "common/schema.h"
#include "tests/support/articles.h"
#include "tests/support/xapian_document.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsSupersetOf;

/// "term wdf" for each term that field_terms() does not give.
std::vector<std::string> word_terms(const StoredArticle& stored) {
  DocumentBuilder builder;
  const Xapian::Document document = test::xapian_document(builder.build(stored));
  const auto fields = field_terms(stored);
  std::vector<std::string> out;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
    if (std::find(fields.begin(), fields.end(), *term) == fields.end())
      out.push_back(*term + " " + std::to_string(term.get_wdf()));
  return out;
}

StoredArticle article(const std::string& title, const std::string& text) {
  StoredArticle stored;
  stored.content.article.title = title;
  stored.content.article.text = text;
  stored.content.article.language = "en";
  return stored;
}

TEST(IndexDocument, CountsStemsAndListsSurfaceForms) {
  // "ferry" stems to "ferri", "port" to itself; the headline counts three times.
  EXPECT_THAT(word_terms(article("Ferries", "The ferry left port. Ports wait; the FERRY waits.")),
              ElementsAre("Sferri 0", "Zferri 5", "Zleft 1", "Zport 2", "Zwait 2", "ferries 0",
                          "ferry 0", "ports 0", "the 0", "waits 0"));
}

TEST(IndexDocument, OfFunctionWordsHasTheWordsAlone) {
  EXPECT_THAT(word_terms(article("", "The the of")), ElementsAre("of 0", "the 0"));
}

TEST(IndexDocument, ListsCaptionsApart) {
  StoredArticle with_captions = article("", "port");
  with_captions.content.article.captions = {"The ferries at dawn.", "A ferry."};
  EXPECT_THAT(word_terms(with_captions), ElementsAre("XCdawn 0", "XCferri 0", "Zport 1"));
}

TEST(IndexDocument, StemsByTheLanguageOfTheArticle) {
  StoredArticle german = article("", "Häuser");
  german.content.article.language = "de";
  EXPECT_THAT(word_terms(german), ElementsAre("Jhauser~haeuser 0", "Zhaus 1", "hauser 0"));
}

TEST(IndexDocument, NeverStemsNamesOfPeople) {
  StoredArticle stored = article("Banks", "Banks owns banks.");
  stored.content.entities = {{EntityKind::Person, "Banks"}};
  stored.content.mentions = {{0, {0, 5}, true}, {0, {0, 5}, false}};
  EXPECT_THAT(word_terms(stored),
              ElementsAre("Nbanks 4", "Tbanks 0", "Zbank 1", "Zown 1", "banks 0", "owns 0"));
}

TEST(IndexDocument, ListsWhatElseWordsMayBeReadAs) {
  EXPECT_THAT(word_terms(article("", "Data-centres")),
              ElementsAre("Zcentr 1", "Zdata 1", "Zdatacentr 1", "centres 0", "data-centres 0"));
  EXPECT_THAT(word_terms(article("", "l'Union")), ElementsAre("Zlunion 1", "Zunion 1"));
  EXPECT_THAT(word_terms(article("", "北京")), ElementsAre("Z京 1", "Z北 1", "Z北京 1"));
  EXPECT_THAT(word_terms(article("", "Müllern")), ElementsAre("Jmullern~muellern 0", "Zmullern 1"));
}

TEST(IndexDocument, CarriesEveryFieldTermWithoutWeight) {
  DocumentBuilder builder;
  const Xapian::Document document = test::xapian_document(builder.build(test::full_article()));
  std::vector<std::string> unweighted;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
    if (term.get_wdf() == 0) unweighted.push_back(*term);
  EXPECT_THAT(unweighted, IsSupersetOf(field_terms(test::full_article())));
}

TEST(IndexDocument, CarriesValuesAndTheArticle) {
  const StoredArticle stored = test::full_article();
  DocumentBuilder builder;
  const Xapian::Document document = test::xapian_document(builder.build(stored));
  EXPECT_EQ(document.get_value(schema::kIdSlot), schema::id_bytes(stored.id));
  EXPECT_EQ(document.get_value(schema::kPublishedSlot),
            schema::sortable_minutes(stored.content.article.published->instant));
  EXPECT_EQ(document.get_value(schema::kUpdatedSlot),
            schema::sortable_minutes(stored.content.article.updated->instant));
  EXPECT_EQ(document.get_value(schema::kAddedSlot), schema::sortable_minutes(stored.added));
  EXPECT_EQ(document.get_value(schema::kWordsSlot), schema::sortable_number(23));
  ArticleDecoder decoder;
  ASSERT_TRUE(decoder.open(document.get_data()));
  EXPECT_EQ(decoder.article().value(), stored);
}

TEST(IndexDocument, OfAnUndatedArticleHasNoDates) {
  DocumentBuilder builder;
  const Xapian::Document document = test::xapian_document(builder.build(article("", "Port")));
  EXPECT_EQ(document.get_value(schema::kPublishedSlot), "");
  EXPECT_EQ(document.get_value(schema::kUpdatedSlot), "");
  EXPECT_EQ(document.get_value(schema::kWordsSlot), schema::sortable_number(1));
}

TEST(IndexDocument, OneBuilderMakesOneArticleAfterAnother) {
  DocumentBuilder builder;
  std::string many;
  for (int i = 0; i < 3000; ++i) many += "word" + std::to_string(i) + " ";
  (void)builder.build(article("", many));
  DocumentBuilder another;
  EXPECT_EQ(test::xapian_document(builder.build(article("Ferries", "Port"))).serialise(),
            test::xapian_document(another.build(article("Ferries", "Port"))).serialise());
}

}  // namespace
}  // namespace morgue
