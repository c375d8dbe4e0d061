/** The list, the welcome page and the demonstration, as a person with a keyboard meets them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OWN_PAGES } from '../../utils/own-pages.ts';
import type { Tab } from '../support/driver.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { tabTo } from '../support/keyboard.ts';
import { type Session, startSession } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

let session: Session;
beforeAll(async () => {
  session = await startSession(__BROWSER__);
});
afterAll(() => session?.close());

async function open(page: string, selector: string): Promise<Tab> {
  const tab = await session.driver.openOwn(page);
  await tab.waitFor(selector);
  return tab;
}

describe('the list', () => {
  const shown = (tab: Tab) =>
    tab.run(() => ({
      ids: [...document.querySelectorAll('.dossier')].map(({ id }) => id),
      count: document.querySelector<HTMLElement>('.count [role="status"]')?.innerText ?? '',
    }));

  test('by keyboard alone: found by a word, opened, read', async () => {
    const tab = await open('list.html', '.dossier');
    const all = await shown(tab);
    expect(all.count).toBe(`${all.ids.length} entries`);
    await tabTo(tab, '#filter-words');
    await tab.type('BIOCATCH');
    await tab.waitFor('.count button');
    expect(await shown(tab)).toEqual({ ids: ['biocatch'], count: `1 of ${all.ids.length} entries` });
    await tabTo(tab, '#biocatch summary');
    await tab.press('Enter');
    await tab.waitFor('#biocatch .dossier-text');
    const text = await tab.run(() => document.querySelector<HTMLElement>('#biocatch')?.innerText ?? '');
    for (const part of ['BioCatch Ltd.', 'without asking you', 'Last checked', 'Where this entry comes from']) {
      expect(text).toContain(part);
    }
    await tab.close();
  });

  test('filters narrow it together, and are cleared', async () => {
    const tab = await open('list.html', '.dossier');
    const all = (await shown(tab)).ids.length;
    const choose = (id: string, value: string) =>
      tab.run(
        (selector, chosen) => {
          const select = document.querySelector<HTMLSelectElement>(selector) as HTMLSelectElement;
          select.value = chosen;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        },
        `#filter-${id}`,
        value,
      );
    await choose('modality', 'keystroke');
    await tab.waitFor('.count button');
    const typing = (await shown(tab)).ids;
    await choose('practice', 'silent');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const silent = (await shown(tab)).ids;
    expect(typing).toContain('biocatch');
    expect(silent).toContain('biocatch');
    expect(silent.length).toBeLessThan(typing.length);
    expect(typing.length).toBeLessThan(all);
    await tab.click('.count button');
    await tab.waitFor('.count:not(:has(button))');
    expect((await shown(tab)).ids).toHaveLength(all);
    await tab.close();
  });

  test('an address with a name opens that entry and brings it into view; another name, another entry', async () => {
    const tab = await open('list.html#onfido', '#onfido .dossier-text');
    const at = (id: string) =>
      tab.run((name) => {
        const { top = -1 } = document.getElementById(name)?.getBoundingClientRect() ?? {};
        return {
          isInView: top >= 0 && top < innerHeight,
          hasFocus: document.activeElement?.closest('li')?.id === name,
        };
      }, id);
    expect(await at('onfido')).toEqual({ isInView: true, hasFocus: true });
    await tab.run(() => {
      location.hash = '#biocatch';
    });
    await tab.waitFor('#biocatch .dossier-text');
    expect(await at('biocatch')).toEqual({ isInView: true, hasFocus: true });
    await tab.close();
  });

  test('a name that is not on the list is said to be none', async () => {
    const tab = await open('list.html#nobody-such', '.dossier');
    expect(await tab.run(() => document.body.innerText)).toContain('There is no entry called “nobody-such”.');
    await tab.close();
  });
});

test('the welcome page: three steps, and by keyboard alone on to the demonstration', async () => {
  const tab = await open('welcome.html', '.step');
  const steps = await tab.run(() => [...document.querySelectorAll('.step h2')].map(({ textContent }) => textContent));
  expect(steps).toEqual(['What it does, and never does', 'One thing it needs', 'Keep it in sight']);
  expect(await tab.run(() => document.querySelector<HTMLElement>('[data-access]')?.dataset.access)).toBe('granted');
  await tabTo(tab, `a[href="${OWN_PAGES.demo}"]`);
  await tab.press('Enter');
  await tab.waitFor('[data-scene]');
  await tab.close();
});

test('the demonstration: by keyboard alone through its scenes, marked as what it is, and silent outside', async () => {
  const tab = await open('demo.html', '[data-scene="loaded"]');
  await tabTo(tab, 'input[name="scene"]');
  for (const scene of ['silent', 'started', 'ready', 'capturing', 'nothing', 'listed', 'loaded']) {
    await tab.press('ArrowDown');
    await tab.waitFor(`[data-scene="${scene}"]`);
    const text = await tab.run(() => document.querySelector<HTMLElement>('.browser')?.innerText ?? '');
    expect(text).toContain('Demonstration: nothing here is real');
    const hosts = text.match(/\b[a-z.]+\.(?:example|com|org|net|test)\b/g) ?? [];
    expect(hosts.every((host) => host.endsWith('.example'))).toBe(true);
  }
  const tabId = await session.tabIdOf(`${session.driver.ownOrigin()}/demo.html`);
  expect(await session.badge(tabId)).toBe('');
  const foreign = await tab.run(() =>
    performance.getEntriesByType('resource').filter(({ name }) => !name.startsWith(location.origin)),
  );
  expect(foreign).toEqual([]);
  await tab.close();
});
