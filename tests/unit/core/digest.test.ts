import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOf, literalRun, mayMatch } from '../../../rules/core/digest.ts';

const digestOf = (...runs: string[]) => new Set(runs.map(hashOf));

test.each([
  ['AcmeFace.js', 'AcmeFace.js'],
  ['dist/AcmeFace.js', 'dist/AcmeFace.js'],
  ['/2.2/w/w-*/sync/js/', '2.2/w/w-'],
  ['/@acme/web-sdk@*/', '@acme/web-sdk@'],
  ['/dist/id4face@*.js', 'dist/id4face@'],
  ['/models/v*/a', 'models'], // half a segment without a punctuation mark is no key
  ['/*/x', 'x'],
  ['/*/', ''],
])('the run of %s is %s', (pattern, run) => {
  expect(literalRun(pattern)).toBe(run);
});

describe('an address may match', () => {
  const digest = digestOf('acme.com', 'cdn.com/npm/acme@', 'AcmeFace.js', '2.2/w/w-');
  test.each([
    ['https://acme.com/', true],
    ['https://eu.acme.com', true],
    ['https://eu.acme.com:8443/x', true],
    ['https://cdn.com:8443/npm/acme@1', true],
    ['wss://eu.acme.com/live?x', true],
    ['https://notacme.com/', false],
    ['https://acme.com.evil.org/', false],
    ['https://x.org/acme.com/y', true], // perhaps: the list decides
    ['https://name:word@acme.com:1/', true],
    ['https://acme.com@x.org/', false],
    ['https://acme.com./', true],
    ['http://[::1]:8080/js/AcmeFace.js', true],
    ['https://a.b.c.d.e.f.g.h.i.j.k.l.m.acme.com/a/b/c/d/e/f', true],
    ['https:///acme.com', false],
    ['https://cdn.com/npm/acme@1.2.3/a.js', true],
    ['https://cdn.com/npm/acme/a.js', false],
    ['https://x.org/js/AcmeFace.js?v=3', true],
    ['https://x.org/js/MyAcmeFace.js', false],
    ['https://x.org/?file=/AcmeFace.js', false],
    ['https://x.org/#/AcmeFace.js', false],
    ['https://x.org/a/2.2/w/w-77/sync/js/b.js', true],
    ['blob:https://x.org/1', false],
    ['data:text/plain,acme.com', false],
  ])('%s: %s', (url, expected) => {
    expect(mayMatch(digest, url)).toBe(expected);
  });
});

test('a file is met wherever it lies', () => {
  const segment = fc.stringMatching(/^[\w.@-]{1,12}$/);
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 6 }), segment, fc.webQueryParameters(), (folders, file, query) => {
      const url = new URL(`https://shop.example/${[...folders, file].join('/')}?${query}`);
      if (url.pathname.endsWith(`/${file}`)) expect(mayMatch(digestOf(literalRun(file)), url.href)).toBe(true);
    }),
  );
});
