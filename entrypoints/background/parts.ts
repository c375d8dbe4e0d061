/**
 * Parts of the background that most wakes do without: a script each, read when it is first needed, which leaves what it
 * holds under a name of its own. Chromium's workers can read a file later only when they have read it while they were
 * installed.
 */
import type { blockingRules, pauseRules } from '../../rules/core/index.ts';
import type { Intake } from '../../utils/intake.ts';
import type { Ledger } from '../../utils/ledger-store.ts';
import type { unpackText } from '../../utils/packed-text.ts';
import { CAN_UPDATE } from '../../utils/update-target.ts';

export interface Parts {
  /** Makes rules of the person's choices. */
  readonly blocking: { readonly blockingRules: typeof blockingRules; readonly pauseRules: typeof pauseRules };
  /** Takes updates of the list in. */
  readonly intake: Intake;
  /** Writes the ledger, for those who want one. */
  readonly ledger: { readonly Ledger: typeof Ledger };
  /** Unpacks words that no page has unpacked yet. */
  readonly texts: { readonly unpackText: typeof unpackText };
}
type Name = keyof Parts;

const NAMES: readonly Name[] = ['blocking', ...(CAN_UPDATE ? ['intake' as const] : []), 'ledger', 'texts'];
/** No part, since it is read at every wake, but read in the same way. */
const ZOD = 'zod';
type Script = Name | typeof ZOD;

/** What the parts leave, as their scripts do it. */
type Scope = { [N in Name as `part:${N}`]?: Parts[N] };

/** At the first tick: lets a worker read its parts later. */
export function keepParts(): void {
  if (!import.meta.env.FIREFOX) addEventListener('install', () => NAMES.forEach(importPart));
}

/** One part, read at the first call. Rejects when its script cannot be read. */
export async function part<N extends Name>(name: N): Promise<Parts[N]> {
  const scope = globalThis as Scope;
  const key: `part:${N}` = `part:${name}`;
  if (scope[key] === undefined) {
    if (import.meta.env.FIREFOX) await appendPart(name);
    else importPart(name);
  }
  return scope[key] as Parts[N];
}

/** Firefox's background is a document. */
function appendPart(name: Name): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    document.head.append(Object.assign(script, { src: addressOf(name), onload: () => resolve(), onerror: reject }));
  });
}

/** What every wake of Chromium's worker needs first. */
export function importZod(): void {
  importPart(ZOD);
}

function importPart(name: Script): void {
  (globalThis as unknown as { importScripts(url: unknown): void }).importScripts(addressOf(name));
}

/** The part of Trusted Types that is used; browsers before them take the text. */
interface Factory {
  createPolicy(name: string, rules: { createScriptURL(name: string): string }): Policy;
}
interface Policy {
  createScriptURL(name: string): unknown;
}

/** The one policy that our own allows: the parts' addresses and nothing else come out of it. */
let policy: Policy | undefined;
const rules = {
  createScriptURL(name: string) {
    if (name === ZOD || NAMES.includes(name as Name)) return `/${name}.js`;
    throw new TypeError(name);
  },
};

function addressOf(name: Script): unknown {
  policy ??= (globalThis as { trustedTypes?: Factory }).trustedTypes?.createPolicy('parts', rules) ?? rules;
  return policy.createScriptURL(name);
}
