import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../utils/i18n.ts';
import { packTexts } from '../../../utils/pack-text.ts';
import { DamagedText, unpackText } from '../../../utils/packed-text.ts';
import { toWordsFile } from '../../../utils/words-file.ts';
import { readCatalogue } from '../../support/translation.ts';

const english = readCatalogue('en');
const wordsOf = (language: string) => toWordsFile(readCatalogue(language), english).words;

test.each(LANGUAGES)('%s comes out as it went in', (language) => {
  const packed = packTexts([{ name: language, text: wordsOf(language) }]);
  expect(unpackText(packed, language)).toBe(wordsOf(language));
});

describe('texts packed against each other', () => {
  const texts = [
    { name: 'fr', text: wordsOf('fr').slice(0, 3000), after: 'en' },
    { name: 'en', text: wordsOf('en').slice(0, 3000) },
    { name: 'greek', text: 'Πρόσωπο, φωνή', after: 'fr' },
    { name: 'empty', text: '', after: 'en' },
  ];
  const packed = packTexts(texts);

  test('each comes out, whatever their order', () => {
    for (const { name, text } of texts) expect(unpackText(packed, name)).toBe(text);
  });

  test('the same texts give the same bytes', () => {
    expect(packTexts(texts)).toEqual(packed);
  });

  test('one is shorter behind another that is alike', () => {
    const [first, second] = [wordsOf('en').slice(0, 3000), wordsOf('en').slice(1000, 4000)];
    const sizeOf = (after?: string) =>
      packTexts([
        { name: 'first', text: first },
        { name: 'second', text: second, after },
      ]).length;
    expect(sizeOf('first')).toBeLessThan(sizeOf() * 0.75);
  });

  test('a byte that changed, is missing or came on is never passed over', () => {
    const at = fc.integer({ min: 0, max: packed.length - 5 }); // the last bytes only end the last, empty text
    fc.assert(
      fc.property(at, fc.integer({ min: 1, max: 255 }), (place, change) => {
        const damaged = packed.slice();
        damaged[place] = (damaged[place] as number) ^ change;
        try {
          for (const { name, text } of texts) expect(unpackText(damaged, name)).toBe(text); // an end may be spare
        } catch (error) {
          if (!(error instanceof DamagedText)) throw error;
        }
      }),
      { numRuns: 40 },
    );
    expect(() => unpackText(packed.slice(0, -1), 'en')).toThrow(DamagedText);
    expect(() => unpackText(Uint8Array.from([...packed, 0]), 'en')).toThrow(DamagedText);
    expect(() => unpackText(new Uint8Array(), 'en')).toThrow(DamagedText);
    expect(() => unpackText(packed, 'gone')).toThrow('no text is named gone');
    const middle = packed.indexOf(10) + 400;
    expect(() => unpackText(packed.with(middle, (packed[middle] as number) ^ 1), 'fr')).toThrow('a checksum');
  });

  test('an alphabet that changed is never passed over', () => {
    const head = new TextDecoder().decode(packed.subarray(0, packed.indexOf(10)));
    const other = new TextEncoder().encode(head.replace('φ', 'χ'));
    const damaged = Uint8Array.from([...other, ...packed.subarray(packed.indexOf(10))]);
    expect(() => unpackText(damaged, 'greek')).toThrow(DamagedText);
  });

  test('a chain that bites its tail ends', () => {
    const text = new TextDecoder('latin1').decode(packed.subarray(0, packed.indexOf(10)));
    const bitten = text.replace('["en",-1,', '["en",0,');
    const damaged = Uint8Array.from([...new TextEncoder().encode(bitten), ...packed.subarray(packed.indexOf(10))]);
    expect(() => unpackText(damaged, 'fr')).toThrow(DamagedText);
  });
});

test('any bytes go through', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = String.fromCharCode(...bytes);
      expect(unpackText(packTexts([{ name: 'bytes', text }]), 'bytes')).toBe(text);
    }),
    { numRuns: 15 },
  );
});

test('more characters than an alphabet holds are refused', () => {
  const text = String.fromCharCode(...Array.from({ length: 129 }, (_, at) => 0x400 + at));
  expect(() => packTexts([{ name: 'much', text }])).toThrow('much has more than 128');
});
