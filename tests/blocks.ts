/** `npm run blocks`: blocks vendors here and everywhere, in both browsers, and prints how many of their requests arrived. */

import { table } from '../rules/cli/table.ts';
import { type BlockRow, blockTable } from './support/blocking.ts';

const WANTED = { nowhere: '1 1 1 1', here: '0 1 0 1', everywhere: '0 0 0 0' };
const countsOf = ({ one, two, oneAfter, twoAfter }: BlockRow) => [one, two, oneAfter, twoAfter].map(String);

const rows: string[][] = [];
let wrong = 0;
for (const browser of ['chromium', 'firefox'] as const) {
  for (const row of await blockTable(browser)) {
    const counts = countsOf(row);
    const isRight = counts.join(' ') === WANTED[row.where];
    if (!isRight) wrong++;
    rows.push([browser, row.vendor, row.where, ...counts, isRight ? '' : 'WRONG']);
  }
}
console.log(
  table(['browser', 'vendor', 'blocked', 'this site', 'another', 'this, restarted', 'another, restarted', ''], rows),
);
console.log(`${rows.length - wrong} of ${rows.length} rows are as chosen`);
process.exitCode = wrong === 0 ? 0 : 1;
