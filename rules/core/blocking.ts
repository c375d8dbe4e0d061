/**
 * What a person blocks, as rules for the browser's declarativeNetRequest. The same choices and the same list give the
 * same rules; a rule keeps its id as long as its signature is listed. Weak signatures and a vendor's public sites make
 * no rule, and a visited page itself is never blocked.
 */
import { type Entry, signatureOf } from './compile.ts';
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
export type SiteKey = 'topDomains' | 'initiatorDomains';

/** A rule of declarativeNetRequest, as far as it is used here. */
export interface BlockingRule {
  readonly id: number;
  readonly priority: number;
  readonly action: { readonly type: 'block' | 'allow' | 'allowAllRequests' };
  readonly condition: Readonly<Record<string, string | boolean | readonly string[]>>;
}

interface Scope {
  /** Null: on every site. */
  readonly on: readonly string[] | null;
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

function scopeOf({ id, practice }: Blockable, { blocked, allowed, blockSilent }: Choices): Scope | null {
  const on = blocked.includes(id) || (blockSilent && practice === 'silent') ? null : sitesFor(id, blocked);
  return on?.length === 0 ? null : { on, off: sitesFor(id, allowed) };
}

type Blockable = Pick<EngineVendor, 'id' | 'practice'>;

/** Whether what a vendor is asked for is blocked on a site. */
export function isBlocked(vendor: Blockable, choices: Choices, site: string): boolean {
  const scope = scopeOf(vendor, choices);
  return scope !== null && (scope.on === null || covers(scope.on, site)) && !covers(scope.off, site);
}

/** The rules for these choices: one for all hosts of a vendor, one for each other signature. */
export function blockingRules(index: Index, choices: Choices, key: SiteKey): BlockingRule[] {
  const drafts = new Map<string, Record<string, string | boolean | readonly string[]>>();
  const scopes = new Map<EngineVendor, Scope | null>();
  for (const entry of index.entries()) {
    const { vendor, weak, literal } = entry;
    if (!scopes.has(vendor)) scopes.set(vendor, scopeOf(vendor, choices));
    const scope = scopes.get(vendor);
    if (weak || !scope) continue;
    if (entry.prefix === 'host') {
      const name = `${vendor.id} hosts`;
      const hosts = (drafts.get(name)?.requestDomains ?? []) as readonly string[];
      drafts.set(name, { requestDomains: [...hosts, literal], ...sitesOf(scope, key) });
    } else {
      const regexFilter = regexFor(entry);
      if (regexFilter !== null)
        drafts.set(nameOf(entry), { regexFilter, isUrlFilterCaseSensitive: true, ...sitesOf(scope, key) });
    }
  }
  return numbered(drafts);
}

function nameOf(entry: Entry): string {
  return `${entry.vendor.id} ${signatureOf(entry)}`;
}

function sitesOf({ on, off }: Scope, key: SiteKey) {
  const excluded = `excluded${key[0]?.toUpperCase()}${key.slice(1)}`;
  return { ...(on !== null && { [key]: on }), ...(off.length > 0 && { [excluded]: off }) };
}

/** Ids below this are those of the rules for paused sites. */
const FIRST_ID = 3;

/** Gives each rule a number made of its name; of two names with the same number the later takes the next free one. */
function numbered(drafts: ReadonlyMap<string, BlockingRule['condition']>): BlockingRule[] {
  const taken = new Set<number>();
  return [...drafts].map(([name, condition]) => {
    let id = (hashText(name) >>> 2) + FIRST_ID;
    while (taken.has(id)) id++;
    taken.add(id);
    return {
      id,
      priority: 1,
      action: { type: 'block' },
      condition: { ...condition, excludedResourceTypes: ['main_frame'] },
    };
  });
}

/** Rules that lift every block on paused sites. */
export function pauseRules(sites: readonly string[], key: SiteKey): BlockingRule[] {
  if (sites.length === 0) return [];
  const asked: BlockingRule = { id: 1, priority: 2, action: { type: 'allow' }, condition: { [key]: sites } };
  const condition = { requestDomains: sites, resourceTypes: ['main_frame'] };
  // The page's whole tree of frames, where the browser cannot tell the page from the frame.
  const below: BlockingRule = { id: 2, priority: 2, action: { type: 'allowAllRequests' }, condition };
  return key === 'topDomains' ? [asked] : [asked, below];
}
