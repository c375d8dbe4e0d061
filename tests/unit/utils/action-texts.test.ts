import { expect, test } from 'vitest';
import { loadList, valuesOf } from '../../../rules/cli/load.ts';
import { inLanguage } from '../../../rules/core/index.ts';
import { actionWords, toBare, withWords } from '../../../utils/action-texts.ts';
import { createTranslator, LANGUAGES } from '../../../utils/i18n.ts';
import { fromWordsFile, toWordsFile } from '../../../utils/words-file.ts';

const actions = valuesOf(loadList().actions);
const english = actionWords(actions, 'en');

test.each(LANGUAGES)('in %s every action of the package says what it says in the sources', (language) => {
  const catalogue = fromWordsFile(toWordsFile(actionWords(actions, language), english));
  const words = createTranslator(language, catalogue);
  expect(actions.length).toBeGreaterThan(0);
  for (const action of actions) {
    const { $schema, sources, reviewed, reviewBy, title, description, ...rest } = action;
    const packaged = withWords(JSON.parse(JSON.stringify(toBare(action))), words);
    expect(packaged).toMatchObject(rest);
    expect(inLanguage(packaged.title, language)).toEqual(inLanguage(title, language));
    expect(inLanguage(packaged.description, language)).toEqual(inLanguage(description, language));
  }
});

test('what every language has is said once, what some have stays with the action', () => {
  const bare = actions.map(toBare);
  expect(bare.some(({ title }) => title === undefined)).toBe(true);
  expect(bare.some(({ title }) => title !== undefined)).toBe(true);
  expect(bare.every(({ description }) => description === undefined)).toBe(true);
});

test('an action of an update, with all its texts, is left as it is', () => {
  const words = createTranslator('fr', {});
  for (const action of actions) expect(withWords(action, words)).toEqual(action);
});
