/** From findings, or lines of the ledger, to the content of an evidence bundle. */
import {
  EVIDENCE_FORMAT,
  EVIDENCE_STATEMENT,
  type EvidenceFinding,
  type EvidenceLine,
  type EvidenceSighting,
  type EvidenceVendor,
  type LedgerEvidence,
  type ListIdentity,
  type PageEvidence,
} from './evidence.ts';
import type { Dossier } from './ruleset.ts';
import type { Source } from './schema.ts';
import type { Finding, Sighting } from './verdict.ts';

/** Under what circumstances a bundle is made. */
export interface EvidenceContext {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** IANA name of the person's time zone. */
  readonly zone: string;
  /** Minutes east of Greenwich there, at an instant. */
  readonly offsetAt: (at: number) => number;
  readonly extension: string;
  readonly list: ListIdentity;
  readonly dossiers: Readonly<Record<string, Dossier>>;
}

export interface SeenPage extends Pick<PageEvidence, 'page' | 'language'> {
  readonly findings: readonly Finding[];
  /** The stage sentence of a finding, in that language. */
  readonly says: (finding: Finding) => string;
}

/** What is known of one page. */
export function pageEvidence(seen: SeenPage, now: EvidenceContext): PageEvidence {
  const { page, language, findings, says } = seen;
  return {
    ...common(now),
    kind: 'page',
    page,
    language,
    findings: findings.map((finding) => toEvidenceFinding(finding, says(finding), now)),
    vendors: findings.flatMap(({ vendor, evidence }) => {
      const dossier = now.dossiers[vendor];
      return dossier === undefined ? [] : [toEvidenceVendor(dossier, sourcesFor(evidence, dossier))];
    }),
  };
}

/** Lines of the ledger, as they were chosen. A vendor that is no longer on the list keeps its lines only. */
export function ledgerEvidence(
  chosen: LedgerEvidence['chosen'],
  lines: readonly EvidenceLine[],
  now: EvidenceContext,
): LedgerEvidence {
  const vendors = [...new Set(lines.map(({ vendor }) => vendor))].sort().flatMap((id) => {
    const dossier = now.dossiers[id];
    return dossier === undefined ? [] : [toEvidenceVendor(dossier, dossier.sources)];
  });
  return { ...common(now), kind: 'ledger', chosen, lines, vendors };
}

/** The sources that back what was seen; all of them when none names it. */
export function sourcesFor(
  evidence: readonly Pick<Sighting, 'signature'>[],
  { sources }: Pick<Dossier, 'sources'>,
): readonly Source[] {
  const seen = new Set(evidence.map(({ signature }) => signature));
  const backing = sources.filter(({ shows }) => shows?.some((signature) => seen.has(signature)));
  return backing.length > 0 ? backing : sources;
}

/** `2026-11-26T14:17:01.123+01:00`, so many minutes east of Greenwich. */
export function instant(at: number, offset: number): string {
  const two = (value: number) => String(Math.trunc(value)).padStart(2, '0');
  const distance = Math.abs(offset);
  const local = new Date(at + offset * 60_000).toISOString().slice(0, -1);
  return `${local}${offset < 0 ? '-' : '+'}${two(distance / 60)}:${two(distance % 60)}`;
}

function common({ at, zone, offsetAt, extension, list }: EvidenceContext) {
  return {
    countergaze: 'evidence',
    format: EVIDENCE_FORMAT,
    statement: EVIDENCE_STATEMENT,
    made: { at: instant(at, offsetAt(at)), zone },
    extension,
    list,
  } as const;
}

function toEvidenceFinding(finding: Finding, says: string, { offsetAt }: EvidenceContext): EvidenceFinding {
  const { vendor, stage, hosted, overdue, blocked = false, evidence } = finding;
  const sightings = evidence.map((sighting) => toEvidenceSighting(sighting, offsetAt(sighting.at)));
  return { vendor, stage, says, hosted, overdue, blocked, sightings };
}

function toEvidenceSighting(sighting: Sighting, offset: number): EvidenceSighting {
  const { stage, via, signature, weak, url, frame, initiator, sensor, blocked = false, at } = sighting;
  return {
    stage,
    via,
    signature,
    weak,
    url,
    frame: frame === '' ? null : frame,
    initiator: initiator ?? null,
    sensor: sensor ?? null,
    blocked,
    at: instant(at, offset),
  };
}

function toEvidenceVendor(dossier: Dossier, sources: readonly Source[]): EvidenceVendor {
  const { id, name, modalities, purpose, practice, reviewed, reviewBy, caution, dispute, reply } = dossier;
  return {
    id,
    name,
    modalities,
    purpose,
    practice,
    reviewed,
    reviewBy,
    caution: caution ?? null,
    dispute: dispute ?? null,
    reply: reply ?? null,
    sources,
  };
}
