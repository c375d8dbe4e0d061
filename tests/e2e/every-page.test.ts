/** What holds for every page of the extension, whatever it is about. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { CHROMIUM_BUILD } from '../support/chromium.ts';
import type { Tab } from '../support/driver.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { FIREFOX_BUILD } from '../support/firefox.ts';
import { type Session, startSession } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

const build = __BROWSER__ === 'chromium' ? CHROMIUM_BUILD : FIREFOX_BUILD;
const pages = readdirSync(build).filter((name) => name.endsWith('.html') && name !== 'background.html');
/** A page in a state worth looking at: the list with an entry open. */
const addressOf = (page: string, query = '') =>
  `${page}${query}${page === 'list.html' ? '#biocatch' : ''}`.replace('popup.html?', 'popup.html?tabId=0&');

async function openSettled(session: Session, page: string, query: string): Promise<Tab> {
  const tab = await session.driver.openOwn(addressOf(page, query));
  await tab.waitFor(page === 'list.html' ? '.dossier-text' : 'h1');
  if (page === 'popup.html') await tab.waitFor('[role="status"][data-state]:not([data-state="checking"])');
  return tab;
}

describe.each([
  ['light', false],
  ['dark', true],
] as const)('%s', (_, dark) => {
  let session: Session;
  beforeAll(async () => {
    session = await startSession(__BROWSER__, { dark });
  });
  afterAll(() => session?.close());

  test.each(pages)('axe finds nothing on %s, in English and French', async (page) => {
    for (const language of ['en', 'fr']) {
      const tab = await openSettled(session, page, `?lang=${language}`);
      expect(await tab.run(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(dark);
      expect(await violations(tab)).toEqual([]);
      await tab.close();
    }
  });

  if (dark) return;

  test.each(pages)('%s has a title, its language, one main heading, and nothing from elsewhere', async (page) => {
    for (const language of ['en', 'fr']) {
      const tab = await openSettled(session, page, `?lang=${language}`);
      const seen = await tab.run(() => ({
        title: document.title,
        language: document.documentElement.lang,
        headings: [...document.querySelectorAll('h1')].map(({ innerText }) => innerText),
        untranslated: document.body.innerText.match(/\b[a-z]+_[a-z_]+\b/g) ?? [],
        foreign: performance
          .getEntriesByType('resource')
          .map(({ name }) => name)
          .filter((name) => !name.startsWith(location.origin)),
      }));
      expect(seen.title).not.toBe('');
      expect(seen.language).toBe(language);
      expect(seen.headings).toHaveLength(1);
      expect(seen.headings[0]).not.toBe('');
      expect(seen.untranslated).toEqual([]);
      expect(seen.foreign).toEqual([]);
      await tab.close();
    }
  });

  test.each(pages)('%s fits 320 pixels, in French', async (page) => {
    const tab = await openSettled(session, page, '?lang=fr');
    await tab.resize(320, 700);
    expect(await tab.run(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await tab.close();
  });
});
