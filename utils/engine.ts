/** The list in use, opened on first use: a text that is read where it lies, and only where something matches. */
import packaged from '../rules/built/ruleset.txt?raw';
import {
  type Detection,
  detectUrl,
  type Finding,
  type Index,
  type ListedVendor,
  listedIn,
  restore,
  type Sighting,
  toFindings,
} from '../rules/core/index.ts';

let restored: Index | undefined;
let serial = 0;

export function engine(): Index {
  restored ??= packagedList();
  return restored;
}

/** The list in the package, whichever is in use. */
export function packagedList(): Index {
  return restore(packaged);
}

/** Takes the list of an update into use, or the package's for want of one that can be opened. */
export function useList(text: string | undefined, ofUpdate: number): void {
  restored = undefined;
  serial = 0;
  if (text === undefined) return;
  restored = restore(text);
  serial = ofUpdate;
}

/** Serial of the update whose list is in use, 0 for the package's. */
export function serialInUse(): number {
  return serial;
}

/** Detections of one address as the browser gives it; weak ones included, marked as such. */
export function judge(url: string, kind: 'page' | 'request'): readonly Detection[] {
  return detectUrl(engine(), url, kind, true);
}

/** Every text that a deep scan looks for. */
export function scanTexts(): string[] {
  return [...engine().entries()].filter(({ prefix }) => prefix === 'string').map(({ literal }) => literal);
}

/** Every vendor with its signatures, for the pages that show dossiers: of the list in use, or of the package's. */
export function listedVendors(ofPackage = false): ListedVendor[] {
  return listedIn(ofPackage ? packagedList() : engine());
}

/** What may be said today about a page, from what was seen on it. */
export function findingsFrom(sightings: readonly Sighting[]): Finding[] {
  return toFindings(sightings, engine().vendors, new Date().toISOString().slice(0, 10));
}
