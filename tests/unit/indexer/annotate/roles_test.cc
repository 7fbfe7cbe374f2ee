#include "indexer/annotate/roles.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace morgue::annotate {
namespace {

/// The role of the person marked with brackets, "" if there is none. Names in braces are those of
/// other people.
std::string role_of(std::string_view marked) {
  std::string text;
  std::vector<Span> spans;
  std::size_t asked = 0;
  for (const char c : marked) {
    const auto at = static_cast<std::uint32_t>(text.size());
    if (c == '[') asked = spans.size();
    if (c == '[' || c == '{') {
      spans.push_back({at, at});
    } else if (c == ']' || c == '}') {
      spans.back().end = at;
    } else {
      text += c;
    }
  }
  ArticleWords article;
  read_words("", text, article);
  std::vector<Name> names;
  for (const Span& span : spans) {
    Name name;
    for (std::uint32_t i = 0; i < article.words.size(); ++i) {
      if (!span.contains(article.words[i].where)) continue;
      if (name.end == 0) name.begin = i;
      name.end = i + 1;
    }
    names.push_back(name);
  }
  const auto phrase = role_at(article, names, asked);
  return phrase ? written(article, *phrase) : "";
}

TEST(Roles, StandBehindTheName) {
  EXPECT_EQ(role_of("Then [Rowan Pike], the harbour master of Calder, spoke."),
            "harbour master of Calder");
  EXPECT_EQ(role_of("[Rowan Pike], a foreign policy aide to {Ilse Marten}, said so."),
            "foreign policy aide to Ilse Marten");
  EXPECT_EQ(role_of("[Ana Løw], chief executive of Meridian Freight, left."),
            "chief executive of Meridian Freight");
  EXPECT_EQ(role_of("[Ana Løw], president and editor of the Calder Herald, left."),
            "president and editor of the Calder Herald");
}

TEST(Roles, StandBeforeTheName) {
  EXPECT_EQ(role_of("It was foreign policy aide [Rowan Pike] who rang."), "foreign policy aide");
  EXPECT_EQ(role_of("They met Finance Minister [Ilse Marten] at noon."), "Finance Minister");
  EXPECT_EQ(role_of("A word with Calder Herald editor [Tom Reyes] helped."),
            "Calder Herald editor");
  EXPECT_EQ(role_of("They met Secretary of State [Ilse Marten] at noon."), "Secretary of State");
  EXPECT_EQ(role_of("President Dr. [Ilse Marten] left."), "President");
}

TEST(Roles, StandBeforeTheNameBetweenCommas) {
  EXPECT_EQ(role_of("Then the harbour master of Calder, [Rowan Pike], spoke."),
            "harbour master of Calder");
  EXPECT_EQ(role_of("In the town of Calder, [Rowan Pike], spoke."), "");
}

TEST(Roles, AreTheLongerOfTwo) {
  EXPECT_EQ(role_of("Captain [Rowan Pike], harbour master of Calder, spoke."),
            "harbour master of Calder");
}

TEST(Roles, AreNoAgesOwnersOrClauses) {
  EXPECT_EQ(role_of("[Rowan Pike], 43, said so."), "");
  EXPECT_EQ(role_of("[Rowan Pike], 43, a teacher from Calder, said so."), "teacher from Calder");
  EXPECT_EQ(role_of("[Rowan Pike], a lawyer who sails, said so."), "lawyer");
  EXPECT_EQ(role_of("[Rowan Pike], who was mayor, left."), "");
  EXPECT_EQ(role_of("Calder's deputy mayor [Rowan Pike] left."), "deputy mayor");
  EXPECT_EQ(role_of("It angered then Mayor [Rowan Pike] most."), "Mayor");
}

TEST(Roles, AreNotSomebodyElses) {
  EXPECT_EQ(role_of("[Rowan Pike], Mayor {Ilse Marten} and others left."), "");
  EXPECT_EQ(role_of("The mayor met {Ilse Marten} and [Rowan Pike]."), "");
  EXPECT_EQ(role_of("She beat the mayor. [Rowan Pike] left."), "");
}

TEST(Roles, AreCutAtAPreposition) {
  EXPECT_EQ(role_of("[Rowan Pike], professor of marine law at the University of Calder Bay and "
                    "Harbour, spoke."),
            "professor of marine law");
}

TEST(Roles, OfALongTextTakeLinearTime) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "deputy vice editor of the ";
  EXPECT_EQ(role_of(text + "[Rowan Pike]"), "");
  EXPECT_EQ(role_of("[Rowan Pike], the editor of " + text), "editor of deputy vice editor");
}

}  // namespace
}  // namespace morgue::annotate
