/** Which list is in use, and how a newer one comes: looked for at most daily, when the background is awake anyway. */
import { browser } from '../../utils/browser.ts';
import { engine, packagedList, serialInUse, useList } from '../../utils/engine.ts';
import { takingTurns } from '../../utils/in-turn.ts';
import type { Step } from '../../utils/intake.ts';
import { loadSettings } from '../../utils/load-settings.ts';
import type { UpdatesAct, UpdatesAnswer } from '../../utils/protocol.ts';
import { type Area, type Outcome, readPart, readRecord, type UpdateRecord } from '../../utils/update-parts.ts';
import { BUILT, CAN_UPDATE } from '../../utils/update-target.ts';
import type { FreshNames } from './fresh.ts';
import { part } from './parts.ts';

const DAY = 86_400_000;
/** Milliseconds after waking: what woke the background comes first. */
const PAUSE = 1_000;
const ALIVE = 500;

export class Updates {
  readonly #area = browser.storage.local as unknown as Area;
  readonly #fresh: FreshNames;
  readonly #onSwap: () => void;
  #isOpen = !CAN_UPDATE;
  #isDamaged = false;
  readonly #inTurn = takingTurns();

  /** `onSwap` hears when another list is in use. */
  constructor(fresh: FreshNames, onSwap: () => void) {
    this.#fresh = fresh;
    this.#onSwap = onSwap;
  }

  /** Opens the list in use, and looks for a newer one soon when that is due. */
  begin(): void {
    if (!CAN_UPDATE) return;
    void this.#inTurn(async () => {
      const record = await readRecord(this.#area, BUILT);
      await this.#use(record);
      if (isDue(record)) setTimeout(() => void this.#inTurn(() => this.#checkUnasked()).catch(console.error), PAUSE);
    }).catch(console.error);
  }

  /** Runs work once the list in use is open: at once, unless the background has just woken. */
  whenOpen(work: () => void): void {
    if (this.#isOpen) work();
    else void this.#inTurn(async () => work());
  }

  /** What the options ask for, and how it stands afterwards. */
  async act(act: UpdatesAct, text?: string): Promise<UpdatesAnswer> {
    const outcome = act === 'show' ? null : await this.#inTurn(() => this.#step(act, text));
    const { standing } = await part('intake');
    let record = await readRecord(this.#area, BUILT);
    if (record.active !== serialInUse()) {
      // It is stored, and being put in use: nothing tells the options of that once more.
      await this.#inTurn(async () => {});
      record = await readRecord(this.#area, BUILT);
    }
    return { ...standing(record, serialInUse(), engine().date), isDamaged: this.#isDamaged, outcome };
  }

  /** After an update of the extension: lists that its own has overtaken. */
  forgetOld(): void {
    if (CAN_UPDATE) void this.#inTurn(async () => (await part('intake')).forgetOld(this.#area));
  }

  async #checkUnasked(): Promise<void> {
    if (isDue(await readRecord(this.#area, BUILT))) await this.#step('check');
  }

  /** Whatever fails, the list that was in use stays so. The server is not asked when that is switched off. */
  async #step(act: Step, text = ''): Promise<Outcome | null> {
    if (act === 'check' && !(await loadSettings()).settings.updates) return null;
    const { step } = await part('intake');
    // A browser ends a background that only waits for a server; one that calls it is not idle.
    const alive = setInterval(() => void browser.runtime.getPlatformInfo(), ALIVE);
    const use = (record: UpdateRecord) => this.#swap(record);
    return step(act, text, { area: this.#area, packaged: packagedList, use }).finally(() => clearInterval(alive));
  }

  async #swap(record: UpdateRecord): Promise<void> {
    await this.#use(record);
    this.#onSwap();
  }

  async #use({ active }: UpdateRecord): Promise<void> {
    try {
      const stored = active === 0 ? undefined : await readPart(this.#area, active, 'list');
      useList(stored?.ruleset, active);
      this.#fresh.set(stored?.fresh);
    } finally {
      this.#isOpen = true; // with the package's list, if what is stored is damaged
      this.#isDamaged = serialInUse() !== active;
    }
  }
}

function isDue({ checkedAt }: UpdateRecord): boolean {
  const since = Date.now() - checkedAt;
  return since < 0 || since >= DAY; // the clock may have been set back
}
