#include "query/memory.h"

#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#if defined(__GLIBC__)
#include <malloc.h>
#include <sys/mman.h>
#endif

namespace morgue {

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)

namespace {

constexpr std::size_t kLargePage = std::size_t{2} << 20U;
/// Address space that the heap grows by at a time; what is not touched takes no memory. Nearly all
/// views stay within the first piece.
constexpr int kPiece = 64 << 20;
/// Larger blocks are mapped by themselves. The C library allows no more.
constexpr int kLargestInHeap = 32 << 20;
/// More than is left of the heap's first piece, so that the next one is asked for.
constexpr std::size_t kProbe = std::size_t{1} << 20U;

}  // namespace

void prefer_large_pages() {
  mallopt(M_MMAP_THRESHOLD, kLargestInHeap);
  mallopt(M_TRIM_THRESHOLD, kPiece);
  mallopt(M_TOP_PAD, kPiece);
  void* const probe = std::malloc(kProbe);
  if (probe == nullptr) return;
  const auto begin = reinterpret_cast<std::uintptr_t>(probe);
  const auto end = reinterpret_cast<std::uintptr_t>(sbrk(0));
  const std::uintptr_t first = (begin + kLargePage - 1) / kLargePage * kLargePage;
  const std::uintptr_t last = end / kLargePage * kLargePage;
  // Another allocator may stand in for the C library's: then the heap is elsewhere.
  if (first < last && last - first <= std::uintptr_t{2} * kPiece)
    madvise(static_cast<char*>(probe) + (first - begin), last - first, MADV_HUGEPAGE);
  std::free(probe);
}

#else

void prefer_large_pages() {}

#endif

}  // namespace morgue
