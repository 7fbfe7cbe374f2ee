#pragma once

#include <cstdint>

#include "indexer/annotate/word_key.h"

namespace morgue::annotate {

/// What a folded word does in a phrase that says what somebody is.
enum class RoleWord : std::uint8_t {
  None,
  Head,      ///< "editor", "aide", "minister": names an office, a job, a standing
  Modifier,  ///< "deputy", "former", "foreign", "policy": stands before a head
  Link,      ///< "of", "for", "at", "to", "the": goes on behind a head
};

/// Constant time.
[[nodiscard]] RoleWord role_word(WordKey folded);

}  // namespace morgue::annotate
