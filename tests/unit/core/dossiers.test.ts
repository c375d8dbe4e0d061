import { describe, expect, test } from 'vitest';
import { loadValidVendors } from '../../../rules/cli/load.ts';
import { packDossiers, toListed, unpackDossiers } from '../../../rules/core/index.ts';
import { abbreviate, ownWordsOf, spellOut } from '../../../rules/core/own-words.ts';

const vendors = loadValidVendors();
const packed = JSON.parse(JSON.stringify(packDossiers(vendors)));
const listed = vendors.map(toListed);

test('every dossier comes back as its file has it', () => {
  const unpacked = unpackDossiers(packed, listed);
  expect(Object.keys(unpacked)).toHaveLength(vendors.length);
  for (const { $schema, cases, detect, npm, ...dossier } of vendors) expect(unpacked[dossier.id]).toEqual(dossier);
});

test('the same dossiers give the same columns, in whatever order they come', () => {
  expect(packDossiers([...vendors].reverse())).toEqual(packed);
});

test('what is not listed any more is left out, the others stay whole', () => {
  const unpacked = unpackDossiers(packed, listed.slice(1));
  const { $schema, cases, detect, npm, ...last } = vendors.at(-1) as (typeof vendors)[number];
  expect(unpacked).not.toHaveProperty((listed[0] as (typeof listed)[number]).id);
  expect(unpacked[last.id]).toEqual(last);
});

describe('own words', () => {
  const vendor = {
    ...(listed[0] as (typeof listed)[number]),
    name: 'Acme Face (beta)',
    signatures: ['site:acme.com', 'path:/node_modules/@acme/face@*/', 'element:[class~="a.b*"]', 'file:me'],
  };
  const words = ownWordsOf(vendor);

  test('are the name, its beginning, and what signatures name, if long enough', () => {
    expect(words).toEqual(['Acme Face (beta)', 'Acme', 'acme.com', '@acme/face', '[class~="a.b*"]']);
  });

  test.each([
    ['Acme Face (beta) of Acme', '~# of ~$'],
    ['https://www.acme.com/~me', 'https://www.~%/~~me'],
    ['npm:@acme/face@1.0.0#x.js', 'npm:~&@1.0.0#x.js'],
    ['an element [class~="a.b*"]', "an element ~'"],
    ['nothing of it', 'nothing of it'],
  ])('%s is %s', (text, short) => {
    expect(abbreviate(text, words)).toBe(short);
    expect(spellOut(short, words)).toBe(text);
  });

  test('a number without a word is an error', () => {
    expect(() => spellOut('~z', words)).toThrow(RangeError);
  });
});
