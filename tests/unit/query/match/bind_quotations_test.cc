#include "query/match/bind_quotations.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

using Kind = Check::Kind;

Check node(Kind kind, std::vector<Check> children = {}) {
  Check out;
  out.kind = kind;
  out.children = std::move(children);
  return out;
}
Check said(const std::string& name) {
  Check out = node(Kind::Said);
  out.names = {name};
  return out;
}
Check word(const std::string& text) {
  Check out = node(Kind::Words);
  out.terms = {text};
  return out;
}
Check quote(const std::string& text) { return node(Kind::Quote, {word(text)}); }

/// "(and a by-X:w)" and so on.
std::string shown(const Check& check) {
  switch (check.kind) {
    case Kind::Said:
      return "said:" + check.names[0];
    case Kind::Words:
      return check.terms[0];
    case Kind::Quote:
      return (check.children.size() > 1 ? check.children[1].names[0] + ':' : "quote:") +
             check.children[0].terms[0];
    default:
      break;
  }
  std::string out = check.kind == Kind::And ? "(and" : check.kind == Kind::Or ? "(or" : "(not";
  for (const Check& child : check.children) out += ' ' + shown(child);
  return out + ')';
}

std::string bound(const Check& check) {
  const auto out = with_bound_quotations(check);
  return out ? shown(*out) : "refused";
}

TEST(BindQuotations, LeavesAloneWhatHasNothingToBind) {
  EXPECT_EQ(bound(node(Kind::And, {said("a"), word("w")})), "(and said:a w)");
  EXPECT_EQ(bound(node(Kind::Or, {said("a"), quote("w")})), "(or said:a quote:w)");
  EXPECT_EQ(bound(node(Kind::And, {said("a"), node(Kind::Not, {quote("w")})})),
            "(and said:a (not quote:w))");
}

TEST(BindQuotations, PairsEverySpeakerWithEveryQuote) {
  EXPECT_EQ(bound(node(Kind::And, {said("a"), word("w"), quote("x"), said("b"), quote("y")})),
            "(and w (and a:x b:x a:y b:y))");
}

TEST(BindQuotations, DistributesAndOverOr) {
  EXPECT_EQ(bound(node(Kind::And, {node(Kind::Or, {said("a"), word("w")}), quote("x")})),
            "(and (or (and a:x) (and (or w) quote:x)))");
  EXPECT_EQ(
      bound(node(Kind::And, {node(Kind::Or, {node(Kind::And, {said("a"), quote("y")}), said("b")}),
                             quote("x")})),
      "(and (or (and a:y a:x) (and b:x)))");
}

TEST(BindQuotations, BindsInsideNot) {
  EXPECT_EQ(bound(node(Kind::Not, {node(Kind::And, {said("a"), quote("x")})})),
            "(not (and (and a:x)))");
}

TEST(BindQuotations, CountsAlternativesOfWordsAsOne) {
  std::vector<Check> either(1000, word("w"));
  either.push_back(said("a"));
  EXPECT_NE(bound(node(Kind::And, {node(Kind::Or, either), quote("x")})), "refused");
}

TEST(BindQuotations, RefusesMoreThanTheBound) {
  const auto either = [] { return node(Kind::Or, {said("a"), quote("x")}); };
  EXPECT_NE(bound(node(Kind::And, std::vector<Check>(8, either()))), "refused");
  EXPECT_EQ(bound(node(Kind::And, std::vector<Check>(9, either()))), "refused");
}

}  // namespace
}  // namespace morgue
