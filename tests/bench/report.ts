/** What every part of the bench shares: its contract, statistics, and how figures are shown. */
import { cpus, totalmem } from 'node:os';

export interface BenchOptions {
  /** Folders or files of requests, besides the kept corpus. */
  readonly corpus: readonly string[];
  /** Peers that are not in node_modules: name and folder. */
  readonly peers: ReadonlyMap<string, string>;
  /** Few and short rounds: to see that it runs, not to believe the figures. */
  readonly quick: boolean;
}

/** A figure and what it should be. */
export interface Goal {
  readonly says: string;
  readonly figure: number;
  readonly unit: string;
  readonly wanted: 'at most' | 'at least';
  readonly limit: number;
}

export interface PartResult {
  /** Tables and what they mean, without a first heading. */
  readonly markdown: string;
  /** Every figure, for machines. */
  readonly figures: object;
  readonly goals: readonly Goal[];
}

/** A module under tests/bench that measures one thing. */
export interface Part {
  readonly name: string;
  run(options: BenchOptions): Promise<PartResult>;
}

export function isMet({ figure, wanted, limit }: Goal): boolean {
  return wanted === 'at most' ? figure <= limit : figure >= limit;
}

/** The value below which `share` (0 to 1) of the values lie, between neighbours by interpolation. NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Numbers in [0, 1) that are the same in every run: mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Ratio {
  readonly median: number;
  /** 95 % bootstrap interval of the median. */
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 2_000;

/** The median of `values[i] / bases[i]`, measured in the same round i, and how sure one can be of it. */
export function pairedRatio(values: readonly number[], bases: readonly number[]): Ratio {
  const ratios = values.map((value, at) => value / (bases[at] ?? Number.NaN));
  const random = seededRandom(ratios.length);
  const medians = Array.from({ length: RESAMPLES }, () =>
    median(ratios.map(() => ratios[Math.floor(random() * ratios.length)] as number)),
  );
  return { median: median(ratios), low: quantile(medians, 0.025), high: quantile(medians, 0.975) };
}

/** Three significant digits, thousands grouped. */
export function show(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value.toLocaleString(
    'en',
    Math.abs(value) < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 },
  );
}

export function showRatio({ median: middle, low, high }: Ratio): string {
  return `${show(middle)} (${show(low)}–${show(high)})`;
}

/** A Markdown table whose columns are as wide as their longest cell. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) => Math.max(3, title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** The goals, each with what was seen. */
export function goalsTable(goals: readonly Goal[]): string {
  return markdownTable(
    ['goal', 'seen', 'wanted', ''],
    goals.map((goal) => [
      goal.says,
      `${show(goal.figure)} ${goal.unit}`.trim(),
      `${goal.wanted} ${show(goal.limit)} ${goal.unit}`.trim(),
      isMet(goal) ? 'met' : '**missed**',
    ]),
  );
}

/** The machine in one line, for the head of a report. */
export function machine(): string {
  const cores = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  return `${cores[0]?.model.trim() ?? 'unknown processor'}, ${cores.length} cores, ${memory}, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

/** One line of progress, on the error stream: the report itself is the output. */
export function progress(text: string): void {
  process.stderr.write(`  ${text}\n`);
}
