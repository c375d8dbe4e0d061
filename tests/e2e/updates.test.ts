/** Updates of the list, from a server that misbehaves in every way: the last good list stays, and options says why. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toAscii } from '../../rules/core/packed.ts';
import type { Vendor } from '../../rules/core/schema.ts';
import type { Update } from '../../rules/core/update.ts';
import { PAGES, type TestPage } from '../site/pages.ts';
import { UpdateServer } from '../site/updates.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { claims, isTrueOf, popupContent, readPopup, type Session, startSession, visit } from '../support/session.ts';
import { buildTrial } from '../support/trial-build.ts';
import { newcomer, signBody, signed, updateOf } from '../support/updates.ts';
import { UpdatesPage } from '../support/updates-page.ts';

declare const __BROWSER__: BrowserName;

const DOOR = 'https://club.example/door';
const LOBBY = 'https://club.example/lobby';
const BOTH = { newcomer: 'loaded', onfido: 'loaded' };
const bank = PAGES.find(({ id }) => id === 'bank') as TestPage;
const server = new UpdateServer();
let session: Session;
let options: UpdatesPage;

beforeAll(async () => {
  session = await startSession(__BROWSER__, { build: buildTrial(__BROWSER__), sites: server.sites });
  options = await UpdatesPage.open(session.driver);
});
afterAll(() => session?.close());

const requests = () => session.world?.seen.filter(({ host }) => host === 'rules.example') ?? [];
/** What is claimed of the page that only an update knows. */
async function claimsAt(url: string, expected: Record<string, string>): Promise<Record<string, string>> {
  const tab = await session.driver.open();
  await tab.visit(url);
  const isRight = (content: Parameters<typeof claims>[0]) =>
    content.state !== 'checking' && JSON.stringify(claims(content)) === JSON.stringify(expected);
  const content = await popupContent(session, await session.tabIdOf(url), isRight);
  await tab.close();
  return claims(content);
}

async function isBankFlagged(): Promise<boolean> {
  const { tab, tabId } = await visit(session, bank);
  const content = await popupContent(session, tabId, (each) => isTrueOf(each, bank));
  await tab.close();
  return isTrueOf(content, bank);
}

test('after the installation there is one request, that says nothing about anybody; and none again that day', async () => {
  await expect.poll(() => requests().length, { timeout: 8_000 }).toBe(1);
  const { headers, method } = requests()[0] as ReturnType<typeof requests>[number];
  expect(method).toBe('GET');
  for (const name of ['cookie', 'referer', 'origin', 'if-none-match', 'if-modified-since', 'authorization']) {
    expect(headers).not.toHaveProperty(name);
  }
  expect(headers['accept-language']).toBe('*');
  await expect.poll(() => options.shown()).toMatchObject({ serial: '0', checked: 'status' });
  await session.driver.killBackground();
  expect(await isBankFlagged()).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(requests()).toHaveLength(1);
});

test('without the update its vendor is unknown', async () => {
  expect(await claimsAt(DOOR, {})).toEqual({});
});

test('a good update: its vendor is found as far as it goes, by its name too, and has its dossier', async () => {
  server.serve(await signed(updateOf(5, [newcomer()])));
  expect(await options.checkNow()).toMatchObject({ serial: '5', checked: 'updated' });
  expect((await options.shown()).text).toContain('A newer list is in use now.');
  expect(await claimsAt(DOOR, { newcomer: 'started' })).toEqual({ newcomer: 'started' });
  expect(await isBankFlagged()).toBe(true);
  const list = await session.driver.openOwn('list.html#newcomer');
  await list.waitFor('.dossier-text');
  expect(await list.run(() => document.body.innerText)).toContain('A made-up vendor for tests.');
  await list.close();
});

test('what only the listener of the package sees is seen as before', async () => {
  expect(await claimsAt('https://ways.example/websocket', { onfido: 'loaded' })).toEqual({ onfido: 'loaded' });
});

test('a background that slept knows the new list when it wakes', async () => {
  await session.driver.killBackground();
  expect(await claimsAt(DOOR, { newcomer: 'started' })).toEqual({ newcomer: 'started' });
  await session.driver.killBackground();
  expect(await claimsAt('https://newcomer.example/', { newcomer: 'listed' })).toEqual({ newcomer: 'listed' });
});

describe('a server that misbehaves', () => {
  const good = () => signed(updateOf(6, [newcomer()]));
  /** Signed by us, yet unusable. */
  const unsound = (vendor: Partial<Vendor>, changes: object) => async () => {
    server.serve(await signBody(toAscii({ ...updateOf(6, [newcomer(vendor)]), ...changes })));
  };

  test.each<[says: string, problem: string, line: string, act: () => unknown]>([
    [
      'a bad signature',
      'signature',
      'not signed by those',
      async () => server.serve((await good()).replace('"serial":6', '"serial":9')),
    ],
    [
      'a stranger’s signature',
      'signature',
      'not signed by those',
      async () => server.serve(await signed(updateOf(6), 'three')),
    ],
    [
      'an old serial, replayed',
      'old',
      'older than one that was taken',
      async () => server.serve(await signed(updateOf(4))),
    ],
    ['a truncated file', 'cut', 'not a whole list', async () => server.serve((await good()).slice(0, 200_000))],
    ['500 megabytes', 'large', 'too large', () => server.flood(500)],
    ['a slow drip', 'slow', 'too slow', async () => server.drip(await good())],
    ['a wrong content type', 'type', 'something that is no list', async () => server.serve(await good(), 'text/html')],
    [
      'a list that leads nowhere',
      'invalid',
      'signed but cannot be used',
      unsound({}, { ruleset: 'countergaze-list 2' }),
    ],
    ['a script as a link', 'invalid', 'signed but cannot be used', unsound({ homepage: 'javascript:alert(1)' }, {})],
    ['a field that nobody knows', 'invalid', 'signed but cannot be used', unsound({}, { run: 'alert(1)' })],
    [
      'a redirect to another host',
      'unreachable',
      'led elsewhere',
      async () => {
        server.elsewhere = { body: await good(), type: 'text/plain' };
        server.answer = { redirect: 'https://elsewhere.example/update.txt' };
      },
    ],
    [
      'no answer at all',
      'unreachable',
      'did not answer',
      () => {
        server.answer = { stream: (response) => void response.destroy() };
      },
    ],
  ])('%s: refused in words, and the last good list is in use', async (_, problem, line, act) => {
    await act();
    expect(await options.checkNow()).toMatchObject({ serial: '5', checked: problem });
    const { text } = await options.shown();
    expect(text).toContain(line);
    expect(text).toContain('The list in use stays as it is.');
    expect(await claimsAt(LOBBY, BOTH)).toEqual(BOTH);
  });

  test('the flood was cut off early, and nobody followed the redirect', () => {
    expect(server.sent).toBeLessThan(50_000_000);
    expect(session.world?.seen.filter(({ host }) => host === 'elsewhere.example')).toEqual([]);
  });
});

test('what a page has asked for before it learned of the update stays known, though its browser has forgotten it', async () => {
  const tab = await session.driver.open();
  await tab.visit('https://hostile.example/forgets');
  const tabId = await session.tabIdOf('https://hostile.example/forgets');
  const facetec = async () => claims(await popupContent(session, tabId, ({ found }) => found.length > 0));
  expect(await facetec()).toEqual({ facetec: 'loaded' });
  await new Promise((resolve) => setTimeout(resolve, 6_000)); // the probe has learned, and looked again
  expect(await facetec()).toEqual({ facetec: 'loaded' });
  await tab.close();
});

test('the second key signs as well as the first', async () => {
  server.serve(await signed(updateOf(6, [newcomer({ name: 'Newcomer Two' })]), 'two'));
  expect(await options.checkNow()).toMatchObject({ serial: '6', checked: 'updated' });
  server.serve(await signed(updateOf(6, [newcomer()])));
  expect(await options.checkNow()).toMatchObject({ serial: '6', checked: 'current' });
});

test('back to the list before, to that of the package, and to the newest', async () => {
  for (const [step, serial] of [
    ['back', '5'],
    ['back', '0'],
    ['newest', '6'],
  ] as const) {
    await options.click(`[data-do="${step}"]`);
    await options.waitFor(`[data-serial="${serial}"]`);
    const expected: Record<string, string> = serial === '0' ? {} : { newcomer: 'started' };
    expect(await claimsAt(DOOR, expected)).toEqual(expected);
  }
  expect(await isBankFlagged()).toBe(true);
});

test('the extension starts anew: the update is in use, and the next one comes', async () => {
  await session.restartExtension();
  options = await UpdatesPage.open(session.driver);
  expect(await options.shown()).toMatchObject({ serial: '6' });
  server.serve(await signed(updateOf(7, [newcomer()])));
  expect(await options.checkNow()).toMatchObject({ serial: '7', checked: 'updated' });
  expect(await claimsAt(DOOR, { newcomer: 'started' })).toEqual({ newcomer: 'started' });
});

test('from a file: a bad one is refused, a good one taken, without a request', async () => {
  const before = requests().length;
  await options.choose((await signed(updateOf(8))).replace('"serial":8', '"serial":9'));
  await options.waitFor('[data-said="signature"]');
  expect(await options.shown()).toMatchObject({ serial: '7' });
  await options.choose(await signed(updateOf(8, [newcomer()])));
  await options.waitFor('[data-said="updated"]');
  expect(await options.shown()).toMatchObject({ serial: '8', checked: 'updated' });
  expect(requests()).toHaveLength(before);
});

test('a clock set back: it is looked for again, and nothing that the newer list calls closed is offered', async () => {
  const always = updateOf(9).actions[0] as Update['actions'][number];
  const petition = {
    ...always,
    id: 'over-by-then',
    countries: 'any' as const,
    opens: '2026-01-01T00:00:00Z',
    closes: '2030-01-01T00:00:00Z',
  };
  const serve = async (serial: number, more: Partial<Vendor>) =>
    server.serve(await signed(updateOf(serial, [newcomer(more)], { actions: [always, petition] })));
  const offered = async () => {
    const popup = await session.popup(0);
    await readPopup(popup);
    const ids = await popup.run(() =>
      [...document.querySelectorAll<HTMLElement>('[data-action]')].map(({ dataset }) => dataset.action),
    );
    await popup.close();
    return ids;
  };
  await serve(9, {});
  expect(await options.checkNow()).toMatchObject({ serial: '9' });
  expect(await offered()).toContain('over-by-then');

  await serve(10, { reviewed: '2030-06-01', reviewBy: '2031-06-01' }); // a list from long after what this clock says
  const before = requests().length;
  await options.changeStored('updates', { checkedAt: Date.now() + 400 * 86_400_000 }); // the last check, too
  await session.driver.killBackground();
  expect(await isBankFlagged()).toBe(true); // wakes it
  await expect.poll(() => requests().length, { timeout: 8_000 }).toBe(before + 1);
  await options.waitFor(`[data-serial="10"]`);
  expect(await offered()).not.toContain('over-by-then');
});

test('switched off there is no request at all, however long ago the last one was', async () => {
  await options.click(`#update`);
  await options.waitFor(`#update[aria-checked="false"]`);
  expect(await options.tab.run(() => document.querySelectorAll('[data-do="check"]').length)).toBe(0);
  const before = requests().length;
  await options.changeStored('updates', { checkedAt: 0 });
  await session.driver.killBackground();
  expect(await isBankFlagged()).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(requests()).toHaveLength(before);
  expect(await claimsAt(DOOR, { newcomer: 'started' })).toEqual({ newcomer: 'started' });
});

test('a stored list that is damaged: the package’s own takes its place, and options says so', async () => {
  await options.changeStored('update:10:list', { ruleset: 'countergaze-list 2 nonsense' });
  await session.driver.killBackground();
  expect(await claimsAt(LOBBY, { onfido: 'loaded' })).toEqual({ onfido: 'loaded' });
  await options.tab.close();
  options = await UpdatesPage.open(session.driver);
  expect(await options.shown()).toMatchObject({ serial: '0' });
  expect((await options.shown()).text).toContain('can no longer be read on this device');
  await options.click(`[data-do="back"]`);
  await options.waitFor(`[data-serial="9"]`);
  expect(await claimsAt(LOBBY, BOTH)).toEqual(BOTH);
});
