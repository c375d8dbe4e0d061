/**
 * What a person blocks, as rules for the browser's declarativeNetRequest. The same choices and the same list give the
 * same rules. Weak signatures and a vendor's public sites make no rule, and a visited page itself is never blocked.
 */
import { regexFor } from './filter.ts';
import { hashText } from './hash.ts';
import { isWithin } from './host.ts';
import type { Index } from './restore.ts';
import type { EngineVendor } from './ruleset.ts';

/** `vendor` for every site, `vendor@site` for one site and what lies below it. */
export interface Choices {
  readonly blocked: readonly string[];
  /** Exceptions, all with a site. */
  readonly allowed: readonly string[];
  /** Every vendor that runs without asking. */
  readonly blockSilent: boolean;
}

/**
 * How a browser tells the site of a request: by the page in its tab, or, where it knows no better, by the document that
 * asked. By the latter, frames of other sites inside the page are not covered.
 */
export type SiteKey = 'Top' | 'Initiator';

/** A rule of declarativeNetRequest, as far as it is used here. */
export interface BlockingRule {
  /** Made of the rest: rules with the same id are the same rule. */
  readonly id: number;
  readonly priority: number;
  readonly action: { readonly type: 'block' | 'allow' | 'allowAllRequests' };
  readonly condition: Condition;
}

type Condition = Readonly<Record<string, string | boolean | readonly (string | number)[]>>;
type Blockable = Pick<EngineVendor, 'id' | 'practice'>;

interface Scope {
  /** Undefined: on every site. */
  readonly on: readonly string[] | undefined;
  readonly off: readonly string[];
}

/** True when a host is one of these sites, or lies below one. */
export function covers(sites: readonly string[], host: string): boolean {
  return sites.some((site) => isWithin(host, site));
}

/** The sites that choices name for a vendor. */
export function sitesFor(id: string, choices: readonly string[]): string[] {
  return choices.filter((choice) => choice.startsWith(`${id}@`)).map((choice) => choice.slice(id.length + 1));
}

function scopeOf({ id, practice }: Blockable, { blocked, allowed, blockSilent }: Choices): Scope | undefined {
  const everywhere = blocked.includes(id) || (blockSilent && practice === 'silent');
  const on = everywhere ? undefined : sitesFor(id, blocked);
  return on?.length === 0 ? undefined : { on, off: sitesFor(id, allowed) };
}

/** Whether what a vendor is asked for is blocked on a site. */
export function isBlocked(vendor: Blockable, choices: Choices, site: string): boolean {
  const scope = scopeOf(vendor, choices);
  return scope !== undefined && covers(scope.on ?? [site], site) && !covers(scope.off, site);
}

/** The rules for these choices: one for each signature that can be said exactly. */
export function blockingRules(index: Index, choices: Choices, key: SiteKey): BlockingRule[] {
  const rules = new Map<number, BlockingRule>();
  const on = `${key.toLowerCase()}Domains`;
  for (const entry of index.entries()) {
    const scope = entry.weak ? undefined : scopeOf(entry.vendor, choices);
    const regexFilter = regexFor(entry);
    if (scope === undefined || (entry.prefix !== 'host' && regexFilter === undefined)) continue;
    addTo(rules, 'block', 1, {
      ...(regexFilter === undefined
        ? { requestDomains: [entry.literal] }
        : { regexFilter, isUrlFilterCaseSensitive: true }),
      ...(scope.on && { [on]: scope.on }),
      ...(scope.off.length > 0 && { [`excluded${key}Domains`]: scope.off }),
      excludedResourceTypes: ['main_frame'],
    });
  }
  return [...rules.values()];
}

/** Whether a browser's rules can name a site: host names and IPv4, no bracketed IPv6. */
export function canName(site: string): boolean {
  return /^[a-z0-9._-]{1,253}$/.test(site);
}

/**
 * Rules that lift every block on sites, in one tab where that is given. Sites that no rule can name are left out: one of
 * them, and the browser would take no rule at all.
 */
export function pauseRules(paused: readonly string[], key: SiteKey, tabId?: number): BlockingRule[] {
  const rules = new Map<number, BlockingRule>();
  const sites = paused.filter(canName);
  const inTab: Condition = tabId === undefined ? {} : { tabIds: [tabId] };
  if (sites.length > 0) {
    addTo(rules, 'allow', 2, { [`${key.toLowerCase()}Domains`]: sites, ...inTab });
    // The whole tree of frames, for browsers that go by the frame.
    addTo(rules, 'allowAllRequests', 2, { requestDomains: sites, resourceTypes: ['main_frame'], ...inTab });
  }
  return [...rules.values()];
}

/** Adds a rule under a number made of it. Vendors that share a signature share the rule. */
function addTo(
  rules: Map<number, BlockingRule>,
  type: BlockingRule['action']['type'],
  priority: number,
  condition: Condition,
): void {
  const id = (hashText(type + JSON.stringify(condition)) >>> 2) + 1;
  rules.set(id, { id, priority, action: { type }, condition });
}
