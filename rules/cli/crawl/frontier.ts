/** The addresses still to visit, given out so that no site is met twice at once, nor too soon again. */
import { partyOf } from './candidates.ts';

const LOOK_EVERY = 50;

export class Frontier {
  readonly #waiting = new Map<string, string[]>();
  /** When a site may be met again; Infinity while it is being visited. */
  readonly #freeAt = new Map<string, number>();
  #stopped = false;

  constructor(urls: readonly string[]) {
    for (const url of urls) this.#waiting.set(partyOf(url), [...(this.#waiting.get(partyOf(url)) ?? []), url]);
  }

  /** The next address whose site is free; undefined when all are given out or the crawl is stopped. */
  async next(): Promise<string | undefined> {
    while (!this.#stopped && this.#waiting.size > 0) {
      const url = this.#take(Date.now());
      if (url !== undefined) return url;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    }
    return undefined;
  }

  /** Says that a visit is over and for how many seconds its site is to be left alone. */
  done(url: string, delay: number): void {
    this.#freeAt.set(partyOf(url), Date.now() + 1000 * delay);
  }

  /** Gives out nothing more. */
  stop(): void {
    this.#stopped = true;
  }

  #take(now: number): string | undefined {
    for (const [site, urls] of this.#waiting) {
      if ((this.#freeAt.get(site) ?? 0) > now) continue;
      const url = urls.shift();
      if (urls.length === 0) this.#waiting.delete(site);
      this.#freeAt.set(site, Number.POSITIVE_INFINITY);
      return url;
    }
    return undefined;
  }
}
