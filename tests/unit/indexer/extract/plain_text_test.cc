#include "indexer/extract/plain_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace morgue {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Half a year after the days of the pages, so that it never is a witness of them.
const Instant kFileTime = *make_day(2031, 9, 1);

std::vector<Result<Article, ReadError>> extract(std::string_view text) {
  Draft draft;
  draft.path = "page.txt";
  draft.text = text;
  draft.file_time = kFileTime;
  return extract_plain_text(draft);
}

/// One line per article: "source | title | day (origin) | authors | dateline", fields that are
/// empty left empty, then the paragraphs, each on its own line.
std::string show(const Article& article) {
  std::string out = article.source + " | " + article.title + " | ";
  if (article.published && article.published_from != DateOrigin::FileTime)
    out += to_iso8601(*article.published) + " ";
  out += "(" + std::string(to_string(article.published_from)) + ") | ";
  for (std::size_t i = 0; i < article.authors.size(); ++i)
    out += (i > 0 ? ", " : "") + article.authors[i];
  out += " | " + article.dateline;
  for (const Span paragraph : paragraphs(article.text))
    out += "\n" + std::string(paragraph.of(article.text));
  return out;
}

std::vector<std::string> articles(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& result : extract(text))
    out.push_back(result ? show(*result) : "refused: " + result.error().why);
  return out;
}

// The habit of aggregators that paste whole articles of other outlets below the main one.
TEST(PlainText, CutsAPageWithRelatedArticlesBelow) {
  EXPECT_THAT(
      articles(
          "\n"
          "Harbour Chair Resigns Over Dredging Contract\n"
          "North Coast Radio AI is in beta. Summaries may contain inaccuracies.\n"
          "The chair of the Amsel harbour board resigned on Monday over a contract.\n"
          "Ships wait in the roads of Amsel, where the dredger has been out of work since...\n"
          "Ships wait in the roads of Amsel, where the dredger has been out of work since "
          "spring, Monday, March 3, 2031. More\n"
          "CBN\n"
          "A contract without a tender\n"
          "\"I signed it, and I should not have,\" Rowan Pike told reporters.\n"
          "Hashtags\n"
          "\n"
          "Try Our Smart Features\n"
          "Explore what the reader app can do for you:\n"
          "Comments\n"
          "No comments yet...\n"
          "Related Articles\n"
          "\n"
          "\n"
          "CBN\n"
          "18 minutes ago\n"
          "- CBN\n"
          "Board names acting chair\n"
          "The new chair at the quay in Amsel. Photo by Li Wei/CBN | License Photo March 4 "
          "(CBN) -- The harbour board named Ana Prieto as acting chair. She starts on Friday.\n"
          "\n"
          "\n"
          "Westmark Mail\n"
          "2 days ago\n"
          "- Westmark Mail\n"
          "Dredger stays in port\n"
          "By and Dana Okafor Updated on Save The dredger Hopeful will stay in port until its "
          "bills are paid. Nobody knows when that will be.\n"
          "\n"
          "Calderwatch\n"
          "34 minutes ago\n"
          "- Calderwatch\n"
          "Who wanted the contract\n"
          "AMSEL, Norland—Three firms wanted the contract. One of them got it."),
      ElementsAre("North Coast Radio | Harbour Chair Resigns Over Dredging Contract | 2031-03-03 "
                  "(text) |  | \n"
                  "The chair of the Amsel harbour board resigned on Monday over a contract.\n"
                  "A contract without a tender\n"
                  "\"I signed it, and I should not have,\" Rowan Pike told reporters.",
                  "CBN | Board names acting chair | 2031-03-04 (relative) |  | \n"
                  "March 4 (CBN) -- The harbour board named Ana Prieto as acting chair. She starts "
                  "on Friday.",
                  "Westmark Mail | Dredger stays in port | 2031-03-02 (relative) | Dana Okafor | \n"
                  "The dredger Hopeful will stay in port until its bills are paid. Nobody knows "
                  "when that will be.",
                  "Calderwatch | Who wanted the contract | 2031-03-04 (relative) |  | AMSEL, "
                  "Norland\n"
                  "AMSEL, Norland—Three firms wanted the contract. One of them got it."));
}

TEST(PlainText, ReadsAListWithOutletAndTimeOnOneLine) {
  EXPECT_THAT(
      articles("Top stories\n"
               "Ferry runs again after the storm\n"
               "The Calder Herald · 2 hours ago\n"
               "The ferry to Calder ran again on Monday. It was full.\n"
               "Share\n"
               "Mayor pays for the engine\n"
               "Amsel Gazette · 1 day ago · 3 min read\n"
               "The mayor of Amsel paid for the engine herself. She kept the receipt.\n"
               "Share\n"
               "Storm took forty roofs\n"
               "North Coast Radio · 3d\n"
               "The storm of Saturday, March 1, 2031, took forty roofs in Amsel.\n"),
      ElementsAre("The Calder Herald | Ferry runs again after the storm | 2031-03-01 "
                  "(relative) |  | \n"
                  "The ferry to Calder ran again on Monday. It was full.",
                  "Amsel Gazette | Mayor pays for the engine | 2031-02-28 (relative) |  | \n"
                  "The mayor of Amsel paid for the engine herself. She kept the receipt.",
                  "North Coast Radio | Storm took forty roofs | 2031-02-26 (relative) |  | \n"
                  "The storm of Saturday, March 1, 2031, took forty roofs in Amsel."));
}

TEST(PlainText, ReadsOutletThenTitleThenTime) {
  EXPECT_THAT(
      articles("Harbour light to be automated\n"
               "By Dana Okafor\n"
               "March 5, 2031\n"
               "The light of Amsel will have no keeper. The last one leaves on Friday.\n"
               "Advertisement\n"
               "He has lived in the tower for thirty years.\n"
               "You may also like\n"
               "Calder Evening Post\n"
               "Keeper to write his memoirs\n"
               "5h\n"
               "The keeper of the light will write a book. It has a title already.\n"
               "The Westmark Tribune\n"
               "Islands vote on a bridge\n"
               "yesterday\n"
               "The islands vote on Sunday whether to build a bridge. Polls are close.\n"),
      ElementsAre(" | Harbour light to be automated | 2031-03-05 (byline) | Dana Okafor | \n"
                  "The light of Amsel will have no keeper. The last one leaves on Friday.\n"
                  "He has lived in the tower for thirty years.",
                  "Calder Evening Post | Keeper to write his memoirs | 2031-03-05 (relative) "
                  "|  | \n"
                  "The keeper of the light will write a book. It has a title already.",
                  "The Westmark Tribune | Islands vote on a bridge | 2031-03-04 (relative) "
                  "|  | \n"
                  "The islands vote on Sunday whether to build a bridge. Polls are close."));
}

TEST(PlainText, ReadsHeaderBlocks) {
  EXPECT_THAT(articles("Title: Ferry runs again after the storm\n"
                       "Source: The Calder Herald\n"
                       "Date: 2031-03-03\n"
                       "By: Dana Okafor and Li Wei\n"
                       "URL: https://calderherald.example/ferry\n"
                       "\n"
                       "The ferry to Calder ran again on Monday. It was full.\n"
                       "\n"
                       "---\n"
                       "\n"
                       "Title: Mayor pays for the engine\n"
                       "Source: Amsel Gazette\n"
                       "Date: March 4, 2031\n"
                       "\n"
                       "The mayor of Amsel paid for the engine herself.\n"),
              ElementsAre("The Calder Herald | Ferry runs again after the storm | 2031-03-03 "
                          "(byline) | Dana Okafor, Li Wei | \n"
                          "The ferry to Calder ran again on Monday. It was full.",
                          "Amsel Gazette | Mayor pays for the engine | 2031-03-04 (byline) |  | \n"
                          "The mayor of Amsel paid for the engine herself."));
}

TEST(PlainText, ReadsAReaderModeDump) {
  EXPECT_THAT(articles("# Ferry runs again after the storm | The Calder Herald\n"
                       "\n"
                       "https://calderherald.example/ferry\n"
                       "\n"
                       "By DANA OKAFOR, Staff Writer | Published March 3, 2031 at 6:40 PM | 3 min "
                       "read\n"
                       "\n"
                       "Share\n"
                       "\n"
                       "CALDER — The ferry to Calder ran again on Monday. It was full.\n"
                       "\n"
                       "Story continues below advertisement\n"
                       "\n"
                       "## What broke\n"
                       "\n"
                       "The engine had failed in the storm of February.\n"
                       "\n"
                       "READ MORE: Mayor pays for the engine\n"
                       "\n"
                       "No date was given for the second ferry.\n"
                       "\n"
                       "Sign up for our daily newsletter and get the harbour news in your inbox.\n"
                       "\n"
                       "© 2031 The Calder Herald. All rights reserved.\n"),
              ElementsAre("The Calder Herald | Ferry runs again after the storm | "
                          "2031-03-03T18:40:00 (byline) | Dana Okafor | CALDER\n"
                          "CALDER — The ferry to Calder ran again on Monday. It was full.\n"
                          "What broke\n"
                          "The engine had failed in the storm of February.\n"
                          "No date was given for the second ferry."));
}

TEST(PlainText, KeepsAPlainArticleWhole) {
  EXPECT_THAT(articles("Video games keep harbour children busy\n"
                       "\n"
                       "Children in Amsel play more video games than they did two days ago, their "
                       "teachers say.\n"
                       "\n"
                       "\"You can share your save files and follow your friends,\" said Li Wei, "
                       "who is nine.\n"
                       "\n"
                       "Share prices\n"
                       "\n"
                       "Readers told the town library that they want more copies.\n"
                       "\n"
                       "Next steps\n"
                       "\n"
                       "The library, which is on Market Street, will sign a contract on June 5, "
                       "2032.\n"),
              ElementsAre(" | Video games keep harbour children busy | (file-time) |  | \n"
                          "Children in Amsel play more video games than they did two days ago, "
                          "their teachers say.\n"
                          "\"You can share your save files and follow your friends,\" said Li Wei, "
                          "who is nine.\n"
                          "Share prices\n"
                          "Readers told the town library that they want more copies.\n"
                          "Next steps\n"
                          "The library, which is on Market Street, will sign a contract on June 5, "
                          "2032."));
}

TEST(PlainText, JoinsHardWrappedParagraphs) {
  EXPECT_THAT(
      articles("FERRY RUNS AGAIN\n"
               "\n"
               "By Dana Okafor\n"
               "\n"
               "AMSEL, March 3 (CBN) - The old ferry between Amsel and Calder ran\n"
               "again on Monday for the first time since the storm, and its captain\n"
               "said that every seat had been taken.\n"
               "\n"
               "Nobody in the harbour had believed that the engine could be mended.\n"
               "The mayor paid for the parts herself and would not say what they had\n"
               "cost.\n"),
      ElementsAre("CBN | FERRY RUNS AGAIN | 2031-03-03 (byline) | Dana Okafor | AMSEL\n"
                  "AMSEL, March 3 (CBN) - The old ferry between Amsel and Calder ran again "
                  "on Monday for the first time since the storm, and its captain said that "
                  "every seat had been taken.\n"
                  "Nobody in the harbour had believed that the engine could be mended. The "
                  "mayor paid for the parts herself and would not say what they had cost."));
}

TEST(PlainText, ALiveBlogIsOneArticle) {
  const auto found = articles(
      "Storm over Amsel: live updates\n"
      "The Calder Herald\n"
      "March 3, 2031\n"
      "The storm has reached the coast. Stay indoors if you can, the mayor says.\n"
      "12 minutes ago\n"
      "Harbour closed\n"
      "The harbour was closed at noon. No ship may leave it.\n"
      "40 minutes ago\n"
      "First roofs gone\n"
      "Two roofs in Market Street are gone. Nobody was hurt.\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0],
              HasSubstr("The Calder Herald | Storm over Amsel: live updates | 2031-03-03"));
  EXPECT_THAT(found[0], HasSubstr("Harbour closed\nThe harbour was closed at noon."));
  EXPECT_THAT(found[0], HasSubstr("Two roofs in Market Street are gone."));
}

TEST(PlainText, AChronicleIsOneArticle) {
  EXPECT_EQ(articles("The harbour of Amsel: a chronicle\n"
                     "\n"
                     "The harbour was built in four years. These are its days.\n"
                     "\n"
                     "March 3, 1951\n"
                     "The first stone is laid by the mayor. It rains all day.\n"
                     "\n"
                     "June 7, 1955\n"
                     "The first ship comes in from Calder. It leaves at once.\n")
                .size(),
            1U);
}

TEST(PlainText, LinksToOtherArticlesAreDropped) {
  EXPECT_THAT(articles("Ferry runs again after the storm\n"
                       "\n"
                       "The ferry to Calder ran again on Monday. It was full.\n"
                       "\n"
                       "Most read\n"
                       "Mayor pays for the engine\n"
                       "Amsel Gazette · 3 hours ago\n"
                       "Storm took forty roofs\n"
                       "North Coast Radio · 5 hours ago\n"
                       "\n"
                       "Follow us on Facebook\n"
                       "Terms of Service\n"
                       "Privacy Policy\n"),
              ElementsAre(" | Ferry runs again after the storm | (file-time) |  | \n"
                          "The ferry to Calder ran again on Monday. It was full."));
}

TEST(PlainText, AnInlinePointerDoesNotEndTheArticle) {
  EXPECT_THAT(articles("Ferry runs again after the storm\n"
                       "\n"
                       "The ferry to Calder ran again on Monday. It was full.\n"
                       "\n"
                       "Read next\n"
                       "Mayor pays for the engine\n"
                       "\n"
                       "The captain said that he would sail on Tuesday as well.\n"),
              ElementsAre(" | Ferry runs again after the storm | (file-time) |  | \n"
                          "The ferry to Calder ran again on Monday. It was full.\n"
                          "The captain said that he would sail on Tuesday as well."));
}

TEST(PlainText, NamesTheReportersThatTheEndCredits) {
  EXPECT_THAT(
      articles("Ferry runs again after the storm\n"
               "\n"
               "AMSEL, Norland (Reuters) - The ferry to Calder ran again on Monday.\n"
               "\n"
               "(Reporting by Dana Okafor in Amsel and Li Wei; Editing by Ana Prieto)\n"),
      ElementsAre("Reuters | Ferry runs again after the storm | (file-time) | Dana Okafor, Li Wei "
                  "| AMSEL, Norland\n"
                  "AMSEL, Norland (Reuters) - The ferry to Calder ran again on Monday.\n"
                  "(Reporting by Dana Okafor in Amsel and Li Wei; Editing by Ana Prieto)"));
}

// The habit of lists whose entries end with the outlet.
TEST(PlainText, ReadsOutletsAndTimesBelowTheirTexts) {
  EXPECT_THAT(
      articles("Ferry runs again after the storm\n"
               "The ferry to Calder ran again on Monday, March 3, 2031. It was full.\n"
               "The Calder Herald · 2h\n"
               "Mayor pays for the engine\n"
               "The mayor of Amsel paid for the engine herself. She kept the receipt.\n"
               "Amsel Gazette · 1d\n"),
      ElementsAre("The Calder Herald | Ferry runs again after the storm | 2031-03-03 "
                  "(relative) |  | \n"
                  "The ferry to Calder ran again on Monday, March 3, 2031. It was full.",
                  "Amsel Gazette | Mayor pays for the engine | 2031-03-02 (relative) |  | \n"
                  "The mayor of Amsel paid for the engine herself. She kept the receipt."));
}

// The habit of portals: followers, "Story by", "Continue reading", "More for You".
TEST(PlainText, ReadsAPortalPage) {
  EXPECT_THAT(articles("The Calder Herald\n"
                       "Follow\n"
                       "12.3K Followers\n"
                       "Ferry runs again after the storm\n"
                       "Story by Dana Okafor\n"
                       " • 2h • 3 min read\n"
                       "The ferry to Calder ran again on Monday, March 3, 2031. It was full.\n"
                       "© Provided by The Calder Herald\n"
                       "Nobody had believed that the engine could be mended before the summer.\n"
                       "Continue reading\n"
                       "Sponsored Content\n"
                       "More for You\n"
                       "Amsel Gazette\n"
                       "Mayor pays for the engine\n"
                       "Story by Li Wei\n"
                       " • 1d • 2 min read\n"
                       "The mayor of Amsel paid for the engine herself. She kept the receipt.\n"),
              ElementsAre("The Calder Herald | Ferry runs again after the storm | 2031-03-03 "
                          "(relative) | Dana Okafor | \n"
                          "The ferry to Calder ran again on Monday, March 3, 2031. It was full.\n"
                          "Nobody had believed that the engine could be mended before the summer.",
                          "Amsel Gazette | Mayor pays for the engine | 2031-03-02 (relative) | Li "
                          "Wei | \n"
                          "The mayor of Amsel paid for the engine herself. She kept the receipt."));
}

// The habit of "select all, copy": menu in front, footer behind.
TEST(PlainText, ReadsAWholeWindow) {
  const auto found = extract(
      "Skip to content\n"
      "Menu\n"
      "Home\n"
      "News\n"
      "Sport\n"
      "Log in\n"
      "Subscribe\n"
      "The Calder Herald\n"
      "Local\n"
      "Ferry runs again after the storm\n"
      "The engine was mended in a week\n"
      "By Dana Okafor, Transport Reporter\n"
      "Published 6:40 PM, Mon March 3, 2031 | Updated March 4, 2031\n"
      "Share\n"
      "Save\n"
      "Passengers board the ferry at Amsel. Photo: Li Wei/CBN\n"
      "The ferry to Calder ran again on Monday. It was full.\n"
      "Advertisement\n"
      "\"I had my doubts,\" said Captain Rowan Pike.\n"
      "More on this story\n"
      "Mayor pays for the engine\n"
      "We use cookies to improve your experience on our website. By continuing you accept our "
      "cookie "
      "policy.\n"
      "Topics\n"
      "Ferries\n"
      "Amsel\n"
      "Terms of use\n");
  Article expected;
  expected.title = "Ferry runs again after the storm";
  expected.text =
      "The engine was mended in a week\n\n"
      "The ferry to Calder ran again on Monday. It was full.\n\n"
      "\"I had my doubts,\" said Captain Rowan Pike.";
  expected.authors = {"Dana Okafor"};
  expected.source = "The Calder Herald";
  expected.section = "Local";
  expected.published = *parse_iso8601("2031-03-03T18:40");
  expected.published_from = DateOrigin::Byline;
  expected.updated = at_day(*make_day(2031, 3, 4));
  expected.file = "page.txt";
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(*found[0], expected);
}

TEST(PlainText, CountsRelativeTimesFromTheDayOfTheWholePage) {
  EXPECT_THAT(
      articles("Amsel Gazette\n"
               "3 hours ago\n"
               "Mayor pays for the engine\n"
               "The mayor of Amsel paid for the engine herself. She kept the receipt.\n"
               "Read more\n"
               "Reuters\n"
               "yesterday\n"
               "Norland to raise harbour fees\n"
               "AMSEL, March 3, 2031 (Reuters) - Norland will raise its fees in June.\n"
               "Read more\n"),
      ElementsAre("Amsel Gazette | Mayor pays for the engine | 2031-03-04 (relative) |  | \n"
                  "The mayor of Amsel paid for the engine herself. She kept the receipt.",
                  "Reuters | Norland to raise harbour fees | 2031-03-03 (relative) |  | AMSEL\n"
                  "AMSEL, March 3, 2031 (Reuters) - Norland will raise its fees in June."));
}

TEST(PlainText, CutsHeadlinesThatAlternateWithTextsBelowAListHeading) {
  const std::string main =
      "Ferry runs again after the storm\n"
      "The ferry to Calder ran again on Monday. It was full.\n"
      "The captain said that he would sail on Tuesday as well.\n";
  const std::string others =
      "Mayor pays for the engine\n"
      "The mayor of Amsel paid for the engine herself. She kept the receipt.\n"
      "Storm took forty roofs\n"
      "The storm took forty roofs in Amsel on Saturday. Nobody was hurt.\n";
  EXPECT_THAT(articles(main + "Related stories\n" + others),
              ElementsAre(HasSubstr("Ferry runs again after the storm"),
                          " | Mayor pays for the engine | (file-time) |  | \n"
                          "The mayor of Amsel paid for the engine herself. She kept the receipt.",
                          " | Storm took forty roofs | (file-time) |  | \n"
                          "The storm took forty roofs in Amsel on Saturday. Nobody was hurt."));
  EXPECT_EQ(articles(main + others).size(), 1U);
}

// The habit of lists that put everything about an article on one line.
TEST(PlainText, ReadsHeadsOnOneLineAndDropsTheFooter) {
  EXPECT_THAT(
      articles("Ferry runs again after the storm\n"
               "The Calder Herald - Monday, March 3, 2031 - by Dana Okafor - heat 74\n"
               "The ferry to Calder ran again on Monday. It was full.\n"
               "Tags: ferry, storm | 0 comments | Write the first one\n"
               "Related Articles\n"
               "North Wire - 1 day ago - Mayor pays for the engine\n"
               "The mayor of Amsel paid for the engine herself. She kept the receipt.\n"
               "North Coast Radio - 22 hours ago - Storm took forty roofs\n"
               "The storm took forty roofs in Amsel on Saturday. Nobody was hurt.\n"
               "Amsel Gazette - 5 days ago - Keeper to write his memoirs\n"
               "The keeper of the light will write a book. It has a title already.\n"
               "\n"
               "You have reached the end. Go outside now.\n"),
      ElementsAre("The Calder Herald | Ferry runs again after the storm | 2031-03-03 (byline) "
                  "| Dana Okafor | \n"
                  "The ferry to Calder ran again on Monday. It was full.",
                  "North Wire | Mayor pays for the engine | 2031-03-02 (relative) |  | \n"
                  "The mayor of Amsel paid for the engine herself. She kept the receipt.",
                  "North Coast Radio | Storm took forty roofs | 2031-03-02 (relative) |  | \n"
                  "The storm took forty roofs in Amsel on Saturday. Nobody was hurt.",
                  "Amsel Gazette | Keeper to write his memoirs | 2031-02-26 (relative) |  | \n"
                  "The keeper of the light will write a book. It has a title already."));
}

TEST(PlainText, ReadsMarkdown) {
  const auto found = extract(
      "# Ferry runs again after the storm\n\n"
      "*By Dana Okafor, The Calder Herald*\n\n"
      "**3 March 2031**\n\n"
      "The **old** ferry ran [again](https://calderherald.example/a) on Monday.\n\n"
      "> \"It was full,\" the captain said.\n\n"
      "---\n\n"
      "Source: <https://calderherald.example/ferry>\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(
      show(*found[0]),
      "The Calder Herald | Ferry runs again after the storm | 2031-03-03 (byline) | Dana Okafor "
      "| \nThe old ferry ran again on Monday.\n\"It was full,\" the captain said.");
  EXPECT_EQ(found[0]->url, "https://calderherald.example/ferry");
}

TEST(PlainText, InfersTheDayFromTheTextOnlyWithAWitness) {
  // A weekday beside the day is enough.
  EXPECT_THAT(articles("Ferry runs again\n\nThe ferry ran again on Monday, March 3, 2031.\n"),
              ElementsAre(HasSubstr("2031-03-03 (text)")));
  // Without it the file's time must be near, whichever weekdays the text names.
  EXPECT_THAT(articles("Ferry runs again\n\nThe ferry stopped on March 3, 2031, a Monday.\n"),
              ElementsAre(HasSubstr("(file-time)")));
  EXPECT_THAT(articles("Ferry runs again\n\nThe ferry stopped on August 18, 2031, a Monday.\n"),
              ElementsAre(HasSubstr("2031-08-18 (text)")));
  // A day of history in a text that knows later years is none of its own.
  EXPECT_THAT(articles("Ferry runs again\n\nOn Friday, March 3, 1939, the first ferry sank. Its "
                       "wreck was found in 1987.\n"),
              ElementsAre(HasSubstr("(file-time)")));
  // The future is not believed.
  EXPECT_THAT(articles("Ferry runs again\n\nThe next one will sail on Friday, March 3, 2034.\n"),
              ElementsAre(HasSubstr("(file-time)")));
}

TEST(PlainText, DatesFromTheFileOnlyAsALastResort) {
  const auto found = extract("Ferry runs again\n\nThe ferry ran again on Monday.\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0]->published_from, DateOrigin::FileTime);
  EXPECT_EQ(to_iso8601(*found[0]->published), "2031-09-01T00:00:00Z");
  Draft draft;
  draft.text = "Ferry runs again\n\nThe ferry ran again on Monday.\n";
  const auto undated = extract_plain_text(draft);
  ASSERT_EQ(undated.size(), 1U);
  EXPECT_EQ(undated[0]->published, std::nullopt);
  EXPECT_EQ(undated[0]->published_from, DateOrigin::None);
}

TEST(PlainText, RefusesWhatHoldsNoArticle) {
  EXPECT_THAT(articles(""), ElementsAre("refused: the text is empty"));
  EXPECT_THAT(articles("Top stories\nThe Calder Herald\nFerry runs again after the storm\n2 hours "
                       "ago\nAmsel Gazette\nMayor pays for the engine\n5 hours ago\n"),
              ElementsAre("refused: no article: only headlines and labels"));
  EXPECT_THAT(articles("Home\nLog in\nSubscribe\n"),
              ElementsAre("refused: no article: only headlines and labels"));
  EXPECT_THAT(articles(std::string(1'000'002, '\n')),
              ElementsAre("refused: more than a million lines: no news text"));
}

// Every heading looks ahead for alternating headlines: not over the next heading, or this hangs.
TEST(PlainText, ReadsAPageOfNothingButListHeadings) {
  std::string text;
  for (int i = 0; i < 5'000; ++i) text += "Related stories\nThe ferry ran again on Monday.\n";
  EXPECT_EQ(extract(text).size(), 1U);
}

TEST(PlainText, NumbersTheMembersOfAPage) {
  Draft draft;
  draft.path = "page.warc";
  draft.member = "record 7";
  draft.text =
      "Title: One\nSource: Amsel Gazette\nDate: 2031-03-03\n\nThe ferry ran again on Monday.\n\n"
      "Title: Two\nSource: Amsel Gazette\nDate: 2031-03-04\n\nThe ferry ran again on Tuesday.\n";
  const auto found = extract_plain_text(draft);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1]->member, "record 7/2");
  EXPECT_EQ(found[1]->file, "page.warc");
}

}  // namespace
}  // namespace morgue
