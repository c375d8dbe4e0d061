/** `rules crawl` as a maintainer runs it, on the local world. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Candidate } from '../../rules/cli/crawl/candidates.ts';
import type { PageRecord } from '../../rules/cli/crawl/record.ts';
import { readHar } from '../../rules/cli/har/read.ts';
import { RULES_DIR } from '../../rules/cli/load.ts';
import { SITES } from '../site/sites.ts';
import { startWorld, type World } from '../site/world.ts';
import { worldFlags } from '../support/chromium.ts';
import type { BrowserName } from '../support/find-browser.ts';

declare const __BROWSER__: BrowserName;

const URLS = [
  'https://bank.example/login',
  'https://patient.example/one',
  'https://patient.example/closed',
  'https://patient.example/two',
  'https://studio.example/',
  'https://forms.example/',
  'https://ill.example/',
  'https://shop.example/gone',
  'https://leaving.example/',
  'https://spoilt.example/',
];

/** Where the recording of a page goes. */
const harOf = (url: string) =>
  join(out, 'har', `${new URL(url).hostname}-${createHash('sha256').update(url).digest('hex').slice(0, 10)}.har`);

const out = mkdtempSync(join(tmpdir(), 'countergaze-crawl-'));
let world: World;
beforeAll(async () => {
  world = await startWorld(SITES);
  mkdirSync(join(harOf('https://spoilt.example/'), 'in the way'), { recursive: true });
});
afterAll(async () => {
  await world.close();
  rmSync(out, { recursive: true, force: true });
});

function start(): { child: ChildProcess; ended: Promise<{ status: number | null; text: string }> } {
  const list = join(out, 'urls.txt');
  writeFileSync(list, `# pages\n${URLS.join('\n')}\n${URLS[0]}\n`);
  const flags = worldFlags(world).map((flag) => `--chromium-flag=${flag}`);
  const settings = ['--out', out, '--delay', '0', '--settle', '1', '--concurrency', '3', ...flags];
  const child = spawn(process.execPath, [join(RULES_DIR, 'cli/main.ts'), 'crawl', list, ...settings]);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  return { child, ended: new Promise((resolve) => child.once('exit', (status) => resolve({ status, text }))) };
}

const records = (): PageRecord[] => {
  const file = join(out, 'pages.jsonl');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  return lines.map((line) => JSON.parse(line) as PageRecord);
};
const visits = (url: string) => {
  const { hostname, pathname } = new URL(url);
  return world.seen.filter(({ host, path }) => host === hostname && path === pathname);
};

const inChromium = test.runIf(__BROWSER__ === 'chromium'); // the crawl drives Chromium alone

inChromium('killed in the middle, it goes on where it was', { timeout: 240_000 }, async () => {
  const first = start();
  while (records().length < 1 && first.child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 50));
  first.child.kill('SIGKILL');
  await first.ended;
  const before = records();
  expect(before.length).toBeGreaterThanOrEqual(1);
  expect(before.length).toBeLessThan(URLS.length);
  const visited = before.filter(({ outcome }) => outcome === 'visited').map(({ url }) => url);
  const counts = visited.map((url) => visits(url).length);

  const { status, text } = await start().ended;
  expect(text).toContain('pages are done already');
  expect(status).toBe(1); // pages failed
  expect(visited.map((url) => visits(url).length)).toEqual(counts);
  expect(
    records()
      .map(({ url }) => url)
      .sort(),
  ).toEqual([...URLS].sort());
  expect(text).toContain('10 pages: 5 visited, 1 disallowed, 4 failed');
  expect(text).toMatch(/biocatch +1 +loaded +https:\/\/bank\.example\/login/);
});

inChromium('robots.txt is obeyed: what it forbids, how fast, and when it cannot be read', () => {
  const record = (url: string) => records().find((each) => each.url === url);
  expect(record('https://patient.example/closed')).toMatchObject({ outcome: 'disallowed', why: 'robots.txt says no' });
  expect(visits('https://patient.example/closed')).toEqual([]);
  const why = expect.stringMatching(/^robots\.txt cannot be read/);
  expect(record('https://ill.example/')).toMatchObject({ outcome: 'failed', why });
  expect(visits('https://ill.example/')).toEqual([]);
  expect(record('https://shop.example/gone')).toMatchObject({ outcome: 'failed', why: 'status 404' });
  const [one, two] = ['one', 'two'].map((name) => visits(`https://patient.example/${name}`).at(-1)?.at ?? 0);
  expect(Math.abs((two ?? 0) - (one ?? 0))).toBeGreaterThanOrEqual(2_000);
});

inChromium(
  'a page that left the web, and one whose recording cannot be kept, have failed; the crawl has gone on',
  () => {
    const record = (url: string) => records().find((each) => each.url === url);
    expect(record('https://leaving.example/')).toMatchObject({
      outcome: 'failed',
      why: 'it led to about:blank, where nothing can be seen',
    });
    expect(record('https://spoilt.example/')).toMatchObject({ outcome: 'failed', claims: [] });
    expect(visits('https://spoilt.example/').length).toBeGreaterThan(0);
  },
);

inChromium('each visited page has its claims and a HAR that the other commands read', async () => {
  for (const { url, har, outcome } of records()) {
    if (outcome !== 'visited') continue;
    const { value: first } = await readHar(join(out, har ?? '')).next();
    expect(first).toMatchObject({ url, type: 'main_frame', page: url });
  }
  const bank = records().find(({ url }) => url === 'https://bank.example/login');
  expect(bank?.claims.map(({ vendor, stage }) => [vendor, stage])).toEqual([
    ['seon', 'started'],
    ['biocatch', 'loaded'],
  ]);
  expect(readFileSync(join(out, 'pages.jsonl'), 'utf8')).not.toMatch(/\?cid=|\?v=/);
});

inChromium('candidates are those who act like a vendor, and nobody else', () => {
  const candidates = JSON.parse(readFileSync(join(out, 'candidates.json'), 'utf8')) as Candidate[];
  // Not: who only counts, the page's own scripts, and Onfido, which is on the list.
  expect(candidates).toEqual([
    {
      party: 'newface.example',
      signs: ['asks for the camera', 'loads model-like files'],
      pages: ['https://studio.example/'],
      addresses: ['https://sdk.newface.example/v1/face.js', 'https://static.newface.example/face_landmark.onnx'],
    },
    {
      party: 'typing.example',
      signs: ['watches input'],
      pages: ['https://forms.example/'],
      addresses: ['https://tag.typing.example/collect.js'],
    },
  ]);
});
