import { expect, test } from 'vitest';
import { loadValidVendors } from '../../../rules/cli/load.ts';
import { toRuleset } from '../../../rules/cli/ruleset.ts';
import { assertIntact, pack, restore, signatureOf, signaturesIn } from '../../../rules/core/index.ts';

const ruleset = toRuleset(loadValidVendors());
const text = pack(ruleset);

test('the same list gives the same text, in whatever order it comes', () => {
  expect(pack({ ...ruleset, vendors: [...ruleset.vendors].reverse() })).toBe(text);
});

test('the text is printable ASCII, so that it takes one byte a character', () => {
  expect(text).toMatch(/^[\t\n -~]*$/);
});

test('everything that was packed comes back', () => {
  const index = restore(text);
  expect(index.date).toBe(ruleset.date);
  expect(index.vendors.size).toBe(ruleset.vendors.length);
  const declared = ruleset.vendors.flatMap(({ id, detect }) =>
    [...signaturesIn(detect)].map(({ signature, weak }) => `${id} ${signature} ${weak}`),
  );
  expect([...index.entries()].map((entry) => `${entry.vendor.id} ${signatureOf(entry)} ${entry.weak}`)).toEqual(
    declared,
  );
  for (const { detect, ...vendor } of ruleset.vendors) expect(index.vendors.get(vendor.id)).toEqual(vendor);
  expect(index.vendors.get('')).toBeUndefined();
  expect(index.vendors.get('nobody-by-this-name')).toBeUndefined();
  expect(index.vendors.get('zzz')).toBeUndefined();
});

test('names outside ASCII survive', () => {
  const [first] = ruleset.vendors;
  if (first === undefined) throw new Error('the list is empty');
  const named = { ...first, name: 'Žluťoučký “kůň” 顔', detect: { elements: ['x-a[title="顔\n"]'] } };
  const index = restore(pack({ ...ruleset, vendors: [named] }));
  expect(index.vendors.get(first.id)?.name).toBe(named.name);
  expect([...index.entries()].map(({ literal }) => literal)).toEqual(named.detect.elements);
});

test.each([
  ['', /no built list/],
  ['{"format":1,"vendors":[]}', /no built list/],
  [text.slice(0, -1), /damaged: \d+ characters long instead of \d+/],
  [`${text} `, /damaged/],
  [text.replace(/\n\d{4}/, '\n9e99'), /damaged: its keys/],
  [text.replace(/^countergaze-list 2 /, 'countergaze-list 1 '), /format 1; this version reads format 2/],
])('a text that is not a whole built list is refused: %#', (given, message) => {
  expect(() => restore(given)).toThrow(message);
});

test('one changed character is found by the checksum', () => {
  expect(() => assertIntact(text)).not.toThrow();
  for (const at of [text.indexOf('\n') + 1, text.length >> 1, text.length - 1]) {
    const changed = text.slice(0, at) + (text[at] === 'a' ? 'b' : 'a') + text.slice(at + 1);
    expect(() => assertIntact(changed)).toThrow(/damaged: its checksum/);
  }
});
