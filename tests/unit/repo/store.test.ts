/** The listings of the stores: one for each language, within their limits, naming every permission. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../utils/i18n.ts';
import { readListing } from '../../support/store-listing.ts';
import { readCatalogue } from '../../support/translation.ts';

const config = readFileSync(join(import.meta.dirname, '../../../wxt.config.ts'), 'utf8');

/** Every permission of both manifests, always there or asked for later. */
const permissions = [...config.matchAll(/\b(?:optional_)?permissions: \[([\s\S]*?)\]/g)]
  .flatMap(([, list]) => [...(list as string).matchAll(/'(\w+)'/g)].map(([, name]) => name as string))
  .filter((name) => name !== 'firefox'); // the browser that a permission is for

test('the manifests’ permissions are found', () => {
  expect(permissions).toEqual(expect.arrayContaining(['webRequest', 'storage', 'dns', 'webRequestFilterResponse']));
});

describe.each(LANGUAGES)('%s', (language) => {
  const { name, summary, description } = readListing(language);
  const own = readCatalogue(language);

  // 45: Edge, 50: AMO, 75: Chrome. https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/manifest.json/name
  test('the name fits every store and is the package’s', () => {
    expect(name).toBe(own.extensionName?.message);
    expect([...name].length).toBeLessThanOrEqual(45);
  });

  // https://developer.chrome.com/docs/extensions/reference/manifest/description
  test('the summary fits and is the package’s', () => {
    expect(summary).toBe(own.extensionDescription?.message);
    expect([...summary].length).toBeLessThanOrEqual(132);
  });

  test('the description names every permission, and is one that people read', () => {
    expect(permissions.filter((permission) => !description.includes(`\`${permission}\``))).toEqual([]);
    expect([...description].length).toBeLessThan(6_000);
  });

  test('it has as many parts and points as the English one', () => {
    const shape = (text: string) =>
      text.split('\n').map((line) => (line.startsWith('- ') ? '-' : line === '' ? '' : 'p'));
    expect(shape(description)).toEqual(shape(readListing('en').description));
  });
});
