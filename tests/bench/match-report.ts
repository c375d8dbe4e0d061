/** The matcher's figures in tables, and held against what was asked. */
import type { Agreement } from './match-agreement.ts';
import { OURS } from './match-ours.ts';
import { COMPILED } from './match-peers.ts';
import type { Spread } from './match-timing.ts';
import { type Goal, markdownTable, median, pairedRatio, show, showRatio } from './report.ts';

export interface PeerFigures extends Agreement {
  readonly name: string;
  readonly api: string;
}

export interface GrowthFigures {
  readonly times: number;
  readonly filters: number;
  /** Nanoseconds a request, a value a round. */
  readonly floor: readonly number[];
  readonly ours: readonly number[];
}

export interface Figures {
  readonly corpora: readonly string[];
  readonly requests: number;
  readonly signatures: number;
  /** Requests on the list, as we say. */
  readonly listed: number;
  readonly skipped: readonly string[];
  /** Nanoseconds a request, a value a round; `slice` and `floor` besides the engines. */
  readonly times: Readonly<Record<string, readonly number[]>>;
  readonly spreads: Readonly<Record<string, Spread>>;
  /** Saved and held: bytes. Restore: milliseconds. */
  readonly cold: Readonly<Record<string, { readonly saved: number; readonly restore: number; readonly held: number }>>;
  readonly peers: readonly PeerFigures[];
  readonly growth: readonly GrowthFigures[];
  readonly designs: Readonly<Record<string, readonly number[]>>;
}

const LABELS: Record<string, string> = { slice: 'floor: slice the host', floor: 'floor: slice + suffix Set' };
const kilobytes = (bytes: number) => show(bytes / 1000);

export function describe(figures: Figures): string {
  return [
    `${figures.requests.toLocaleString('en')} requests of ${figures.corpora.join(', ')}; ${figures.signatures.toLocaleString('en')} signatures; ${figures.listed} requests are on the list.${figures.skipped.map((line) => ` Skipped: ${line}.`).join('')}`,
    engines(figures),
    '### Agreement',
    agreement(figures),
    '### Growth',
    growth(figures.growth),
    '### Designs',
    designs(figures.designs),
  ].join('\n\n');
}

function engines({ times, spreads, cold }: Figures): string {
  const floor = times.floor ?? [];
  const rows = Object.entries(times).map(([name, values]) => {
    const [spread, start] = [spreads[name], cold[name]];
    return [
      LABELS[name] ?? name,
      show(median(values)),
      showRatio(pairedRatio(values, floor)),
      spread === undefined ? '' : `${show(spread.median)} / ${show(spread.p99)}`,
      start === undefined ? '' : show(start.restore),
      start === undefined ? '' : kilobytes(start.held),
      start === undefined ? '' : kilobytes(start.saved),
    ];
  });
  const head = [
    'engine',
    'ns a request',
    'of the floor (95 %)',
    'single: median / p99 ns',
    'restore ms',
    'held kB',
    'saved kB',
  ];
  return markdownTable(head, rows);
}

function agreement({ peers, requests }: Figures): string {
  return peers
    .map(({ name, api, agreed, differences }) => {
      const reasons = differences.map(({ reason, count, example }) => `  - ${count} × ${reason}, as \`${example}\``);
      return [`- ${name} (\`${api}\`): the same verdict on ${agreed} of ${requests}.`, ...reasons].join('\n');
    })
    .join('\n');
}

function growth(figures: readonly GrowthFigures[]): string {
  const [real] = figures;
  const rows = figures.map(({ times, filters, floor, ours }) => [
    `× ${times}`,
    filters.toLocaleString('en'),
    show(median(floor)),
    showRatio(pairedRatio(floor, real?.floor ?? [])),
    show(median(ours)),
    showRatio(pairedRatio(ours, real?.ours ?? [])),
    show(relativeGrowth(figures, times)),
  ]);
  const head = ['list', 'signatures', 'floor ns', 'floor grew', 'ours ns', 'ours grew', 'ours to floor'];
  return markdownTable(head, rows);
}

/** Our growth over the floor's, round by round. */
function relativeGrowth(figures: readonly GrowthFigures[], times: number): number {
  const real = figures[0];
  const grown = figures.find((each) => each.times === times);
  if (real === undefined || grown === undefined) return Number.NaN;
  const share = ({ ours, floor }: GrowthFigures) => ours.map((value, round) => value / (floor[round] as number));
  return pairedRatio(share(grown), share(real)).median;
}

function designs(figures: Figures['designs']): string {
  const floor = figures.floor ?? [];
  return markdownTable(
    ['design', 'ns a request', 'of the floor (95 %)'],
    Object.entries(figures).map(([name, values]) => [
      name === OURS ? `${OURS}: exact, as it is used` : (LABELS[name] ?? name),
      show(median(values)),
      showRatio(pairedRatio(values, floor)),
    ]),
  );
}

export function goalsOf(figures: Figures): Goal[] {
  const { times, spreads, cold, growth: grown } = figures;
  const mine = times[OURS] ?? [];
  const atMost = (says: string, figure: number, limit: number): Goal => ({
    says,
    figure,
    unit: '',
    wanted: 'at most',
    limit,
  });
  // What needs a compiler to install is measured, but not everybody's alternative.
  const peers = figures.peers.map(({ name }) => name);
  const plain = peers.filter((name) => name !== COMPILED);
  const fastest = leastOf(plain.map((name) => pairedRatio(times[name] ?? [], mine).median));
  const least = (field: 'restore' | 'held') => leastOf(peers.map((name) => cold[name]?.[field] ?? Number.NaN));
  const share = (field: 'restore' | 'held') => (cold[OURS]?.[field] ?? Number.NaN) / least(field);
  const single = spreads[OURS] ?? { median: Number.NaN, p99: Number.NaN };
  return [
    atMost('matcher: time, of the floor', pairedRatio(mine, times.floor ?? []).median, 1.5),
    {
      says: `matcher: times faster than the fastest peer ${among(plain)}`,
      figure: fastest,
      unit: '',
      wanted: 'at least',
      limit: 4,
    },
    atMost('matcher: p99 over median of single requests', single.p99 / single.median, 10),
    ...grown
      .slice(1)
      .map((each) =>
        atMost(`matcher: growth at × ${each.times}, of the floor's`, relativeGrowth(grown, each.times), 1.15),
      ),
    atMost(`matcher: memory, of the smallest peer ${among(peers)}`, share('held'), 1 / 4),
    atMost(`matcher: restore, of the fastest peer ${among(peers)}`, share('restore'), 1 / 3),
  ];
}

/** NaN, which misses every goal, where there is nothing to compare with. */
function leastOf(figures: readonly number[]): number {
  return figures.length === 0 ? Number.NaN : Math.min(...figures);
}

/** A goal is met against those that were there, so it names them. */
function among(peers: readonly string[]): string {
  return `(${peers.length === 0 ? 'none was there' : peers.join(', ')})`;
}
