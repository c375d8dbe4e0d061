/**
 * The ledger on disk (IndexedDB). One record a day, holding that day's entries: measured with 100,000 entries in
 * 1,000 days, reading everything takes 0.1 s where one record an entry takes 0.8 s (Chromium) or 2 s (Firefox),
 * writing 0.2 s instead of 10 s. A time range is a key range; the oldest days go in one deletion.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type Counting, type Day, mergeEntries } from './ledger.ts';
import { type CopyArea, LedgerCopy } from './ledger-copy.ts';
import { LedgerError, type LedgerProblem, toLedgerError } from './ledger-problem.ts';
import type { readDay } from './ledger-schema.ts';

interface Stored extends DBSchema {
  days: { key: string; value: unknown };
}

export type Database = IDBPDatabase<Stored>;

export const LEDGER_DATABASE = 'ledger';

/** One step a version, in order, never changed once released: a new form of the data is a new step at the end. */
const MIGRATIONS: readonly ((database: Database) => void)[] = [
  (database) => {
    database.createObjectStore('days', { keyPath: 'day' });
  },
];

/** Milliseconds after which an opening that does not come to an end is called blocked. */
const OPEN_TIMEOUT = 5_000;

/** Held while days are changed here and in the copy: a day that is deleted must not come back with it. */
const LOCK = 'countergaze-ledger';

export interface LedgerOptions {
  /** Where a second copy is kept, where the browser may throw a database away. */
  readonly copy?: CopyArea | undefined;
  /** Hears that the database went away under an open connection: deleted, or taken over by a newer version. */
  readonly onLost?: ((problem: LedgerProblem) => void) | undefined;
}

/** Every method rejects with a `LedgerError`; what was on disk before is then still there. */
export class Ledger {
  readonly #read: typeof readDay;
  readonly #copy: LedgerCopy | undefined;
  readonly #onLost: (problem: LedgerProblem) => void;
  #opening: Promise<Database> | undefined;

  /**
   * `read` checks what is on disk (`readDay`; given, so that its checker is not packed twice into the background).
   */
  constructor(read: typeof readDay, { copy, onLost = () => {} }: LedgerOptions = {}) {
    this.#read = read;
    this.#copy = copy && new LedgerCopy(copy);
    this.#onLost = onLost;
  }

  /** Adds days, each named once, to what is there, all or nothing. */
  add(days: readonly Day[], counting: Counting): Promise<void> {
    return this.#changing(async (database) => {
      const transaction = database.transaction('days', 'readwrite', { durability: 'strict' });
      const { store } = transaction;
      const written: Day[] = [];
      const write = async () => {
        const before = await Promise.all(days.map(({ day }) => store.get(day)));
        // One after the other: on a full disk Firefox's database undoes all by itself, and keeps what comes behind that.
        for (const [at, { day, entries }] of days.entries()) {
          const held = this.#read(before[at])?.day.entries ?? [];
          const whole = { day, entries: mergeEntries(held, entries, counting) };
          await store.put(whole);
          written.push(whole);
        }
      };
      await finish(transaction, [write()]);
      await this.#copy?.keep(written);
    });
  }

  /** Deletes the days before one day, or all when null, and returns what could be read of them. */
  remove(before: string | null): Promise<readonly Day[]> {
    return this.#changing(async (database) => {
      const range = before === null ? undefined : IDBKeyRange.upperBound(before, true);
      await this.#copy?.forget(before === null ? null : await database.getAllKeys('days', range));
      const transaction = database.transaction('days', 'readwrite', { durability: 'strict' });
      const removed = await transaction.store.getAll(range);
      await finish(transaction, [range === undefined ? transaction.store.clear() : transaction.store.delete(range)]);
      return removed.flatMap((stored) => this.#read(stored)?.day ?? []);
    });
  }

  /** Brings the copy what it lacks: days that an earlier version wrote, or that were lost there. */
  async complete(): Promise<void> {
    const copy = this.#copy;
    if (copy === undefined) return;
    await this.#changing(async (database) => {
      const kept = await copy.read();
      const missing = (await database.getAllKeys('days')).filter((day) => !kept.has(day));
      const days = await Promise.all(missing.map((day) => database.get('days', day)));
      await copy.keep(days.flatMap((stored) => this.#read(stored)?.day ?? []));
    });
  }

  /** Closes the connection; the next call opens it again. */
  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    await opening?.then((database) => database.close()).catch(() => {});
  }

  #changing<T>(work: (database: Database) => Promise<T>): Promise<T> {
    return this.using((database) => navigator.locks.request(LOCK, () => work(database)) as Promise<T>);
  }

  /** Works with an open connection; whatever it throws becomes a `LedgerError`. */
  protected async using<T>(work: (database: Database) => Promise<T>): Promise<T> {
    try {
      this.#opening ??= this.#open();
      return await work(await this.#opening);
    } catch (error) {
      await this.close(); // whatever it was, the next call starts from a fresh connection
      throw toLedgerError(error);
    }
  }

  async #open(): Promise<Database> {
    const lose = (problem: LedgerProblem) => {
      void this.close();
      this.#onLost(problem);
    };
    const lost = await this.#lost();
    const opened = openDB<Stored>(LEDGER_DATABASE, MIGRATIONS.length, {
      upgrade(database, oldVersion, _, transaction) {
        for (const migrate of MIGRATIONS.slice(oldVersion)) migrate(database);
        if (oldVersion === 0) for (const day of lost) void transaction.objectStore('days').put(day);
      },
      blocking: (_, version) => lose(version === null ? 'deleted' : 'newer'),
      terminated: () => lose('deleted'),
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new LedgerError('blocked')), OPEN_TIMEOUT);
    });
    try {
      return await Promise.race([opened, late]);
    } catch (error) {
      void opened.then((database) => database.close()).catch(() => {}); // it may still open, with nobody waiting
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** What the copy holds when there is no database: nothing before the first day of all, everything after a loss. */
  async #lost(): Promise<readonly Day[]> {
    if (this.#copy === undefined) return [];
    const databases = await indexedDB.databases().catch(() => []); // refused once, where the browser throws it away
    if (databases.some(({ name }) => name === LEDGER_DATABASE)) return [];
    const kept = await this.#copy.read();
    return [...kept].flatMap(([day, entries]) => this.#read({ day, entries })?.day ?? []);
  }
}

interface Transaction {
  readonly done: Promise<void>;
  abort(): void;
}

/** Waits for the transaction and all its parts: one failure fails, and undoes, all. */
async function finish(transaction: Transaction, parts: readonly Promise<unknown>[]): Promise<void> {
  const ended = transaction.done.then(
    () => null,
    (error: unknown) => error,
  );
  try {
    await Promise.all(parts);
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // it has ended by itself
    }
    const cause = await ended;
    // What a request says when its transaction failed first is only that.
    throw (error as Error | null)?.name === 'AbortError' && cause !== null ? cause : error;
  }
  const failure = await ended;
  if (failure !== null) throw failure;
}
