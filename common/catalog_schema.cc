#include "common/catalog_schema.h"

namespace morgue {

const char* const kCatalogSchema = R"sql(
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE sources (
  no   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,   -- as the outlet names itself
  key  TEXT NOT NULL           -- folded, as in the index
);
CREATE TABLE articles (
  no               INTEGER PRIMARY KEY,
  id               TEXT NOT NULL UNIQUE,
  source           INTEGER REFERENCES sources(no),
  title            TEXT NOT NULL,
  published        INTEGER,    -- null: unknown
  published_offset INTEGER,    -- null: none was stated
  published_precision TEXT,    -- year, month, day, minute, second
  published_from   TEXT,       -- given, json-ld, meta, ...
  doubtful         INTEGER NOT NULL DEFAULT 0,  -- 1: the time can't be what it claims to be
  updated          INTEGER,
  authors          TEXT,       -- separated by '; '
  language         TEXT,
  section          TEXT,
  agency           TEXT,       -- the news agency credited
  type             TEXT,       -- live, opinion; null: a story
  tags             TEXT,       -- of the outlet, separated by '; '
  corrected        INTEGER NOT NULL DEFAULT 0,  -- 1: says of itself that it was corrected
  words            INTEGER NOT NULL,            -- of the text
  url              TEXT,
  url_key          INTEGER,    -- hash of the address as versions compare it
  external_id      TEXT,
  added            INTEGER NOT NULL,
  family           TEXT,       -- id of the article that founded its family of copies; null: none
  lineage          TEXT,       -- id of its first version; null: it has but one
  current          INTEGER NOT NULL DEFAULT 1   -- 0: a newer version is searched instead
);
CREATE INDEX articles_by_time ON articles(published);
CREATE INDEX articles_by_source ON articles(source);
CREATE INDEX articles_by_url ON articles(url_key) WHERE url_key IS NOT NULL;
CREATE INDEX articles_by_family ON articles(family) WHERE family IS NOT NULL;
CREATE INDEX articles_by_lineage ON articles(lineage) WHERE lineage IS NOT NULL;
CREATE VIEW families AS        -- of copies: first, longest, how many, in how many outlets
  SELECT family, count(*) AS members, count(DISTINCT source) AS sources,
         (SELECT id FROM articles f WHERE f.family = a.family
            ORDER BY f.published IS NULL, f.published, f.no LIMIT 1) AS first,
         (SELECT id FROM articles l WHERE l.family = a.family
            ORDER BY l.words DESC, l.no LIMIT 1) AS longest,
         (SELECT agency FROM articles g WHERE g.family = a.family AND agency IS NOT NULL
            GROUP BY agency ORDER BY count(*) DESC, agency LIMIT 1) AS agency
  FROM articles a WHERE family IS NOT NULL GROUP BY family HAVING count(*) > 1;
CREATE VIEW versions AS        -- of one article, oldest first
  SELECT lineage, id, current, corrected, coalesce(updated, published, added) AS time, title
  FROM articles WHERE lineage IS NOT NULL ORDER BY lineage, time, no;
CREATE TABLE files (
  no       INTEGER PRIMARY KEY,
  path     TEXT NOT NULL UNIQUE,
  size     INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  hash     TEXT NOT NULL,
  state    TEXT NOT NULL CHECK (state IN ('reading', 'done', 'partial', 'failed')),
  error    TEXT NOT NULL
);
CREATE INDEX files_by_hash ON files(hash);
CREATE TABLE members (         -- which file holds which article
  file    INTEGER NOT NULL REFERENCES files(no) ON DELETE CASCADE,
  article INTEGER NOT NULL REFERENCES articles(no) ON DELETE CASCADE,
  PRIMARY KEY (file, article)
) WITHOUT ROWID;
CREATE INDEX members_by_article ON members(article);
CREATE TABLE people (          -- identities: @p17 is the row with no 17
  no       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,      -- as the first article gives it
  shown    TEXT,               -- the name that was decided
  identity INTEGER NOT NULL,   -- no, or whom it was decided to be
  hidden   INTEGER NOT NULL DEFAULT 0,  -- 1: decided to be forgotten
  traits   BLOB NOT NULL       -- what is known of company, roles and places (indexer/store/traits.h)
);
CREATE TABLE person_keys (     -- by what a person is found: '=' and a whole name, '~' and its sound
  key    TEXT NOT NULL,        -- alike, a word of a name
  person INTEGER NOT NULL,
  PRIMARY KEY (key, person)
) WITHOUT ROWID;
CREATE TABLE appearances (     -- whom and what an article names
  article  INTEGER NOT NULL,   -- articles.no
  entity   INTEGER NOT NULL,   -- its number in the article
  kind     TEXT NOT NULL,      -- person, org, place, misc
  name     TEXT NOT NULL,      -- the fullest form that the article uses
  role     TEXT,               -- what the article calls a person beside the name
  mentions INTEGER NOT NULL,   -- how often
  person   INTEGER,            -- people.no; null: no person, or not decided
  identity INTEGER,            -- people.no after all decisions
  PRIMARY KEY (article, entity)
) WITHOUT ROWID;
CREATE INDEX appearances_by_identity ON appearances(identity, article) WHERE identity IS NOT NULL;
CREATE TABLE mentions (        -- where; bytes of the title or of the text
  article  INTEGER NOT NULL,
  in_title INTEGER NOT NULL,
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  entity   INTEGER NOT NULL,   -- appearances.entity
  PRIMARY KEY (article, in_title, start)
) WITHOUT ROWID;
CREATE TABLE quotations (      -- bytes of the text
  article   INTEGER NOT NULL,
  start     INTEGER NOT NULL,
  end       INTEGER NOT NULL,
  kind      TEXT NOT NULL,     -- direct, mixed, indirect
  continues INTEGER NOT NULL,  -- 1: goes on from the one before
  speaker   TEXT,              -- null: unattributed
  entity    INTEGER,           -- appearances.entity, if the speaker is one
  PRIMARY KEY (article, start)
) WITHOUT ROWID;
CREATE TABLE days (            -- days that an article speaks of
  article  INTEGER NOT NULL,
  in_title INTEGER NOT NULL,
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  first    INTEGER NOT NULL,   -- YYYYMMDD
  last     INTEGER NOT NULL,   -- included
  PRIMARY KEY (article, in_title, start)
) WITHOUT ROWID;
CREATE TABLE decided_names (   -- from the ledger: whose name it is
  key    TEXT PRIMARY KEY,     -- folded
  person INTEGER               -- null: no person's
) WITHOUT ROWID;
CREATE TABLE decided_keys (    -- from the ledger: more keys of people, as in person_keys
  key    TEXT NOT NULL,
  person INTEGER NOT NULL,
  PRIMARY KEY (key, person)
) WITHOUT ROWID;
CREATE TABLE orphans (         -- lost by a file in a load that has not ended: maybe held elsewhere
  article INTEGER PRIMARY KEY REFERENCES articles(no) ON DELETE CASCADE
);
)sql";

const char* const kHiddenPeopleIndex =
    "CREATE INDEX IF NOT EXISTS people_hidden ON people(no) WHERE hidden";

const char* const kResultSchema = R"sql(
CREATE TEMP TABLE IF NOT EXISTS result (
  no   INTEGER PRIMARY KEY,    -- articles.no
  rank INTEGER NOT NULL,       -- 0: the best
  head INTEGER NOT NULL        -- 1: the first of its family of copies
);
DELETE FROM result;
)sql";

}  // namespace morgue
