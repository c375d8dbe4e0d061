/** Page load in Chromium: no extension (twice), an empty one, the product, peers, and on request the other designs. */
import { npmRun } from '../support/build.ts';
import { type BrowserOptions, roundsFor } from './bench-browser.ts';
import { startBenchChromium } from './chromium.ts';
import { type Counters, count } from './counters.ts';
import { COMPILED } from './match-peers.ts';
import { COLUMNS, type Compared, comparePages, limitsOf, noise, rowOf } from './page-load.ts';
import { REQUESTS } from './pages.ts';
import { type Goal, markdownTable, type PartResult, progress, show } from './report.ts';
import { EMPTY, makeVariants, PRODUCT } from './variants.ts';

export const name = 'Page load';

export async function run(options: BrowserOptions): Promise<PartResult> {
  npmRun('build:chromium');
  const variants = makeVariants('chromium', options.designs === true);
  try {
    const folders = new Map([...variants.folders, ...extensionsIn(options.peers)]);
    const compared = await comparePages(startBenchChromium, folders, roundsFor(options, 4, 100));
    const counters = new Map<string, Counters>();
    for (const [configuration, folder] of folders) {
      progress(`counting ${configuration}`);
      if (configuration !== EMPTY) counters.set(configuration, await count(folder));
    }
    return report(compared, counters);
  } finally {
    variants.remove();
  }
}

/** The peers that are extensions: an engine for the matcher's part would end the browser's start. */
export function extensionsIn(peers: ReadonlyMap<string, string>): [string, string][] {
  return [...peers].filter(([peer]) => peer !== COMPILED);
}

function report(compared: readonly Compared[], counters: ReadonlyMap<string, Counters>): PartResult {
  const apart = noise(compared);
  const counted = [...counters].map(([configuration, { wakesOrdinary, wakesFlagged, probePerFrame }]) => [
    configuration,
    String(wakesOrdinary),
    String(wakesFlagged),
    show(probePerFrame),
  ]);
  const head = ['configuration', 'wakes, ordinary page', 'wakes, flagged page', 'own code a frame, CPU ms'];
  const markdown = [
    `Chromium; ${REQUESTS} subresources, medians; ratios of the same round with their 95 % intervals.`,
    verdictOn(apart),
    markdownTable(COLUMNS, compared.map(rowOf)),
    'Counted exactly, with the worker stopped before. A message would wake it, so no wake means no message.',
    markdownTable(head, counted),
  ].join('\n\n');
  const own = counters.get(PRODUCT);
  const wakes: Goal = {
    says: 'wakes on an ordinary page',
    figure: own?.wakesOrdinary ?? Number.NaN,
    unit: '',
    wanted: 'at most',
    limit: 0,
  };
  return {
    markdown,
    figures: { compared, counters: Object.fromEntries(counters), apart },
    goals: [...limitsOf(compared, ''), wakes],
  };
}

/** Two browsers without any extension ought to be the same. */
export function verdictOn(apart: number): string {
  const percent = (apart * 100).toFixed(1);
  if (apart <= 0.03) return `The two browsers without an extension differ by ${percent} %.`;
  return `**Too noisy to judge by: the two browsers without an extension differ by ${percent} %. More rounds, or again on a quiet machine.**`;
}
