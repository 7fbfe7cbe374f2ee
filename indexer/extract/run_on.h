#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace morgue {

/// What a scraper glued in front of the first sentence when it put a whole article on one line.
struct RunOn {
  std::size_t bytes = 0;            ///< of the paragraph, to be cut off
  std::vector<std::string> people;  ///< whom the glued byline names
};

/// Recognises, each only where it surely ends before the text begins:
///  - a caption with its credit in front of a dateline ("Ships wait. Photo by Li Wei/CBN | License
///    Photo July 4 (CBN) -- The harbour ...");
///  - a byline up to the buttons behind it ("By Dana Okafor Updated on Save The harbour ...") or up
///    to a capitalised function word ("By Dana Okafor The harbour ...").
[[nodiscard]] RunOn read_run_on(std::string_view paragraph);

}  // namespace morgue
