#include "query/match/bind_quotations.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace morgue {
namespace {

using Kind = Check::Kind;
/// Checks of which all have to hold.
using Group = std::vector<Check>;

/// Does it ask for something of this kind, other than under Not?
bool asks_for(const Check& check, Kind kind) {
  if (check.kind == kind) return true;
  return (check.kind == Kind::And || check.kind == Kind::Or) &&
         std::any_of(check.children.begin(), check.children.end(),
                     [&](const Check& child) { return asks_for(child, kind); });
}

bool is_about_quotations(const Check& check) {
  return asks_for(check, Kind::Said) || asks_for(check, Kind::Quote);
}

Check node(Kind kind, std::vector<Check> children) {
  Check out;
  out.kind = kind;
  out.children = std::move(children);
  return out;
}

/// Binds below And, Or and Not.
class Binder {
 public:
  [[nodiscard]] bool failed() const { return failed_; }

  Check bound(Check check) {
    if (check.kind == Kind::And && asks_for(check, Kind::Said) && asks_for(check, Kind::Quote))
      return bound_group(check);
    if (check.kind == Kind::And || check.kind == Kind::Or || check.kind == Kind::Not)
      for (Check& child : check.children) child = bound(std::move(child));
    return check;
  }

 private:
  Check bound_group(const Check& check) {
    std::vector<Check> all;
    std::vector<Group> ways = one(Group());
    for (const Check& child : check.children) {
      if (is_about_quotations(child))
        ways = products(ways, ways_of(child));
      else
        all.push_back(bound(child));
    }
    std::vector<Check> pairings;
    for (Group& way : ways) pairings.push_back(node(Kind::And, paired(std::move(way))));
    all.push_back(pairings.size() == 1 ? std::move(pairings.front())
                                       : node(Kind::Or, std::move(pairings)));
    return node(Kind::And, std::move(all));
  }

  /// The groups of which one has to hold.
  std::vector<Group> ways_of(const Check& check) {
    if (check.kind == Kind::And) {
      std::vector<Group> ways = one(Group());
      for (const Check& child : check.children) ways = products(ways, ways_of(child));
      return ways;
    }
    if (check.kind == Kind::Or) return alternatives(check);
    return one(Group{bound(check)});
  }

  /// Of an Or; those that say nothing of quotations stay together.
  std::vector<Group> alternatives(const Check& check) {
    std::vector<Group> ways;
    std::vector<Check> others;
    for (const Check& child : check.children) {
      if (!is_about_quotations(child)) {
        others.push_back(bound(child));
        continue;
      }
      for (Group& way : ways_of(child)) ways.push_back(std::move(way));
    }
    if (!others.empty()) ways.push_back({node(Kind::Or, std::move(others))});
    return ways.size() > kMaxPairings ? refused() : ways;
  }

  std::vector<Group> products(const std::vector<Group>& left, const std::vector<Group>& right) {
    std::vector<Group> out;
    if (left.size() * right.size() > kMaxPairings) return refused();
    for (const Group& a : left)
      for (const Group& b : right) {
        out.push_back(a);
        out.back().insert(out.back().end(), b.begin(), b.end());
      }
    return out;
  }

  std::vector<Group> refused() {
    failed_ = true;
    return one(Group());
  }

  static std::vector<Group> one(Group group) {
    std::vector<Group> out;
    out.push_back(std::move(group));
    return out;
  }

  /// Every speaker with every quote: of the group, if there are both.
  static Group paired(Group group) {
    const auto is = [](Kind kind) {
      return [kind](const Check& check) { return check.kind == kind; };
    };
    if (std::none_of(group.begin(), group.end(), is(Kind::Said)) ||
        std::none_of(group.begin(), group.end(), is(Kind::Quote)))
      return group;
    Group out;
    for (const Check& check : group) {
      if (check.kind == Kind::Said) continue;
      if (check.kind != Kind::Quote) {
        out.push_back(check);
        continue;
      }
      for (const Check& said : group)
        if (said.kind == Kind::Said)
          out.push_back(node(Kind::Quote, {check.children.front(), said}));
    }
    return out;
  }

  bool failed_ = false;
};

}  // namespace

std::optional<Check> with_bound_quotations(Check check) {
  Binder binder;
  Check out = binder.bound(std::move(check));
  if (binder.failed()) return {};
  return out;
}

}  // namespace morgue
