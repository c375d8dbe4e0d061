/** `npm run sdks`: loads every SDK of tests/site/renamed.ts under a neutral name, in both browsers, and prints what was seen. */

import { table } from '../rules/cli/table.ts';
import { RENAMED, renamedUrl } from './site/renamed.ts';
import type { BrowserName } from './support/find-browser.ts';
import { type PopupContent, popupContent, startSession } from './support/session.ts';

const started = ({ found }: PopupContent) =>
  found.filter(({ stage }) => stage !== 'listed' && stage !== 'loaded').map(({ vendor }) => vendor);

async function seenIn(name: BrowserName): Promise<string[]> {
  const session = await startSession(name);
  const rows: string[] = [];
  for (const [at, { finds }] of RENAMED.entries()) {
    const tab = await session.driver.open();
    await tab.visit(renamedUrl(at));
    const tabId = await session.tabIdOf(renamedUrl(at));
    const isThere = (content: PopupContent) => finds.length > 0 && finds.every((id) => started(content).includes(id));
    rows.push(started(await popupContent(session, tabId, isThere)).join(', ') || 'nothing');
    await tab.close();
  }
  await session.close();
  return rows;
}

const chromium = await seenIn('chromium');
const firefox = await seenIn('firefox');
console.log(
  table(
    ['package', 'Chromium', 'Firefox', 'why unseen'],
    RENAMED.map(({ name, unseen = '' }, at) => [name, chromium[at] ?? '', firefox[at] ?? '', unseen]),
  ),
);
const missed = RENAMED.filter(
  ({ finds }, at) => !finds.every((id) => chromium[at]?.includes(id) && firefox[at]?.includes(id)),
);
console.log(
  `${RENAMED.filter(({ finds }) => finds.length > 0).length - missed.length} of ${RENAMED.length} packages seen in both browsers`,
);
process.exitCode = missed.length === 0 ? 0 : 1;
