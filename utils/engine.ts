/** The packed list, opened on first use: a text that is read where it lies, and only where something matches. */
import list from '../rules/built/ruleset.txt?raw';
import {
  type Detection,
  detectUrl,
  type Finding,
  type Index,
  type ListedVendor,
  restore,
  type Sighting,
  signatureOf,
  toFindings,
} from '../rules/core/index.ts';

let restored: Index | undefined;

export function engine(): Index {
  restored ??= restore(list);
  return restored;
}

/** Detections of one address as the browser gives it; weak ones included, marked as such. */
export function judge(url: string, kind: 'page' | 'request'): readonly Detection[] {
  return detectUrl(engine(), url, kind, true);
}

/** Every text that a deep scan looks for. */
export function scanTexts(): string[] {
  return [...engine().entries()].filter(({ prefix }) => prefix === 'string').map(({ literal }) => literal);
}

/** Every vendor with its signatures, for the pages that show dossiers. */
export function listedVendors(): ListedVendor[] {
  const listed = new Map<string, ListedVendor & { readonly signatures: string[] }>();
  for (const entry of engine().entries()) {
    const { id } = entry.vendor;
    const vendor = listed.get(id) ?? { ...entry.vendor, signatures: [] };
    listed.set(id, vendor);
    vendor.signatures.push(signatureOf(entry));
  }
  return [...listed.values()];
}

/** What may be said today about a page, from what was seen on it. */
export function findingsFrom(sightings: readonly Sighting[]): Finding[] {
  return toFindings(sightings, engine().vendors, new Date().toISOString().slice(0, 10));
}
