/** What the answers about a host mean for the list. Silence means nothing. */
import { parse } from 'tldts';
import { signaturesIn } from '../../core/compile.ts';
import type { Vendor } from '../../core/schema.ts';
import type { Answer, Certificate, Registration } from './network.ts';

/** A host that a dossier names, and since when its sources are known. */
export interface Named {
  readonly host: string;
  /** What is registered: `example.com` of `a.b.example.com`. */
  readonly domain: string;
  readonly vendor: string;
  readonly signatures: readonly string[];
  /** The earliest day on which a source was seen. */
  readonly since: string;
}

/** The hosts of a list, once each. Hosts of everybody (a CDN's) are left out: they belong to no vendor. */
export function hostsOf(vendors: readonly Vendor[], shared: (host: string) => boolean): Named[] {
  const named = new Map<string, Named>();
  for (const { id, detect, sources } of vendors) {
    const seen = sources.map((source) => source.seen);
    for (const { kind, literal, signature } of signaturesIn(detect)) {
      if (kind !== 'sites' && kind !== 'hosts' && kind !== 'hostPaths' && kind !== 'aliases') continue;
      const host = literal.split('/')[0] as string;
      const domain = parse(host).domain;
      if (shared(host) || domain === null) continue;
      const held = named.get(host);
      const signatures = [...(held?.signatures ?? []), signature];
      const since = [...seen, held?.since ?? []].flat().sort()[0] as string;
      named.set(host, { host, domain, vendor: held?.vendor ?? id, signatures, since });
    }
  }
  return [...named.values()].sort((a, b) => (a.host < b.host ? -1 : 1));
}

export interface Answers {
  readonly dns: Answer;
  readonly registration: Registration | 'absent' | null;
  readonly certificate: Certificate | null;
}

/** What is remembered of a host from one run to the next. */
export interface Remembered {
  readonly registered?: string;
  readonly registrant?: string;
  readonly registrar?: string;
  readonly organisation?: string;
}

export interface Finding {
  readonly what: 'dead' | 'changed' | 'look';
  readonly says: string;
}

const LEAVING = /^(?:redemption period|pending delete|client hold|server hold)$/i;

/** Everything that a maintainer should look at; empty when there is nothing. */
export function judge({ since }: Named, answers: Answers, before: Remembered | undefined, today: string): Finding[] {
  const { dns, registration, certificate } = answers;
  const found: Finding[] = [];
  const add = (what: Finding['what'], says: string) => found.push({ what, says });
  if (dns === 'gone') add('dead', 'the name server says that there is no such name, nor any below it');
  // One that resolves is registered somewhere, and one that nobody answered for may be.
  if (registration === 'absent')
    add(dns === 'resolves' || dns === 'unknown' ? 'look' : 'dead', 'the registry knows no such domain');
  else if (registration !== null) {
    const { registered, status } = registration;
    if (registered !== undefined && registered > since)
      add('changed', `the domain was registered anew on ${registered}, after a source was seen (${since})`);
    for (const each of status.filter((text) => LEAVING.test(text))) add('look', `the registry says "${each}"`);
  }
  if (certificate !== null) {
    if (!certificate.fits) add('look', 'it shows a certificate that is made out to other hosts');
    if (certificate.ends < today) add('look', `its certificate ended on ${certificate.ends}`);
  }
  const now = toRemember(answers);
  for (const key of ['registrant', 'registrar', 'registered', 'organisation'] as const) {
    const [was, is] = [before?.[key], now[key]];
    // A domain may move to another registrar and keep its owner.
    if (was !== undefined && is !== undefined && was !== is)
      add(key === 'registrar' ? 'look' : 'changed', `${WORDS[key]} was "${was}" and is "${is}"`);
  }
  return found;
}

const WORDS = {
  registrant: 'the registrant',
  registrar: 'the registrar',
  registered: 'the day of registration',
  organisation: 'the organisation in the certificate',
} as const;

/** What to keep for the next run; what nobody answered now stays as it was. */
export function toRemember({ registration, certificate }: Answers, before: Remembered = {}): Remembered {
  const { registered, registrant, registrar } = registration === null || registration === 'absent' ? {} : registration;
  return withoutGaps({
    registered: registered ?? before.registered,
    registrant: registrant ?? before.registrant,
    registrar: registrar ?? before.registrar,
    organisation: certificate?.organisation ?? before.organisation,
  });
}

function withoutGaps(remembered: Remembered): Remembered {
  return Object.fromEntries(Object.entries(remembered).filter(([, value]) => value !== undefined));
}
