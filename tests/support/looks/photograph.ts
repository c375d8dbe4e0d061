/** One state in each look: light, dark, forced colours, narrow, German; and what axe says of it in both themes. */
import { violations } from '../axe.ts';
import { pageOf } from '../chromium.ts';
import type { Tab } from '../driver.ts';
import type { LooksScene, State } from './scene.ts';

export const LOOKS = ['light', 'dark', 'forced colours', 'narrow', 'German'] as const;
export type Look = (typeof LOOKS)[number];

const NARROW = 320;
/** Heights of a picture: of a window, and the most of a page that is longer. */
const WINDOW = 560;
const LONGEST = 1_700;

/** Puts the tab into that look. */
export async function wear(tab: Tab, state: State, look: Look): Promise<void> {
  const page = pageOf(tab);
  await page.emulateMedia({
    colorScheme: look === 'dark' ? 'dark' : 'light',
    forcedColors: look === 'forced colours' ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
  const width = look === 'narrow' ? NARROW : state.width;
  await page.setViewportSize({ width, height: WINDOW });
  const height = await tab.run(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(Math.max(height, WINDOW), LONGEST) });
  await tab.run(
    (part) => (part === '' ? scrollTo(0, 0) : document.querySelector(part)?.scrollIntoView()),
    state.part ?? '',
  );
  await new Promise((resolve) => setTimeout(resolve, 300)); // drawn anew
}

/** A picture of what is in view; a page of ours that is wider than its window is an error. */
export async function shoot(tab: Tab, state: State, path: string): Promise<string[]> {
  await tab.screenshot(path, 'viewport');
  if (state.judge !== undefined) return [];
  const excess = await tab.run(() => document.documentElement.scrollWidth - innerWidth);
  return excess > 0 ? [`${excess} pixels too wide`] : [];
}

/** What axe finds in the tab as it is now. */
export async function judge(scene: LooksScene, tab: Tab, state: State): Promise<string[]> {
  const found = await (state.judge?.(scene, tab) ?? violations(tab));
  return found.map((each) => `axe: ${each}`);
}
