/** A person who has a keyboard and nothing else. */
import type { Tab } from './driver.ts';

const MOST_STOPS = 60;

/** Goes from stop to stop until one matches; each stop on the way must show that it has the focus. */
export async function tabTo(tab: Tab, selector: string): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    await tab.press('Tab');
    const stop = await tab.run((wanted) => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return {
        html: element.outerHTML.slice(0, 120),
        isWanted: element.matches(wanted),
        isVisible: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
      };
    }, selector);
    if (stop === null) continue; // the browser's own controls, between the last stop and the first
    if (!stop.isVisible) throw new Error(`no visible focus on ${stop.html}`);
    if (stop.isWanted) return;
  }
  throw new Error(`${selector} is not reached by ${MOST_STOPS} tabs`);
}
