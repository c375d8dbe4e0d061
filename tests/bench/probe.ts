/** What the probe costs a page of 5,000 elements that works and changes all the time, by the page's own `performance` marks. */
import type { Site } from '../site/world.ts';
import { startWorld } from '../site/world.ts';
import { npmRun } from '../support/build.ts';
import { type BrowserOptions, roundsFor, sleep } from './bench-browser.ts';
import { type BenchChromium, startBenchChromium } from './chromium.ts';
import { markdownTable, median, type PartResult, pairedRatio, progress, show, showRatio } from './report.ts';
import { EMPTY, makeVariants, PRODUCT } from './variants.ts';

export const name = 'Probe';

const PAGE = 'https://elements.bench.example/';
const ELEMENTS = 5_000;
/** Turns of about a millisecond, one after the other: long enough for several looks of the probe. */
const TURNS = 4_000;
const BARE = 'no extension';

const SCRIPT = `
const { port1, port2 } = new MessageChannel();
let left = ${TURNS};
port2.onmessage = () => {
  let sum = 0;
  for (let at = 0; at < 400_000; at++) sum += at % 7;
  if (left % 20 === 0) document.body.append(Object.assign(document.createElement('p'), { id: 'more-' + left, textContent: sum }));
  if (--left > 0) port1.postMessage(0);
  else {
    performance.mark('end');
    document.documentElement.dataset.took = performance.measure('work', 'begin', 'end').duration;
  }
};
addEventListener('load', () => { performance.mark('begin'); port1.postMessage(0); });`;

const elements = Array.from(
  { length: ELEMENTS },
  (_, at) => `<${at % 7 === 0 ? 'span' : 'div'} id="e${at}" class="c${at % 50}"></${at % 7 === 0 ? 'span' : 'div'}>`,
).join('');

const site: Site = ({ pathname }) =>
  pathname === '/'
    ? {
        type: 'text/html; charset=utf-8',
        body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Elements</title></head><body>${elements}<script>${SCRIPT}</script></body></html>`,
      }
    : null;

export async function run(options: BrowserOptions): Promise<PartResult> {
  npmRun('build:chromium');
  const rounds = roundsFor(options, 5, 40);
  const world = await startWorld(new Map([['elements.bench.example', site]]));
  const variants = makeVariants('chromium', false);
  const browsers = new Map<string, BenchChromium>([[BARE, await startBenchChromium(world, null)]]);
  try {
    for (const [each, folder] of variants.folders) browsers.set(each, await startBenchChromium(world, folder));
    const times = new Map([...browsers.keys()].map((each): [string, number[]] => [each, []]));
    for (let round = -1; round < rounds; round++) {
      if (round % 5 === 0) progress(`round ${round + 1} of ${rounds}`);
      for (const [each, browser] of browsers) {
        const took = await workTime(browser);
        if (round >= 0) times.get(each)?.push(took);
      }
    }
    return report(times);
  } finally {
    for (const browser of browsers.values()) await browser.close();
    variants.remove();
    await world.close();
  }
}

async function workTime(browser: BenchChromium): Promise<number> {
  const tab = await browser.open(PAGE);
  for (let tries = 0; tries < 600; tries++) {
    await sleep(100);
    const took = await tab.run<string | null>('document.documentElement?.dataset.took ?? null').catch(() => null);
    if (took === null) continue;
    await tab.close();
    return Number(took);
  }
  throw new Error('the page does not come to its end');
}

function report(times: ReadonlyMap<string, number[]>): PartResult {
  const of = (each: string) => times.get(each) ?? [];
  const to = (base: string, each: string) => showRatio(pairedRatio(of(each), of(base)));
  const rows = [...times.keys()].map((each) => [
    each,
    show(median(of(each))),
    to(BARE, each),
    each === PRODUCT ? to(EMPTY, each) : '',
  ]);
  const markdown = [
    `Chromium; a page of ${ELEMENTS} elements does ${TURNS} turns of work and appends ${TURNS / 20} elements; from mark to mark.`,
    markdownTable(['configuration', 'work ms', 'to no extension (95 %)', 'to the empty extension (95 %)'], rows),
  ].join('\n\n');
  return { markdown, figures: { times: Object.fromEntries(times) }, goals: [] };
}
