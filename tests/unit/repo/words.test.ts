/** Every language: complete, with the same places, every plural form that its numbers need, within the stores' limits. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, localeFolder } from '../../../utils/i18n.ts';
import { fromWordsFile, toWordsFile } from '../../../utils/words-file.ts';
import { formsNeeded, readCatalogue, reportOn } from '../../support/translation.ts';

const ROOT = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const english = readCatalogue('en');

test('the languages named in code are those on disk, in folders that Chromium knows or passes over', () => {
  expect(readdirSync(join(ROOT, 'public/_locales')).sort()).toEqual(LANGUAGES.map(localeFolder).sort());
});

describe.each(LANGUAGES)('%s', (language) => {
  test('is complete, with the same places and every plural form', () => {
    expect(reportOn(language).map(({ key, problem }) => `${key}: ${problem}`)).toEqual([]);
  });

  test('comes out of the package as it is here', () => {
    const own = readCatalogue(language);
    const unpacked = fromWordsFile(toWordsFile(own, english));
    const texts = Object.entries(own).map(([key, { message }]) => [key, { message }]);
    expect(unpacked).toEqual(Object.fromEntries(texts));
  });

  // https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/manifest.json/name and …/description
  test('name and description fit every store', () => {
    const { extensionName, extensionDescription } = readCatalogue(language);
    expect([...(extensionName?.message ?? '')].length).toBeLessThanOrEqual(45);
    expect([...(extensionDescription?.message ?? '')].length).toBeLessThanOrEqual(132);
  });
});

/** What CLDR asks of each official language of the Union, for the numbers that we count: whole, and below a million. */
test.each([
  ['bg', 'one other'],
  ['cs', 'one few other'],
  ['da', 'one other'],
  ['de', 'one other'],
  ['el', 'one other'],
  ['en', 'one other'],
  ['es', 'one other'],
  ['et', 'one other'],
  ['fi', 'one other'],
  ['fr', 'one other'],
  ['ga', 'one two few many other'],
  ['hr', 'one few other'],
  ['hu', 'one other'],
  ['it', 'one other'],
  ['lt', 'one few other'],
  ['lv', 'zero one other'],
  ['mt', 'one two few many other'],
  ['nl', 'one other'],
  ['pl', 'one few many other'],
  ['pt', 'one other'],
  ['ro', 'one few other'],
  ['sk', 'one few other'],
  ['sl', 'one two few other'],
  ['sv', 'one other'],
])('%s counts with %s', (language, forms) => {
  expect(formsNeeded(language).join(' ')).toBe(forms);
});

test('no message is dead', () => {
  const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).trimEnd().split('\n');
  const code = tracked
    .filter((file) => /^(?:(?:components|entrypoints|utils|rules\/core)\/.*\.tsx?|wxt\.config\.ts)$/.test(file))
    .filter((file) => existsSync(join(ROOT, file)))
    .map(read)
    .join('\n');
  const dead = Object.keys(english).filter((key) => {
    const stem = key.replace(/_(?:one|other|note)$/, '');
    if (code.includes(stem)) return false;
    return !/^(?:modality|purpose|practice|action_go|action_count|letter_ask|letter_subject|stage_ready|stage_capturing|scan_unread|updates_out|processing|demo_scene|demo_says|welcome_pin)_/.test(
      key,
    );
  });
  expect(dead).toEqual([]);
});
