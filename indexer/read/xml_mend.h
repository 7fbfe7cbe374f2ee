#pragma once

#include <string>
#include <string_view>

namespace morgue {

/// The document from its first element on, without what stands before it (prologue, document type
/// with its entities, junk), and fit for a strict parser: named references are replaced by their
/// characters if `entity` knows them and escaped if not, as are bare "&" and "<"; characters that
/// XML forbids are dropped. With `balanced` every element is closed once and in order as well.
/// Empty if there is no element.
///
/// `entity`: the character that a name ("nbsp") stands for, or 0.
[[nodiscard]] std::string mended_xml(std::string_view utf8, bool balanced,
                                     char32_t (*entity)(const std::string& name));

}  // namespace morgue
