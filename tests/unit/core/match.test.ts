import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  compile,
  type Entry,
  match,
  matchUrl,
  type RulesetVendor,
  signatureOf,
  splitUrl,
} from '../../../rules/core/index.ts';
import { naiveMatcher } from './naive.ts';

function vendor(id: string, detect: RulesetVendor['detect']): RulesetVendor {
  return {
    id,
    name: id,
    modalities: ['face'],
    purpose: 'face-analysis',
    practice: 'asked',
    detect,
    reviewed: '2026-01-01',
    reviewBy: '2027-01-01',
  };
}

/** Both ways of asking, which must say the same: an address cut up beforehand, and as a browser writes it. */
function hits(vendors: RulesetVendor[], url: string, type = 'script'): string[] {
  const { href } = new URL(url);
  const parts = splitUrl(href);
  if (parts === null) return [];
  const index = compile({ format: 1, date: '2026-01-01', vendors });
  const kind = type === 'main_frame' ? 'page' : 'request';
  const found = named(match(index, { kind, ...parts }));
  expect(named(matchUrl(index, href, kind)), href).toEqual(found);
  return found;
}

function named(entries: readonly Entry[]): string[] {
  return entries.map((entry) => `${entry.vendor.id} ${signatureOf(entry)}${entry.weak ? ' weak' : ''}`).sort();
}

const acme = vendor('acme', {
  sites: ['acme.test'],
  hosts: ['sdk.acme.test'],
  hostPaths: ['cloud.test/face/v1', 'cdn.test/npm/acme@*', 'unpkg.com/acme@*'],
  files: ['AcmeFace.js', 'models/face-weights.json'],
  paths: ['/2.2/w/w-*/sync/js/', '/acme/collect'],
  aliases: ['a.bank.test'],
  weak: { files: ['acme.js'] },
});

test.each([
  // hosts: label boundary
  ['https://sdk.acme.test/x', 'script', ['acme host:sdk.acme.test']],
  ['https://eu.sdk.acme.test/x', 'script', ['acme host:sdk.acme.test']],
  ['https://sdk.acme.test./x', 'script', ['acme host:sdk.acme.test']],
  ['https://notsdk.acme.test/x', 'script', []],
  ['https://sdk.acme.test.evil.org/', 'script', []],
  ['wss://sdk.acme.test/live', 'websocket', ['acme host:sdk.acme.test']],
  // sites: only when visited
  ['https://www.acme.test/', 'main_frame', ['acme site:acme.test']],
  ['https://www.acme.test/logo.png', 'image', []],
  // host and path: whole segments from the start
  ['https://eu.cloud.test/face/v1', 'script', ['acme hostPath:cloud.test/face/v1']],
  ['https://eu.cloud.test/face/v1/detect?x=1', 'script', ['acme hostPath:cloud.test/face/v1']],
  ['https://cloud.test/face/v10', 'script', []],
  ['https://cloud.test/Face/v1', 'script', []],
  ['https://cloud.test/a/face/v1', 'script', []],
  ['https://cdn.test/npm/acme@1.2.3/dist/x.js', 'script', ['acme hostPath:cdn.test/npm/acme@*']],
  ['https://cdn.test/npm/acmes@1/dist/x.js', 'script', []],
  ['https://unpkg.com/acme@1.2.3/', 'main_frame', []],
  ['https://unpkg.com/acme@1.2.3/a.js', 'script', ['acme hostPath:unpkg.com/acme@*']],
  ['https://cloud.test/face/v1', 'main_frame', ['acme hostPath:cloud.test/face/v1']],
  // files: end of the path, on a segment boundary, any host
  ['https://shop.test/a/AcmeFace.js?v=1', 'script', ['acme file:AcmeFace.js']],
  ['https://shop.test/a/NotAcmeFace.js', 'script', []],
  ['https://shop.test/AcmeFace.js/x', 'script', []],
  ['https://shop.test/acmeface.js', 'script', []],
  ['https://shop.test/x/models/face-weights.json', 'script', ['acme file:models/face-weights.json']],
  ['https://shop.test/face-weights.json', 'script', []],
  ['https://shop.test/?f=/AcmeFace.js', 'script', []],
  ['https://code.test/blob/AcmeFace.js', 'main_frame', []],
  // paths: anywhere, * within one segment, a last slash asks for one
  ['https://x.test/p/2.2/w/w-77/sync/js/', 'script', ['acme path:/2.2/w/w-*/sync/js/']],
  ['https://x.test/2.2/w/w-/sync/js/a.js', 'script', ['acme path:/2.2/w/w-*/sync/js/']],
  ['https://x.test/2.2/w/w-1/2/sync/js/', 'script', []],
  ['https://x.test/2.2/w/w-1/sync/js', 'script', []],
  ['https://x.test/acme/collect', 'script', ['acme path:/acme/collect']],
  ['https://x.test/acme/collector', 'script', []],
  // aliases: exact, never as the visited page
  ['https://a.bank.test/x', 'script', ['acme alias:a.bank.test']],
  ['https://b.a.bank.test/x', 'script', []],
  ['https://a.bank.test/x', 'main_frame', []],
  // weak ones are marked
  ['https://shop.test/acme.js', 'script', ['acme file:acme.js weak']],
  // addresses and credentials
  ['https://sdk.acme.test@127.0.0.1/', 'script', []],
  ['https://127.0.0.1/AcmeFace.js', 'script', ['acme file:AcmeFace.js']],
])('%s as %s', (url, type, expected) => {
  expect(hits([acme], url, type)).toEqual(expected);
});

test('a path without a fixed segment is refused', () => {
  expect(() => compile({ format: 1, date: '', vendors: [vendor('bad', { paths: ['/*/a*'] })] })).toThrow(/bad: path/);
});

/** Few letters and short names, so that near misses are common. */
const label = fc
  .string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 2 })
  .map((text) => `x${text}x`);
const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => `${labels.join('.')}.test`);
const segment = fc
  .string({ unit: fc.constantFrom('a', 'b', '.'), minLength: 1, maxLength: 3 })
  .filter((text) => !/^\.+$/.test(text));
const patternSegment = fc.oneof(
  segment,
  segment.map((text) => `${text}*`),
  segment.map((text) => `*${text}`),
  fc.constant('*'),
);
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'));
const pattern = fc
  .tuple(
    fc.array(patternSegment, { minLength: 0, maxLength: 2 }),
    segment,
    fc.array(patternSegment, { maxLength: 1 }),
    fc.boolean(),
  )
  .map(([before, fixed, after, open]) => `/${[...before, fixed, ...after].join('/')}${open ? '/' : ''}`);
const some = <T>(value: fc.Arbitrary<T>) => fc.array(value, { maxLength: 3 });
const detect = fc.record({
  sites: some(host),
  hosts: some(host),
  hostPaths: some(fc.tuple(host, pattern).map(([name, rest]) => name + rest)),
  files: some(path),
  paths: some(pattern),
  aliases: some(host),
  weak: fc.record({ files: some(path), paths: some(pattern) }),
});

test('agrees with the naive reference on made-up lists and addresses', () => {
  fc.assert(
    fc.property(
      fc.array(detect, { minLength: 1, maxLength: 4 }),
      fc.array(fc.tuple(host, path, fc.constantFrom('', '/', '?a/b', '#a'), fc.constantFrom('script', 'main_frame')), {
        minLength: 5,
        maxLength: 20,
      }),
      (detects, requests) => {
        const vendors = detects.map((each, at) => vendor(`v${at}`, each as RulesetVendor['detect']));
        const naive = naiveMatcher(vendors);
        for (const [name, rest, tail, type] of requests) {
          const url = `https://${name}/${rest}${tail}`;
          const expected = naive(url, type).map((hit) => `${hit.vendor} ${hit.signature}${hit.weak ? ' weak' : ''}`);
          expect([...new Set(hits(vendors, url, type))]).toEqual([...new Set(expected)].sort());
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

/** Addresses that no browser writes so, but that `splitUrl` reads; and short hosts, whose tails are their own. */
const oddUrl = fc
  .record({
    scheme: fc.constantFrom('https://', 'http://', 'ws://', 'wss://', 'httpx://', 'HTTPS://', 'wsss://', 'ftp://', ''),
    user: fc.constantFrom('', '', 'me@', 'a.b:c@', 'sdk.acme.test@'),
    sub: fc.constantFrom('', '', 'www.', 'x', 'A.', 'a!b.', '..', '1.'),
    host: fc.constantFrom(
      'sdk.acme.test',
      'SDK.acme.TEST',
      'a.io',
      'ab.io',
      'cdn.test',
      '1.2.3.4',
      '[::1]',
      'localhost',
    ),
    port: fc.constantFrom('', '', '.', ':443', ':8', '.:80'),
    path: fc.constantFrom('', '/', '//', '/npm/acme@1/x.js', '/a/AcmeFace.js', '/AcmeFace.js/', '/face/v1', '/npm/acm'),
    tail: fc.constantFrom('', '?', '?a/AcmeFace.js', '#', '#/AcmeFace.js?x', '?x#y'),
    kind: fc.constantFrom('page' as const, 'request' as const),
  })
  .map(({ kind, ...parts }) => ({ url: Object.values(parts).join(''), kind }));

test('an address in one walk says what its parts say, however odd it is', () => {
  const short = vendor('short', {
    hosts: ['a.io', 'b.io'],
    sites: ['ab.io'],
    hostPaths: ['ab.io/face'],
    aliases: ['x.ab.io'],
  });
  const index = compile({ format: 1, date: '2026-01-01', vendors: [acme, short] });
  let found = 0;
  fc.assert(
    fc.property(oddUrl, ({ url, kind }) => {
      const parts = splitUrl(url);
      const expected = parts === null ? [] : named(match(index, { kind, ...parts }));
      expect(named(matchUrl(index, url, kind)), url).toEqual(expected);
      found += expected.length;
    }),
    { numRuns: 20_000 },
  );
  expect(found).toBeGreaterThan(1_000);
});

test('patterns with hardly anything fixed are found', () => {
  const bare = vendor('bare', {
    hostPaths: ['cdn.test/acme*', 'cdn.test/ab*', 'cdn.test/*/x.js'],
    paths: ['/*/a-b-c'],
  });
  expect(hits([bare], 'https://cdn.test/acme-1/y')).toEqual(['bare hostPath:cdn.test/acme*']);
  expect(hits([bare], 'https://eu.cdn.test/abc', 'main_frame')).toEqual(['bare hostPath:cdn.test/ab*']);
  expect(hits([bare], 'https://cdn.test/q/x.js')).toEqual(['bare hostPath:cdn.test/*/x.js']);
  expect(hits([bare], 'https://x.test/1/2/a-b-c/3')).toEqual(['bare path:/*/a-b-c']);
  expect(hits([bare], 'https://x.test/a-b-c')).toEqual([]);
});
