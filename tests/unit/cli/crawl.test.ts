/** The parts of `rules crawl` that need no browser; tests/e2e/crawl.test.ts has the whole. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { Acts, isModelLike } from '../../../rules/cli/crawl/acts.ts';
import { candidatesIn, OFTEN } from '../../../rules/cli/crawl/candidates.ts';
import { Frontier } from '../../../rules/cli/crawl/frontier.ts';
import { bar } from '../../../rules/cli/crawl/progress.ts';
import { type Act, appendRecord, newest, type PageRecord, readRecords } from '../../../rules/cli/crawl/record.ts';
import { keepRecording, shut } from '../../../rules/cli/crawl/visit.ts';
import { loadValidVendors } from '../../../rules/cli/load.ts';
import { toRuleset } from '../../../rules/cli/ruleset.ts';
import { compile } from '../../../rules/core/index.ts';

const record = (url: string, change: Partial<PageRecord> = {}): PageRecord => ({
  url,
  at: '2026-01-01T00:00:00.000Z',
  outcome: 'visited',
  landed: url,
  claims: [],
  acts: [],
  requests: 1,
  ...change,
});

describe('the records', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countergaze-records-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a line that a stop tore is cut off; of a page tried twice the newest counts', () => {
    const file = join(folder, 'pages.jsonl');
    expect(readRecords(file)).toEqual([]);
    appendRecord(file, record('https://a.example/', { outcome: 'failed', why: 'status 500' }));
    appendRecord(file, record('https://b.example/'));
    appendFileSync(file, '{"url":"https://c.exam');
    expect(readRecords(file)).toHaveLength(2);
    appendRecord(file, record('https://a.example/'));
    expect(readFileSync(file, 'utf8')).not.toContain('c.exam');
    expect(newest(readRecords(file)).map(({ url, outcome }) => `${url} ${outcome}`)).toEqual([
      'https://a.example/ visited',
      'https://b.example/ visited',
    ]);
  });
});

describe('the frontier', () => {
  test('one site is met once at a time, and left alone as long as it asks', async () => {
    const frontier = new Frontier(['https://a.example/1', 'https://www.a.example/2', 'https://b.example/']);
    expect(await frontier.next()).toBe('https://a.example/1');
    expect(await frontier.next()).toBe('https://b.example/'); // the same site under another host waits
    frontier.done('https://a.example/1', 0.3);
    const since = performance.now();
    expect(await frontier.next()).toBe('https://www.a.example/2');
    expect(performance.now() - since).toBeGreaterThanOrEqual(250);
    expect(await frontier.next()).toBeUndefined();
  });

  test('a stop gives out nothing more', async () => {
    const frontier = new Frontier(['https://a.example/', 'https://b.example/']);
    await frontier.next();
    frontier.stop();
    expect(await frontier.next()).toBeUndefined();
  });
});

describe('candidates', () => {
  const index = compile(toRuleset(loadValidVendors()));
  const act = (kind: Act['kind'], script: string, times = 1, file?: string): Act => ({
    kind,
    script,
    times,
    ...(file === undefined ? {} : { file }),
  });
  const signs = (acts: Act[], url = 'https://shop.example/') =>
    candidatesIn([record(url, { acts })], index).map(({ party, signs: own }) => [party, ...own]);

  test('the page’s own site is none, by whatever host of it', () => {
    expect(signs([act('camera', 'https://static.shop.example/a.js')])).toEqual([]);
    expect(signs([act('camera', 'https://cdn.other.example/a.js')])).toEqual([
      ['other.example', 'asks for the camera'],
    ]);
  });

  test('a page that ended at no address of the web counts as the one that was asked for', () => {
    const acts = [act('camera', 'https://static.shop.example/a.js'), act('camera', 'https://cdn.other.example/a.js')];
    expect(candidatesIn([record('https://shop.example/?id=1', { landed: '', acts })], index)).toMatchObject([
      { party: 'other.example', pages: ['https://shop.example/'] },
    ]);
  });

  test('who is on the list is none: by host, by file name, by its own site', () => {
    expect(signs([act('camera', 'https://sdk.onfido.com/v14/x.js')])).toEqual([]);
    expect(signs([act('camera', 'https://cdn.other.example/FaceTecSDK.js')])).toEqual([]);
    expect(signs([act('camera', 'https://pimeyes.com/x.js')])).toEqual([]);
  });

  test('a model counts for its host and for who loads it', () => {
    const file = 'https://files.store.example/a.onnx';
    expect(signs([act('model', 'https://cdn.other.example/a.js', 1, file)])).toEqual([
      ['other.example', 'loads model-like files'],
      ['store.example', 'loads model-like files'],
    ]);
  });

  test('input is watched only by who hears keys and pointer and reports often', () => {
    const script = 'https://cdn.other.example/a.js';
    const heard = [act('keys', script), act('pointer', script)];
    expect(signs([...heard, act('beacon', script, OFTEN - 1)])).toEqual([]);
    expect(signs([act('keys', script), act('beacon', script, 9)])).toEqual([]);
    expect(signs([...heard, act('beacon', 'https://x.other.example/b.js', OFTEN)])).toEqual([
      ['other.example', 'watches input'],
    ]);
  });
});

describe('the end of a visit', () => {
  test('a browser that neither closes nor answers is left, and nothing is thrown', async () => {
    const never = new Promise<never>(() => {});
    const gone = Promise.reject(new Error('Target closed'));
    gone.catch(() => {});
    for (const answer of [gone, never]) {
      const context = { browser: () => ({ newBrowserCDPSession: () => answer }) } as unknown as BrowserContext;
      await expect(shut({ context, close: () => never }, 20)).resolves.toBeUndefined();
    }
  });

  test('without a recording it says why there is none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'countergaze-visit-'));
    const keep = () => keepRecording(join(folder, 'a.har.part'), join(folder, 'a.har'));
    expect(keep).toThrow('left no recording');
    writeFileSync(
      join(folder, 'a.har.part'),
      '{"log":{"pages":[{"id":"p1"},{"id":"p2"}],"entries":[{"pageref":"p2"}]}}',
    );
    keep();
    expect(JSON.parse(readFileSync(join(folder, 'a.har'), 'utf8')).log.pages).toEqual([{ id: 'p2' }]);
    rmSync(folder, { recursive: true });
  });
});

test('model-like names', () => {
  const at = (name: string) => isModelLike(`https://x.example/m/${name}`);
  const models = [
    'face.onnx',
    'a.tflite',
    'group1-shard1of3.bin',
    'model-shard1',
    'model.json',
    'x-weights_manifest.json',
    'v2.task',
  ];
  expect(models.filter((name) => !at(name))).toEqual([]);
  const others = ['app.js', 'supermodel.json', 'photo.jpg', 'data.json', 'shards.js', 'onnx', 'a.bin', 'tasks'];
  expect(others.filter(at)).toEqual([]);
});

test('what a page tells is kept by known shapes, without query and fragment', () => {
  const acts = new Acts();
  acts.onDeed({ kind: 'camera', script: 'https://a.example/s.js?user=me#x' });
  acts.onDeed({ kind: 'camera', script: 'https://a.example/s.js' });
  acts.onDeed({ kind: 'fetch', script: 'https://a.example/s.js', target: 'https://a.example/data.json' });
  acts.onDeed({ kind: 'keys', script: 'blob:nonsense' });
  acts.onDeed({ kind: 'made up', script: 'https://a.example/s.js' } as never);
  acts.onDeed(null as never);
  expect(acts.all()).toEqual([{ kind: 'camera', script: 'https://a.example/s.js', times: 2 }]);
});

test('the bar is as long at the beginning as at the end', () => {
  expect(bar(0, 4, '')).toHaveLength(bar(4, 4, '').length);
  expect(bar(2, 4, 'x')).toBe('[############------------] 2/4 x');
});
