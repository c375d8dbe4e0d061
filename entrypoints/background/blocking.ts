/** Keeps the browser's rules as the settings and the list have them. */
import type { BlockingRule, SiteKey } from '../../rules/core/index.ts';
import { browser } from '../../utils/browser.ts';
import { engine } from '../../utils/engine.ts';
import { takingTurns } from '../../utils/in-turn.ts';
import { loadSettings } from '../../utils/load-settings.ts';
import { part } from './parts.ts';

/** How this browser tells the site of a request: Chromium knows the page since it names what a condition may hold (145). */
export function siteKey(): SiteKey {
  return 'RuleConditionKeys' in browser.declarativeNetRequest ? 'Top' : 'Initiator';
}

const inTurn = takingTurns();

/**
 * Makes the browser's rules those that the settings and the list ask for; changes nothing when they are. Call it after
 * a change of either. Rejects, with the last good rules in force, when the browser does not take the new ones.
 */
export function syncBlocking(): Promise<void> {
  return inTurn(sync);
}

async function sync(): Promise<void> {
  const [{ settings, pauses }, { blockingRules, pauseRules }] = await Promise.all([loadSettings(), part('blocking')]);
  const rules = blockingRules(engine(), settings, siteKey());
  const isAny = rules.length > 0;
  // In memory, as these pauses are.
  const lifted = pauses.flatMap(({ site, tabId }) => pauseRules([site], siteKey(), tabId));
  await install('Session', isAny ? lifted : []);
  await install('Dynamic', isAny ? [...rules, ...pauseRules(settings.pausedSites, siteKey())] : []);
}

async function install(kind: 'Dynamic' | 'Session', rules: readonly BlockingRule[]): Promise<void> {
  const api = browser.declarativeNetRequest;
  const held = (await api[`get${kind}Rules`]()).map(({ id }) => id);
  const wanted = rules.map(({ id }) => id);
  const addRules = rules.filter(({ id }) => !held.includes(id));
  const removeRuleIds = held.filter((id) => !wanted.includes(id));
  if (addRules.length + removeRuleIds.length > 0) await api[`update${kind}Rules`]({ addRules, removeRuleIds } as never);
}
