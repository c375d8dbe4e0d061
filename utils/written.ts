/**
 * Which vendors of which documents are in the ledger already, in session storage: a document is one visit a day,
 * however often its background is restarted or its findings change. Gone when the browser closes.
 */
import type { Stage } from '../rules/core/index.ts';

interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

interface Document {
  readonly id: string;
  /** ISO date; on another day the same document counts anew. */
  readonly day: string;
  readonly stages: Readonly<Record<string, Stage>>;
}

const KEY = 'written';
/** As many documents as `Pages` holds. */
const MOST_DOCUMENTS = 300;

export class Written {
  readonly #area: Area;

  constructor(area: Area) {
    this.#area = area;
  }

  /** The stage written for each vendor of a document on a day. */
  async stagesOf(id: string, day: string): Promise<Readonly<Record<string, Stage>>> {
    const documents = await this.#read();
    return documents.find((document) => document.id === id && document.day === day)?.stages ?? {};
  }

  async note(id: string, day: string, stages: Readonly<Record<string, Stage>>): Promise<void> {
    const documents = await this.#read();
    const before = documents.find((document) => document.id === id && document.day === day)?.stages;
    const others = documents.filter((document) => document.id !== id);
    const noted: Document = { id, day, stages: { ...before, ...stages } };
    await this.#area.set({ [KEY]: [...others, noted].slice(-MOST_DOCUMENTS) });
  }

  async #read(): Promise<readonly Document[]> {
    const { [KEY]: stored } = await this.#area.get(KEY);
    return Array.isArray(stored) ? stored : [];
  }
}
