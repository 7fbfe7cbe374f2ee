#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace morgue {

/// The people whom a byline names as authors, in its order, each once: "By Dana Okafor and Li Wei,
/// Staff Writers | March 3" -> {"Dana Okafor", "Li Wei"}. `line` is valid UTF-8, with or without
/// "By" ("Dana Okafor, Li Wei" as metadata give it); only its first 600 bytes are read.
///
/// Left out: agencies, outlets, desks and roles, places after a comma, days and times ("3 Minutes
/// Ago"), buttons ("Share", "Save"), addresses and handles, people credited for something else than
/// writing ("Photographs by ...", "Editing by ..."). A single word is never a name. Names in
/// capitals come back in title case ("JOHN MCKAY" -> "John McKay"). In doubt a name is left out:
/// a wrong person in the archive is worse than a missing one. Our own rules, no list of names.
[[nodiscard]] std::vector<std::string> byline_people(std::string_view line);

/// True for a line of text that is nothing but a byline: starts with "By" or its like, is short and
/// names at least one person or an agency ("By Dana Okafor, Staff Writer", "BY REUTERS").
[[nodiscard]] bool is_byline(std::string_view line);

}  // namespace morgue
