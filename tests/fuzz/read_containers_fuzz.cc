#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "common/utf8.h"
#include "indexer/read/contents.h"
#include "indexer/read/read.h"

/// Whatever the bytes, every container ends, and what it holds becomes drafts or reasons. The first
/// byte chooses the name of the file, whose ending is a hint.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace morgue;
  if (size == 0) return 0;
  constexpr const char* kNames[] = {"a", "a.csv", "a.jsonl", "a.html", "a.gz", "a.zip"};
  const std::string path = kNames[data[0] % std::size(kNames)];
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  Contents contents(memory_source(bytes), path, {});
  Reader reader;
  while (auto item = contents.next()) {
    if (const auto* error = std::get_if<ReadError>(&*item)) {
      if (error->why.empty()) std::abort();
      continue;
    }
    const auto& document = std::get<ContentItem>(*item);
    // Another program reads these, as fuzzed as its library is.
    if (document.format == Format::Pdf) continue;
    for (const auto& draft : reader.read(document.raw, document.format)) {
      if (!draft && draft.error().why.empty()) std::abort();
      if (!draft) continue;
      if (!utf8::valid(draft->given.text) || !utf8::valid(draft->given.title)) std::abort();
      for (const auto& [name, value] : draft->given.extra)
        if (!utf8::valid(value)) std::abort();
      for (const Candidate& candidate : draft->candidates)
        if (!utf8::valid(candidate.value)) std::abort();
    }
  }
  return 0;
}
