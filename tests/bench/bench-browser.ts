/** What the bench asks of a browser. Its drivers are thin on purpose: a test driver's own traffic would blur the figures. */
import type { BenchOptions } from './report.ts';

export interface PageLoad {
  /** Milliseconds from the start of the navigation to the end of the load event. */
  readonly load: number;
  /** Milliseconds of CPU time of all processes, until some time after loading. */
  readonly cpu: number;
}

export interface BenchBrowser {
  /** Loads a page in a tab that is kept for this, and leaves it again. */
  load(url: string): Promise<PageLoad>;
  close(): Promise<void>;
}

/** How long after the load event CPU time is still counted, in milliseconds: the first looks into page and frames are in it. */
export const SETTLE = 2_500;
/** How long a browser rests before a page is loaded, in milliseconds. */
export const REST = 250;

/** Milliseconds after which an extension has opened the page by which it greets. */
export const WELCOMED = 3_000;

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** What the parts that drive browsers take besides the common options. */
export interface BrowserOptions extends BenchOptions {
  /** As many rounds as a narrow interval takes: an hour or more. */
  readonly long?: boolean;
  /** Exactly so many. */
  readonly rounds?: number;
  /** The ways of seeing requests that were not chosen, too. */
  readonly designs?: boolean;
}

export function roundsFor({ quick, long, rounds }: BrowserOptions, usual: number, many: number): number {
  return rounds ?? (quick ? 2 : long === true ? many : usual);
}
