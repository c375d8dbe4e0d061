/** The three places that are asked about a host: its name servers, its registry, and itself. All can be given. */
import { Resolver } from 'node:dns/promises';
import { connect, type PeerCertificate } from 'node:tls';

export interface Ways {
  /** `address:port` of name servers; empty: the system's. */
  readonly dns: readonly string[];
  /** Where RDAP is asked, or the `.json` file that says where; `null`: not at all. */
  readonly rdap: string | null;
  /** `address:port` that stands for every host's port 443; empty: the host itself; `null`: not at all. */
  readonly tls: string | null;
  /** Milliseconds for each question. */
  readonly timeout: number;
}

/** `gone`: the name server says that there is no such name. `unknown`: nobody answered, so nothing is said. */
export type Answer = 'resolves' | 'no address' | 'gone' | 'unknown';

/** Asks for the addresses of a name. Only an authoritative "no such name" counts as gone. */
export class NameServer {
  readonly #resolver: Resolver;

  constructor({ dns, timeout }: Ways) {
    this.#resolver = new Resolver({ timeout, tries: 2 });
    if (dns.length > 0) this.#resolver.setServers(dns);
  }

  async ask(host: string): Promise<Answer> {
    const answers = await Promise.all([this.#one(host, 'A'), this.#one(host, 'AAAA')]);
    for (const each of ['resolves', 'no address', 'unknown'] as const) if (answers.includes(each)) return each;
    return 'gone';
  }

  async #one(host: string, type: 'A' | 'AAAA'): Promise<Answer> {
    try {
      const found = await this.#resolver.resolve(host, type);
      return found.length > 0 ? 'resolves' : 'no address';
    } catch (error) {
      const { code } = error as { code?: string };
      return code === 'ENOTFOUND' ? 'gone' : code === 'ENODATA' ? 'no address' : 'unknown';
    }
  }
}

export interface Registration {
  /** ISO date on which the domain was last registered by somebody new. */
  readonly registered?: string;
  readonly registrant?: string;
  readonly registrar?: string;
  /** Such as `redemption period`: on its way out. */
  readonly status: readonly string[];
}

interface RdapDomain {
  readonly events?: readonly { readonly eventAction?: string; readonly eventDate?: string }[];
  readonly entities?: readonly { readonly roles?: readonly string[]; readonly vcardArray?: readonly unknown[] }[];
  readonly status?: readonly string[];
}

/** The registries, found through a bootstrap file (RFC 9224: a `.json` address), or one that answers for all. */
export class Registry {
  readonly #ways: Ways;
  readonly #answers = new Map<string, Promise<Registration | 'absent' | null>>();
  #services: Promise<Bootstrap | null> | undefined;

  constructor(ways: Ways) {
    this.#ways = ways;
  }

  /** What it says of a domain, asked once; `absent` when it knows none such, `null` when nobody answers. */
  ask(domain: string): Promise<Registration | 'absent' | null> {
    const answer = this.#answers.get(domain) ?? this.#look(domain);
    this.#answers.set(domain, answer);
    return answer;
  }

  async #look(domain: string): Promise<Registration | 'absent' | null> {
    try {
      const base = await this.#baseFor(domain);
      const response = base === null ? null : await this.#get(`${base.replace(/\/?$/, '/')}domain/${domain}`);
      if (response?.status === 404) return 'absent';
      return response?.ok ? toRegistration((await response.json()) as RdapDomain) : null;
    } catch {
      return null; // not what a registry answers
    }
  }

  async #baseFor(domain: string): Promise<string | null> {
    const { rdap } = this.#ways;
    if (rdap === null || !rdap.endsWith('.json')) return rdap;
    this.#services ??= this.#get(rdap).then(async (response) =>
      response.ok ? ((await response.json()) as Bootstrap) : null,
    );
    const top = domain.slice(domain.lastIndexOf('.') + 1);
    const urls = (await this.#services)?.services.find(([tops]) => tops.includes(top))?.[1];
    return urls?.find((url) => url.startsWith('https:')) ?? urls?.[0] ?? null;
  }

  #get(url: string): Promise<Response> {
    const headers = { accept: 'application/rdap+json, application/json' };
    return fetch(url, { headers, signal: AbortSignal.timeout(this.#ways.timeout) });
  }
}

interface Bootstrap {
  readonly services: readonly (readonly [readonly string[], readonly string[]])[];
}

function toRegistration({ events = [], entities = [], status = [] }: RdapDomain): Registration {
  const registered = events.find(({ eventAction }) => eventAction === 'registration')?.eventDate?.slice(0, 10);
  const named = (role: string) => nameIn(entities.find(({ roles }) => roles?.includes(role))?.vcardArray);
  return { registered, registrant: named('registrant'), registrar: named('registrar'), status };
}

/** The organisation, or else the full name, of a jCard (RFC 7095). */
function nameIn(vcard: readonly unknown[] | undefined): string | undefined {
  const properties = (vcard?.[1] ?? []) as readonly [string, unknown, string, unknown][];
  const value = (name: string) => properties.find(([key]) => key === name)?.[3];
  const [organisation, full] = [value('org'), value('fn')];
  const text = typeof organisation === 'string' && organisation !== '' ? organisation : full;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

export interface Certificate {
  /** Whether it names this host. */
  readonly fits: boolean;
  readonly organisation?: string;
  /** ISO date. */
  readonly ends: string;
}

/** The certificate that a host shows; `null` when it shows none, which says nothing. */
export function askHost(host: string, { tls, timeout }: Ways): Promise<Certificate | null> {
  if (tls === null) return Promise.resolve(null);
  const [address, port] = tls === '' ? [host, '443'] : splitPort(tls);
  return new Promise((resolve) => {
    // It is looked at, not trusted: nothing is sent to the host.
    const socket = connect({ host: address, port: Number(port), servername: host, rejectUnauthorized: false });
    const end = (found: Certificate | null) => {
      socket.destroy();
      resolve(found);
    };
    socket.setTimeout(timeout, () => end(null));
    socket.once('error', () => end(null));
    socket.once('secureConnect', () =>
      end(toCertificate(socket.getPeerCertificate(), socket.getPeerX509Certificate()?.checkHost(host))),
    );
  });
}

function toCertificate({ subject, valid_to }: PeerCertificate, matched: string | undefined): Certificate {
  const organisation = subject?.O;
  return {
    fits: matched !== undefined,
    organisation: Array.isArray(organisation) ? organisation.join(', ') : organisation,
    ends: new Date(valid_to).toISOString().slice(0, 10),
  };
}

function splitPort(address: string): [string, string] {
  const colon = address.lastIndexOf(':');
  return [address.slice(0, colon), address.slice(colon + 1)];
}
