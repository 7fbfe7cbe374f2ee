#include "indexer/read/formats.h"

#include <fmt/format.h>

#include <algorithm>

namespace morgue {

const std::vector<FormatInfo>& known_formats() {
  static const std::vector<FormatInfo> kFormats = {
      {"HTML", "a page as saved by a browser, SingleFile or wget", "its tags", false},
      {"MHTML", "a page saved as a message", "mail with Content-Location", false},
      {"plain text", "an article, or a scraped page with several", "nothing else fits", false},
      {"Markdown", "with fields in front (Obsidian, Hugo, Readwise)", "--- or +++ around fields",
       false},
      {"JSON", "records of news-please, newspaper4k, fundus, Webz, ...", "{ or [ first", false},
      {"feed", "RSS, Atom, RDF, JSON Feed with full texts", "its root element", false},
      {"newswire XML", "NITF, NewsML 1 and G2", "its root element", false},
      {"wire", "ANPA-1312, IPTC 7901", "its first control characters", false},
      {"mail", "a newsletter and the documents attached to it", "three fields of mail", false},
      {"CSV", "a table of articles or of saved links", "names in its first row", false},
      {"read later", "wallabag, Omnivore, Karakeep, Readability, Pinboard", "names of JSON fields",
       false},
      {"bookmarks", "of browsers, Shaarli, Pocket, Instapaper", "the head of the list", false},
      {"PDF", "its text layer, through morgue-read-pdf", "%PDF-", false},
      {"JSON lines", "one record a line", "{ on each line", true},
      {"mbox", "messages of a mailbox (a Maildir is files of mail)", "From, then fields of mail",
       true},
      {"WARC, ARC", "what servers answered; of any length", "WARC/ or filedesc:", true},
      {"WACZ", "web archives in a zip", "datapackage.json in the zip", true},
      {"SGML", "Reuters-21578, TREC", "its first element", true},
      {"EPUB", "the chapters of a book", "META-INF/container.xml", true},
      {"Omnivore", "pages and what is known of them, in a zip", "metadata_*.json in the zip", true},
      {"feed reader", "cache.db of newsboat, SQLite of FreshRSS", "the names of its tables", true},
      {"archive", "zip, tar, 7z, cpio, rar, cab", "its first bytes", true},
      {"compressed", "gzip, bzip2, xz, lzma, zstd, lz4, compress", "its first bytes", true},
  };
  return kFormats;
}

const std::vector<SkippedKind>& skipped_kinds() {
  static const std::vector<SkippedKind> kSkipped = {
      {"images, media, fonts", "hold no article"},
      {"style sheets, scripts", "parts of pages"},
      {"redirects, error responses", "the article is elsewhere, or nowhere"},
      {"requests, revisits", "a crawler's notes; the answer counts"},
      {"robots.txt, dns records", "written for machines"},
      {"hidden files", "names that begin with a full stop"},
      {"office documents", "no reader for them; save them as PDF or HTML"},
  };
  return kSkipped;
}

std::string formats_text() {
  std::string out;
  for (const bool container : {false, true}) {
    out += container ? "\nContainers, nested as deep as six:\n" : "Documents:\n";
    for (const FormatInfo& format : known_formats())
      if (format.container == container)
        out += fmt::format("  {:<13} {:<55} {}\n", format.name, format.what, format.told);
  }
  out += "\nPassed over, and counted:\n";
  for (const SkippedKind& skipped : skipped_kinds())
    out += fmt::format("  {:<27} {}\n", skipped.kind, skipped.why);
  out += "\nWhat can't be read is refused with its reason; morgue-index status lists it.\n";
  return out;
}

}  // namespace morgue
