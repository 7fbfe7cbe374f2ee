#include "common/names.h"

#include <algorithm>

#include "common/text.h"

namespace morgue {

std::vector<std::string> name_forms(std::string_view name) {
  const std::vector<std::string> parts = words(name);
  std::vector<std::string> forms;
  const auto add = [&](std::string form) {
    if (std::find(forms.begin(), forms.end(), form) == forms.end())
      forms.push_back(std::move(form));
  };
  if (parts.empty()) return forms;
  add(word_key(name));
  if (parts.size() > 2) add(parts.front() + ' ' + parts.back());
  for (const std::string& part : parts) add(part);
  return forms;
}

}  // namespace morgue
