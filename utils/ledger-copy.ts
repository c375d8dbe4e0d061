/**
 * A second copy of the ledger's days, in `storage.local`. Only Chromium needs it: its databases lie in LevelDB, which
 * can be left with half a record when the browser is killed while it writes. The next start reads past that and writes
 * on behind it; the start after that takes the file for damaged and throws the whole database away, without a word
 * (Chromium 156; tests/e2e/torn.test.ts does it). `storage.local` lies in a file of its own, and is mended, not thrown
 * away.
 */
import type { Day } from './ledger.ts';

/** The part of `storage.local` that this needs. */
export interface CopyArea {
  get(key: null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

const PREFIX = 'day:';

export class LedgerCopy {
  readonly #area: CopyArea;

  constructor(area: CopyArea) {
    this.#area = area;
  }

  /** Keeps days as they now are, each whole. Never rejects: the ledger itself has them. */
  async keep(days: readonly Day[]): Promise<void> {
    await this.#area.set(Object.fromEntries(days.map(({ day, entries }) => [PREFIX + day, entries]))).catch(() => {});
  }

  /** Forgets days, or all when null. Rejects when they are still there. */
  async forget(days: readonly string[] | null): Promise<void> {
    const gone = days ?? [...(await this.read()).keys()];
    await this.#area.remove(gone.map((day) => PREFIX + day));
  }

  /** Every day that is kept, by its date. */
  async read(): Promise<ReadonlyMap<string, unknown>> {
    const stored = Object.entries(await this.#readAll()).filter(([key]) => key.startsWith(PREFIX));
    return new Map(stored.map(([key, entries]) => [key.slice(PREFIX.length), entries]));
  }

  /** Chromium refuses once what it finds damaged, mends it, and then answers. */
  #readAll(): Promise<Record<string, unknown>> {
    return this.#area.get(null).catch(() => this.#area.get(null));
  }
}
