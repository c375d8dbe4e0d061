/** The ledger as the dashboard reads it; the background only writes. */
import type { Day } from './ledger.ts';
import { readDay } from './ledger-schema.ts';
import { Ledger, type LedgerOptions } from './ledger-store.ts';

/** Days read in one go: between two parts the page stays responsive. */
const PART = 120;

export interface Reading {
  /** Oldest first. */
  readonly days: readonly Day[];
  /** Entries, or whole days counted as one, that could not be read; they stay on disk as they are. */
  readonly damaged: number;
}

export class LedgerReader extends Ledger {
  constructor(options?: LedgerOptions) {
    super(readDay, options);
  }

  /** Reads the days from one day on; all when null. */
  read(from: string | null): Promise<Reading> {
    return this.using(async (database) => {
      const days: Day[] = [];
      let damaged = 0;
      let range = from === null ? null : IDBKeyRange.lowerBound(from);
      for (;;) {
        const part = await database.getAll('days', range, PART);
        for (const stored of part) {
          const read = readDay(stored);
          damaged += read?.damaged ?? 1;
          if (read !== undefined) days.push(read.day);
        }
        if (part.length < PART) return { days, damaged };
        range = IDBKeyRange.lowerBound((part.at(-1) as Day).day, true);
      }
    });
  }

  /** The first day that holds anything, and how many days do; no entry is read for it. */
  extent(): Promise<{ readonly first: string | null; readonly days: number }> {
    return this.using(async (database) => {
      const { store } = database.transaction('days');
      const [first, days] = await Promise.all([store.openKeyCursor(), store.count()]);
      return { first: first?.key ?? null, days };
    });
  }
}
