#include "tests/support/archive_dump.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "common/forward_file.h"
#include "common/kin_file.h"
#include "common/schema.h"
#include "common/sqlite.h"
#include "common/stored_article.h"

namespace morgue::test {
namespace {

std::string show(const std::optional<Timestamp>& time) {
  if (!time) return "-";
  return fmt::format("{}/{}", to_iso8601(*time), static_cast<int>(time->precision));
}

std::string show(Span span) { return fmt::format("{}-{}", span.begin, span.end); }

std::string show(const StoredArticle& stored) {
  const Article& a = stored.content.article;
  std::string out = fmt::format(
      "title={}\ntext={}\nauthors={}\nsource={}\nurl={}\nlanguage={}\nsection={}\ndateline={}\n"
      "published={} from {}\nupdated={}\nexternal_id={}\nfile={}\nmember={}\n",
      a.title, a.text, fmt::join(a.authors, "; "), a.source, a.url, a.language, a.section,
      a.dateline, show(a.published), to_string(a.published_from), show(a.updated), a.external_id,
      a.file, a.member);
  for (const auto& [name, value] : a.extra) out += fmt::format("{}={}\n", name, value);
  for (const Entity& entity : stored.content.entities)
    out += fmt::format("entity {} {} ({})\n", to_string(entity.kind), entity.name, entity.role);
  for (const Mention& m : stored.content.mentions)
    out += fmt::format("mention {} {}{}\n", m.entity, show(m.where), m.in_title ? " title" : "");
  for (const DateMention& d : stored.content.dates)
    out += fmt::format("date {} {}..{}{}\n", show(d.where), to_iso8601(d.from), to_iso8601(d.to),
                       d.in_title ? " title" : "");
  for (const Quotation& q : stored.content.quotations)
    out += fmt::format("quotation {} {} {} {}{} {}\n", show(q.where), q.speaker,
                       q.speaker_where ? show(*q.speaker_where) : "-", to_string(q.kind),
                       q.continues ? " continued" : "", q.entity ? std::to_string(*q.entity) : "-");
  return out;
}

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

/// The documents of one segment, by number.
std::map<Xapian::docid, std::string> documents(const Xapian::Database& db) {
  std::map<Xapian::docid, std::string> out;
  ArticleDecoder decoder;
  for (auto doc = db.postlist_begin({}); doc != db.postlist_end({}); ++doc) {
    const Xapian::Document document = db.get_document(*doc);
    std::string& entry = out[*doc];
    if (!decoder.open(document.get_data())) {
      entry = "BROKEN document: " + decoder.why();
      continue;
    }
    const auto stored = decoder.article();
    if (!stored) {
      entry = "BROKEN document: " + stored.error();
      continue;
    }
    entry = to_string(stored->id) + '\n' + show(*stored);
    for (const unsigned slot :
         {schema::kPublishedSlot, schema::kIdSlot, schema::kWordsSlot, schema::kUpdatedSlot})
      entry += fmt::format("value {} {}\n", slot, hex(document.get_value(slot)));
  }
  for (auto term = db.allterms_begin(); term != db.allterms_end(); ++term)
    for (auto doc = db.postlist_begin(*term); doc != db.postlist_end(*term); ++doc)
      out[*doc] += fmt::format("term {} {}\n", *term, doc.get_wdf());
  return out;
}

std::string show(const KinRecord& kin) {
  return fmt::format("kin {} {} {:x} {} {} {}{}{}{}{}\n", to_string(kin.family),
                     to_string(kin.lineage), kin.source, kin.minutes, to_iso8601(kin.day),
                     static_cast<int>(kin.precision), kin.guessed ? " guessed" : "",
                     kin.wire ? " wire" : "", kin.copy ? " copy" : "",
                     kin.version ? " version" : "");
}

std::vector<std::string> living_articles(const ArchivePaths& paths) {
  const Manifest manifest = read_manifest(paths);
  std::vector<std::string> out;
  std::set<DocumentPlace> dead(manifest.dead.begin(), manifest.dead.end());
  std::set<DocumentPlace> superseded(manifest.superseded.begin(), manifest.superseded.end());
  for (const DocumentPlace& gone : dead) superseded.erase(gone);
  for (const std::string& name : manifest.segments) {
    const Xapian::Database db(paths.segment(name).string());
    const auto kin = KinFile(paths.segment(name) / kKinFile).records();
    const ForwardFile forward(paths.segment(name) / kForwardFile);
    if (kin.size() != db.get_lastdocid()) out.push_back("BROKEN kin of " + name);
    if (forward.documents() != db.get_lastdocid()) out.push_back("BROKEN forward of " + name);
    for (auto& [number, entry] : documents(db)) {
      if (number <= kin.size()) entry += show(kin[number - 1]);
      entry += "forward " + hex(forward.words(number)) + "\n";
      if (dead.erase({name, number}) == 0) {
        if (superseded.erase({name, number}) != 0) entry += "superseded\n";
        out.push_back(std::move(entry));
      }
    }
  }
  superseded.insert(dead.begin(), dead.end());
  for (const DocumentPlace& missing : superseded)
    out.push_back(
        fmt::format("BROKEN manifest: {} has no document {}", missing.segment, missing.document));
  std::sort(out.begin(), out.end());
  for (std::size_t i = 1; i < out.size(); ++i)
    if (out[i].substr(0, kArticleIdDigits) == out[i - 1].substr(0, kArticleIdDigits))
      out[i] = "BROKEN index: two living documents of " + out[i];
  return out;
}

void add_rows(sqlite::Database& db, std::string_view label, const std::string& select, int columns,
              std::vector<std::string>& out) {
  sqlite::Statement statement(db, select);
  while (statement.step()) {
    std::string row(label);
    for (int i = 0; i < columns; ++i)
      row += statement.is_null(i) ? " | null" : " | " + std::string(statement.text(i));
    out.push_back(std::move(row));
  }
}

std::vector<std::string> metadata_rows(const ArchivePaths& paths) {
  sqlite::Database db(paths.metadata(), sqlite::Mode::ReadOnly);
  std::vector<std::string> out;
  add_rows(db, "sources", "SELECT name, key FROM sources ORDER BY name", 2, out);
  add_rows(db, "articles",
           "SELECT a.id, s.name, title, published, published_offset, published_precision, "
           "published_from, updated, authors, language, section, url, external_id, doubtful, "
           "agency, type, tags, corrected, words, url_key, family, lineage, current "
           "FROM articles a LEFT JOIN sources s ON s.no = a.source ORDER BY a.id",
           23, out);
  add_rows(db, "files", "SELECT path, size, mtime_ns, hash, state, error FROM files ORDER BY path",
           6, out);
  add_rows(db, "members",
           "SELECT f.path, a.id FROM members m JOIN files f ON f.no = m.file "
           "JOIN articles a ON a.no = m.article ORDER BY f.path, a.id",
           2, out);
  add_rows(db, "orphans",
           "SELECT a.id FROM orphans o JOIN articles a ON a.no = o.article ORDER BY a.id", 1, out);
  add_rows(db, "BROKEN metadata",
           "SELECT * FROM pragma_integrity_check WHERE integrity_check<>'ok'", 1, out);
  add_rows(db, "BROKEN metadata", "SELECT * FROM pragma_foreign_key_check", 4, out);
  return out;
}

/// Articles that only one half has.
std::vector<std::string> mismatches(const ArchivePaths& paths, const ArchiveDump& dump) {
  sqlite::Database db(paths.metadata(), sqlite::Mode::ReadOnly);
  sqlite::Statement statement(db, "SELECT id FROM articles ORDER BY id");
  std::vector<std::string> listed;
  while (statement.step()) listed.emplace_back(statement.text(0));
  const std::vector<std::string> indexed = ids(dump);
  std::vector<std::string> odd;
  std::set_symmetric_difference(indexed.begin(), indexed.end(), listed.begin(), listed.end(),
                                std::back_inserter(odd));
  for (std::string& id : odd) id = "BROKEN: only one half of the archive has " + id;
  return odd;
}

/// Articles whose family or versions the halves tell otherwise.
std::vector<std::string> differing_kin(const ArchivePaths& paths) {
  const Manifest manifest = read_manifest(paths);
  std::set<DocumentPlace> dead(manifest.dead.begin(), manifest.dead.end());
  std::map<std::string, std::pair<std::string, std::string>> kin_of;
  for (const std::string& name : manifest.segments) {
    const Xapian::Database db(paths.segment(name).string());
    const auto kin = KinFile(paths.segment(name) / kKinFile).records();
    for (std::uint32_t number = 1; number <= kin.size(); ++number) {
      if (dead.contains({name, number})) continue;
      const auto id = schema::id_of_bytes(db.get_document(number).get_value(schema::kIdSlot));
      const KinRecord& record = kin[number - 1];
      kin_of[to_string(*id)] = {to_string(record.family),
                                to_string(record.version ? record.lineage : *id)};
    }
  }
  std::vector<std::string> odd;
  sqlite::Database db(paths.metadata(), sqlite::Mode::ReadOnly);
  sqlite::Statement row(db, "SELECT id, coalesce(family, id), coalesce(lineage, id) FROM articles");
  while (row.step()) {
    const auto found = kin_of.find(std::string(row.text(0)));
    if (found != kin_of.end() &&
        (found->second.first != row.text(1) || found->second.second != row.text(2)))
      odd.push_back("BROKEN: only one half of the archive knows the kin of " + found->first);
  }
  return odd;
}

void describe_difference(const std::vector<std::string>& expected,
                         const std::vector<std::string>& got, std::string& out) {
  constexpr std::size_t kShown = 3;
  const auto missing_from = [&](const auto& from, const auto& others, std::string_view what) {
    std::vector<std::string> only;
    std::set_difference(from.begin(), from.end(), others.begin(), others.end(),
                        std::back_inserter(only));
    for (std::size_t i = 0; i < std::min(kShown, only.size()); ++i)
      out += fmt::format("{}: {}\n", what, only[i]);
    if (only.size() > kShown) out += fmt::format("{}: and {} more\n", what, only.size() - kShown);
  };
  missing_from(expected, got, "missing");
  missing_from(got, expected, "surplus");
}

std::vector<std::string> sorted(std::vector<std::string> entries) {
  std::sort(entries.begin(), entries.end());
  return entries;
}

}  // namespace

ArchiveDump dump(const ArchivePaths& paths) {
  ArchiveDump out;
  out.articles = living_articles(paths);
  out.rows = metadata_rows(paths);
  for (std::string& odd : mismatches(paths, out)) out.rows.push_back(std::move(odd));
  for (std::string& odd : differing_kin(paths)) out.rows.push_back(std::move(odd));
  return out;
}

std::vector<std::string> broken(const ArchiveDump& dump) {
  std::vector<std::string> out;
  for (const auto* entries : {&dump.articles, &dump.rows})
    std::copy_if(entries->begin(), entries->end(), std::back_inserter(out),
                 [](const std::string& entry) { return entry.starts_with("BROKEN"); });
  return out;
}

std::string difference(const ArchiveDump& expected, const ArchiveDump& got) {
  std::string out;
  describe_difference(sorted(expected.articles), sorted(got.articles), out);
  describe_difference(sorted(expected.rows), sorted(got.rows), out);
  return out;
}

std::vector<std::string> ids(const ArchiveDump& dump) {
  std::vector<std::string> out;
  for (const std::string& entry : dump.articles) out.push_back(entry.substr(0, kArticleIdDigits));
  return out;
}

}  // namespace morgue::test
