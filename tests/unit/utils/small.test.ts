import { expect, test } from 'vitest';
import { hostOf, isWebPage, withoutQuery } from '../../../utils/address.ts';
import { createTranslator, pickLanguage } from '../../../utils/i18n.ts';
import { changeSettings, readSettings, withPaused } from '../../../utils/settings.ts';

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
});

const words = createTranslator(
  'fr',
  {
    state_found_one: { message: '$COUNT$ vu' },
    state_found_other: { message: '$COUNT$ vus' },
    stage_loaded: { message: 'charge $VENDOR$ $WHAT$' },
  },
  { state_checking: { message: 'Checking' } },
);

test('plurals follow the language: French counts zero as one', () => {
  expect(words.n('state_found', 0)).toBe('0 vu');
  expect(words.n('state_found', 2)).toBe('2 vus');
});

test('places are filled, unknown ones stay, markup is text', () => {
  expect(words.t('stage_loaded', { vendor: '<b>$WHAT$</b>' })).toBe('charge <b>$WHAT$</b> $WHAT$');
});

test('a missing message comes from English, a missing key shows itself', () => {
  expect(words.t('state_checking')).toBe('Checking');
  expect(words.t('state_nothing')).toBe('state_nothing');
});

test('dates and numbers are written as the language writes them', () => {
  expect(words.date('2022-08-01T23:59:00+02:00')).toBe('1 août 2022');
  expect(words.number(80_000)).toBe('80 000'.replace(' ', '\u202f'));
});

test('damaged settings fall back, good ones are kept', async () => {
  let stored: Record<string, unknown> = { settings: { pausedSites: 'nonsense', extra: 1 } };
  const area = {
    get: async () => stored,
    set: async (items: Record<string, unknown>) => {
      stored = items;
    },
  };
  expect((await readSettings(area)).pausedSites).toEqual([]);
  await changeSettings(area, (settings) => withPaused(withPaused(settings, 'b.test', true), 'a.test', true));
  await changeSettings(area, (settings) => withPaused(settings, 'b.test', false));
  expect((await readSettings(area)).pausedSites).toEqual(['a.test']);
  stored = { settings: null };
  expect((await readSettings(area)).pausedSites).toEqual([]);
});
