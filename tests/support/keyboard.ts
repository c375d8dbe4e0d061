/** A person who has a keyboard and nothing else. */
import type { Tab } from './driver.ts';

const MOST_STOPS = 60;

interface Stop {
  readonly html: string;
  readonly isWanted: boolean;
  readonly isVisible: boolean;
  /** It is the first that this page had, or stands in the document after the stop before it. */
  readonly isFirst: boolean;
  readonly isInOrder: boolean;
}

/** What has the focus; null for the browser's own controls, between the last stop and the first. */
function stopIn(tab: Tab, wanted: string): Promise<Stop | null> {
  return tab.run((selector) => {
    const scope = globalThis as unknown as { firstStop?: Element; lastStop?: Element };
    const element = document.activeElement;
    if (element === null || element === document.body) return null;
    const before = scope.lastStop;
    const isFirst = scope.firstStop === undefined || scope.firstStop === element;
    if (isFirst) scope.firstStop = element;
    scope.lastStop = element;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const place = before?.compareDocumentPosition(element) ?? Node.DOCUMENT_POSITION_FOLLOWING;
    return {
      html: element.outerHTML.slice(0, 120),
      isWanted: element.matches(selector),
      isVisible: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
      isFirst,
      isInOrder: (place & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
    };
  }, wanted);
}

/** Goes from stop to stop until one matches; each stop on the way must show that it has the focus. */
export async function tabTo(tab: Tab, selector: string): Promise<void> {
  await tab.waitFor(selector); // a person looks before they press
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    await tab.press('Tab');
    const stop = await stopIn(tab, selector);
    if (stop === null) continue;
    if (!stop.isVisible) throw new Error(`no visible focus on ${stop.html}`);
    if (stop.isWanted) return;
  }
  throw new Error(`${selector} is not reached by ${MOST_STOPS} tabs`);
}

/** Goes there and presses it. */
export async function pressOn(tab: Tab, selector: string, key: 'Enter' | ' ' = 'Enter'): Promise<void> {
  await tabTo(tab, selector);
  await tab.press(key);
}

/** Goes to a list of choices and up or down it, until one stands there. */
export async function chooseOn(tab: Tab, selector: string, value: string): Promise<void> {
  await tabTo(tab, selector);
  /** How far below what stands there it is. */
  const distance = () =>
    tab.run(
      (field, wanted) => {
        const { options, selectedIndex } = document.querySelector<HTMLSelectElement>(field) as HTMLSelectElement;
        return [...options].findIndex((option) => option.value === wanted) - selectedIndex;
      },
      selector,
      value,
    );
  for (let steps = 0, away = await distance(); away !== 0; steps++, away = await distance()) {
    if (steps === MOST_STOPS) throw new Error(`${value} is not reached in ${selector}`);
    await tab.press(away > 0 ? 'ArrowDown' : 'ArrowUp');
  }
}

/** Goes through the stops of a page that has just been opened; how many. Throws where one is not seen or out of order. */
export async function allStops(tab: Tab): Promise<number> {
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    await tab.press('Tab');
    const stop = await stopIn(tab, '*');
    if (stop === null || (stop.isFirst && stops > 0)) return stops;
    if (!stop.isVisible) throw new Error(`no visible focus on ${stop.html}`);
    if (!stop.isInOrder) throw new Error(`out of order: ${stop.html}`);
  }
  return MOST_STOPS;
}
