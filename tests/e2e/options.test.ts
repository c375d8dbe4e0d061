/** Options: what is changed there takes effect, and nothing that goes wrong loses anything. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PAGES, type TestPage } from '../site/pages.ts';
import type { Tab } from '../support/driver.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { tabTo } from '../support/keyboard.ts';
import { eventually } from '../support/ledger.ts';
import {
  claims,
  isTrueOf,
  pauseIn,
  popupContent,
  readPopup,
  type Session,
  startSession,
  visit,
} from '../support/session.ts';

interface Extension {
  readonly storage: {
    readonly local: { get(key: string): Promise<{ settings?: { ledger?: { asked: boolean } } }> };
  };
}

declare const __BROWSER__: BrowserName;

const bank = PAGES.find(({ id }) => id === 'bank') as TestPage;
let session: Session;
let options: Tab;

beforeAll(async () => {
  session = await startSession(__BROWSER__);
});
afterAll(() => session?.close());
beforeEach(async () => {
  options = await session.driver.openOwn('options.html');
  await options.waitFor('[data-do="reset"]');
});
afterEach(async () => {
  await options.click('[data-do="reset"]');
  await options.waitFor('[data-message="reset"]');
  await options.close();
});

const languageOf = (tab: Tab) => tab.run(() => document.documentElement.lang);

test('by keyboard alone: the language changes here, on a page that is open already, and on every other', async () => {
  const list = await session.driver.openOwn('list.html');
  await list.waitFor('.dossier');
  await options.close();
  options = await session.driver.openOwn('options.html');
  await options.waitFor('#language');
  await tabTo(options, '#language');
  await options.type('fr');
  await options.press('Tab');
  expect(
    await eventually(
      () => languageOf(options),
      (language) => language === 'fr',
    ),
  ).toBe('fr');
  expect(await options.run(() => document.querySelector('label[for="badge"]')?.textContent)).toBe('Nombre sur l’icône');
  expect(
    await eventually(
      () => languageOf(list),
      (language) => language === 'fr',
    ),
  ).toBe('fr');
  expect(await list.run(() => document.title)).toBe('La liste – Countergaze');
  await list.close();
  const popup = await session.popup(0);
  expect((await readPopup(popup)).text).toContain('Ce que vous pouvez faire');
  await popup.close();
  for (const page of ['welcome.html', 'demo.html']) {
    const tab = await session.driver.openOwn(page);
    await tab.waitFor('h1');
    expect(await languageOf(tab)).toBe('fr');
    await tab.close();
  }
});

test('by keyboard alone: without the number on the icon there is none, on open pages too; and back', async () => {
  const { tab, tabId } = await visit(session, bank);
  await popupContent(session, tabId, (content) => isTrueOf(content, bank));
  const count = String(Object.keys(bank.embeds).length);
  expect(await session.badge(tabId)).toBe(count);
  await options.close();
  options = await session.driver.openOwn('options.html');
  await options.waitFor('#badge');
  await tabTo(options, '#badge');
  await options.press(' ');
  expect(
    await eventually(
      () => session.badge(tabId),
      (text) => text === '',
    ),
  ).toBe('');
  await tab.reload();
  await popupContent(session, tabId, (content) => isTrueOf(content, bank));
  expect(await session.badge(tabId)).toBe('');
  await options.press(' ');
  expect(
    await eventually(
      () => session.badge(tabId),
      (text) => text === count,
    ),
  ).toBe(count);
  await tab.close();
});

test('a paused site stands in options, and is looked at again when resumed there', async () => {
  const { tab, tabId } = await visit(session, bank);
  await popupContent(session, tabId, (content) => isTrueOf(content, bank));
  const popup = await session.popup(tabId);
  await readPopup(popup);
  await pauseIn(popup);
  await popup.close();
  await options.waitFor('.site');
  expect(await options.run(() => document.querySelector('.site')?.textContent)).toBe(new URL(bank.url).host);
  await options.click('.sites button');
  await options.waitFor('.sites .none');
  expect((await popupContent(session, tabId, ({ state }) => state === 'unwatched')).state).toBe('unwatched');
  await tab.reload();
  expect(claims(await popupContent(session, tabId, (content) => isTrueOf(content, bank)))).toEqual(bank.embeds);
  await tab.close();
});

test('what is offered follows the country', async () => {
  const offered = async () => {
    const popup = await session.popup(0);
    await readPopup(popup);
    const ids = await popup.run(() =>
      [...document.querySelectorAll<HTMLElement>('[data-action]')].map(({ dataset }) => dataset.action),
    );
    await popup.close();
    return ids;
  };
  expect(await offered()).not.toContain('lqdn-mayor-letter');
  await options.run(() => {
    const select = document.querySelector<HTMLSelectElement>('#country') as HTMLSelectElement;
    select.value = 'FR';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  expect(await eventually(offered, (ids) => ids.includes('lqdn-mayor-letter'))).toContain('lqdn-mayor-letter');
});

test('the keys of the browser are shown', async () => {
  const keys = await options.run(() =>
    [...document.querySelectorAll<HTMLElement>('[data-command]')].map(
      (row) => `${row.dataset.command} ${row.querySelector('kbd')?.textContent}`,
    ),
  );
  expect(keys.sort()).toEqual(['_execute_action Alt+Shift+G', 'open-dashboard Alt+Shift+H']);
});

describe('settings as a whole', () => {
  /** Gives the file input a file, as the browser's own dialogue would. */
  const importText = (text: string) =>
    options.run((content) => {
      const input = document.querySelector<HTMLInputElement>('input[type=file]') as HTMLInputElement;
      const chosen = new DataTransfer();
      chosen.items.add(new File([content], 'settings.json'));
      input.files = chosen.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }, text);
  const file = (settings: object) => JSON.stringify({ countergaze: 'settings', format: 1, settings });
  const isBadgeOn = () => options.run(() => document.querySelector<HTMLInputElement>('#badge')?.checked);
  const message = () => options.run(() => document.querySelector<HTMLElement>('[data-message]')?.innerText ?? '');

  test('a good file is taken, with a way back; a reset has one, too', async () => {
    await importText(file({ badge: false, pausedSites: ['paused.test'] }));
    await options.waitFor('[data-message="imported"]');
    await options.waitFor('.site');
    expect(await isBadgeOn()).toBe(false);
    await options.click('[data-do="reset"]');
    await options.waitFor('[data-message="reset"]');
    await options.waitFor('.sites .none');
    expect(await isBadgeOn()).toBe(true);
    await options.click('[data-do="undo"]');
    await options.waitFor('[data-message="undone"]');
    await options.waitFor('.site');
    expect(await isBadgeOn()).toBe(false);
  });

  test('a double press on reset keeps the way back', async () => {
    await importText(file({ badge: false }));
    await options.waitFor('[data-message="imported"]');
    await options.click('[data-do="reset"]');
    await options.waitFor('[data-message="reset"]');
    await eventually(isBadgeOn, (isOn) => isOn === true);
    await options.click('[data-do="reset"]');
    await options.click('[data-do="undo"]');
    await options.waitFor('[data-message="undone"]');
    expect(await eventually(isBadgeOn, (isOn) => isOn === false)).toBe(false);
  });

  test('after a reset nobody is asked about the ledger again', async () => {
    const asked = () =>
      options.run(async () => {
        const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension>;
        return (await (browser ?? chrome).storage.local.get('settings')).settings?.ledger?.asked;
      });
    await options.click('#ledger');
    await eventually(asked, (isAsked) => isAsked === true);
    await options.click('[data-do="reset"]');
    await options.waitFor('[data-message="reset"]');
    expect(await asked()).toBe(true);
  });

  test.each([
    ['{"countergaze": "sett', 'cannot be read as JSON'],
    ['{"name": "something else"}', 'not a settings file of Countergaze'],
    [file({ badge: false, ledger: { on: true, keepDays: 12 } }), '“Keep it for” has a value in this file'],
  ])('%s is refused in words, and nothing changes', async (text, words) => {
    await importText(text);
    await options.waitFor('[data-message="refused"]');
    expect(await message()).toContain(words);
    expect(await message()).toContain('Your settings are as they were.');
    expect(await isBadgeOn()).toBe(true);
  });
});
