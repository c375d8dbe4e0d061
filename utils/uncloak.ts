/**
 * First-party host names that only lead to somebody else's server (CNAME). Asks the name server, within bounds, and
 * remembers the answers in memory.
 */

/** Milliseconds for which an answer holds. */
const HOLDS = 3_600_000;
const MOST_HELD = 1_000;
/** Questions open at one time; what comes beyond is not asked. */
const MOST_OPEN = 8;

/** Gives the canonical name of a host, null when it has none. */
export type Resolve = (host: string) => Promise<string | null>;

export class Uncloaker {
  readonly #resolve: Resolve;
  readonly #now: () => number;
  readonly #held = new Map<string, { readonly until: number; readonly name: Promise<string | null> }>();
  #open = 0;

  constructor(resolve: Resolve, now: () => number = Date.now) {
    this.#resolve = resolve;
    this.#now = now;
  }

  /** The other name that a host leads to; null when it is its own, cannot be resolved, or too much is asked at once. */
  async canonicalName(host: string): Promise<string | null> {
    const held = this.#held.get(host);
    if (held !== undefined && held.until > this.#now()) return held.name;
    if (this.#open >= MOST_OPEN) return null;
    this.#open++;
    const name = this.#resolve(host)
      .then((canonical) => (canonical === host ? null : canonical))
      .catch(() => {
        this.#held.delete(host); // asked again: the network may be back by then
        return null;
      })
      .finally(() => this.#open--);
    this.#held.delete(host);
    this.#held.set(host, { until: this.#now() + HOLDS, name });
    const [oldest] = this.#held.keys();
    if (this.#held.size > MOST_HELD) this.#held.delete(oldest as string);
    return name;
  }
}

/**
 * True when `host` may be another name of the site that `page` belongs to: they end in the same two labels, three below
 * a short country suffix such as co.uk. A stand-in for the registrable domain: a wrong guess costs one look-up.
 */
export function looksFirstParty(host: string, page: string): boolean {
  return host !== page && lastLabels(host) === lastLabels(page);
}

function lastLabels(host: string): string {
  const labels = host.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  return labels.slice(top.length === 2 && second.length <= 3 ? -3 : -2).join('.');
}
