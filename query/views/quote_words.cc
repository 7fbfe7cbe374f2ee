#include "query/views/quote_words.h"

#include "common/text.h"
#include "query/match/plain_words.h"

namespace morgue {

std::vector<std::string> quote_words(const QueryNode& root) {
  std::vector<std::string> out;
  for (const std::string& typed : typed_words(root))
    for (std::string& word : words(typed))
      if (!is_function_word(word)) out.push_back(std::move(word));
  return out;
}

}  // namespace morgue
