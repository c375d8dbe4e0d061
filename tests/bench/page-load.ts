/** Loads pages in several browsers at once, in turns, and compares them round by round. */
import { startWorld, type World } from '../site/world.ts';
import type { BenchBrowser, PageLoad } from './bench-browser.ts';
import { BENCH_SITES, FLAGGED, ORDINARY } from './pages.ts';
import { type Goal, median, pairedRatio, progress, type Ratio, showRatio } from './report.ts';
import { EMPTY, PRODUCT } from './variants.ts';

export const PAGE_KINDS = { ordinary: ORDINARY, flagged: FLAGGED } as const;
export type PageKind = keyof typeof PAGE_KINDS;
export const BARE = 'no extension';
export const BARE_AGAIN = 'no extension, again';

export interface Compared {
  readonly configuration: string;
  readonly page: PageKind;
  /** Medians, in milliseconds. */
  readonly load: number;
  readonly cpu: number;
  /** To the empty extension. */
  readonly loadRatio: Ratio;
  readonly cpuRatio: Ratio;
  /** To the mean of the two bare browsers. */
  readonly loadToBare: Ratio;
  readonly cpuToBare: Ratio;
}

export type Start = (world: World, extension: string | null) => Promise<BenchBrowser>;

/** Rounds that are thrown away: the first loads fill caches of every kind. */
const WARM_UP = 2;

/** Measures every folder beside two bare browsers. The empty extension must be among the folders. */
export async function comparePages(
  start: Start,
  folders: ReadonlyMap<string, string>,
  rounds: number,
): Promise<Compared[]> {
  const world = await startWorld(BENCH_SITES);
  const all = new Map<string, string | null>([[BARE, null], [BARE_AGAIN, null], ...folders]);
  const browsers = new Map<string, BenchBrowser>();
  try {
    for (const [name, folder] of all) browsers.set(name, await start(world, folder));
    const times = new Map<string, PageLoad[]>();
    for (let round = -WARM_UP; round < rounds; round++) {
      if (round >= 0 && round % 5 === 0) progress(`round ${round + 1} of ${rounds}`);
      for (const [page, url] of Object.entries(PAGE_KINDS)) {
        for (const name of rotated([...browsers.keys()], round + WARM_UP)) {
          const loaded = await (browsers.get(name) as BenchBrowser).load(url);
          if (round >= 0) append(times, `${name}|${page}`, loaded);
        }
      }
      world.seen.length = 0;
    }
    return (Object.keys(PAGE_KINDS) as PageKind[]).flatMap((page) =>
      [...all.keys()].map((configuration) => compared(times, configuration, page)),
    );
  } finally {
    for (const browser of browsers.values()) await browser.close();
    await world.close();
  }
}

function append(times: Map<string, PageLoad[]>, key: string, loaded: PageLoad): void {
  const held = times.get(key);
  if (held === undefined) times.set(key, [loaded]);
  else held.push(loaded);
}

function rotated<T>(values: readonly T[], by: number): T[] {
  const at = by % values.length;
  return [...values.slice(at), ...values.slice(0, at)];
}

function compared(times: ReadonlyMap<string, readonly PageLoad[]>, configuration: string, page: PageKind): Compared {
  const of = (name: string, what: keyof PageLoad) => (times.get(`${name}|${page}`) ?? []).map((each) => each[what]);
  const bare = (what: keyof PageLoad) => {
    const again = of(BARE_AGAIN, what);
    return of(BARE, what).map((value, at) => (value + (again[at] as number)) / 2);
  };
  return {
    configuration,
    page,
    load: median(of(configuration, 'load')),
    cpu: median(of(configuration, 'cpu')),
    loadRatio: pairedRatio(of(configuration, 'load'), of(EMPTY, 'load')),
    cpuRatio: pairedRatio(of(configuration, 'cpu'), of(EMPTY, 'cpu')),
    loadToBare: pairedRatio(of(configuration, 'load'), bare('load')),
    cpuToBare: pairedRatio(of(configuration, 'cpu'), bare('cpu')),
  };
}

/** How far the two bare browsers are apart, at most, over pages and measures: 0.03 is 3 %. */
export function noise(all: readonly Compared[]): number {
  const medians = (page: PageKind, what: 'load' | 'cpu') =>
    [BARE, BARE_AGAIN].map(
      (name) => all.find((each) => each.page === page && each.configuration === name)?.[what] ?? 0,
    );
  const apart = (Object.keys(PAGE_KINDS) as PageKind[]).flatMap((page) =>
    (['load', 'cpu'] as const).map((what) => {
      const [one = 1, other = 1] = medians(page, what);
      return Math.abs(one / other - 1);
    }),
  );
  return Math.max(...apart);
}

export function rowOf({ configuration, page, load, cpu, ...ratios }: Compared): string[] {
  const { loadRatio, cpuRatio, loadToBare, cpuToBare } = ratios;
  const shown = [loadRatio, cpuRatio, loadToBare, cpuToBare].map(showRatio);
  return [page, configuration, load.toFixed(0), cpu.toFixed(0), ...shown];
}

export const COLUMNS = [
  'page',
  'configuration',
  'load ms',
  'CPU ms',
  'load to empty',
  'CPU to empty',
  'load to none',
  'CPU to none',
] as const;

/** What a page may cost with the product, against an empty extension; a hundredth more where there are vendors. */
export function limitsOf(all: readonly Compared[], prefix: string): Goal[] {
  return all
    .filter(({ configuration }) => configuration === PRODUCT)
    .flatMap(({ page, loadRatio, cpuRatio }) => {
      const more = page === 'flagged' ? 0.01 : 0;
      const goal = (says: string, figure: number, limit: number): Goal => ({
        says: `${prefix}${page} page: ${says} to an empty extension`,
        figure,
        unit: '',
        wanted: 'at most',
        limit: limit + more,
      });
      return [
        goal('load', loadRatio.median, 1.01),
        goal('upper end of load', loadRatio.high, 1.03),
        goal('CPU', cpuRatio.median, 1.01),
        goal('upper end of CPU', cpuRatio.high, 1.02),
      ];
    });
}
