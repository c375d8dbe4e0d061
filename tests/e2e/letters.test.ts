/** From a finding to a letter in two clicks, and the campaign's history, as a person meets them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWN_PAGES } from '../../utils/own-pages.ts';
import { PAGES, type TestPage } from '../site/pages.ts';
import { violations } from '../support/axe.ts';
import type { Tab } from '../support/driver.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { tabTo } from '../support/keyboard.ts';
import { isTrueOf, popupContent, readPopup, type Session, startSession, visit } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

const bank = PAGES.find(({ id }) => id === 'bank') as TestPage;
let session: Session;
let tabId: number;

beforeAll(async () => {
  session = await startSession(__BROWSER__);
  ({ tabId } = await visit(session, { ...bank, url: `${bank.url}?account=4711#me` }));
  await popupContent(session, tabId, (content) => isTrueOf(content, bank));
});
afterAll(() => session?.close());

/** The page with letters, as the popup's link for a vendor opens it. */
async function openLetter(vendor: string): Promise<Tab> {
  const popup = await session.popup(tabId);
  await readPopup(popup);
  const href = await popup.run(
    (selector) => document.querySelector<HTMLAnchorElement>(selector)?.getAttribute('href') ?? '',
    `[data-vendor="${vendor}"] a[href^="${OWN_PAGES.letter}"]`,
  );
  await popup.close();
  const tab = await session.driver.openOwn(href.slice(1));
  await tab.waitFor('#letter-text');
  return tab;
}

const letterIn = (tab: Tab, id = 'letter-text') =>
  tab.run((field) => document.querySelector<HTMLTextAreaElement>(`#${field}`)?.value ?? '', id);

const choose = (tab: Tab, id: string, value: string) =>
  tab.run(
    (selector, chosen) => {
      const select = document.querySelector<HTMLSelectElement>(selector) as HTMLSelectElement;
      select.value = chosen;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    },
    `#${id}`,
    value,
  );

/** Presses a button and catches the text that the page gives to the browser. */
async function given(tab: Tab, button: string, way: 'copied' | 'saved'): Promise<string> {
  await tab.run((how) => {
    const store = globalThis as unknown as { given?: Promise<string> };
    store.given = new Promise((resolve) => {
      if (how === 'copied') {
        const write = navigator.clipboard.writeText.bind(navigator.clipboard);
        navigator.clipboard.writeText = (text) => write(text).then(() => resolve(text));
      } else {
        const original = URL.createObjectURL;
        URL.createObjectURL = (blob) => {
          URL.createObjectURL = original;
          resolve((blob as Blob).text());
          return original(blob);
        };
      }
    });
  }, way);
  await tab.click(button);
  return tab.run(() => (globalThis as unknown as { given: Promise<string> }).given);
}

test('two clicks: from the popup’s finding to a copied letter about exactly that', async () => {
  const popup = await session.popup(tabId);
  const { found } = await readPopup(popup);
  const sentence = found.find(({ vendor }) => vendor === 'biocatch')?.sentence as string;
  const letters = `${session.driver.ownOrigin()}${OWN_PAGES.letter}`;
  const before = await session.countTabs(letters);
  await popup.click(`[data-vendor="biocatch"] a[href^="${OWN_PAGES.letter}"]`);
  await expect.poll(() => session.countTabs(letters), { timeout: 20_000 }).toBe(before + 1);
  await popup.close();

  const tab = await openLetter('biocatch');
  const copied = await given(tab, '.ways button', 'copied');
  expect(copied).toBe(await letterIn(tab));
  expect(copied).toContain('I visited https://bank.example/login.');
  expect(copied).toContain(`“${sentence}”`);
  expect(copied).not.toMatch(/4711|#me/);
  expect(await tab.run(() => document.querySelector<HTMLElement>('.ways [role="status"]')?.innerText)).toBe('Copied.');
  await tab.close();
});

test('no address of the page names the vendor: a browser may keep addresses', async () => {
  const tab = await openLetter('biocatch');
  const seen = await tab.run(() => ({ address: location.href, title: document.title, storage: localStorage.length }));
  expect(`${seen.address} ${seen.title}`).not.toMatch(/biocatch|bank/i);
  expect(seen.storage).toBe(0);
  await tab.close();
});

test('by keyboard alone: edited, and saved as it was edited', async () => {
  const tab = await openLetter('biocatch');
  await tabTo(tab, '#letter-kind');
  await tabTo(tab, '#letter-text');
  await tab.type('Ada Lovelace');
  expect(await letterIn(tab)).toContain('Ada Lovelace');
  const saved = await given(tab, '.ways button.quiet', 'saved');
  expect(saved).toBe(await letterIn(tab));
  await tab.close();
});

test('the link to the mail program carries no more than programs take, and copies what it leaves out', async () => {
  const tab = await openLetter('biocatch');
  const href = await tab.run(() => document.querySelector<HTMLAnchorElement>('.ways a')?.href ?? '');
  expect(href).toMatch(/^mailto:\?subject=Request%20for%20access/);
  expect(href.length).toBeLessThan(2_000);
  await tab.run(() => {
    // the press is real; what it would open is the machine's own mail program
    document.querySelector('.ways a')?.addEventListener('click', (event) => event.preventDefault());
  });
  expect(await given(tab, '.ways a', 'copied')).toBe(await letterIn(tab));
  await tab.close();
});

test('a complaint, in French with the English beside it, to the authority of the country', async () => {
  const tab = await session.driver.openOwn(`letter.html?tabId=${tabId}&finding=0&lang=fr`);
  await tab.waitFor('#letter-english');
  await choose(tab, 'letter-kind', 'complaint');
  await tab.waitFor('#letter-country');
  await choose(tab, 'letter-country', 'DE');
  await tab.waitFor('#letter-region');
  await choose(tab, 'letter-region', 'Berlin');
  await expect.poll(() => letterIn(tab)).toMatch(/À\s: Berliner Beauftragte/);
  expect(await letterIn(tab, 'letter-english')).toContain('To: Berliner Beauftragte');
  expect(await violations(tab)).toEqual([]);
  await tab.resize(320, 700);
  expect(await tab.run(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await tab.close();
});

test('the letter in another language than the page', async () => {
  const tab = await openLetter('biocatch');
  expect(await letterIn(tab, 'letter-english')).toBe('');
  await choose(tab, 'letter-language', 'fr');
  await tab.waitFor('#letter-english');
  expect(await letterIn(tab)).toContain('Madame, Monsieur,');
  expect(await tab.run(() => document.documentElement.lang)).toBe('en');
  await tab.close();
});

test('a page that is gone leaves nothing to write about', async () => {
  const tab = await session.driver.openOwn('letter.html?tabId=999999&finding=0');
  await tab.waitFor('h1');
  const text = await tab.run(() => document.body.innerText);
  expect(text).toContain('There is nothing to write about');
  expect(await tab.run(() => document.querySelector('textarea'))).toBeNull();
  await tab.close();
});

test('the history: reached from the popup, closed, and brought to what its address names', async () => {
  const popup = await session.popup(tabId);
  await readPopup(popup);
  const href = await popup.run(
    (selector) => document.querySelector<HTMLAnchorElement>(selector)?.getAttribute('href') ?? '',
    `.history a[href^="${OWN_PAGES.history}"]`,
  );
  await popup.close();
  const tab = await session.driver.openOwn(`${href.slice(1)}#forbids`);
  await tab.waitFor('#forbids');
  const seen = await tab.run(() => ({
    text: document.body.innerText,
    top: Math.round(document.querySelector('#forbids')?.getBoundingClientRect().top ?? -1),
    height: innerHeight,
    toSign: document.querySelectorAll('main button, main a.button').length,
  }));
  expect(seen.text).toContain('Closed on August 1, 2022, almost 80,000 signatures.');
  expect(seen.text).toContain('Nobody can sign it any more.');
  expect(seen.toSign).toBe(0);
  expect(seen.top).toBeGreaterThanOrEqual(0);
  expect(seen.top).toBeLessThan(seen.height);
  await tab.close();
});
