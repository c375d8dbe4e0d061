/** Dossiers in, the engine's ruleset and the pages' lines out. */
import type { Ruleset, RulesetVendor, VendorLine } from '../core/ruleset.ts';
import type { Vendor } from '../core/schema.ts';
import { fastSelector } from '../core/selector.ts';

/** Keeps what matching needs; sorted by id; dated by the newest review. */
export function toRuleset(vendors: readonly Vendor[]): Ruleset {
  const sorted = [...vendors].sort(byId);
  return {
    format: 1,
    date:
      sorted
        .map(({ reviewed }) => reviewed)
        .sort()
        .at(-1) ?? '1970-01-01',
    vendors: sorted.map(
      ({ id, name, modalities, purpose, practice, detect, reviewed, reviewBy }): RulesetVendor => ({
        id,
        name,
        modalities,
        purpose,
        practice,
        detect,
        reviewed,
        reviewBy,
      }),
    ),
  };
}

/** Keeps what one line about a vendor needs, by id: for pages that name many. */
export function toLines(vendors: readonly Vendor[]): Record<string, VendorLine> {
  return Object.fromEntries(
    [...vendors].sort(byId).map(({ id, name, modalities, purpose }) => [id, { name, modalities, purpose }]),
  );
}

/** What the probe looks for in a document: every global and element that a dossier names, by fast selectors. */
export function toProbeNames(vendors: readonly Vendor[]): { globals: string[][]; elements: string[] } {
  return {
    globals: literalsOf('globals', vendors).map((name) => name.split('.')),
    elements: literalsOf('elements', vendors).map(fastSelector),
  };
}

function literalsOf(kind: 'globals' | 'elements', vendors: readonly Vendor[]): string[] {
  return [
    ...new Set(vendors.flatMap(({ detect }) => [...(detect[kind] ?? []), ...(detect.weak?.[kind] ?? [])])),
  ].sort();
}

function byId(a: Vendor, b: Vendor): number {
  return a.id < b.id ? -1 : 1;
}
