/** How far a crawl is: one bar that renews itself on a terminal, one line a page elsewhere. */

const WIDTH = 24;

/** `[######------] 12/24`, with a remark behind. */
export function bar(done: number, total: number, remark: string): string {
  const full = total === 0 ? WIDTH : Math.round((WIDTH * done) / total);
  return `[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}] ${done}/${total} ${remark}`;
}

/** Shows progress on standard error, so that standard output stays clean. */
export function showProgress(done: number, total: number, remark: string): void {
  const line = bar(done, total, remark);
  const { isTTY, columns = 80 } = process.stderr;
  process.stderr.write(isTTY ? `\r\u001b[K${line.slice(0, columns - 1)}${done === total ? '\n' : ''}` : `${line}\n`);
}
