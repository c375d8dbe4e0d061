/**
 * When the probe looks: few times, at idle moments, and again when something happens; never while a page loads, unless
 * that takes long.
 */
import { whenIdle } from './idle.ts';

/** Milliseconds of a navigation after which a page that is still loading is looked at all the same. */
const LONG_LOAD = 2_000;
/** Milliseconds after the start: code that starts late is met without polling for ever. */
const LATER = [LONG_LOAD, 5_000, 12_000, 30_000];
/** Not more often than this, whatever happens. */
const SHORTEST = 1_000;
/** While a camera or microphone is on, its end is looked for this often. */
const WHILE_LIVE = 1_500;
/** Looks caused by changes of the page, until the person does something again. */
const MOST_BY_CHANGES = 20;

/** `isFresh`: the page has just come back, or is shown after it was prerendered, so that what was said before must be said again. Resolves to true while live. */
type Look = (isFresh: boolean) => Promise<boolean>;

/** Looks from now on; the returned function asks for one more look, soon. */
export function schedule(look: Look): () => void {
  let planned = false;
  let fresh = false;
  let lastAt = LONG_LOAD - SHORTEST;
  let byChanges = MOST_BY_CHANGES;

  const run = async () => {
    planned = false;
    lastAt = performance.now();
    const isFresh = fresh;
    fresh = false;
    if (await look(isFresh)) setTimeout(plan, WHILE_LIVE);
  };
  const idle = () => whenIdle(() => void run());
  const plan = () => {
    if (planned) return;
    planned = true;
    setTimeout(idle, Math.max(0, lastAt + SHORTEST - performance.now()));
  };
  const begin = () => {
    plan();
    new MutationObserver(() => {
      if (byChanges > 0 && !planned) {
        byChanges--;
        plan();
      }
    }).observe(document, { childList: true, subtree: true });
  };

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin, { once: true });
  else begin();
  // A frame has loaded before the page around it: it waits until that is not in the way, or something happens.
  if (top === self) addEventListener('load', idle);
  // From the start, not from the load event: a page that writes itself anew takes every listener with it.
  for (const wait of LATER) setTimeout(plan, wait);
  const shown = ({ persisted }: Partial<PageTransitionEvent>) => {
    if (persisted === false) return; // it has just loaded
    fresh = true;
    plan();
  };
  for (const type of ['pageshow', 'prerenderingchange']) addEventListener(type, shown, true);
  const again = () => {
    byChanges = MOST_BY_CHANGES;
    plan();
  };
  for (const type of ['click', 'focusin']) addEventListener(type, again, true);
  for (const type of ['loadedmetadata', 'play', 'ended', 'emptied']) addEventListener(type, plan, true);
  return plan;
}
