/** Fails when a build that lies on disk is over one of its budgets, and prints by how much. */
import { CHROMIUM_BUILD } from '../support/chromium.ts';
import { FIREFOX_BUILD } from '../support/firefox.ts';
import { budgetsOf, excess } from './size.ts';

for (const folder of [CHROMIUM_BUILD, FIREFOX_BUILD]) {
  const budgets = await budgetsOf(folder);
  for (const { says, bytes, budget } of budgets) console.log(`${says}: ${bytes} of ${budget} bytes`);
  const over = budgets.flatMap((budget) => excess(budget) ?? []);
  for (const line of over) console.error(`OVER: ${line}`);
  if (over.length > 0) process.exitCode = 1;
}
