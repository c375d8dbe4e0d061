/** Runs work when the page has nothing better to do, after two seconds at the latest. */
export function whenIdle(work: () => void): void {
  requestIdleCallback(work, { timeout: 2_000 });
}
