#include "query/match/typed_words.h"

#include "common/readings.h"

namespace morgue {

TypedWords read_typed(std::string_view text) {
  TypedWords out;
  std::vector<bool> paired;
  bool any_joined = false;
  ReadingWalker walker(text);
  for (Reading reading; walker.next(reading);) {
    switch (reading.kind) {
      case Reading::Kind::Word:
        out.words.push_back({std::string(reading.where.of(text)), std::string(reading.folded), {}});
        out.joined.push_back(out.words.back());
        paired.push_back(false);
        break;
      case Reading::Kind::AfterElision:
        out.words.back().after_elision = reading.folded;
        out.joined.back() = out.words.back();
        break;
      case Reading::Kind::Joined:
        any_joined = true;
        out.joined.pop_back();
        out.joined.back() = {std::string(reading.where.of(text)), std::string(reading.folded), {}};
        break;
      case Reading::Kind::Pair:
        out.pairs.emplace_back(reading.folded);
        paired[reading.first] = paired[reading.last] = true;
        break;
    }
  }
  if (!any_joined) out.joined.clear();
  for (std::size_t i = 0; i < paired.size(); ++i)
    if (!paired[i]) out.unpaired.push_back(i);
  return out;
}

}  // namespace morgue
