#pragma once

#include <xapian.h>

#include "indexer/store/index_document.h"

namespace morgue::test {

/// The same for Xapian's own writer.
inline Xapian::Document xapian_document(const IndexDocument& document) {
  Xapian::Document out;
  for (const IndexDocument::Term& term : document.terms)
    out.add_term(std::string(document.text(term)), term.wdf);
  for (const auto& [slot, value] : document.values) out.add_value(slot, value);
  out.set_data(document.data);
  return out;
}

}  // namespace morgue::test
