import { expect, test } from 'vitest';
import { hostOf, isWebPage, withoutQuery } from '../../../utils/address.ts';
import { createTranslator, LANGUAGES, localeFolder, nameOfLanguage, pickLanguage } from '../../../utils/i18n.ts';

test.each([
  ['https://a.test/x?token=1#me', 'https://a.test/x'],
  ['https://user:pass@a.test:8443/x', 'https://a.test/x'],
  ['wss://a.test', 'wss://a.test/'],
  ['data:text/plain,secret', ''],
])('%s is kept as %s', (url, kept) => {
  expect(withoutQuery(url)).toBe(kept);
});

test('a long address is cut', () => {
  expect(withoutQuery(`https://a.test/${'x'.repeat(5_000)}`)).toHaveLength(300);
});

test('hosts and kinds of pages', () => {
  expect(hostOf('https://A.test/x')).toBe('a.test');
  expect(hostOf(undefined)).toBe('');
  expect(isWebPage('https://a.test/')).toBe(true);
  for (const url of ['about:blank', 'chrome://settings', 'file:///x', undefined]) expect(isWebPage(url)).toBe(false);
});

test('the language is the first wanted one that exists', () => {
  expect(pickLanguage(['fr-CA'])).toBe('fr');
  expect(pickLanguage(['xx', 'fr_FR'])).toBe('fr');
  expect(pickLanguage(['xx', ''])).toBe('en');
  expect(pickLanguage(['', 'nb-NO', 'fr'])).toBe('fr');
  expect(pickLanguage(['not a tag!', '-', 'tlh'])).toBe('en');
});

test.each([
  ['pt-PT', 'pt', 'pt_PT'],
  ['pt_BR', 'pt', 'pt_PT'],
  ['ga-IE', 'ga', 'ga'],
  ['mt', 'mt', 'mt'],
  ['EL', 'el', 'el'],
])('%s is %s, from the folder %s', (wanted, language, folder) => {
  expect(pickLanguage([wanted], [...LANGUAGES, 'pt', 'ga', 'mt', 'el'])).toBe(language);
  expect(localeFolder(language)).toBe(folder);
});

test('a language is named by itself, a country by the page’s language', () => {
  expect(nameOfLanguage('fr')).toBe('français');
  expect(nameOfLanguage('ga')).toBe('Gaeilge');
  expect(createTranslator('fr', {}).country('DE')).toBe('Allemagne');
});

const words = createTranslator('fr', {
  state_found_one: { message: '$COUNT$ vu' },
  state_found_other: { message: '$COUNT$ vus' },
  stage_loaded: { message: 'charge $VENDOR$ $WHAT$' },
});

test('plurals follow the language: French counts zero as one', () => {
  expect(words.n('state_found', 0)).toBe('0 vu');
  expect(words.n('state_found', 2)).toBe('2 vus');
});

test('places are filled, unknown ones stay, markup is text', () => {
  expect(words.t('stage_loaded', { vendor: '<b>$WHAT$</b>' })).toBe('charge <b>$WHAT$</b> $WHAT$');
});

test('a missing key shows itself', () => {
  expect(words.t('state_nothing')).toBe('state_nothing');
});

test('dates and numbers are written as the language writes them', () => {
  expect(words.date('2022-08-01T23:59:00+02:00')).toBe('1 août 2022');
  expect(words.number(80_000)).toBe('80 000'.replace(' ', '\u202f'));
});
