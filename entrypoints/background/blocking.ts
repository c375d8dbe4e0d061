/** Keeps the browser's rules as the settings and the list have them. */
import { blockingRules, type SiteKey } from '../../rules/core/index.ts';
import { browser } from '../../utils/browser.ts';
import { engine } from '../../utils/engine.ts';
import { loadSettings, pausedIn } from '../../utils/load-settings.ts';

/** How this browser tells the site of a request: Chromium knows the page since it names what a condition may hold (145). */
export function siteKey(): SiteKey {
  return 'RuleConditionKeys' in browser.declarativeNetRequest ? 'Top' : 'Initiator';
}

let queue: Promise<void> = Promise.resolve();

/**
 * Makes the browser's rules those that the settings and the list ask for; changes nothing when they are. Call it after
 * a change of either. Rejects, with the last good rules in force, when the browser does not take the new ones.
 */
export function syncBlocking(): Promise<void> {
  const done = queue.then(sync);
  queue = done.catch(() => {});
  return done;
}

async function sync(): Promise<void> {
  const loaded = await loadSettings();
  const rules = blockingRules(engine(), loaded.settings, pausedIn(loaded), siteKey());
  const { getDynamicRules, updateDynamicRules } = browser.declarativeNetRequest;
  const held = (await getDynamicRules()).map(({ id }) => id);
  const wanted = rules.map(({ id }) => id);
  const addRules = rules.filter(({ id }) => !held.includes(id));
  const removeRuleIds = held.filter((id) => !wanted.includes(id));
  if (addRules.length + removeRuleIds.length > 0) await updateDynamicRules({ addRules, removeRuleIds } as never);
}
