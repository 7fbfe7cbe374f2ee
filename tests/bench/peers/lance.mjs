// tantivy inside LanceDB (npm: @lancedb/lancedb) on the same articles and queries, for run.sh.
//
//   lance.mjs index ARTICLES.jsonl FOLDER
//   lance.mjs update ARTICLES.jsonl FOLDER
//   lance.mjs ask FOLDER ASKED.tsv ROUNDS PASSAGES
//   lance.mjs find FOLDER QUERY PASSAGES
//
// A query is JSON: {"kind": "words"|"phrase"|"near", "words": "a b"}. Headline and text are one
// column. It has no passages. What was updated is found by scanning until the index is optimised, and
// so is searchable at once.

import {createReadStream, readFileSync} from 'node:fs';
import {createInterface} from 'node:readline';
import * as lancedb from '@lancedb/lancedb';

const BEST = 10;
const BATCH = 5000;
const SHOWN = ['id', 'title', 'source', 'date'];

async function* batches(file) {
  let batch = [];
  for await (const line of createInterface({input: createReadStream(file)})) {
    const {id, title = '', text = '', source = '', date = ''} = JSON.parse(line);
    batch.push({id, title, source, date, text: `${title}\n\n${text}`});
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length) yield batch;
}

function query(table, text) {
  const {kind, words} = JSON.parse(text);
  const asked = kind === 'words'
      ? new lancedb.MatchQuery(words, 'text', {operator: lancedb.Operator.And})
      : new lancedb.PhraseQuery(words, 'text', {slop: kind === 'near' ? 5 : 0});
  return table.query().fullTextSearch(asked).select([...SHOWN, '_score']);
}

async function ask(table, file, rounds) {
  const asked = readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => line.split('\t'));
  const wall = asked.map(() => []), cpu = asked.map(() => []), ids = [];
  for (let round = 0; round <= rounds; ++round)
    for (let i = 0; i < asked.length; ++i) {
      const worked = process.cpuUsage();
      const begun = process.hrtime.bigint();
      const rows = await query(table, asked[i][1]).limit(BEST).toArray();
      const took = Number(process.hrtime.bigint() - begun) / 1000;
      const {user, system} = process.cpuUsage(worked);
      ids[i] = rows.map(row => row.id).join(' ');
      if (round > 0) wall[i].push(took), cpu[i].push(user + system);
    }
  const median = values => values.sort((a, b) => a - b)[values.length >> 1];
  for (let i = 0; i < asked.length; ++i) {
    const all = await query(table, asked[i][1]).limit(1e6).toArray();
    console.log([asked[i][0], all.length, median(wall[i]).toFixed(1), median(cpu[i]), ids[i]].join('\t'));
  }
}

const [verb, ...rest] = process.argv.slice(2);
if (verb === 'index') {
  const db = await lancedb.connect(rest[1]);
  let table = null;
  for await (const batch of batches(rest[0]))
    table === null ? table = await db.createTable('articles', batch) : await table.add(batch);
  await table.createIndex('text', {
    config: lancedb.Index.fts({withPosition: true, stem: true, removeStopWords: false, asciiFolding: true}),
  });
} else if (verb === 'update') {
  const table = await (await lancedb.connect(rest[1])).openTable('articles');
  for await (const batch of batches(rest[0])) await table.add(batch);
} else if (verb === 'ask') {
  await ask(await (await lancedb.connect(rest[0])).openTable('articles'), rest[1], Number(rest[2]));
} else if (verb === 'find') {
  const table = await (await lancedb.connect(rest[0])).openTable('articles');
  for (const row of await query(table, rest[1]).limit(BEST).toArray())
    console.log(SHOWN.map(field => row[field]).join('\t'));
} else {
  console.error('lance.mjs index|update|ask|find ...');
  process.exit(2);
}
