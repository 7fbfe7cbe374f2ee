#include "indexer/read/charset.h"
#include "indexer/read/double_encoding.h"
#include "tests/fuzz/fuzz_input.h"

/// Whatever the bytes and whatever is declared (what stands before the first NUL), the text is
/// valid UTF-8, or there is a reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace morgue;
  fuzz::Choices input(fuzz::view(data, size));
  const std::string_view declared = input.text();
  const std::string bytes(input.rest());
  const auto text = to_utf8(bytes, declared);
  if (text)
    fuzz::require(utf8::valid(text->utf8) && !text->charset.empty());
  else
    fuzz::require(!text.error().empty());
  const std::string label = declared_charset(bytes);
  fuzz::require(label.size() <= kDeclarationBytes);
  if (const auto again = to_utf8(bytes, label)) fuzz::require(utf8::valid(again->utf8));
  static_cast<void>(wide_charset(bytes));
  return 0;
}
