/** Third parties that behave like a biometric vendor and are on no list: for a person to look at, never a verdict. */
import { getDomain } from 'tldts';
import { detect, type Index } from '../../core/index.ts';
import { toObservation } from '../observe.ts';
import { type Act, bare, type PageRecord } from './record.ts';

/** Beacons of one party during one visit from which on it "beacons often". */
export const OFTEN = 3;

export type Sign = 'asks for the camera' | 'asks for the microphone' | 'loads model-like files' | 'watches input';

export interface Candidate {
  /** Registrable domain. */
  readonly party: string;
  readonly signs: readonly Sign[];
  readonly pages: readonly string[];
  /** Of its scripts and files, as many as were seen. */
  readonly addresses: readonly string[];
}

/** Registrable domain of an address; its host where there is none. */
export function partyOf(address: string): string {
  const { hostname } = new URL(address);
  return getDomain(hostname, { allowPrivateDomains: true }) ?? hostname;
}

/** All candidates, the most widespread first. */
export function candidatesIn(records: readonly PageRecord[], index: Index): Candidate[] {
  const found = new Map<string, { signs: Set<Sign>; pages: Set<string>; addresses: Set<string> }>();
  for (const { url, landed, acts } of records) {
    const page = landed || url; // '' where a visit ended at no address of the web
    for (const [party, own] of thirdParties(acts, partyOf(page), index)) {
      const signs = signsOf(own);
      if (signs.length === 0) continue;
      const held = found.get(party) ?? { signs: new Set(), pages: new Set(), addresses: new Set() };
      found.set(party, held);
      for (const sign of signs) held.signs.add(sign);
      held.pages.add(bare(page));
      for (const { script, file } of own) held.addresses.add(file ?? script);
    }
  }
  return [...found]
    .map(([party, { signs, pages, addresses }]) => ({
      party,
      signs: [...signs].sort(),
      pages: [...pages].sort(),
      addresses: [...addresses].sort(),
    }))
    .sort((a, b) => b.pages.length - a.pages.length || (a.party < b.party ? -1 : 1));
}

/** What each party that is neither the page's own nor on the list did. A file counts for its host and for its loader. */
function thirdParties(acts: readonly Act[], own: string, index: Index): Map<string, Act[]> {
  const byParty = new Map<string, Act[]>();
  for (const act of acts) {
    const addresses = [act.script, act.file ?? ''].filter((address) => address !== '');
    if (addresses.some((address) => isListed(address, index))) continue;
    for (const party of new Set(addresses.map(partyOf))) {
      if (party === own) continue;
      byParty.set(party, [...(byParty.get(party) ?? []), act]);
    }
  }
  return byParty;
}

/** True when the list knows this address, or the site it lies on, by any sign. */
export function isListed(address: string, index: Index): boolean {
  return ['script', 'main_frame'].some((type) => {
    const seen = toObservation(address, type);
    return seen !== null && detect(index, seen, true).length > 0;
  });
}

function signsOf(acts: readonly Act[]): Sign[] {
  const times = (kind: Act['kind']) => acts.reduce((sum, act) => sum + (act.kind === kind ? act.times : 0), 0);
  const signs: Sign[] = [];
  if (times('camera') > 0) signs.push('asks for the camera');
  if (times('microphone') > 0) signs.push('asks for the microphone');
  if (times('model') > 0) signs.push('loads model-like files');
  if (times('keys') > 0 && times('pointer') > 0 && times('beacon') >= OFTEN) signs.push('watches input');
  return signs;
}
