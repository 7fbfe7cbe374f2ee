// The pages of `morgue serve` in a real browser: node serve_browser_test.mjs MORGUE MORGUE_INDEX [FOLDER]
//
// Needs Chromium (in PATH, or $CHROMIUM) and playwright-core (a folder with node_modules: $PLAYWRIGHT, or
// here); says so and is skipped (77) without them. With FOLDER, pictures of the pages are left there, and
// $MORGUE_ARCHIVE is shown instead of an archive made for this.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';

const [morgue, index, folder] = process.argv.slice(2);

function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(77);
}

function browserProgram() {
  const places = (process.env.PATH ?? '').split(':').map((path) => join(path, 'chromium'));
  return [process.env.CHROMIUM ?? '', ...places].find((path) => path !== '' && existsSync(path));
}

function playwright() {
  try {
    return createRequire(join(process.env.PLAYWRIGHT ?? process.cwd(), 'x.js'))('playwright-core');
  } catch {
    return undefined;
  }
}

const executablePath = browserProgram();
const library = playwright();
if (!executablePath) skip('there is no Chromium');
if (!library) skip('there is no playwright-core');

const home = mkdtempSync(join(tmpdir(), 'morgue-browser-'));
const query = process.env.MORGUE_BROWSER_QUERY ?? 'pier light';

function archive() {
  if (folder && process.env.MORGUE_ARCHIVE) return process.env.MORGUE_ARCHIVE;
  const pieces = Array.from({ length: 40 }, (_, n) => JSON.stringify({
    id: `n${n}`, title: `Notice ${n} of <b>the harbour</b>`, source: `Coast Paper ${n % 3}`,
    date: `2025-0${1 + (n % 9)}-11`, url: `https://coast.example/${n}`,
    text: `“The pier of light number ${n} opens in Calder on Friday,” said Rowan Pike, the harbour master.` +
      ` ${String.fromCharCode(97 + (n % 26)).repeat(60 + n)}` }));
  const made = join(home, 'archive');
  const status = spawnSync(index, ['add', '-q', '-A', made, '-'], { input: pieces.join('\n') }).status;
  assert.equal(status, 0);
  return made;
}

async function start() {
  const server = spawn(morgue, ['serve', '-A', archive()], { stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise((resolve) => {
    server.stderr.on('data', (line) => resolve(/http:\S+/.exec(String(line))[0]));
  });
  return { server, address };
}

// A page that notes whatever goes wrong, and whatever is asked of anybody else.
async function open(browser, address, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => {
    if (new URL(request.url()).host !== new URL(address).host) faults.push(request.url());
  });
  await page.goto(address);
  return { page, faults, at: (path) => new URL(path, address).href };
}

async function picture(page, name) {
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

const focused = (page) => page.evaluate(() => document.activeElement.outerHTML.slice(0, 200));

async function search(page) {
  await page.fill('#q', query);
  await page.keyboard.press('Enter');
  await page.waitForSelector('ol.results li');
}

async function withKeys(browser, address) {
  const { page, faults } = await open(browser, address, { viewport: { width: 1280, height: 900 } });
  assert.equal(new URL(page.url()).search, '', 'the token leaves the address');
  await picture(page, 'home');
  await page.keyboard.press('Tab');
  assert.match(await focused(page), /class="skip"/);
  await page.keyboard.press('/');
  assert.match(await focused(page), /id="q"/);
  await search(page);
  await picture(page, 'search');
  const titles = await page.locator('.results h2 a').allTextContents();
  for (const [key, expected] of [['j', 0], ['j', 1], ['j', 2], ['k', 1]]) {
    await page.keyboard.press(key);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), titles[expected]);
  }
  await page.keyboard.press('Enter');
  await page.waitForSelector('article.text');
  assert.equal(await page.locator('h1').textContent(), titles[1]);
  await picture(page, 'article');
  const person = page.locator('.text a.person').first();
  if (await person.count()) {
    await person.click();
    await page.waitForSelector('h1');
    await picture(page, 'person');
  }
  assert.deepEqual(faults, []);
}

async function withoutScripts(browser, address) {
  const { page, faults } = await open(browser, address, { javaScriptEnabled: false });
  await search(page);
  const all = await page.locator('h1').textContent();
  await page.locator('aside li a').first().click();
  assert.notEqual(await page.locator('h1').textContent(), undefined);
  await page.goBack();
  assert.equal(await page.locator('h1').textContent(), all);
  await page.locator('figure svg a').first().click();
  assert.match(new URL(page.url()).searchParams.get('q'), /date:/);
  assert.deepEqual(faults, []);
}

async function narrow(browser, address) {
  const { page, faults, at } = await open(browser, address, {
    viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
  await search(page);
  const article = await page.locator('.results h2 a').first().getAttribute('href');
  for (const [path, name] of [[page.url(), 'search'], [article, 'article'], ['/about', 'about'],
    ['/person?name=Pike', 'person'], ['/search?q=persn:x', 'mistake'], ['/', 'home']]) {
    const expected = name === 'mistake' ? 400 : 200;
    const status = (await page.goto(at(path))).status();
    const fits = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(fits <= 320, `${name} is ${fits} wide`);
    if (name !== 'person') assert.equal(status, expected, name);
    await picture(page, `narrow-dark-${name}`);
  }
  // Chromium reports the statuses of mistakes; nothing else is expected.
  assert.deepEqual(faults.filter((fault) => !/status of 4\d\d/.test(fault)), []);
}

const { server, address } = await start();
const browser = await library.chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  await withKeys(browser, address);
  await withoutScripts(browser, address);
  await narrow(browser, address);
  console.log('keys, without scripts, 320 pixels: as expected');
} finally {
  await browser.close();
  server.kill('SIGINT');
  rmSync(home, { recursive: true });
}
