/** From matching signatures to what may be said: one finding a vendor, its best signature, its stage. */
import { type Entry, signatureOf } from './compile.ts';
import { match, matchUrl, type Observation } from './match.ts';
import type { Index } from './restore.ts';
import type { EngineVendor } from './ruleset.ts';
import type { Modality, Practice, Purpose, SignaturePrefix, Stage } from './vocabulary.ts';
import { STAGES } from './vocabulary.ts';

/** One vendor in one observation. */
export interface Detection {
  readonly vendor: string;
  readonly purpose: Purpose;
  readonly modalities: readonly Modality[];
  readonly practice: Practice;
  readonly stage: Stage;
  /** `kind:literal`. */
  readonly signature: string;
  /** Says nothing alone. */
  readonly weak: boolean;
}

/** The stage that one signature can prove by itself. */
export function stageOf(prefix: SignaturePrefix): Stage {
  if (prefix === 'site') return 'listed';
  return prefix === 'global' || prefix === 'element' ? 'started' : 'loaded';
}

const RANK: Record<SignaturePrefix, number> = {
  hostPath: 0,
  alias: 1,
  host: 1,
  site: 1,
  path: 2,
  file: 2,
  global: 2,
  element: 2,
  string: 2,
};

/** Orders entries most specific first: strong before weak, host with path, then host, then any-host; longer first. */
export function moreSpecific(a: Entry, b: Entry): number {
  return (
    Number(a.weak) - Number(b.weak) ||
    RANK[a.prefix] - RANK[b.prefix] ||
    b.literal.length - a.literal.length ||
    (signatureOf(a) < signatureOf(b) ? -1 : 1)
  );
}

/**
 * Judges one observation alone: one detection a vendor, the most specific, sorted by vendor id.
 * Weak signatures are left out unless asked for; a page adds them up with `countedOf`.
 */
export function detect(index: Index, seen: Observation, weak = false): readonly Detection[] {
  return bestOf(match(index, seen), weak);
}

/** The same for an address as a browser serialises it. */
export function detectUrl(index: Index, url: string, kind: 'page' | 'request', weak = false): readonly Detection[] {
  return bestOf(matchUrl(index, url, kind), weak);
}

const NONE: readonly Detection[] = [];

function bestOf(entries: readonly Entry[], weak: boolean): readonly Detection[] {
  if (entries.length === 0) return NONE;
  const best = new Map<string, Entry>();
  for (const entry of entries) {
    if (entry.weak && !weak) continue;
    const held = best.get(entry.vendor.id);
    if (held === undefined || moreSpecific(entry, held) < 0) best.set(entry.vendor.id, entry);
  }
  return [...best.values()].map(toDetection).sort((a, b) => (a.vendor < b.vendor ? -1 : 1));
}

/** Whether requests to a vendor, by its id, are blocked where something was asked for. */
export type IsBlocked = (vendor: string) => boolean;

/** What is to be added to the sightings of one request: it was blocked when a rule stands for any of its vendors. */
export function whenStopped(detections: readonly Detection[], isBlocked: IsBlocked): Pick<Sighting, 'blocked'> {
  return detections.some(({ vendor, weak }) => !weak && isBlocked(vendor)) ? { blocked: true } : {};
}

/** What one entry says by itself. */
export function toDetection(entry: Entry): Detection {
  const { id, purpose, modalities, practice } = entry.vendor;
  return {
    vendor: id,
    purpose,
    modalities,
    practice,
    stage: stageOf(entry.prefix),
    signature: signatureOf(entry),
    weak: entry.weak,
  };
}

/** True when the weak signatures seen of one vendor in one page are enough to count: two different ones. */
export function weakEnough(signatures: Iterable<string>): boolean {
  return new Set(signatures).size >= 2;
}

/**
 * What counts of one vendor's signs in one page: every strong one; the weak ones once two different ones were seen, or
 * beside a strong one that is more than the vendor's own public site, whose visit proves no code.
 */
export function countedOf<T extends Pick<Detection, 'signature' | 'stage' | 'weak'>>(
  signs: readonly T[],
): readonly T[] {
  const strong = signs.filter(({ weak }) => !weak);
  const weakOnes = signs.flatMap((sign) => (sign.weak ? sign.signature : []));
  return strong.some(({ stage }) => stage !== 'listed') || weakEnough(weakOnes) ? signs : strong;
}

/** True when an entry is past its review day on `today` (ISO date): shown with its age, left out of the badge. */
export function isOverdue(vendor: { readonly reviewBy: string }, today: string): boolean {
  return today > vendor.reviewBy;
}

/** One piece of evidence: this signature was seen, here, then. Holds no query and no fragment. */
export interface Sighting {
  readonly vendor: string;
  /** `kind:literal`. */
  readonly signature: string;
  readonly stage: Stage;
  readonly weak: boolean;
  /** How it came to be known: the visited address, a request, a request to a name that leads to the vendor, a worker's request, something inside a frame, or the text of a script (deep scan). */
  readonly via: 'page' | 'request' | 'alias' | 'worker' | 'frame' | 'scan';
  /** Address without query and fragment. */
  readonly url: string;
  /** Host of the embedded frame's document; '' for the page itself. */
  readonly frame: string;
  /** Milliseconds since the epoch, first time seen. */
  readonly at: number;
  /** Origin of the document or worker that asked, where the browser says it. */
  readonly initiator?: string | undefined;
  /** What may be used, or is: only at `capture-ready` and `capturing`. */
  readonly sensor?: 'camera' | 'microphone' | 'picture';
  /** Asked for while the person had it blocked here. */
  readonly blocked?: boolean;
  /** The document inside the page whose probe said so; its next report replaces this. */
  readonly document?: string;
}

/** What may be said about one vendor on one page. */
export interface Finding {
  readonly vendor: string;
  readonly stage: Stage;
  /** The visited page itself is the vendor's hosted check. */
  readonly hosted: boolean;
  /** The entry is past its review day: shown with its age, left out of the badge, raises no notice. */
  readonly overdue: boolean;
  /** All that would be enough was blocked: the page has asked, no more. Left out of the badge, as no vendor was reached. */
  readonly blocked?: boolean;
  /** What was blocked last; else highest stage first, then oldest first. */
  readonly evidence: readonly Sighting[];
}

/** Whatever knows a vendor by its id. */
type Vendors = Pick<ReadonlyMap<string, EngineVendor>, 'get'>;

/** Folds a page's sightings into findings, the furthest-going first. Lone weak sightings make none, and raise none; unknown vendors are skipped. */
export function toFindings(sightings: readonly Sighting[], vendors: Vendors, today: string): Finding[] {
  const findings: Finding[] = [];
  for (const id of new Set(sightings.map((sighting) => sighting.vendor))) {
    const vendor = vendors.get(id);
    const evidence = countedOf(sightings.filter((sighting) => sighting.vendor === id).sort(byTelling));
    if (vendor === undefined || evidence.length === 0) continue;
    const open = countedOf(evidence.filter(({ blocked }) => !blocked));
    findings.push({
      vendor: id,
      stage: open[0]?.stage ?? 'loaded',
      hosted: open.some(({ via, stage }) => via === 'page' && stage !== 'listed'),
      overdue: isOverdue(vendor, today),
      blocked: open.length === 0,
      evidence,
    });
  }
  return findings.sort((a, b) => byWeight(a, b, vendors));
}

/** What was reached before what was blocked, then the highest stage first. */
function byStage(a: Pick<Finding, 'blocked' | 'stage'>, b: Pick<Finding, 'blocked' | 'stage'>): number {
  return Number(!!a.blocked) - Number(!!b.blocked) || STAGES.indexOf(b.stage) - STAGES.indexOf(a.stage);
}

function byTelling(a: Sighting, b: Sighting): number {
  return byStage(a, b) || a.at - b.at;
}

function byWeight(a: Finding, b: Finding, vendors: Vendors): number {
  const silent = (finding: Finding) => Number(vendors.get(finding.vendor)?.practice !== 'silent');
  return byStage(a, b) || silent(a) - silent(b) || (a.vendor < b.vendor ? -1 : 1);
}

/** Whether a finding counts for the icon, the notice and the ledger: its entry is current, and it was not all blocked. */
export function counts({ overdue, blocked }: Pick<Finding, 'overdue' | 'blocked'>): boolean {
  return !overdue && !blocked;
}

/** The number on the badge: distinct vendors at `loaded` or above that count. */
export function badgeCount(findings: readonly Finding[]): number {
  return findings.filter((finding) => counts(finding) && finding.stage !== 'listed').length;
}
