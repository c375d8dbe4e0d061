/**
 * The evidence bundle: what was observed, by what, when and according to which list, with a hash over its canonical
 * bytes. The hash shows whether a file was changed after it was made; it shows neither who made it nor that it is true.
 */
import type { Dossier } from './ruleset.ts';
import type { Source } from './schema.ts';
import type { Sighting } from './verdict.ts';
import type { Modality, Stage } from './vocabulary.ts';

/** Rises when a reader of the old form would misread the new one. */
export const EVIDENCE_FORMAT = 1;

/** Stands in every bundle, word for word. */
export const EVIDENCE_STATEMENT =
  'What a browser extension observed in one browser, as far as it can see. This is not forensic proof: the hash shows whether the file was changed after it was made, not who made it or whether what it says is true.';

export interface EvidenceSighting extends Pick<Sighting, 'stage' | 'via' | 'signature' | 'weak' | 'url'> {
  /** Host of the embedded frame; null: the page itself. */
  readonly frame: string | null;
  /** Origin that asked; null: the browser did not say. */
  readonly initiator: string | null;
  readonly sensor: NonNullable<Sighting['sensor']> | null;
  /** Asked for while the person had it blocked there. */
  readonly blocked: boolean;
  /** First time seen: ISO instant with the offset of the person's zone. */
  readonly at: string;
}

export interface EvidenceFinding {
  readonly vendor: string;
  readonly stage: Stage;
  /** The stage in its own words, in the bundle's language. */
  readonly says: string;
  readonly hosted: boolean;
  readonly overdue: boolean;
  /** All of it was blocked: the stage was asked for, not reached. */
  readonly blocked: boolean;
  readonly sightings: readonly EvidenceSighting[];
}

/** What the list says of a vendor that the bundle names; of its sources, those that back what was seen. */
export interface EvidenceVendor
  extends Pick<Dossier, 'id' | 'name' | 'modalities' | 'purpose' | 'practice' | 'reviewed' | 'reviewBy'> {
  readonly caution: string | null;
  readonly dispute: Dossier['dispute'] | null;
  readonly reply: Dossier['reply'] | null;
  readonly sources: readonly Source[];
}

/** One vendor on one site on one day, as the ledger keeps it. */
export interface EvidenceLine {
  readonly day: string;
  readonly site: string;
  readonly vendor: string;
  readonly stage: Stage;
  readonly documents: number;
}

export interface ListIdentity {
  /** ISO date of its newest review. */
  readonly date: string;
  /** Number of the signed update that brought it; null: it came with the extension. */
  readonly serial: number | null;
}

interface Common {
  readonly countergaze: 'evidence';
  readonly format: typeof EVIDENCE_FORMAT;
  readonly statement: typeof EVIDENCE_STATEMENT;
  /** ISO instant with offset, and the IANA name of the zone. */
  readonly made: { readonly at: string; readonly zone: string };
  /** Version of the extension. */
  readonly extension: string;
  readonly list: ListIdentity;
  readonly vendors: readonly EvidenceVendor[];
}

export interface PageEvidence extends Common {
  readonly kind: 'page';
  /** Address without query and fragment. */
  readonly page: string;
  /** Of the words in `says`: BCP 47. */
  readonly language: string;
  readonly findings: readonly EvidenceFinding[];
}

export interface LedgerEvidence extends Common {
  readonly kind: 'ledger';
  /** What the lines were chosen by; '' for no choice. ISO dates, both included. */
  readonly chosen: {
    readonly from: string;
    readonly to: string;
    readonly vendor: string;
    readonly site: string;
    readonly modality: Modality | '';
  };
  readonly lines: readonly EvidenceLine[];
}

export type EvidenceContent = PageEvidence | LedgerEvidence;
export type Evidence = EvidenceContent & { readonly sha256: string };

/** SHA-256 of a text's UTF-8 bytes, as lower-case hexadecimal digits. */
export type Hash = (text: string) => string | Promise<string>;

/** Canonical JSON (RFC 8785): no space, fields in the order of their UTF-16 units, numbers and texts as ECMAScript writes them. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.keys(value).sort();
  return `{${fields.map((name) => `${JSON.stringify(name)}:${canonical((value as Record<string, unknown>)[name])}`).join(',')}}`;
}

/** The hash that belongs to a bundle: over the canonical bytes of all of it but the field `sha256`. */
export function hashOf(evidence: EvidenceContent | Evidence, hash: Hash): string | Promise<string> {
  const { sha256: _, ...content } = evidence as Evidence;
  return hash(canonical(content));
}

/** A bundle with its hash. */
export async function sealEvidence(content: EvidenceContent, hash: Hash): Promise<Evidence> {
  return { ...content, sha256: await hashOf(content, hash) };
}

/** The one form in which a bundle is saved: canonical order, indented for people. A verifier refuses any other. */
export function toEvidenceFile(evidence: Evidence): string {
  return `${JSON.stringify(JSON.parse(canonical(evidence)), null, 2)}\n`;
}
