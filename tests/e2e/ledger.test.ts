/** The ledger: what is written when, and what never is, in a real IndexedDB through the real background. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, dayOf } from '../../utils/ledger.ts';
import { PAGES, type TestPage } from '../site/pages.ts';
import type { Tab } from '../support/driver.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { chooseLedger, eventually, openDashboard, storedDays, storeRaw } from '../support/ledger.ts';
import { isTrueOf, popupContent, type Session, startSession, visit } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

const bank = PAGES.find(({ id }) => id === 'bank') as TestPage;
const BANK = [
  { vendor: 'biocatch', site: 'bank.example', stage: 'loaded' },
  { vendor: 'seon', site: 'bank.example', stage: 'started' },
];
const today = () => dayOf(Date.now());

let session: Session;
let dashboard: Tab;
beforeAll(async () => {
  session = await startSession(__BROWSER__);
  dashboard = await openDashboard(session);
});
afterAll(() => session?.close());

/** Today's entries, sorted by vendor, once they are so many visits in all, and as far as the bank's go. */
async function entries(visits: number) {
  const days = await eventually(
    () => storedDays(dashboard),
    ([day]) =>
      (day?.entries ?? []).reduce((sum, entry) => sum + entry.visits, 0) >= visits &&
      BANK.every(({ vendor, stage }) => day?.entries.some((each) => each.vendor === vendor && each.stage === stage)),
  );
  expect(days.map(({ day }) => day)).toEqual([today()]);
  return (days[0]?.entries ?? []).toSorted((a, b) => (a.vendor < b.vendor ? -1 : 1));
}

async function visitBank(): Promise<Tab> {
  const { tab, tabId } = await visit(session, bank);
  await popupContent(session, tabId, (content) => isTrueOf(content, bank));
  return tab;
}

describe('recording', () => {
  test('nobody asked, nothing is written', async () => {
    const tab = await visitBank();
    expect(await storedDays(dashboard)).toEqual([]);
    await tab.close();
  });

  test('after yes, each vendor of a document is one visit, at its highest stage', async () => {
    await dashboard.click('[data-do="yes"]');
    await dashboard.waitFor('[data-ledger="empty"]');
    const tab = await visitBank();
    expect(await entries(2)).toEqual(BANK.map((entry) => ({ ...entry, visits: 1 })));
    await session.driver.killBackground();
    await tab.reload();
    expect(await entries(4)).toEqual(BANK.map((entry) => ({ ...entry, visits: 2 })));
    await tab.close();
  });

  test('nothing but what was promised is on disk: no address, no title, no time', async () => {
    const text = JSON.stringify(await storedDays(dashboard));
    for (const secret of ['http', '/login', ':\\d\\d:']) expect(text).not.toMatch(secret);
  });

  test('a stage rises with what is seen, and stays when the camera is off again', async () => {
    const tab = await session.driver.open();
    await tab.visit('https://ladder.example/');
    await tab.run(async () => {
      const script = Object.assign(document.createElement('script'), { src: '/assets/app-3f2a.js' });
      document.head.append(script);
    });
    const ladder = async (stage: string) => {
      const days = await eventually(
        () => storedDays(dashboard),
        ([day]) => day?.entries.some((entry) => entry.site === 'ladder.example' && entry.stage === stage) === true,
      );
      return days[0]?.entries.filter(({ site }) => site === 'ladder.example');
    };
    const entry = { vendor: 'face-api-js', site: 'ladder.example', visits: 1 };
    expect(await ladder('started')).toEqual([{ ...entry, stage: 'started' }]);
    await session.driver.grantCamera('https://ladder.example');
    await tab.run(async () => {
      const video = document.querySelector('video') as HTMLVideoElement;
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
    });
    expect(await ladder('capturing')).toEqual([{ ...entry, stage: 'capturing' }]);
    await tab.run(() => {
      const video = document.querySelector('video') as HTMLVideoElement;
      for (const track of (video.srcObject as MediaStream).getTracks()) track.stop();
    });
    const tabId = await session.tabIdOf('https://ladder.example/');
    await popupContent(session, tabId, ({ found }) => found[0] !== undefined && found[0].stage !== 'capturing');
    expect(await ladder('capturing')).toEqual([{ ...entry, stage: 'capturing' }]);
    await tab.close();
  });

  test('after no, nothing more is written and nothing is lost', async () => {
    const before = await storedDays(dashboard);
    await dashboard.click('[data-do="turn"]');
    await dashboard.waitFor('[data-ledger="off"]');
    const tab = await visitBank();
    expect(await storedDays(dashboard)).toEqual(before);
    await tab.close();
  });
});

describe('retention', () => {
  const old = {
    day: addDays(today(), -30),
    entries: [{ vendor: 'acme', site: 'old.test', stage: 'loaded', visits: 1 }],
  };
  const young = { ...old, day: addDays(today(), -29) };
  const days = async () => (await storedDays(dashboard)).map(({ day }) => day);

  /** As on the next day of the same session. */
  const nextDay = (tab: Tab) =>
    tab.run(async () => {
      interface Sessions {
        readonly storage: { readonly session: { set(items: object): Promise<void> } };
      }
      const scope = globalThis as unknown as Record<'browser' | 'chrome', Sessions>;
      await (scope.browser ?? scope.chrome).storage.session.set({ pruned: '2000-01-01' });
    });

  test.each([
    ['on', true],
    ['off', false],
  ])('the first finding of a day deletes what is too old; the ledger is %s', async (_, on) => {
    await chooseLedger(dashboard, { on, asked: true, keepDays: 30 });
    await nextDay(dashboard);
    await storeRaw(dashboard, [old, young]);
    const tab = await visitBank();
    await eventually(days, (all) => !all.includes(old.day));
    expect(await days()).toEqual([young.day, today()]);
    await tab.close();
  });

  test('opening the dashboard deletes what is too old', async () => {
    await storeRaw(dashboard, [old]);
    const other = await openDashboard(session);
    await eventually(days, (all) => !all.includes(old.day));
    expect(await days()).toEqual([young.day, today()]);
    await other.close();
  });
});

test('a private window leaves nothing, an ordinary one beside it does', async () => {
  const own = await startSession(__BROWSER__);
  await own.driver.allowPrivateWindows();
  const page = await openDashboard(own);
  await chooseLedger(page, { on: true, asked: true, keepDays: 0 });
  for (const kind of ['private', 'ordinary'] as const) {
    const tabId = await own.openWindow(bank.url, kind);
    const badge = await eventually(
      () => own.badge(tabId),
      (text) => text === '2',
    );
    expect(badge, kind).toBe('2'); // it was seen
  }
  const days = await eventually(
    () => storedDays(page),
    ([day]) => day?.entries.length === 2,
  );
  expect(days.flatMap((day) => day.entries.map(({ visits }) => visits))).toEqual([1, 1]); // and once remembered
  await own.close();
});
