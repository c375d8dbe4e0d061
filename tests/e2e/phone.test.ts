/** The popup as Firefox for Android shows it: a page that fills the screen of a phone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PAGES, type TestPage } from '../site/pages.ts';
import type { Tab } from '../support/driver.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { isTrueOf, popupContent, readPopup, type Session, startSession, visit } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

/** CSS pixels of phones in use, small to large. */
const WIDTHS = [320, 360, 393, 412];

let session: Session;
let tabId: number;
beforeAll(async () => {
  session = await startSession(__BROWSER__);
  const exam = PAGES.find(({ id }) => id === 'exam') as TestPage;
  ({ tabId } = await visit(session, exam));
  await popupContent(session, tabId, (each) => isTrueOf(each, exam));
});
afterAll(() => session?.close());

async function phone(width: number, tab: number, language: string): Promise<Tab> {
  const popup = await session.popup(tab, `&lang=${language}`);
  await popup.resize(width, 780);
  await readPopup(popup);
  return popup;
}

/** Runs in the popup. */
function layout() {
  const shown = [...document.querySelectorAll<HTMLElement>('body *')].filter((each) => each.checkVisibility());
  const clickable = shown.filter((each) => each.matches('button, summary, a, select, input'));
  const inText = (each: HTMLElement) => each.matches('p a, li a, dd a');
  return {
    overflow: Math.max(0, document.documentElement.scrollWidth - innerWidth), // a phone's scrollbar takes no room
    unused: innerWidth - Math.max(...shown.map((each) => each.getBoundingClientRect().right)),
    outside: shown
      .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
      .map(({ outerHTML }) => outerHTML.slice(0, 80)),
    tiny: clickable
      .filter((each) => !inText(each) && Math.min(each.offsetHeight, each.offsetWidth) < 24)
      .map(({ outerHTML }) => outerHTML.slice(0, 80)),
    smallest: Math.min(...shown.map((each) => Number.parseFloat(getComputedStyle(each).fontSize))),
  };
}

describe.each(WIDTHS)('%i pixels wide', (width) => {
  test.each([
    ['with findings', 'en'],
    ['with findings', 'fr'],
    ['with nothing to look at', 'fr'],
  ])('%s (%s): all is on the screen and can be hit by a finger', async (state, language) => {
    const popup = await phone(width, state === 'with findings' ? tabId : 0, language);
    const { overflow, unused, outside, tiny, smallest } = await popup.run(layout);
    expect({ overflow, outside, tiny }).toEqual({ overflow: 0, outside: [], tiny: [] });
    expect(unused).toBeLessThanOrEqual(24); // no popup's width in the corner of a page
    expect(smallest).toBeGreaterThanOrEqual(11);
    await popup.close();
  });
});
