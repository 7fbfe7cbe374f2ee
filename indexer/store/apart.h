#pragma once

#include <functional>
#include <string>

namespace morgue {

/// Does something in a process of its own, for what may bring a library down: Xapian trusts the
/// tables that it reads. `work` returns what is wrong, or nothing; so does this, also if the
/// process died. What `work` changes in memory is lost. Only while there is but one thread.
[[nodiscard]] std::string done_apart(const std::function<std::string()>& work);

}  // namespace morgue
