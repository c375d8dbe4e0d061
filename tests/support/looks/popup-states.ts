/** States of the popup that an ordinary browser comes to. */
import { PAGES, type TestPage } from '../../site/pages.ts';
import { ONE, pressIn } from '../blocking.ts';
import { pageOf } from '../chromium.ts';
import type { Tab } from '../driver.ts';
import { openCamera } from '../open-camera.ts';
import { claims, pauseIn } from '../session.ts';
import type { LooksScene, State } from './scene.ts';

const WIDTH = 400;
const HELD = 25_000;
const DAY = 86_400_000;

type Reach = State['reach'];
const state = (name: string, reach: Reach): State => ({ name, width: WIDTH, reach });

/** The popup over a page of the world, and what is then done in it. */
function over(id: string, act: (popup: Tab) => Promise<unknown> = async () => {}): Reach {
  return async (scene) => {
    const { tabId } = await scene.visitWhole(PAGES.find((page) => page.id === id) as TestPage);
    const popup = await scene.popup(tabId);
    await act(popup);
    return popup;
  };
}

/** The popup over a page of https://ladder.example/, once it claims this. */
function onLadder(path: string, vendor: string, stage: string): Reach {
  return async (scene) => {
    const { tabId } = await scene.visit(`https://ladder.example/${path}`);
    await scene.seen(tabId, (content) => claims(content)[vendor] === stage);
    return scene.popup(tabId);
  };
}

const press = (selector: string) => (popup: Tab) => popup.click(selector);

export const POPUP_STATES: readonly State[] = [
  {
    ...state('still checking: the background is busy', async (scene) => {
      const { tabId } = await scene.visit('https://shop.example/');
      await scene.popup(tabId);
      holdBackground(scene);
      return scene.own(`popup.html?tabId=${tabId}`, '[data-state="checking"]');
    }),
    isFixed: true, // until it has been answered
  },
  state('nothing on the list', over('shop')),
  state('found: listed', over('face-search')),
  state('found: loaded', over('try-on')),
  state('found: started', over('id-check')),
  state('found: started and silent, and loaded', over('bank')),
  state('found: capture-ready, a frame that is lent the camera', onLadder('lends', 'persona', 'capture-ready')),
  state('found: capture-ready, asks for a picture', onLadder('upload', 'persona', 'capture-ready')),
  state('found: capturing', async (scene) => {
    const { tab, tabId } = await openCamera(scene.session);
    scene.keep(tab);
    return scene.popup(tabId);
  }),
  state('found: four of them', over('exam')),
  state('found: fifty, folded', (scene) => crowd(scene)),
  state('found: fifty, one unfolded', async (scene) => {
    const popup = await crowd(scene);
    await popup.click('[data-folded="persona"] summary');
    await popup.waitFor('.finding[data-vendor="persona"]');
    return popup;
  }),
  state(
    'evidence open',
    over('bank', async (popup) => {
      for (const vendor of ['seon', 'biocatch']) await popup.click(`[data-vendor="${vendor}"] .evidence summary`);
      await popup.waitFor('[data-vendor="biocatch"] .sources a');
    }),
  ),
  state('block menu open, a silent vendor', over('bank', press('[data-vendor="seon"] .block-control summary'))),
  state('block menu open, a vendor that is asked', over('id-check', press('.block-control summary'))),
  state('blocked here, page not yet loaded again', (scene) => blocked(scene, 'onfido', 'here')),
  state('blocked everywhere, page loaded again', async (scene) => {
    const { tab, tabId } = await scene.visit(ONE);
    const first = await scene.popup(tabId);
    await pressIn(first, 'onfido', 'everywhere', 'everywhere');
    await tab.reload();
    await scene.seen(tabId, ({ found }) => found.find(({ vendor }) => vendor === 'onfido')?.stage === 'blocked');
    return scene.popup(tabId);
  }),
  state('pause menu open', over('bank', press('.pause-menu summary'))),
  state('paused for good', over('bank', pauseIn)),
  state(
    'paused for an hour',
    over('bank', async (popup) => {
      await popup.click('.pause-menu summary');
      await popup.click('[data-pause="hour"]');
      await popup.waitFor('[data-state="paused"]');
    }),
  ),
  state(
    'unwatched: looking again after a pause, page not yet loaded again',
    over('bank', async (popup) => {
      await pauseIn(popup);
      await popup.click('[data-state="paused"] button');
      await popup.waitFor('[data-state="unwatched"]');
    }),
  ),
  state('unreachable: a page of the browser', async (scene) => {
    const tab = scene.keep(await scene.session.driver.open());
    await pageOf(tab).goto('chrome://version/');
    const popup = await scene.popup(await newestTab(scene));
    await popup.waitFor('[data-state="unreachable"]');
    return popup;
  }),
  state('failed: the background refuses what it is asked', (scene) => scene.popup('none')),
  state('deep scan: running, the background is busy', async (scene) => {
    const { tabId } = await scene.visit('https://deep.example/');
    const popup = await scene.popup(tabId);
    holdBackground(scene);
    await popup.click('[data-do="scan"]');
    await popup.waitFor('[data-scan="running"]');
    return popup;
  }),
  state('deep scan: done, with what could not be read', async (scene) => {
    const { tabId } = await scene.visit('https://deep.example/');
    const popup = await scene.popup(tabId);
    await popup.click('[data-do="scan"]');
    await popup.waitFor('[data-scan="done"]', 30_000);
    await popup.waitFor('li[data-vendor]:nth-child(3)');
    await popup.click('.deep-scan details summary');
    return popup;
  }),
  state('deep scan: done, nothing found', async (scene) => {
    const popup = await over('shop', press('[data-do="scan"]'))(scene);
    await popup.waitFor('[data-scan="done"]', 30_000);
    return popup;
  }),
  state('call to action: everything unfolded', over('shop', press('.actions details summary'))),
  state('call to action: in France', async (scene) => {
    await scene.self.run(async () => {
      const { chrome } = globalThis as unknown as {
        chrome: { storage: { local: { set(items: object): Promise<void> } } };
      };
      await chrome.storage.local.set({ settings: { country: 'FR' } });
    });
    return over('shop', press('.actions details summary'))(scene);
  }),
];

/** Also of a private window, whose browser is another. */
export const PRIVATE_STATES: readonly State[] = [
  state('private window: found', (scene) => inPrivate(scene)),
  state('private window: block menu open', async (scene) => {
    const popup = await inPrivate(scene);
    await popup.click('.block-control summary');
    return popup;
  }),
  state('private window: paused', async (scene) => {
    const popup = await inPrivate(scene);
    await pauseIn(popup);
    return popup;
  }),
];

/** The clock of a whole browser is put forward for these. */
export const AGED_STATES: readonly State[] = [
  state('old list: on a machine whose clock is 60 days on', async (scene) => {
    const { tabId } = await scene.visit('https://shop.example/');
    await scene.popup(tabId);
    const popup = scene.keep(await scene.session.driver.open());
    const page = pageOf(popup);
    await page.clock.setFixedTime(Date.now() + 60 * DAY);
    await page.goto(`${scene.session.driver.ownOrigin()}/popup.html?tabId=${tabId}`);
    await popup.waitFor('[data-state="old-list"]');
    return popup;
  }),
];

export const BARRED_STATES: readonly State[] = [
  state('forbidden: no permission for this site', async (scene) => {
    await scene.visit('https://shop.example/');
    return scene.popup(await newestTab(scene));
  }),
];

/** The newest tab whose address the extension is not told. */
function newestTab(scene: LooksScene): Promise<number> {
  return scene.self.run(async () => {
    interface Tabs {
      query(all: object): Promise<{ id: number; url?: string }[]>;
    }
    const { chrome } = globalThis as unknown as { chrome: { tabs: Tabs } };
    const untold = (await chrome.tabs.query({})).filter(({ url }) => url === undefined);
    return Math.max(...untold.map(({ id }) => id));
  });
}

/** Keeps the background busy, so that it answers nobody; the next state waits for its end. */
function holdBackground(scene: LooksScene): void {
  const worker = pageOf(scene.self).context().serviceWorkers()[0];
  if (worker === undefined) throw new Error('the background sleeps');
  const busy = worker.evaluate((time) => {
    for (const end = Date.now() + time; Date.now() < end; );
  }, HELD);
  scene.atEnd(() => busy);
}

async function crowd(scene: LooksScene): Promise<Tab> {
  const { tabId } = await scene.visit('https://crowd.example/');
  await scene.seen(tabId, ({ found }) => found.length === 50);
  const popup = await scene.own(`popup.html?tabId=${tabId}`, '[data-group="capture-ready"]'); // not read: that unfolds all
  return popup;
}

async function blocked(scene: LooksScene, vendor: string, where: 'here' | 'everywhere'): Promise<Tab> {
  const { tabId } = await scene.visit(ONE);
  const popup = await scene.popup(tabId);
  await pressIn(popup, vendor, where, where);
  return popup;
}

async function inPrivate(scene: LooksScene): Promise<Tab> {
  const tabId = await scene.session.openWindow('https://bank.example/login', 'private');
  await scene.seen(tabId, ({ found }) => found.length === 2);
  const popup = await scene.popup(tabId);
  scene.atEnd(() => scene.session.closeWindow(tabId));
  return popup;
}
