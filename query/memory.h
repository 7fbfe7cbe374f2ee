#pragma once

namespace morgue {

/// Asks the C library and the kernel for few large pieces of memory: a view that reads some
/// megabytes would otherwise touch a thousand fresh pages, each of which the kernel has to hand out
/// and clear by itself, and give them back in between only to take them again. Changes nothing
/// else; does nothing where it can't. For the beginning of main().
void prefer_large_pages();

}  // namespace morgue
