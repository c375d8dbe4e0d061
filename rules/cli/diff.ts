/** What a change of the list means, in plain words. */
import { signaturesIn } from '../core/compile.ts';
import { compile } from '../core/pack.ts';
import type { Vendor } from '../core/schema.ts';
import { detect } from '../core/verdict.ts';
import type { Corpus } from './corpus.ts';
import { toObservation } from './observe.ts';
import { toRuleset } from './ruleset.ts';
import { reachesLoaded } from './stats.ts';

/** One sentence a change; empty when the lists say the same. */
export function describeChange(before: readonly Vendor[], after: readonly Vendor[]): string[] {
  const old = new Map(before.map((vendor) => [vendor.id, vendor]));
  const now = new Map(after.map((vendor) => [vendor.id, vendor]));
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((id) => {
    const [was, is] = [old.get(id), now.get(id)];
    if (was === undefined && is !== undefined) return [newcomer(is)];
    if (is === undefined && was !== undefined) return [`- ${id} (${was.name}) leaves the list`];
    return was === undefined || is === undefined ? [] : changed(was, is);
  });
}

function newcomer(vendor: Vendor): string {
  const reach = reachesLoaded(vendor) ? 'can reach loaded' : 'can only be listed or started';
  return `+ ${vendor.id} (${vendor.name}) joins: ${vendor.purpose}; ${vendor.modalities.join(', ')}; ${vendor.practice}; ${reach}`;
}

function changed(was: Vendor, is: Vendor): string[] {
  const [before, after] = [names(was), names(is)];
  const lines = [
    ...[...after].filter((name) => !before.has(name)).map((name) => `~ ${is.id} now looks for ${name}`),
    ...[...before].filter((name) => !after.has(name)).map((name) => `~ ${is.id} no longer looks for ${name}`),
  ];
  for (const field of Object.keys({ ...was, ...is }) as (keyof Vendor)[]) {
    if (field === 'detect' || JSON.stringify(was[field]) === JSON.stringify(is[field])) continue;
    lines.push(`~ ${is.id}: ${field} ${brief(was[field])} becomes ${brief(is[field])}`);
  }
  return lines;
}

function names({ detect: declared }: Vendor): Set<string> {
  return new Set([...signaturesIn(declared)].map(({ signature, weak }) => `${weak ? 'weak ' : ''}${signature}`));
}

function brief(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** What newly matches, and what no longer does, on ordinary traffic. */
export function compareOn(corpora: readonly Corpus[], before: readonly Vendor[], after: readonly Vendor[]): string[] {
  const [old, now] = [compile(toRuleset(before)), compile(toRuleset(after))];
  const lines = new Set<string>();
  for (const { requests } of corpora) {
    for (const { url, type } of requests) {
      const seen = toObservation(url, type);
      if (seen === null) continue;
      const was = detect(old, seen).map(({ vendor, signature }) => `${vendor} by ${signature}`);
      const is = detect(now, seen).map(({ vendor, signature }) => `${vendor} by ${signature}`);
      const place = `${seen.host}${seen.path}`.slice(0, 120);
      for (const name of is) if (!was.includes(name)) lines.add(`+ ${place} is now ${name}`);
      for (const name of was) if (!is.includes(name)) lines.add(`- ${place} is no longer ${name}`);
    }
  }
  return [...lines];
}
