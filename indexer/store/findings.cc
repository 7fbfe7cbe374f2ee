#include "indexer/store/findings.h"

namespace morgue {

std::string advice_on(Damage damage) {
  switch (damage) {
    case Damage::Mode:
      return "chmod go= takes that from them";
    case Damage::SideFile:
      return "kin and forward are made again by the next morgue-index add if you move them away; "
             "else restore a backup";
    case Damage::Sums:
      return "if nothing else is found, remove the file sums";
    case Damage::Catalog:
      return "move metadata.sqlite away with its -wal and -shm: the next morgue-index add makes it "
             "again";
    case Damage::Manifest:
    case Damage::Segment:
      return "restore a backup";
    case Damage::Unfinished:
      return "the next morgue-index add brings it up to date";
    case Damage::Text:
      return "mend or remove the line with an editor; it does nothing";
  }
  return {};
}

}  // namespace morgue
