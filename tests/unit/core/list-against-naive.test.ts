/** The shipped list, on addresses made from its own signatures and near misses of them, against the naive reference. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadValidVendors, RULES_DIR } from '../../../rules/cli/load.ts';
import { toObservation } from '../../../rules/cli/observe.ts';
import { toRuleset } from '../../../rules/cli/ruleset.ts';
import { compile, match, matchUrl, signatureOf, signaturesIn } from '../../../rules/core/index.ts';
import { naiveMatcher } from './naive.ts';

interface Answer {
  readonly detections: readonly { vendor: string; signature: string; stage: string }[];
}

const LINES = 10_000;
const ruleset = toRuleset(loadValidVendors());
const index = compile(ruleset);
const naive = naiveMatcher(ruleset.vendors);
const literals = ruleset.vendors.flatMap(({ detect }) => [...signaturesIn(detect)].map(({ literal }) => literal));

/** An address around a literal: as it is, embedded, cut, extended or in another case. */
const address = fc
  .record({
    literal: fc.constantFrom(...literals.filter((literal) => !/[\s"[]/.test(literal))),
    before: fc.constantFrom('', 'eu.', 'x', 'eu-1.', 'cdn.example/', 'cdn.example/a/', 'cdn.example/b'),
    star: fc.constantFrom('', '1', '1.2.3', 'a/b'),
    after: fc.constantFrom('', '/', '/x.js', 'x', '?q=/x', '.evil.example/', '/a/b/c', '#f'),
    upper: fc.boolean(),
    type: fc.constantFrom('script', 'xmlhttprequest', 'main_frame'),
  })
  .map(({ literal, before, star, after, upper, type }) => {
    const text = literal.replaceAll('*', star).replace(/^\//, before.includes('/') ? '' : 'host.example/');
    return { url: `https://${before}${upper ? text.toUpperCase() : text}${after}`, type };
  })
  .filter(({ url }) => URL.canParse(url));

const lines = fc.sample(address, { numRuns: LINES, seed: 20_261_123 });

test(`the core agrees with the naive reference on ${LINES} lines`, () => {
  let hits = 0;
  for (const { url, type } of lines) {
    const seen = toObservation(url, type);
    const found = seen === null ? [] : match(index, seen);
    const mine = [...new Set(found.map((entry) => `${entry.vendor.id} ${signatureOf(entry)} ${entry.weak}`))].sort();
    const expected = [...new Set(naive(url, type).map((hit) => `${hit.vendor} ${hit.signature} ${hit.weak}`))].sort();
    expect(mine, `${type} ${url}`).toEqual(expected);
    const whole = matchUrl(index, new URL(url).href, type === 'main_frame' ? 'page' : 'request');
    expect(new Set(whole), `${type} ${url}`).toEqual(new Set(found));
    if (mine.length > 0) hits++;
  }
  // Neither all hits nor all misses: the comparison must have had something to compare.
  expect(hits).toBeGreaterThan(LINES / 10);
  expect(hits).toBeLessThan((LINES * 9) / 10);
});

test(`rules match agrees with the naive reference on ${LINES} lines`, () => {
  const input = lines.map(({ url, type }) => JSON.stringify({ url, type, page: 'https://page.example/' })).join('\n');
  const main = join(RULES_DIR, 'cli/main.ts');
  const { status, stdout } = spawnSync(process.execPath, [main, 'match'], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  expect(status).toBe(0);
  const answers = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
  expect(answers).toHaveLength(LINES);
  for (const [at, { url, type }] of lines.entries()) {
    const hits = naive(url, type).filter(({ weak }) => !weak);
    const { detections } = answers[at] as Answer;
    expect(
      detections.map(({ vendor }) => vendor),
      url,
    ).toEqual([...new Set(hits.map(({ vendor }) => vendor))].sort());
    for (const { vendor, signature, stage } of detections) {
      expect(hits).toContainEqual({ vendor, signature, weak: false });
      expect(stage, url).toBe(signature.startsWith('site:') ? 'listed' : 'loaded');
    }
  }
});
