/**
 * Runs in every frame, in a world of its own: looks, at idle moments and on a bounded schedule, and reports names
 * when they change. It writes nothing into the page and wakes nobody on a page without anything listed.
 */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { Fresh } from '../rules/core/fresh.ts';
import { definedNames, namesAt } from '../utils/globals.ts';
import { look } from '../utils/look.ts';
import { ELEMENTS, freshKeys, GLOBALS, learn, mayBeListed } from '../utils/probe-names.ts';
import { watchResources } from '../utils/resources.ts';
import { schedule } from '../utils/schedule.ts';

/** The two calls of the extension API that a content script needs; the polyfill would be larger than the probe. */
interface Api {
  readonly runtime: { readonly id?: string; sendMessage(message: unknown): Promise<unknown> };
}

/** What stands in this world, which only the extension's own scripts share. */
interface Scope {
  readonly browser?: Api;
  readonly chrome: Api;
  readonly wrappedJSObject?: object;
  countergaze?: ((fresh: Fresh) => void) | undefined;
}

export default defineUnlistedScript(() => {
  const scope = globalThis as unknown as Scope;
  const api = import.meta.env.FIREFOX ? (scope.browser as Api) : scope.chrome;
  let last = 'null';
  const ask = import.meta.env.FIREFOX ? askWaived(scope.wrappedJSObject as object) : askMain();
  const again = () => plan();
  const looking = {
    globals: () => namesAt(ask(), GLOBALS),
    ...watchResources(freshKeys(), again),
    onChange: again,
    selectors: ELEMENTS,
    mayBeListed,
  };
  const plan = schedule(async (isFresh) => {
    const report = await look(looking);
    const text = JSON.stringify(report);
    if (text !== last || (isFresh && report !== null)) {
      if (api.runtime.id === undefined) return false; // the extension was updated or removed: this copy is done
      try {
        await api.runtime.sendMessage(report ?? { probe: 0 }); // answered when it is kept
        last = text;
      } catch {
        plan(); // the background could not be reached, or ended before it had kept this
      }
    }
    return report !== null && (report.live.camera || report.live.microphone);
  });
  // Called once by the background where an update of the list has more to look for; no page sees a global of this world.
  scope.countergaze = (fresh) => {
    scope.countergaze = undefined;
    learn(fresh);
    looking.compareAgain();
    plan();
  };
});

/** Firefox: through the page's own view of its window; reading by our own built-ins leaves no trace in the page. */
function askWaived(page: object): () => string {
  return () => definedNames(page, GLOBALS, Object.getOwnPropertyDescriptor);
}

/**
 * Chromium: a word that only the two worlds know, handed over before the page's first script. `performance` carries the
 * events: unlike a document it keeps its listeners when a page writes itself anew, and no element can stand in for it.
 */
function askMain(): () => string {
  const word = crypto.randomUUID();
  let answer = '';
  performance.addEventListener(`${word}!`, (event) => {
    answer = String((event as CustomEvent<unknown>).detail);
  });
  performance.dispatchEvent(new CustomEvent('countergaze', { detail: word }));
  return () => {
    answer = '';
    performance.dispatchEvent(new CustomEvent(`${word}?`, { detail: JSON.stringify(GLOBALS) }));
    return answer;
  };
}
