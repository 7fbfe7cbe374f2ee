// tantivy inside Turso (npm: @tursodatabase/database) on the same articles and queries, for run.sh.
//
//   turso.mjs index ARTICLES.jsonl DATABASE
//   turso.mjs update ARTICLES.jsonl DATABASE
//   turso.mjs ask DATABASE ASKED.tsv ROUNDS PASSAGES
//   turso.mjs find DATABASE QUERY PASSAGES
//
// Stored in one transaction, then indexed: that is faster than keeping the index up meanwhile.

import {createReadStream, readFileSync} from 'node:fs';
import {createInterface} from 'node:readline';
import {connect} from '@tursodatabase/database';

const BEST = 10;

async function opened(path) {
  return connect(path, {experimental: ['index_method']});
}

async function add(db, file) {
  const insert = await db.prepare('INSERT INTO articles VALUES (?, ?, ?, ?, ?)');
  await db.exec('BEGIN');
  for await (const line of createInterface({input: createReadStream(file)})) {
    const article = JSON.parse(line);
    await insert.run(
        article.id, article.title ?? '', article.text ?? '', article.source ?? '', article.date ?? '');
  }
  await db.exec('COMMIT');
}

async function best(db, passages) {
  const shown = passages ? `, fts_highlight(text, '[', ']', ?1)` : '';
  return db.prepare(
      `SELECT id, title, source, date, fts_score(title, text, ?1) AS score${shown} FROM articles ` +
      `WHERE fts_match(title, text, ?1) ORDER BY score DESC LIMIT ${BEST}`);
}

async function ask(db, file, rounds, passages) {
  const asked = readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => line.split('\t'));
  const statement = await best(db, passages);
  const count = await db.prepare('SELECT count(*) AS n FROM articles WHERE fts_match(title, text, ?1)');
  const wall = asked.map(() => []), cpu = asked.map(() => []), ids = [];
  for (let round = 0; round <= rounds; ++round)
    for (let i = 0; i < asked.length; ++i) {
      const worked = process.cpuUsage();
      const begun = process.hrtime.bigint();
      const rows = await statement.all(asked[i][1]);
      const took = Number(process.hrtime.bigint() - begun) / 1000;
      const {user, system} = process.cpuUsage(worked);
      ids[i] = rows.map(row => row.id).join(' ');
      if (round > 0) wall[i].push(took), cpu[i].push(user + system);
    }
  const median = values => values.sort((a, b) => a - b)[values.length >> 1];
  for (let i = 0; i < asked.length; ++i) {
    const {n} = await count.get(asked[i][1]);
    console.log([asked[i][0], n, median(wall[i]).toFixed(1), median(cpu[i]), ids[i]].join('\t'));
  }
}

const [verb, ...rest] = process.argv.slice(2);
if (verb === 'index') {
  const db = await opened(rest[1]);
  await db.exec('CREATE TABLE articles (id TEXT, title TEXT, text TEXT, source TEXT, date TEXT)');
  await add(db, rest[0]);
  await db.exec('CREATE INDEX words ON articles USING fts (title, text)');
  await db.close();
} else if (verb === 'update') {
  const db = await opened(rest[1]);
  await add(db, rest[0]);
  await db.close();
} else if (verb === 'ask') {
  await ask(await opened(rest[0]), rest[1], Number(rest[2]), Number(rest[3]) > 0);
} else if (verb === 'find') {
  for (const row of await (await best(await opened(rest[0]), Number(rest[2]) > 0)).all(rest[1]))
    console.log(Object.values(row).join('\t').replaceAll('\n', ' '));
} else {
  console.error('turso.mjs index|update|ask|find ...');
  process.exit(2);
}
