/** Whoever is not a page of ours gets no answer and changes nothing: another extension, a page, a content script gone bad. */
import { readdirSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import project from '../../package.json' with { type: 'json' };
import { PAGES, type TestPage } from '../site/pages.ts';
import { SITES } from '../site/sites.ts';
import { CHROMIUM_BUILD } from '../support/chromium.ts';
import type { Tab } from '../support/driver.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { FIREFOX_BUILD } from '../support/firefox.ts';
import { claims, isTrueOf, popupContent, type Session, startSession, visit } from '../support/session.ts';
import { type Attack, makeStranger } from '../support/stranger.ts';

declare const __BROWSER__: BrowserName;

const bank = PAGES.find(({ id }) => id === 'bank') as TestPage;
const build = __BROWSER__ === 'chromium' ? CHROMIUM_BUILD : FIREFOX_BUILD;
const files = readdirSync(build, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.\w+$/.test(file) && !/^(?:words|_locales)/.test(file))
  .map((file) => `/${file}`);
const stranger = makeStranger();
const page = {
  type: 'text/html',
  body: '<!doctype html><html lang="en" data-done><title>Stranger</title><p>Hello.</p>',
};
const sites = new Map([...SITES, ['stranger.example', () => page]]) as typeof SITES;

const sensors = { camera: true, microphone: true };
const forged = {
  probe: 1,
  globals: ['FaceTecSDK'],
  elements: [],
  resources: [],
  lends: [],
  may: sensors,
  live: sensors,
  picture: true,
};

let session: Session;
let tab: Tab;
let bankTab: number;
/** Every question there is, forged reports, and what is nothing at all. */
let messages: unknown[];
beforeAll(async () => {
  session = await startSession(__BROWSER__, { sites, beside: [stranger] });
  bankTab = (await visit(session, bank)).tabId;
  tab = await session.driver.open();
  await tab.visit('https://stranger.example/');
  messages = [
    { ask: 'report', tabId: bankTab },
    { ask: 'pause', tabId: bankTab, paused: true },
    { ask: 'texts' },
    { ask: 'vendors' },
    {
      ask: 'found',
      text: 'FaceTec',
      url: bank.url,
      tabId: bankTab,
      frameId: 0,
      documentId: 'x',
      documentUrl: bank.url,
    },
    forged,
    { probe: 0 },
    { scan: 'found', text: 'FaceTec', url: bank.url },
    ...[null, 0, '', [], {}, 'report', { ask: '__proto__' }, { ask: ['report'] }, { probe: 1 }, { probe: 2 }],
    { ...forged, globals: Array(5_000).fill('x') },
    { ...forged, more: { polluted: true } },
    { scan: 'found', text: '<img src=x onerror=alert(1)>\u202e', url: 'javascript:alert(1)' },
    { ask: 'pause', tabId: -1, paused: 'yes' },
    { text: 'x'.repeat(1_000_000) },
  ];
});
afterAll(async () => {
  await session?.close();
  rmSync(stranger, { recursive: true });
});

/** Nothing that was tried has changed what is said of the other tab. */
async function expectUnharmed(): Promise<void> {
  expect(claims(await popupContent(session, bankTab, (content) => isTrueOf(content, bank)))).toEqual(bank.embeds);
  expect(await session.badge(bankTab)).toBe('2');
  const stored = await session.inOwnPage(async () => {
    const scope = globalThis as unknown as Record<
      'browser' | 'chrome',
      { storage: { local: { get(): Promise<object> } } }
    >;
    return JSON.stringify(await (scope.browser ?? scope.chrome).storage.local.get());
  });
  expect(stored).not.toContain('bank.example');
}

test('another extension with every right', async () => {
  const origin = session.driver.ownOrigin();
  const id = __BROWSER__ === 'chromium' ? new URL(origin).host : project.countergaze.geckoId;
  const attack: Attack = { id, origin, messages, files };
  await tab.waitFor('html[data-ready]');
  await tab.run((detail) => {
    dispatchEvent(new CustomEvent('attack', { detail }));
  }, JSON.stringify(attack));
  await tab.waitFor('html[data-breaches]', 30_000);
  expect(JSON.parse(await tab.run(() => document.documentElement.dataset.breaches ?? ''))).toEqual([]);
  await expectUnharmed();
});

test('a page: no message reaches us, and no file of ours tells it that we are here', async () => {
  const breaches = await tab.run(
    async (origin, all, said) => {
      const found: string[] = [];
      const scope = globalThis as unknown as Record<string, { runtime?: { sendMessage?: unknown } } | undefined>;
      for (const name of ['chrome', 'browser'])
        if (scope[name]?.runtime?.sendMessage !== undefined) found.push(`${name}.runtime.sendMessage`);
      for (const message of said) {
        postMessage(message, '*');
        document.dispatchEvent(new CustomEvent('countergaze', { detail: message }));
      }
      const loads = (make: () => HTMLElement) =>
        new Promise<boolean>((resolve) => {
          const element = make();
          element.onload = () => resolve(true);
          element.onerror = () => resolve(false);
          setTimeout(resolve, 3_000, false);
          document.body.append(element);
        });
      const attempts = all.flatMap((file) => {
        const url = origin + file;
        const tries = [
          fetch(url).then(
            () => true,
            () => false,
          ),
        ];
        if (file.endsWith('.png')) tries.push(loads(() => Object.assign(new Image(), { src: url })));
        if (file.endsWith('.js'))
          tries.push(loads(() => Object.assign(document.createElement('script'), { src: url })));
        if (file.endsWith('.css'))
          tries.push(loads(() => Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url })));
        return tries.map(async (attempt) => ((await attempt) ? [file] : []));
      });
      return [...found, ...(await Promise.all(attempts)).flat()];
    },
    session.driver.ownOrigin(),
    files,
    messages,
  );
  expect(breaches).toEqual([]);
  await expectUnharmed();
});

/** Sends messages from the world of our own content scripts in a tab, and gives the answers. */
function sayAsContentScript(tabId: number, said: readonly unknown[]): Promise<({ error?: string } | null)[]> {
  return session.inOwnPage(
    async (id, messages) => {
      interface Scripting {
        scripting: { executeScript(call: object): Promise<{ result: unknown }[]> };
      }
      const scope = globalThis as unknown as Record<'browser' | 'chrome', Scripting>;
      const [frame] = await (scope.browser ?? scope.chrome).scripting.executeScript({
        target: { tabId: id },
        args: [messages],
        func: (all: unknown[]) => {
          interface Runtime {
            runtime: { sendMessage(message: unknown): Promise<unknown> };
          }
          const world = globalThis as unknown as Record<'browser' | 'chrome', Runtime>;
          const { runtime } = world.browser ?? world.chrome;
          return Promise.all(all.map((message) => runtime.sendMessage(message).catch(() => null)));
        },
      });
      return frame?.result as ({ error?: string } | null)[];
    },
    tabId,
    said,
  );
}

test('a content script gone bad: no question is answered, and it can lie about its own document only', async () => {
  const tabId = await session.tabIdOf('https://stranger.example/');
  const answers = await sayAsContentScript(tabId, messages);
  expect(answers).toHaveLength(messages.length);
  for (const [at, answer] of answers.entries())
    expect(answer?.error ?? 'sender refused', JSON.stringify(messages[at]).slice(0, 80)).toBe('sender refused');
  await expectUnharmed();
  await sayAsContentScript(tabId, [forged]);
  expect(Object.keys(claims(await popupContent(session, tabId, ({ found }) => found.length > 0)))).toEqual(['facetec']);
  await expectUnharmed();
});

test('our own pages refuse markup made out of text', async () => {
  const refused = await session.inOwnPage(() => {
    const sinks = [
      () => {
        document.createElement('p').innerHTML = '<b>x</b>';
      },
      () => {
        document.createElement('script').src = 'https://evil.example/x.js';
      },
      () => document.createElement('iframe').setAttribute('srcdoc', '<b>x</b>'),
      () => document.write('x'),
    ];
    return sinks.map((sink) => {
      try {
        sink();
        return 'done';
      } catch (error) {
        return (error as Error).name;
      }
    });
  });
  expect(refused).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError']);
});
