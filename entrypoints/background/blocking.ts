/** Keeps the browser's rules as the settings and the list have them. */
import { type BlockingRule, blockingRules, pauseRules, type SiteKey } from '../../rules/core/index.ts';
import { browser } from '../../utils/browser.ts';
import { engine } from '../../utils/engine.ts';
import { loadSettings } from '../../utils/load-settings.ts';

/** Each browser's own types name what only some of its versions have. */
interface Rules {
  readonly RuleConditionKeys?: { readonly TOP_DOMAINS?: string };
  readonly MAX_NUMBER_OF_DYNAMIC_RULES: number;
  readonly MAX_NUMBER_OF_REGEX_RULES: number;
}

/** How this browser tells the site of a request. Chromium from 145 on names what a condition may hold; others have no page to go by. */
export function siteKey(): SiteKey {
  const { RuleConditionKeys } = browser.declarativeNetRequest as unknown as Rules;
  return (RuleConditionKeys?.TOP_DOMAINS ?? false) ? 'topDomains' : 'initiatorDomains';
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
  const { settings, pauses } = await loadSettings();
  const { blocked, blockSilent, pausedSites } = settings;
  const isAny = blocked.length > 0 || blockSilent;
  const rules = isAny ? blockingRules(engine(), settings, siteKey()) : [];
  assertFits(rules);
  await install('Dynamic', isAny ? [...rules, ...pauseRules(pausedSites, siteKey())] : []);
  // Gone when the browser closes, as these pauses are.
  await install('Session', isAny ? pauseRules(Object.keys(pauses), siteKey()) : []);
}

function assertFits(rules: readonly BlockingRule[]): void {
  const limits = browser.declarativeNetRequest as unknown as Rules;
  const regexes = rules.filter(({ condition }) => 'regexFilter' in condition).length;
  const check = (count: number, most: number) => {
    if (count > most) throw new RangeError(`${count} > ${most}`);
  };
  check(rules.length, limits.MAX_NUMBER_OF_DYNAMIC_RULES);
  check(regexes, limits.MAX_NUMBER_OF_REGEX_RULES);
}

async function install(kind: 'Dynamic' | 'Session', wanted: readonly BlockingRule[]): Promise<void> {
  const api = browser.declarativeNetRequest;
  const held = await api[`get${kind}Rules`]();
  const texts = new Set(held.map(textOf));
  const same = new Set(wanted.filter((rule) => texts.has(textOf(rule))).map(({ id }) => id));
  const addRules = wanted.filter(({ id }) => !same.has(id));
  const removeRuleIds = held.map(({ id }) => id).filter((id) => !same.has(id));
  if (addRules.length + removeRuleIds.length > 0) await api[`update${kind}Rules`]({ addRules, removeRuleIds } as never);
}

/** A rule in one form, however a browser orders its fields and whatever it adds as not given. */
function textOf(rule: object): string {
  return JSON.stringify(rule, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, field]) => field !== null)
            .sort(),
        )
      : value,
  );
}
