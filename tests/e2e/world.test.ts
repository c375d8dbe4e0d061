/** Every page of the world, as a person meets it: what the popup claims is what the page really embeds. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PAGES, type TestPage } from '../site/pages.ts';
import type { Site } from '../site/world.ts';
import { violations } from '../support/axe.ts';
import { CHROMIUM_BUILD } from '../support/chromium.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { FIREFOX_BUILD } from '../support/firefox.ts';
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

declare const __BROWSER__: BrowserName;

const BUILD = __BROWSER__ === 'chromium' ? CHROMIUM_BUILD : FIREFOX_BUILD;
/** The popup's page, and what asks for its script, as they are built. */
const POPUP = readFileSync(join(BUILD, 'popup.html'), 'utf8');
const FIRST_FRAME = readFileSync(join(BUILD, 'first-frame.js'), 'utf8');
const MAIN = /import\('([^']+)'\)/.exec(FIRST_FRAME)?.[1] as string;
const html = (body: string) => ({
  type: 'text/html',
  body: `<!doctype html><html lang="en" data-done><title>Page</title>${body}`,
});
const script = (body: string) => ({ type: 'text/javascript', body });

/** Web pages in which the popup's start runs as it does in the worst case. */
const STARTS: readonly (readonly [string, Site])[] = [
  [
    'around.example',
    () => html('<iframe src="https://undrawn.example/" style="display: none" title="undrawn"></iframe>'),
  ],
  [
    'undrawn.example', // a frame that is not shown is not hidden, but never drawn either
    ({ pathname }) => {
      const says = `fetch(document.hidden ? '/hidden' : '/shown'); requestAnimationFrame(() => fetch('/drawn'));`;
      return pathname === '/' ? html(`<script>${says}${FIRST_FRAME}</script>`) : script('');
    },
  ],
  [
    'slow.example', // the popup's page comes in two parts
    ({ pathname }) => {
      if (pathname === '/first-frame.js') return script(FIRST_FRAME);
      if (pathname === MAIN) return script(`fetch(document.getElementById('root') ? '/with-root' : '/without-root')`);
      if (pathname !== '/') return script('');
      const cut = POPUP.indexOf('<div id="root"');
      return {
        stream(response) {
          response.writeHead(200, { 'content-type': 'text/html' });
          response.write(POPUP.slice(0, cut));
          setTimeout(() => response.end(POPUP.slice(cut)), 1_000);
        },
      };
    },
  ],
];

let session: Session;
beforeAll(async () => {
  session = await startSession(__BROWSER__, { sites: STARTS });
});
afterAll(() => session?.close());

const pageNamed = (id: string) => PAGES.find((page) => page.id === id) as TestPage;
const badgeOf = (page: TestPage) => {
  const count = Object.values(page.embeds).filter((stage) => stage !== 'listed').length;
  return count === 0 ? '' : String(count);
};

test('the welcome page opens once, by itself', async () => {
  expect(await session.tabIdOf(`${session.driver.ownOrigin()}/welcome.html`)).toBeGreaterThanOrEqual(0);
});

test.each(PAGES.map((page) => [page.plays, page] as const))('%s', async (_, page) => {
  const { tab, tabId } = await visit(session, page);
  const content = await popupContent(session, tabId, (each) => isTrueOf(each, page));
  expect(claims(content)).toEqual(page.embeds);
  expect(content.state).toBe(Object.keys(page.embeds).length === 0 ? 'nothing' : 'found');
  expect(await session.badge(tabId)).toBe(badgeOf(page));
  for (const { evidence } of content.found) {
    expect(evidence.length).toBeGreaterThan(0);
    for (const line of evidence) expect(line).toMatch(/^\w+:\S+ https:\/\/[^?#]+$/);
  }
  await tab.close();
});

test('the hosted check is named as such, the face search site only as a site', async () => {
  for (const [id, sentence] of [
    ['redirect', 'This page is Persona’s check.'],
    ['face-search', 'This site belongs to PimEyes, which sells face search.'],
  ] as const) {
    const { tab, tabId } = await visit(session, pageNamed(id));
    const { found } = await popupContent(session, tabId, (content) => content.found.length > 0);
    expect(found[0]?.sentence).toBe(sentence);
    await tab.close();
  }
});

test('killing the background between page load and popup loses nothing', async () => {
  const page = pageNamed('bank');
  const { tab, tabId } = await visit(session, page);
  const before = await popupContent(session, tabId, (each) => isTrueOf(each, pageNamed('bank')));
  await session.driver.killBackground();
  const after = await readPopup(await session.popup(tabId));
  expect(after.found).toEqual(before.found);
  await tab.close();
});

test('a tab that goes elsewhere is judged anew, and back again', async () => {
  const { tab } = await visit(session, pageNamed('bank'));
  await tab.visit(pageNamed('shop').url);
  const tabId = await session.tabIdOf(pageNamed('shop').url);
  expect((await popupContent(session, tabId, () => true)).state).toBe('nothing');
  expect(await session.badge(tabId)).toBe('');
  await tab.back();
  await tab.waitFor('html[data-done]');
  const again = await popupContent(session, tabId, (each) => isTrueOf(each, pageNamed('bank')));
  expect(claims(again)).toEqual(pageNamed('bank').embeds);
  await tab.close();
});

test('pausing a site stops looking, resuming starts again', async () => {
  const { tab, tabId } = await visit(session, pageNamed('bank'));
  await popupContent(session, tabId, (each) => isTrueOf(each, pageNamed('bank')));
  const popup = await session.popup(tabId);
  await readPopup(popup);
  await pauseIn(popup);
  await tab.reload();
  await tab.waitFor('html[data-done]');
  expect((await popupContent(session, tabId, () => true)).state).toBe('paused');
  expect(await session.badge(tabId)).toBe('');
  await popup.click('[data-state="paused"] button');
  await popup.waitFor('[data-state="unwatched"]'); // nothing was looked at while it was paused
  await tab.reload();
  const content = await popupContent(session, tabId, (each) => isTrueOf(each, pageNamed('bank')));
  expect(claims(content)).toEqual(pageNamed('bank').embeds);
  await popup.close();
  await tab.close();
});

test.each([
  ['is left before its first frame', 'around.example', 'undrawn.example', ['/', '/shown', MAIN]],
  ['comes in pieces', 'slow.example', 'slow.example', ['/', '/first-frame.js', MAIN, '/with-root']],
])('a popup that %s starts, and not before there is something to draw into', async (_, visited, host, expected) => {
  const tab = await session.driver.open();
  await tab.run((address) => location.assign(address), `https://${visited}/`);
  const seen = () => (session.world?.seen ?? []).filter((each) => each.host === host).map(({ path }) => path);
  const asked = () => [...new Set(seen())].filter((path) => path !== '/favicon.ico').sort();
  await expect.poll(asked, { timeout: 15_000 }).toEqual(expected.sort());
  await tab.close();
});

test('pages of the browser cannot be looked at, and the popup says so', async () => {
  const own = await session.driver.openOwn('welcome.html');
  const tabId = await session.tabIdOf(`${session.driver.ownOrigin()}/welcome.html`);
  expect((await popupContent(session, tabId, () => true)).state).toBe('unreachable');
  await own.close();
});

describe('the call to action', () => {
  const history = () => {
    const element = document.querySelector<HTMLElement>('[data-action="eci-2021-000001"]');
    return {
      status: element?.dataset.actionStatus,
      text: element?.innerText,
      open: document.querySelectorAll('[data-action-status="open"]').length,
      all: document.body.innerText,
    };
  };

  const isClosed = (shown: ReturnType<typeof history>) => {
    expect(shown).toMatchObject({ status: 'closed', open: 0 });
    expect(shown.text).toContain('Closed on August 1, 2022, almost 80,000 signatures.');
    expect(shown.all).not.toMatch(/\bsign\b/i);
  };

  test('today the founding initiative is closed and nothing says "sign"', async () => {
    const popup = await session.popup(0);
    await popup.waitFor('[data-action="eci-2021-000001"]');
    isClosed(await popup.run(history));
    await popup.close();
  });

  test('a clock set back to 2021 revives nothing', async () => {
    const popup = await session.popup(0);
    await popup.waitFor('[data-action]');
    await popup.run(() => {
      Date.now = () => Date.UTC(2021, 5, 1);
      document.querySelector('#root')?.replaceChildren();
    });
    // The popup's own code runs once more, under the clock of 2021. As text: the test runner rewrites imports in functions.
    await popup.inject(`void import('${MAIN}?again')`);
    await popup.waitFor('#root [data-action="eci-2021-000001"]');
    expect(await popup.run(() => new Date(Date.now()).getUTCFullYear())).toBe(2021);
    isClosed(await popup.run(history));
    await popup.close();
  });
});

describe('for everyone', () => {
  test.each([
    ['light', false],
    ['dark', true],
  ] as const)('axe finds nothing in a popup with findings (%s, English and French)', async (_, dark) => {
    const themed = dark ? await startSession(__BROWSER__, { dark: true }) : session;
    const { tab, tabId } = await visit(themed, pageNamed('bank'));
    await popupContent(themed, tabId, (each) => isTrueOf(each, pageNamed('bank')));
    for (const lang of ['en', 'fr']) {
      const popup = await themed.popup(tabId, `&lang=${lang}`);
      await readPopup(popup);
      await popup.click('summary');
      expect(await popup.run(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(dark);
      expect(await violations(popup)).toEqual([]);
      await popup.close();
    }
    await tab.close();
    if (dark) await themed.close();
  });

  test('French is French', async () => {
    const popup = await session.popup(0, '&lang=fr');
    const { text } = await readPopup(popup);
    expect(text).toContain('Ce que vous pouvez faire');
    expect(await popup.run(() => document.documentElement.lang)).toBe('fr');
    await popup.close();
  });
});
