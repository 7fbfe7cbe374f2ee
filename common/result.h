#pragma once

#include <tl/expected.hpp>

namespace morgue {

/// An expected outcome: a value, or a reason that the caller is meant to handle (a bad file, a bad
/// query). What can't be gone on from is thrown as morgue::Error instead. The only file that names
/// tl::expected, which stands in for C++23's std::expected until the compilers have it.
template <typename T, typename E>
using Result = tl::expected<T, E>;

template <typename E>
[[nodiscard]] auto failure(E error) {
  return tl::make_unexpected(std::move(error));
}

}  // namespace morgue
