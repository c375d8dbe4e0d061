/** What the worker holds after many pages with vendors, and what it keeps in session storage. */
import { startWorld } from '../site/world.ts';
import { npmRun } from '../support/build.ts';
import { CHROMIUM_BUILD } from '../support/chromium.ts';
import { type BrowserOptions, roundsFor, SETTLE, sleep } from './bench-browser.ts';
import { type BenchChromium, startBenchChromium } from './chromium.ts';
import { BENCH_SITES } from './pages.ts';
import { type Goal, markdownTable, type PartResult, progress, show } from './report.ts';

export const name = 'Memory';

interface Reading {
  readonly pages: number;
  /** JS heap in use after a collection, bytes. */
  readonly heap: number;
  /** Bytes of session storage. */
  readonly session: number;
}

const STEPS = 5;

export async function run(options: BrowserOptions): Promise<PartResult> {
  npmRun('build:chromium');
  const pages = roundsFor(options, 500, 2_000);
  const world = await startWorld(BENCH_SITES);
  const browser = await startBenchChromium(world, CHROMIUM_BUILD);
  const readings: Reading[] = [];
  try {
    const bridge = await browser.open(`${browser.origin}/popup.html?tabId=0`);
    const tab = await browser.open();
    // Chromium opens an extension's storage when it has nothing better to do, and pages in a row leave it no time.
    await tab.go('https://ways.example/script');
    await sleep(SETTLE);
    for (let page = 1; page <= pages; page++) {
      await tab.go(`https://ways.example/${page % 2 === 0 ? 'script' : 'fetch'}?page=${page}`);
      await sleep(150);
      if (page % Math.ceil(pages / STEPS) !== 0) continue;
      progress(`${page} of ${pages} pages`);
      const session = await bridge.run<number>('chrome.storage.session.getBytesInUse(null)');
      readings.push({ pages: page, heap: await heapOf(browser), session });
      world.seen.length = 0;
    }
  } finally {
    await browser.close();
    await world.close();
  }
  return report(readings);
}

/** Bytes of live objects in the service worker. */
async function heapOf({ wire, origin }: BenchChromium): Promise<number> {
  const { targetInfos } = await wire.send('Target.getTargets');
  const worker = (targetInfos as { type: string; url: string; targetId: string }[]).find(
    ({ type, url }) => type === 'service_worker' && url.startsWith(origin),
  );
  if (worker === undefined) throw new Error('the worker does not run');
  const { sessionId } = await wire.send('Target.attachToTarget', { targetId: worker.targetId, flatten: true });
  const session = sessionId as string;
  await wire.send('HeapProfiler.collectGarbage', {}, session);
  const { usedSize } = await wire.send('Runtime.getHeapUsage', {}, session);
  await wire.send('Target.detachFromTarget', { sessionId });
  return usedSize as number;
}

function report(readings: readonly Reading[]): PartResult {
  const rows = readings.map(({ pages, heap, session }) => [String(pages), show(heap / 1e6), show(session / 1000)]);
  const last = readings.at(-1) as Reading;
  const middle = readings[Math.floor(readings.length / 2)] as Reading;
  const goals: Goal[] = [
    {
      says: `heap of the worker after ${last.pages} pages`,
      figure: last.heap / 1e6,
      unit: 'MB',
      wanted: 'at most',
      limit: 3,
    },
    {
      says: `heap, against ${middle.pages} pages`,
      figure: last.heap / middle.heap,
      unit: '',
      wanted: 'at most',
      limit: 1.1,
    },
    { says: 'session storage', figure: last.session / 1e6, unit: 'MB', wanted: 'at most', limit: 1 },
  ];
  return { markdown: markdownTable(['pages', 'heap MB', 'session storage kB'], rows), figures: { readings }, goals };
}
