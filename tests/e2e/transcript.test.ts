/** What a screen reader is given of the popup: kept beside this file in English, so that every change of it is seen. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PAGES, type TestPage } from '../site/pages.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { openCamera } from '../support/open-camera.ts';
import { isTrueOf, popupContent, readPopup, type Session, startSession, visit } from '../support/session.ts';
import { transcriptOf } from '../support/transcript.ts';

declare const __BROWSER__: BrowserName;

let session: Session;
beforeAll(async () => {
  session = await startSession(__BROWSER__);
});
afterAll(() => session?.close());

async function reached(id: string): Promise<number> {
  const page = PAGES.find((each) => each.id === id) as TestPage;
  const { tabId } = await visit(session, page);
  await popupContent(session, tabId, (content) => isTrueOf(content, page));
  return tabId;
}

const STATES: readonly (readonly [string, () => Promise<number>])[] = [
  ['nothing', () => reached('shop')],
  ['silent', () => reached('bank')],
  ['capturing', async () => (await openCamera(session)).tabId],
];

/** What depends on the day, and not on the popup: the list's date, and what is offered to do. */
function timeless(transcript: string): string {
  const lines = transcript.replaceAll(/\w+ \d{1,2}, 20\d\d/g, '‹date›').split('\n');
  const from = lines.findIndex((line) => line.includes('“What you can do”'));
  const indent = lines[from]?.match(/^ */)?.[0].length ?? 0;
  const after = lines.findIndex((line, at) => at > from && line.search(/\S/) <= indent);
  return [
    ...lines.slice(0, from + 1),
    `${' '.repeat(indent + 2)}‹what is offered that day›`,
    ...lines.slice(after),
  ].join('\n');
}

// Only Chromium shows its tree.
test.runIf(__BROWSER__ === 'chromium').each(STATES)('the popup: %s', async (name, reach) => {
  const popup = await session.popup(await reach());
  await readPopup(popup);
  const transcript = await transcriptOf(popup);
  console.log(transcript);
  await expect(timeless(transcript)).toMatchFileSnapshot(`transcripts/popup-${name}.txt`);
  await popup.close();
});
