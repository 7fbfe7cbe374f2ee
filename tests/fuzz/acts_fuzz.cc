#include "common/act_lines.h"
#include "common/desk.h"
#include "indexer/store/ledger.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace morgue;
using fuzz::require;

/// An act that was read is written as a line that is read, and written, as the same.
template <typename Acts, typename Parse>
void require_written(const Acts& acts, Parse parse) {
  for (const auto& act : acts) {
    const std::string line = to_line(act);
    require(line.find('\n') + 1 == line.size() || line.find('\n') == std::string::npos);
    const auto again = parse(line);
    require(again.acts.size() == 1 && to_line(again.acts[0]) == line);
  }
}

void replay_desk(const std::string& text, const std::string& other) {
  const DeskText desk = parse_desk(text);
  require_written(desk.acts, parse_desk);
  const DeskState state = desk_of(desk);
  for (const auto& [tag, articles] : state.tags) require(!articles.empty());
  DeskText made;
  made.acts = acts_that_made(desk);
  require(desk_of(made).tags == state.tags);
  const DeskMerge merge = merged_into(state, acts_that_made(parse_desk(other)));
  static_cast<void>(merge);
}

void replay_ledger(const std::string& text, const std::string& other) {
  const LedgerText ledger = parse_ledger(text);
  require_written(ledger.acts, parse_ledger);
  static_cast<void>(acts_that_hold(ledger.acts));
  const auto missing = missing_acts(ledger, ledger_in(other));
  require(missing_acts(ledger, ledger).empty());
  require(missing.size() <= ledger_in(other).acts.size());
}

}  // namespace

/// Whatever stands in ledger.txt and desk.txt (and, behind the first NUL, in those of another
/// archive), it is replayed: acts are read as they are written, and what can't be read does
/// nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Choices input(fuzz::view(data, size));
  const std::string text = utf8::repaired(input.text());  // as the files are read
  const std::string other = utf8::repaired(input.rest());
  replay_desk(text, other);
  replay_ledger(text, other);
  return 0;
}
