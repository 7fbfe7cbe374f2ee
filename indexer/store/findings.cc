#include "indexer/store/findings.h"

namespace morgue {

std::string advice_on(Damage damage) {
  switch (damage) {
    case Damage::Mode:
      return "chmod go= takes that from them, morgue-index repair does so everywhere";
    case Damage::SideFile:
    case Damage::Sums:
    case Damage::Catalog:
      return "morgue-index repair makes it again";
    case Damage::Segment:
      return "restore a backup, or let morgue-index repair keep each article that can be read";
    case Damage::Manifest:
      return "morgue-index repair makes it again from the segments, or restore a backup";
    case Damage::Unfinished:
      return "the next morgue-index add brings it up to date";
    case Damage::Text:
      return "mend or remove the line with an editor; it does nothing";
  }
  return {};
}

}  // namespace morgue
