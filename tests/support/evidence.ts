/** An evidence bundle of a made-up vendor, as the page makes it. */
import { sha256 } from '../../rules/cli/evidence.ts';
import {
  type Evidence,
  type EvidenceContext,
  type Finding,
  pageEvidence,
  type Sighting,
  sealEvidence,
} from '../../rules/core/index.ts';
import { dossier } from './fixtures.ts';

/** Noon in Brussels, in winter. */
export const AT = Date.parse('2026-11-26T11:00:00.123Z');

export const SIGHTING: Sighting = {
  vendor: 'acme',
  signature: 'host:sdk.acme.com',
  stage: 'loaded',
  weak: false,
  via: 'request',
  url: 'https://sdk.acme.com/a.js',
  frame: '',
  initiator: 'https://shop.example',
  at: AT - 1_000,
};

export function context(more: Partial<EvidenceContext> = {}): EvidenceContext {
  return {
    at: AT,
    zone: 'Europe/Brussels',
    offsetAt: () => 60,
    extension: '0.1.0',
    list: { date: '2026-11-23', serial: null },
    dossiers: { acme: dossier('acme') },
    ...more,
  };
}

/** A sealed bundle of one page. */
export function bundle(evidence: readonly Sighting[] = [SIGHTING]): Promise<Evidence> {
  const finding: Finding = { vendor: 'acme', stage: 'loaded', hosted: false, overdue: false, evidence };
  const says = () => 'This page loads ACME’s code.';
  const seen = { page: 'https://shop.example/basket', language: 'en', findings: [finding], says };
  return sealEvidence(pageEvidence(seen, context()), sha256);
}
