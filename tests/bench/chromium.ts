/** Chromium through its own DevTools protocol, with one extension or none. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM_FLAGS } from '../../rules/cli/browser/flags.ts';
import type { World } from '../site/world.ts';
import { findBrowser } from '../support/find-browser.ts';
import { type BenchBrowser, type PageLoad, REST, SETTLE, sleep, WELCOMED } from './bench-browser.ts';
import { cpuBetween, cpuTimes } from './processes.ts';
import { type Json, Wire } from './wire.ts';

export interface BenchChromium extends BenchBrowser {
  readonly wire: Wire;
  /** `chrome-extension://…` of the extension, '' without one. */
  readonly origin: string;
  /** Opens a tab; returns the session to speak to it with. */
  open(url?: string): Promise<ChromiumTab>;
  /** Stops the extension's service worker, as the browser does after some idle time. */
  stopWorker(): Promise<void>;
}

export interface ChromiumTab {
  readonly target: string;
  readonly session: string;
  go(url: string): Promise<void>;
  run<T>(code: string): Promise<T>;
  close(): Promise<void>;
}

/** Starts a Chromium of its own. `extension` is an unpacked folder. */
export async function startBenchChromium(world: World, extension: string | null): Promise<BenchChromium> {
  const profile = mkdtempSync(join(tmpdir(), 'countergaze-bench-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default', 'Preferences'), '{"extensions":{"ui":{"developer_mode":true}}}');
  const process = spawn(
    await findBrowser('chromium'),
    [
      ...CHROMIUM_FLAGS,
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      `--host-resolver-rules=MAP * 127.0.0.1:${world.port}`,
      '--ignore-certificate-errors',
      '--disable-features=DialMediaRouteProvider,OptimizationHints',
      ...(extension === null ? [] : [`--load-extension=${extension}`, `--disable-extensions-except=${extension}`]),
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  const close = async (wire?: Wire) => {
    const ended = new Promise((resolve) => process.once('exit', resolve));
    await wire?.send('Browser.close').catch(() => {});
    const timer = setTimeout(() => process.kill('SIGKILL'), wire === undefined ? 0 : 5_000);
    if (process.exitCode === null && process.signalCode === null) await ended;
    clearTimeout(timer);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return await driven(await Wire.connect(await addressIn(profile)), extension, process.pid as number, close);
  } catch (error) {
    await close(); // whoever asked for it has nothing to close it with
    throw error;
  }
}

async function driven(
  wire: Wire,
  extension: string | null,
  pid: number,
  close: (wire: Wire) => Promise<void>,
): Promise<BenchChromium> {
  await wire.send('Target.setDiscoverTargets', { discover: true });
  const origin = extension === null ? '' : await ownOrigin(wire);
  const open = async (url = 'about:blank') => toTab(wire, url);
  const tab = await open();
  /** Through which the worker is stopped; it stays open, since closing a tab would wake the worker again. */
  let keeper: Promise<ChromiumTab> | undefined;
  await wire.send('Page.enable', {}, tab.session);
  await alone(wire, tab);
  return {
    wire,
    origin,
    open,
    load: (url) => load(wire, tab, url, pid),
    async stopWorker() {
      keeper ??= toTab(wire, `${origin}/manifest.json`, true);
      await stopWorker(wire, await keeper, origin);
    },
    close: () => close(wire),
  };
}

async function addressIn(profile: string): Promise<string> {
  for (let tries = 0; tries < 300; tries++) {
    try {
      const [port, path] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').trim().split('\n');
      if (path !== undefined) return `ws://127.0.0.1:${port}${path}`;
    } catch {
      // not there yet
    }
    await sleep(100);
  }
  throw new Error('Chromium does not start');
}

async function ownOrigin(wire: Wire): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const { targetInfos } = await wire.send('Target.getTargets', { filter: [{}] });
    for (const { url } of targetInfos as { url: string }[]) {
      const origin = /^chrome-extension:\/\/[a-p]{32}/.exec(url)?.[0];
      if (origin !== undefined) return origin;
    }
    await sleep(100);
  }
  throw new Error('the extension shows no worker');
}

async function toTab(wire: Wire, url: string, background = false): Promise<ChromiumTab> {
  const { targetId } = await wire.send('Target.createTarget', { url, background });
  const { sessionId } = await wire.send('Target.attachToTarget', { targetId, flatten: true });
  const session = sessionId as string;
  return {
    target: targetId as string,
    session,
    async go(address) {
      await wire.send('Page.navigate', { url: address }, session);
    },
    async run<T>(code: string) {
      const given = { expression: code, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await wire.send('Runtime.evaluate', given, session);
      if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
      return (result as { value: T }).value;
    },
    async close() {
      await wire.send('Target.closeTarget', { targetId });
    },
  };
}

async function load(wire: Wire, tab: ChromiumTab, url: string, root: number): Promise<PageLoad> {
  await sleep(REST);
  const loaded = wire.next('Page.loadEventFired', (_, session) => session === tab.session, 60_000);
  const before = cpuTimes(root);
  await tab.go(url);
  await loaded;
  await sleep(SETTLE);
  const cpu = cpuBetween(before, cpuTimes(root));
  const time = await tab.run<number>(`performance.getEntriesByType('navigation')[0].loadEventEnd`);
  const left = wire.next('Page.loadEventFired', (_, session) => session === tab.session);
  await tab.go('about:blank');
  await left;
  return { load: time, cpu };
}

/**
 * Closes every other tab. An extension's welcome page comes to the front, and a page behind another one loads more
 * slowly, whatever the extension does.
 */
async function alone(wire: Wire, tab: ChromiumTab): Promise<void> {
  await sleep(WELCOMED);
  const { targetInfos } = await wire.send('Target.getTargets');
  for (const { targetId, type } of targetInfos as { targetId: string; type: string }[])
    if (type === 'page' && targetId !== tab.target) await wire.send('Target.closeTarget', { targetId });
  await wire.send('Page.bringToFront', {}, tab.session);
}

async function stopWorker(wire: Wire, tab: ChromiumTab, origin: string): Promise<void> {
  const isStopped = ({ versions }: Json) =>
    (versions as { scriptURL: string; runningStatus: string }[]).some(
      ({ scriptURL, runningStatus }) => scriptURL.startsWith(origin) && runningStatus === 'stopped',
    );
  const stopped = wire.next('ServiceWorker.workerVersionUpdated', isStopped, 10_000);
  await wire.send('ServiceWorker.enable', {}, tab.session);
  await wire.send('ServiceWorker.stopAllWorkers', {}, tab.session);
  await stopped;
  await wire.send('ServiceWorker.disable', {}, tab.session);
}
