/** SDKs under neutral names, in a page of their own each: found by what they define. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RENAMED, renamedUrl } from '../site/renamed.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { popupContent, type Session, startSession } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

let session: Session;
beforeAll(async () => {
  session = await startSession(__BROWSER__);
});
afterAll(() => session?.close());

test.each(RENAMED.map((sdk, at) => [sdk.name, sdk.file, sdk, at] as const))(
  '%s (%s)',
  async (_name, _file, sdk, at) => {
    const tab = await session.driver.open();
    await tab.visit(renamedUrl(at));
    const tabId = await session.tabIdOf(renamedUrl(at));
    const started = (content: Awaited<ReturnType<typeof popupContent>>) =>
      content.found.filter(({ stage }) => stage !== 'listed' && stage !== 'loaded').map(({ vendor }) => vendor);
    const content = await popupContent(
      session,
      tabId,
      (each) => sdk.finds.length > 0 && sdk.finds.every((id) => started(each).includes(id)),
    );
    expect(started(content)).toEqual(expect.arrayContaining([...sdk.finds]));
    if (sdk.finds.length === 0) expect(started(content)).toEqual([]);
    await tab.close();
  },
);

test('at least 25 packages are found', () => {
  expect(RENAMED.filter(({ finds }) => finds.length > 0).length).toBeGreaterThanOrEqual(25);
});
