/** What can be counted exactly in Chromium: wakes of the worker, and the probe's time in a trace. */
import { startWorld } from '../site/world.ts';
import { sleep } from './bench-browser.ts';
import { type BenchChromium, startBenchChromium } from './chromium.ts';
import { BENCH_SITES, FLAGGED, FRAMES, ORDINARY } from './pages.ts';
import { median } from './report.ts';
import type { Json } from './wire.ts';

export interface Counters {
  /** Starts of the stopped service worker during one load. Every message would wake it too. */
  readonly wakesOrdinary: number;
  readonly wakesFlagged: number;
  /** Milliseconds of CPU time of the probe's own code in each document, from its injection to 2.5 s after loading; the median load. */
  readonly probePerFrame: number;
}

const LOADS = 5;
/** Milliseconds after which nothing goes on that began with the browser. */
const SETTLED = 5_000;

export async function count(extension: string): Promise<Counters> {
  const world = await startWorld(BENCH_SITES);
  const browser = await startBenchChromium(world, extension);
  try {
    await browser.load(ORDINARY);
    await sleep(SETTLED); // the worker still has to do with the installation
    const wakesOrdinary = await wakesOn(browser, ORDINARY);
    const wakesFlagged = await wakesOn(browser, FLAGGED);
    const times: number[] = [];
    for (let at = 0; at < LOADS; at++) times.push((await probeTime(browser)) / (1 + FRAMES));
    return { wakesOrdinary, wakesFlagged, probePerFrame: median(times) };
  } finally {
    await browser.close();
    await world.close();
  }
}

async function wakesOn(browser: BenchChromium, url: string): Promise<number> {
  await browser.stopWorker();
  let wakes = 0;
  const stop = browser.wire.listen((method, params) => {
    const { type } = (params.targetInfo ?? {}) as { type?: string };
    if (method === 'Target.targetCreated' && type === 'service_worker') wakes++;
  });
  await browser.load(url);
  stop();
  return wakes;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  /** Microseconds of CPU time, where the browser counts them. */
  readonly tdur?: number;
  readonly tid: number;
  readonly pid: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

/** Milliseconds that scripts of the extension took in pages during one load of the ordinary page. */
async function probeTime({ wire, origin, load }: BenchChromium): Promise<number> {
  const events: TraceEvent[] = [];
  const stop = wire.listen((method, params: Json) => {
    if (method === 'Tracing.dataCollected') events.push(...(params.value as TraceEvent[]));
  });
  await wire.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'v8'], excludedCategories: ['*'] },
  });
  await load(ORDINARY);
  const complete = wire.next('Tracing.tracingComplete', () => true);
  await wire.send('Tracing.end');
  await complete;
  stop();
  const own = events.filter(({ ph, args }) => ph === 'X' && args?.data?.url?.startsWith(origin));
  return outermost(own).reduce((sum, { tdur, dur = 0 }) => sum + (tdur ?? dur) / 1000, 0);
}

/** Events that lie in no other one of the same thread. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  const sorted = [...events].sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const ends = new Map<string, number>();
  return sorted.filter(({ pid, tid, ts, dur = 0 }) => {
    const thread = `${pid}:${tid}`;
    if (ts < (ends.get(thread) ?? 0)) return false;
    ends.set(thread, ts + dur);
    return true;
  });
}
