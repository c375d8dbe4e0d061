/** HAR files, as three kinds of programs write them, and what the list finds in them. */
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type HarRequest, readHar } from '../../../rules/cli/har/read.ts';
import { RULES_DIR } from '../../../rules/cli/load.ts';
import { progressOf } from '../../../rules/cli/progress.ts';
import { compareFindings, replay } from '../../../rules/cli/replay.ts';
import { toRuleset } from '../../../rules/cli/ruleset.ts';
import { compile } from '../../../rules/core/index.ts';
import { dossier } from '../../support/fixtures.ts';

const KEPT = join(import.meta.dirname, '../../har');
const folder = mkdtempSync(join(tmpdir(), 'countergaze-replay-'));
const file = (name: string, text: string | Buffer) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const log = (entries: object[], pages: object[] = []) => JSON.stringify({ log: { pages, entries } });

async function all(path: string): Promise<Pick<HarRequest, 'url' | 'type' | 'page'>[]> {
  const requests = [];
  for await (const { url, type, page } of readHar(path)) requests.push({ url, type, page });
  return requests;
}

describe('HAR', () => {
  const entry = (url: string, type?: string, pageref = 'p1', more = {}) => ({
    pageref,
    _resourceType: type,
    request: { url },
    ...more,
  });

  test('the first request of a page is the visited page, a later document a frame', async () => {
    const har = log([
      entry('https://a.test/', 'document'),
      entry('https://b.test/f', 'document'),
      entry('https://b.test/x', 'fetch'),
      entry('https://c.test/', undefined, 'p2'),
    ]);
    const expected = [
      { url: 'https://a.test/', type: 'main_frame', page: 'https://a.test/' },
      { url: 'https://b.test/f', type: 'sub_frame', page: 'https://a.test/' },
      { url: 'https://b.test/x', type: 'xmlhttprequest', page: 'https://a.test/' },
      { url: 'https://c.test/', type: 'main_frame', page: 'https://c.test/' },
    ];
    expect(await all(file('a.har', har))).toEqual(expected);
    expect(await all(file('a.har.gz', gzipSync(har)))).toEqual(expected);
  });

  test('redirects lead to the visited page; a recording that begins late takes the address that it names', async () => {
    const har = log(
      [
        entry('http://a.test/', 'document', 'p1', { response: { status: 301 } }),
        entry('https://a.test/', 'document', 'p1', { response: { status: 200 } }),
        entry('https://a.test/frame', 'document', 'p1', { response: { status: 200 } }),
        entry('https://late.test/x.js', 'script', 'p2'),
        entry('https://wpt.test/x.png', 'image', 'p3'),
      ],
      [
        { id: 'p2', title: 'https://late.test/' },
        { id: 'p3', title: 'A title', _URL: 'https://wpt.test/' },
      ],
    );
    expect((await all(file('b.har', har))).map(({ type, page }) => `${type} ${page}`)).toEqual([
      'main_frame http://a.test/',
      'main_frame https://a.test/',
      'sub_frame https://a.test/',
      'script https://late.test/',
      'image https://wpt.test/',
    ]);
  });

  test.each([
    ['broken.har', '{', /cannot be read|can be read/],
    ['cut.har', '{"log":{"entries":[{"request":{"url":"https://a.test/"}}', /can be read/],
    ['other.har', '{"log":{}}', /no log.entries/],
    ['null.har', 'null', /no log.entries/],
    ['text.har', 'hello', /can be read/],
  ])('%s is refused in words', async (name, text, message) => {
    await expect(all(file(name, text))).rejects.toThrow(message);
  });

  test('a file that is not there is refused in words', async () => {
    await expect(all(join(folder, 'nowhere.har'))).rejects.toThrow(/nowhere.har is no HAR file that can be read/);
  });
});

describe('replay', () => {
  const list = [
    dossier('acme', { detect: { sites: ['acme.com'], hosts: ['sdk.acme.com'] } }),
    dossier('faint', { detect: { sites: ['faint.com'], weak: { files: ['faint-a.js', 'faint-b.js'] } } }),
  ];
  const index = compile(toRuleset(list));
  const entry = (url: string, pageref: string, type = 'script') => ({ pageref, _resourceType: type, request: { url } });

  test('weak signatures add up within one page load, never across two of the same address', async () => {
    const har = log([
      entry('https://a.test/?id=1', 'p1', 'document'),
      entry('https://a.test/faint-a.js', 'p1'),
      entry('https://a.test/?id=2', 'p2', 'document'),
      entry('https://a.test/faint-b.js', 'p2'),
      entry('https://a.test/?id=3', 'p3', 'document'),
      entry('https://a.test/faint-a.js', 'p3'),
      entry('https://a.test/faint-b.js', 'p3'),
      entry('https://www.acme.com/', 'p4', 'document'),
      entry('https://sdk.acme.com/x.js', 'p4'),
    ]);
    expect(await replay(file('weak.har', har), index)).toEqual({
      requests: 9,
      pages: {
        'https://a.test/': { faint: 'loaded by file:faint-a.js and file:faint-b.js' },
        'https://www.acme.com/': { acme: 'loaded by host:sdk.acme.com' },
      },
    });
  });

  test('on the vendor’s own site one weak signature is no code, two are', async () => {
    const har = log([
      entry('https://faint.com/one', 'p1', 'document'),
      entry('https://faint.com/faint-a.js', 'p1'),
      entry('https://faint.com/two', 'p2', 'document'),
      entry('https://faint.com/faint-a.js', 'p2'),
      entry('https://faint.com/faint-b.js', 'p2'),
    ]);
    expect((await replay(file('own.har', har), index)).pages).toEqual({
      'https://faint.com/one': { faint: 'listed by site:faint.com' },
      'https://faint.com/two': { faint: 'loaded by file:faint-a.js and file:faint-b.js' },
    });
  });

  test('differences are named', () => {
    const kept = {
      'a.har': { 'https://a.test/': { acme: 'loaded by host:sdk.acme.com', old: 'listed by site:old.com' } },
    };
    const now = {
      'a.har': { 'https://a.test/': { acme: 'listed by site:acme.com', fresh: 'loaded by file:fresh.js' } },
    };
    expect(compareFindings(kept, now)).toEqual([
      '~ a.har › https://a.test/ › acme: listed by site:acme.com, expected loaded by host:sdk.acme.com',
      '+ a.har › https://a.test/ › fresh: loaded by file:fresh.js, not expected',
      '- a.har › https://a.test/ › old: listed by site:old.com, not found',
    ]);
    expect(compareFindings(kept, {})).toContain('- a.har: replayed, not found');
    expect(compareFindings(now, now)).toEqual([]);
  });
});

function rules(args: string[], flags: string[] = []) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, join(RULES_DIR, 'cli/main.ts'), 'replay', ...args],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

test('the kept recordings of Chromium, Firefox and WebPageTest show what they are kept to show', () => {
  const { status, stdout, stderr } = rules([KEPT, '--expect', join(KEPT, 'expected.json')]);
  expect(stdout).toContain('page https://bank.example/login\n    biocatch: loaded by path:/client/v3.1/web/wup');
  expect(stderr).toContain('as expected');
  expect(status).toBe(0);
});

test('another list finds otherwise, and says so', () => {
  const expected = JSON.parse(readFileSync(join(KEPT, 'expected.json'), 'utf8'));
  delete expected['chromium.har']['https://bank.example/login'].seon;
  const kept = file('expected.json', JSON.stringify(expected));
  const { status, stdout } = rules([KEPT, '--expect', kept]);
  expect(stdout).toMatch(/\+ chromium\.har › https:\/\/bank\.example\/login › seon: .*, not expected/);
  expect(status).toBe(1);
  expect(rules([KEPT, '--expect', kept, '--update']).status).toBe(0);
  expect(rules([KEPT, '--expect', kept]).status).toBe(0);
});

test.each([
  [[], 'replay needs a HAR file'],
  [['/no/such/place'], 'there is nothing at /no/such/place'],
  [[KEPT, '--update'], '--update needs --expect'],
  [[KEPT, '--expect', '/no/such/file.json'], 'write it with --update'],
])('%j is refused in one line', (args, message) => {
  const { status, stderr } = rules(args as string[]);
  expect(status).toBe(2);
  expect(stderr.trimEnd().split('\n').at(-1)).toContain(message);
});

test('a file larger than the memory it may use, with a body larger still and a page for every entry', async () => {
  const big = join(folder, 'big.har');
  const entry = (url: string, body: string, pageref = 'p') =>
    JSON.stringify({ pageref, request: { url, headers: [] }, response: { status: 200, content: { text: body } } });
  const chunk = 'x'.repeat(1 << 20);
  await pipeline(
    Readable.from(
      (function* () {
        yield `{"log":{"pages":[],"entries":[${entry('https://a.test/', '')}`;
        const [head, tail] = entry('https://bank.test/client/v3.1/web/wup', 'BODY').split('BODY');
        yield `,${head}`;
        for (let count = 0; count < 80; count++) yield chunk;
        yield tail;
        for (let count = 0; count < 80; count++) yield `,${entry(`https://a.test/${count}/`, chunk, `p${count}`)}`;
        yield ']}}';
      })(),
    ),
    createWriteStream(big),
  );
  const { status, stdout, stderr } = rules([big], ['--max-old-space-size=64']);
  expect(stderr).toContain('82 requests');
  expect(stdout).toContain('biocatch: loaded by path:/client/v3.1/web/wup');
  expect(status).toBe(0);
}, 120_000);

test('progress is shown on a terminal only', () => {
  const lines: string[] = [];
  const out = (isTTY: boolean) =>
    ({ isTTY, write: (text: string) => lines.push(text) }) as unknown as NodeJS.WriteStream;
  const silent = progressOf(100, out(false));
  silent.step()(50);
  silent.end();
  expect(lines).toEqual([]);
  const shown = progressOf(2_000_000, out(true));
  const step = shown.step();
  const until = performance.now() + 250;
  while (performance.now() < until) step(1_000_000);
  shown.end();
  expect(lines.join('')).toContain('50 % of 2 MB');
});
