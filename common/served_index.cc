#include "common/served_index.h"

#include "common/little_endian.h"

namespace morgue::served {

std::string ids_as_bytes(std::span<const ArticleId> ids) {
  std::string out;
  for (const ArticleId id : ids) put_number(out, id.value);
  return out;
}

std::vector<ArticleId> ids_of_bytes(std::string_view bytes) {
  constexpr std::size_t kSize = sizeof(ArticleId::value);
  std::vector<ArticleId> out;
  for (; bytes.size() >= kSize; bytes.remove_prefix(kSize))
    out.push_back({number_at<decltype(ArticleId::value)>(
        reinterpret_cast<const unsigned char*>(bytes.data()))});
  return out;
}

}  // namespace morgue::served
