/** Blocking and pausing, as a person does them, with real requests counted at the server. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ASKED } from '../site/blocks.ts';
import { BLOCKED_WAYS } from '../site/ways.ts';
import { type BlockRow, blockTable, ONE, pressIn, Restartable, TWO } from '../support/blocking.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { popupContent, readPopup, startSession } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

/** The few calls of the extension's own API that are made here. */
interface ExtensionApi {
  readonly declarativeNetRequest: { getDynamicRules(): Promise<{ id: number }[]> };
  readonly storage: { readonly session: { get(key: string): Promise<object>; set(items: object): Promise<void> } };
  readonly alarms: { create(name: string, info: object): Promise<void> };
  readonly runtime: { sendMessage(message: object): Promise<unknown> };
}

const NONE = Object.fromEntries(Object.keys(ASKED).map((id) => [id, 0]));
const ALL = Object.fromEntries(Object.keys(ASKED).map((id) => [id, 1]));

test('the block table: what is chosen here or everywhere holds, and nothing else is touched; after a restart, too', async () => {
  const rows = await blockTable(__BROWSER__);
  const wanted = Object.keys(ASKED).flatMap((vendor): BlockRow[] => [
    { vendor, where: 'nowhere', one: 1, two: 1, oneAfter: 1, twoAfter: 1 },
    { vendor, where: 'here', one: 0, two: 1, oneAfter: 0, twoAfter: 1 },
    { vendor, where: 'everywhere', one: 0, two: 0, oneAfter: 0, twoAfter: 0 },
  ]);
  const inOrder = (table: readonly BlockRow[]) => table.map((row) => JSON.stringify(row)).sort();
  expect(inOrder(rows)).toEqual(inOrder(wanted));
}, 240_000);

describe('one browser', () => {
  let it: Restartable;
  beforeAll(async () => {
    it = await Restartable.start(__BROWSER__);
  });
  afterAll(() => it?.close());

  /** Changes the settings as a file does, on the options page. */
  async function choose(settings: object): Promise<string> {
    const options = await it.session.driver.openOwn('options.html');
    await options.waitFor('[data-do="import"]');
    await options.run(
      (text) => {
        const input = document.querySelector<HTMLInputElement>('input[type=file]') as HTMLInputElement;
        const chosen = new DataTransfer();
        chosen.items.add(new File([text], 'settings.json'));
        input.files = chosen.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      },
      JSON.stringify({ countergaze: 'settings', format: 1, settings }),
    );
    await options.waitFor('[data-message]:not([data-message="none"])');
    const said = await options.run(() => document.querySelector<HTMLElement>('[data-message]')?.dataset.message ?? '');
    await options.close();
    return said;
  }

  /** Asks the extension's own API, in a page of it. */
  async function inExtension<A extends unknown[], R>(code: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    const page = await it.session.driver.openOwn('welcome.html');
    const answer = await page.run(code, ...args);
    await page.close();
    return answer;
  }

  const ruleIds = () =>
    inExtension(async () => {
      const scope = globalThis as unknown as Record<'browser' | 'chrome', ExtensionApi>;
      const rules = await (scope.browser ?? scope.chrome).declarativeNetRequest.getDynamicRules();
      return rules.map(({ id }) => id).sort((a, b) => a - b);
    });

  test('a blocked attempt is evidence, said to be blocked, and counted nowhere; undone, it is a vendor as ever', async () => {
    expect(await choose({ blocked: Object.keys(ASKED) })).toBe('imported');
    const tab = await it.session.driver.open();
    await tab.visit(ONE);
    const tabId = await it.session.tabIdOf(ONE);
    const isComplete = ({ found }: { found: readonly unknown[] }) => found.length === Object.keys(ASKED).length;
    const { found } = await popupContent(it.session, tabId, isComplete);
    for (const { stage, evidence, sentence } of found) {
      expect(stage).toBe('blocked');
      expect(evidence.length).toBeGreaterThan(0);
      expect(sentence).toMatch(/^This page asked for .*’s code; that was blocked\.$/);
    }
    expect(found.map(({ vendor }) => vendor).sort()).toEqual(Object.keys(ASKED).sort());
    expect(await it.session.badge(tabId)).toBe('');
    const popup = await it.session.popup(tabId);
    await pressIn(popup, 'onfido', 'allow', 'allowed');
    await popup.close();
    expect(await it.arrived(ONE)).toEqual({ ...NONE, onfido: 1 });
    expect(await it.arrived(TWO)).toEqual(NONE);
    await tab.reload();
    await tab.waitFor('html[data-done]');
    const open = await popupContent(it.session, tabId, (content) =>
      content.found.some(({ vendor, stage }) => vendor === 'onfido' && stage === 'loaded'),
    );
    expect(open.found.filter(({ stage }) => stage !== 'blocked').map(({ vendor }) => vendor)).toEqual(['onfido']);
    expect(await it.session.badge(tabId)).toBe('1');
    await tab.close();
  });

  test.each(BLOCKED_WAYS)('%s: nothing arrives, and what the popup says of it is that it was blocked', async (way) => {
    await choose({ blocked: ['onfido'] });
    const from = it.world.seen.length;
    const tab = await it.session.driver.open();
    const url = `https://ways.example/${way}`;
    await tab.visit(url);
    const tabId = await it.session.tabIdOf(url);
    const { found } = await popupContent(it.session, tabId, (content) => content.found.length > 0);
    expect(found.map(({ vendor, stage }) => `${vendor} ${stage}`)).toEqual(['onfido blocked']);
    expect(it.world.seen.slice(from).filter(({ host }) => host === 'sdk.onfido.com')).toEqual([]);
    await tab.close();
  });

  test('what is let through later counts, though the same page was blocked before', async () => {
    await choose({ blocked: ['onfido'] });
    const tab = await it.session.driver.open();
    await tab.visit('https://ways.example/asks');
    const tabId = await it.session.tabIdOf('https://ways.example/asks');
    const stageOf = async (stage: string) =>
      (await popupContent(it.session, tabId, ({ found }) => found[0]?.stage === stage)).found.map((each) => each.stage);
    expect(await stageOf('blocked')).toEqual(['blocked']);
    expect(await it.session.badge(tabId)).toBe('');
    await choose({ blocked: [] });
    expect(await stageOf('loaded')).toEqual(['loaded']);
    expect(await it.session.badge(tabId)).toBe('1');
    await tab.close();
  });

  test('here, inside a frame of another site: where the browser can tell, and said where it cannot', async () => {
    await choose({ blocked: ['onfido@one.example'] });
    expect((await it.arrived(`${ONE}frame`)).onfido).toBe(__BROWSER__ === 'chromium' ? 0 : 1);
    expect((await it.arrived(`${TWO}frame`)).onfido).toBe(1);
    const tab = await it.session.driver.open();
    await tab.visit(ONE);
    const popup = await it.session.popup(await it.session.tabIdOf(ONE));
    await popup.waitFor('[data-vendor="onfido"] [data-standing="here"]');
    expect((await readPopup(popup)).text.includes('does not reach frames')).toBe(__BROWSER__ === 'firefox');
    await popup.close();
    await tab.close();
  });

  test('one switch blocks all that run without asking, those alone', async () => {
    await choose({ blockSilent: true });
    expect(await it.arrived(ONE)).toEqual({ ...ALL, biocatch: 0, seon: 0 });
  });

  test.each([
    ['hour', /^Countergaze is paused on this site\..*Until .*, or until the browser restarts\./s],
    ['restart', /^Countergaze is paused on this site\..*Until the browser restarts\./s],
    ['always', /^Countergaze is paused on this site\.\s+Nothing is looked at/],
  ] as const)('pausing (%s) lifts every block there, in frames too; resuming puts them back', async (span, words) => {
    await choose({ blocked: Object.keys(ASKED) });
    const tab = await it.session.driver.open();
    await tab.visit(ONE);
    const popup = await it.session.popup(await it.session.tabIdOf(ONE));
    await readPopup(popup);
    await popup.waitFor('.pause-menu');
    await popup.click('.pause-menu summary');
    await popup.click(`[data-pause="${span}"]`);
    await popup.waitFor('[data-state="paused"]');
    const said = await popup.run(() => document.querySelector<HTMLElement>('[data-state="paused"]')?.innerText ?? '');
    expect(said).toMatch(words);
    expect(await it.arrived(ONE)).toEqual(ALL);
    expect((await it.arrived(`${ONE}frame`)).onfido).toBe(1);
    expect(await it.arrived(TWO)).toEqual(NONE);
    await popup.click('[data-state="paused"] button');
    await popup.waitFor('[data-state="unwatched"]');
    expect(await it.arrived(ONE)).toEqual(NONE);
    await popup.close();
    await tab.close();
  });

  test('a pause until the restart ends with it, and its block is back', async () => {
    await choose({ blocked: Object.keys(ASKED) });
    const tab = await it.session.driver.open();
    await tab.visit(ONE);
    const popup = await it.session.popup(await it.session.tabIdOf(ONE));
    await readPopup(popup);
    await popup.click('.pause-menu summary');
    await popup.click('[data-pause="restart"]');
    await popup.waitFor('[data-state="paused"]');
    expect(await it.arrived(ONE)).toEqual(ALL);
    await it.restart();
    expect(await it.arrived(ONE)).toEqual(NONE);
  });

  test('an hour ends by the clock: its alarm ends the pause', async () => {
    await choose({ blocked: Object.keys(ASKED) });
    await inExtension(async () => {
      const scope = globalThis as unknown as Record<'browser' | 'chrome', ExtensionApi>;
      const { storage, alarms } = scope.browser ?? scope.chrome;
      const until = Date.now() + 500;
      await storage.session.set({ pauses: [{ site: 'one.example', until }] });
      await alarms.create('pause', { when: until });
    });
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const left = await inExtension(async () => {
      const scope = globalThis as unknown as Record<'browser' | 'chrome', ExtensionApi>;
      return (await (scope.browser ?? scope.chrome).storage.session.get('pauses')) as { pauses?: object };
    });
    expect(left.pauses).toEqual([]);
    expect(await it.arrived(ONE)).toEqual(NONE);
  });

  test('the same choices leave the same rules, also after the extension has started anew', async () => {
    await choose({ blocked: Object.keys(ASKED), blockSilent: true });
    const before = await ruleIds();
    expect(before.length).toBeGreaterThan(50);
    await it.session.restartExtension();
    expect(await ruleIds()).toEqual(before);
    expect(await it.arrived(ONE)).toEqual(NONE);
    await choose({ blocked: [] });
    expect(await ruleIds()).toEqual([]);
    expect(await it.arrived(ONE)).toEqual(ALL);
  });

  test('every vendor of the list at once: this browser takes all the rules', async () => {
    const ids = await inExtension(async () => {
      const scope = globalThis as unknown as Record<'browser' | 'chrome', ExtensionApi>;
      const reply = await (scope.browser ?? scope.chrome).runtime.sendMessage({ ask: 'vendors' });
      return (reply as { value: { vendors: { id: string }[] } }).value.vendors.map(({ id }) => id);
    });
    expect(await choose({ blocked: ids })).toBe('imported');
    expect((await ruleIds()).length).toBeGreaterThan(1_000);
    expect(await it.arrived(ONE)).toEqual(NONE);
  });

  test('rules that the browser does not take change nothing, in the browser and in the settings, and are told', async () => {
    const setPauses = (pauses: readonly object[]) =>
      inExtension(async (items) => {
        const scope = globalThis as unknown as Record<'browser' | 'chrome', ExtensionApi>;
        await (scope.browser ?? scope.chrome).storage.session.set({ pauses: items });
      }, pauses);
    await choose({ blocked: ['onfido'] });
    const before = await ruleIds();
    await setPauses([{ site: 'one.example', until: 0, tabId: 'none' }]); // no page brings this in, and both browsers refuse a rule with it
    expect(await choose({ blocked: ['onfido', 'seon'] })).toBe('failed');
    await setPauses([]);
    expect(await ruleIds()).toEqual(before);
    expect(await it.arrived(ONE)).toEqual({ ...ALL, onfido: 0 });
    const options = await it.session.driver.openOwn('options.html');
    await options.waitFor('[aria-labelledby="blocked-heading"] .site');
    const blocked = await options.run(() =>
      [...document.querySelectorAll('[aria-labelledby="blocked-heading"] .site')].map(({ textContent }) => textContent),
    );
    expect(blocked).toHaveLength(1);
    await options.close();
  });
});

/** Shared and service workers belong to no tab. Each in a browser of its own, since they outlive their pages. */
describe.each([
  ['nowhere', {}, 1, ['onfido loaded']],
  ['here', { blocked: ['onfido@ways.example'] }, 0, ['onfido blocked']],
  ['everywhere', { blocked: ['onfido'] }, 0, ['onfido blocked']],
  ['elsewhere', { blocked: ['onfido'], allowed: ['onfido@ways.example'] }, 1, ['onfido loaded']],
  ['everywhere, but paused here', { blocked: ['onfido'], pausedSites: ['ways.example'] }, 1, []],
])('workers, blocked %s', (_, settings, arrived, said) => {
  test('what is said of their requests is what became of them', async () => {
    const session = await startSession(__BROWSER__);
    try {
      await session.inOwnPage(async (chosen) => {
        const scope = globalThis as unknown as Record<'browser' | 'chrome', ExtensionApi & LocalStorage>;
        const { storage, runtime } = scope.browser ?? scope.chrome;
        await storage.local.set({ settings: chosen });
        await runtime.sendMessage({ ask: 'block' });
      }, settings);
      for (const way of ['shared-worker', 'service-worker']) {
        const from = session.world?.seen.length;
        const url = `https://ways.example/${way}`;
        const tab = await session.driver.open();
        await tab.visit(url);
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        const { found } = await popupContent(
          session,
          await session.tabIdOf(url),
          (content) => content.found.length > 0,
        );
        const seen = session.world?.seen.slice(from).filter(({ host }) => host === 'sdk.onfido.com');
        expect(seen, way).toHaveLength(arrived);
        expect(found.map(({ vendor, stage }) => `${vendor} ${stage}`)).toEqual(said);
        await tab.close();
      }
    } finally {
      await session.close();
    }
  });
});

interface LocalStorage {
  readonly storage: { readonly local: { set(items: object): Promise<void> } };
}
