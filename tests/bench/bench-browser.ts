/** What the bench asks of a browser. Its drivers are thin on purpose: a test driver's own traffic would blur the figures. */

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

/** How long after the load event CPU time is still counted, in milliseconds: the probe's first two looks are in it. */
export const SETTLE = 1_500;
/** How long a browser rests before a page is loaded, in milliseconds. */
export const REST = 250;

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
