/** Judges an evidence bundle: is it the file that was made, byte for byte? */
import { createHash } from 'node:crypto';
import { toListed } from '../core/dossiers.ts';
import { EVIDENCE_FORMAT, type Evidence, hashOf, toEvidenceFile } from '../core/evidence.ts';
import type { Vendor } from '../core/schema.ts';
import { EvidenceSchema } from './evidence-schema.ts';

export type Judgement =
  | { readonly verdict: 'verified'; readonly evidence: Evidence }
  /** Not what was made; each line says what is wrong. */
  | { readonly verdict: 'refused'; readonly problems: readonly string[] }
  /** Made by a newer version: this one cannot tell. */
  | { readonly verdict: 'unknown'; readonly format: number };

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Judges the bytes of a file. `noted`: the hash as it was written down elsewhere. */
export async function judgeEvidence(bytes: Uint8Array, noted?: string): Promise<Judgement> {
  const refused = (...problems: string[]): Judgement => ({ verdict: 'refused', problems });
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    return refused(`it is no JSON: ${error instanceof Error ? error.message : error}`);
  }
  const { countergaze, format } = (content ?? {}) as Record<string, unknown>;
  if (countergaze !== 'evidence') return refused('it is no evidence bundle: "countergaze" is not "evidence"');
  if (Number.isInteger(format) && (format as number) > EVIDENCE_FORMAT)
    return { verdict: 'unknown', format: format as number };
  const { data, error } = EvidenceSchema.safeParse(content);
  if (error !== undefined)
    return refused(...error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`));
  const problems = await problemsOf(data, bytes, noted);
  return problems.length > 0 ? refused(...problems) : { verdict: 'verified', evidence: data };
}

async function problemsOf(evidence: Evidence, bytes: Uint8Array, noted?: string): Promise<string[]> {
  const problems: string[] = [];
  const hash = await hashOf(evidence, sha256);
  if (hash !== evidence.sha256) {
    problems.push(`its content was changed after it was made: SHA-256 is ${hash}, the file says ${evidence.sha256}`);
  } else if (!Buffer.from(toEvidenceFile(evidence)).equals(bytes)) {
    problems.push('its content is whole, but not the file: it was saved anew in another form than Countergaze writes');
  }
  if (noted !== undefined && noted.toLowerCase() !== hash) {
    problems.push(`it is not the file whose hash was noted: SHA-256 is ${hash}, noted was ${noted.toLowerCase()}`);
  }
  return problems;
}

/** How the signatures that a bundle names stand on a list, one line each. */
export function signaturesToday(evidence: Evidence, vendors: readonly Vendor[]): string[] {
  const listed = new Map(vendors.map((vendor) => [vendor.id, new Set(toListed(vendor).signatures)]));
  const lines = new Set<string>();
  for (const [vendor, signature] of named(evidence)) {
    const known = listed.get(vendor);
    const what = signature === null ? vendor : `${vendor} by ${signature}`;
    const isListed = known !== undefined && (signature === null || known.has(signature));
    lines.add(`${isListed ? 'on the list today' : 'not on the list today'}: ${what}`);
  }
  return [...lines];
}

/** Vendors and signatures; the ledger keeps none. */
function named(evidence: Evidence): (readonly [vendor: string, signature: string | null])[] {
  if (evidence.kind === 'ledger') return evidence.lines.map(({ vendor }) => [vendor, null]);
  return evidence.findings.flatMap(({ vendor, sightings }) =>
    sightings.map(({ signature }) => [vendor, signature] as const),
  );
}
