import { expect, test } from 'vitest';
import { createTranslator } from '../../../utils/i18n.ts';
import { fromWordsFile, namesOf, toWordsFile, wordsOfManifest } from '../../../utils/words-file.ts';

const english = {
  name: { message: 'Name' },
  seen_one: { message: '$COUNT$ page' },
  seen_other: { message: '$COUNT$ pages' },
  only_one: { message: 'Only one' },
};
const polish = {
  seen_other: { message: '$COUNT$ strony' },
  seen_many: { message: '$COUNT$ stron' },
  seen_few: { message: '$COUNT$ strony' },
  seen_one: { message: '$COUNT$ strona' },
  name: { message: 'Nazwa' },
};
test('a plural is one name, a key that only ends like a form is itself', () => {
  expect(namesOf(english)).toBe('name\nseen\nonly_one');
});

test('a language keeps forms that English lacks, and has in English what it lacks', () => {
  const file = toWordsFile(polish, english);
  expect(file.words.split('\n')).toEqual(['Nazwa', expect.stringContaining('strona'), 'Only one']);
  expect(fromWordsFile(file)).toEqual({ ...polish, only_one: english.only_one });
  const words = createTranslator('pl', fromWordsFile(JSON.parse(JSON.stringify(file))));
  expect([1, 2, 5].map((count) => words.n('seen' as never, count))).toEqual(['1 strona', '2 strony', '5 stron']);
});

test('words that are not as many as the names, or not lines, are refused', () => {
  expect(() => fromWordsFile({ names: 'name\nseen', words: 'Name' })).toThrow(RangeError);
  expect(() => toWordsFile({ name: { message: 'two\nlines' } }, english)).toThrow(RangeError);
});

test('the browser gets what the manifest names, and nothing else', () => {
  const manifest = { name: '__MSG_name__', commands: { open: { description: '__MSG_only_one__' } } };
  expect(wordsOfManifest(manifest, polish, english)).toEqual({ name: polish.name, only_one: english.only_one });
  expect(() => wordsOfManifest({ name: '__MSG_gone__' }, polish, english)).toThrow('gone');
});
