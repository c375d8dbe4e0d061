/** Firefox through WebDriver BiDi, with one extension or none. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { World } from '../site/world.ts';
import { findBrowser } from '../support/find-browser.ts';
import { proxyPrefs } from '../support/firefox.ts';
import { type BenchBrowser, REST, SETTLE, sleep, WELCOMED } from './bench-browser.ts';
import { cpuBetween, cpuTimes } from './processes.ts';
import { type Json, Wire } from './wire.ts';

const UUID = '5b0c7f52-3d0e-4a3a-9d53-0a0e6a1f0c11';

export interface BenchFirefox extends BenchBrowser {
  /** `moz-extension://…`. */
  readonly origin: string;
  /** Opens a tab; returns what runs code in it. */
  open(): Promise<FirefoxTab>;
}

export interface FirefoxTab {
  readonly context: string;
  /** Waits for the load event, but not on pages of the extension, where Firefox never reports it. */
  go(url: string): Promise<void>;
  run<T>(code: string): Promise<T>;
  close(): Promise<void>;
}

function prefs(world: World, geckoId: string): Json {
  return {
    ...proxyPrefs(world.proxyPort),
    'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: UUID }),
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.homepage': 'about:blank',
    'browser.startup.page': 0,
    'browser.newtabpage.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'toolkit.telemetry.server': 'data:,',
    'app.update.disabledForTesting': true,
    'app.normandy.enabled': false,
    'services.settings.server': 'data:,#remote-settings-dummy/v1',
    'browser.safebrowsing.update.enabled': false,
    'extensions.getAddons.cache.enabled': false,
    'extensions.update.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
  };
}

/** Starts a Firefox of its own. `extension` is an unpacked folder, `geckoId` its id. */
export async function startBenchFirefox(
  world: World,
  extension: string | null,
  geckoId = '',
  more: Json = {},
): Promise<BenchFirefox> {
  const profile = mkdtempSync(join(tmpdir(), 'countergaze-bench-'));
  const lines = Object.entries({ ...prefs(world, geckoId), ...more }).map(
    ([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const args = [
    '--headless',
    '--no-remote',
    '--remote-allow-system-access',
    '--profile',
    profile,
    '--remote-debugging-port',
    '0',
    'about:blank',
  ];
  const process = spawn(await findBrowser('firefox'), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise<string>((resolve, reject) => {
    let text = '';
    process.stderr.on('data', (chunk) => {
      text += chunk;
      const found = /BiDi listening on (ws:\/\/\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    process.once('exit', () => reject(new Error('Firefox does not start')));
  });
  const wire = await Wire.connect(`${address}/session`);
  await wire.send('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
  if (extension !== null) await wire.send('webExtension.install', { extensionData: { type: 'path', path: extension } });
  const tab = await toTab(wire);
  await alone(wire, tab);
  return {
    origin: `moz-extension://${UUID}`,
    open: () => toTab(wire),
    async load(url) {
      await sleep(REST);
      const before = cpuTimes(process.pid as number);
      await tab.go(url);
      await sleep(SETTLE);
      const cpu = cpuBetween(before, cpuTimes(process.pid as number));
      const load = await tab.run<number>(`performance.getEntriesByType('navigation')[0].loadEventEnd`);
      await tab.go('about:blank');
      return { load, cpu };
    },
    async close() {
      const ended = new Promise((resolve) => process.once('exit', resolve));
      await wire.send('browser.close').catch(() => {});
      const timer = setTimeout(() => process.kill('SIGKILL'), 8_000);
      await ended;
      clearTimeout(timer);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Closes every other tab, as Chromium's `alone` does: pages by which extensions greet. */
async function alone(wire: Wire, tab: FirefoxTab): Promise<void> {
  await sleep(WELCOMED);
  const { contexts } = await wire.send('browsingContext.getTree', { maxDepth: 0 });
  for (const { context } of contexts as { context: string }[])
    if (context !== tab.context) await wire.send('browsingContext.close', { context });
  await wire.send('browsingContext.activate', { context: tab.context });
}

async function toTab(wire: Wire): Promise<FirefoxTab> {
  const { context } = await wire.send('browsingContext.create', { type: 'tab' });
  return {
    context: context as string,
    async go(url) {
      const wait = url.startsWith('moz-extension:') ? 'none' : 'complete';
      await wire.send('browsingContext.navigate', { context, url, wait });
    },
    async run<T>(code: string) {
      // as text, because BiDi has a notation of its own for every other value
      const expression = `Promise.resolve(${code}).then((value) => JSON.stringify(value ?? null))`;
      const reply = await wire.send('script.evaluate', { expression, target: { context }, awaitPromise: true });
      if (reply.type !== 'success') throw new Error(JSON.stringify(reply));
      return JSON.parse((reply.result as { value: string }).value) as T;
    },
    async close() {
      await wire.send('browsingContext.close', { context });
    },
  };
}
