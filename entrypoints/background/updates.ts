/** Which list is in use, and how a newer one comes: looked for at most daily, when the background is awake anyway. */
import { browser } from '../../utils/browser.ts';
import { engine, packagedList, serialInUse, useList } from '../../utils/engine.ts';
import type { Intake, Taken } from '../../utils/intake.ts';
import { loadSettings } from '../../utils/load-settings.ts';
import type { UpdatesAct, UpdatesAnswer } from '../../utils/protocol.ts';
import {
  type Area,
  inUse,
  type Outcome,
  previousOf,
  RECORD,
  readPart,
  readRecord,
  type UpdateRecord,
} from '../../utils/update-parts.ts';
import { BUILT, CAN_UPDATE } from '../../utils/update-target.ts';
import type { FreshNames } from './fresh.ts';

const DAY = 86_400_000;
/** Milliseconds after waking: what woke the background comes first. */
const PAUSE = 1_000;
const INTAKE = '/intake.js';

export class Updates {
  readonly #area = browser.storage.local as unknown as Area;
  readonly #fresh: FreshNames;
  readonly #onSwap: () => void;
  #isOpen = !CAN_UPDATE;
  #isDamaged = false;
  #turn: Promise<unknown> = Promise.resolve();

  /** `onSwap` hears when another list is in use. */
  constructor(fresh: FreshNames, onSwap: () => void) {
    this.#fresh = fresh;
    this.#onSwap = onSwap;
  }

  /** Opens the list in use, and looks for a newer one soon when that is due. */
  begin(): void {
    if (!CAN_UPDATE) return;
    if (!import.meta.env.FIREFOX) addEventListener('install', importIntake);
    void this.#inTurn(async () => {
      const record = await readRecord(this.#area, BUILT);
      await this.#use(record);
      if (isDue(record)) setTimeout(() => void this.#inTurn(() => this.#checkUnasked()), PAUSE);
    }).catch(console.error);
  }

  /** Runs work once the list in use is open: at once, unless the background has just woken. */
  whenOpen(work: () => void): void {
    if (this.#isOpen) work();
    else void this.#turn.then(work);
  }

  /** What the options ask for, and how it stands afterwards. */
  async act(act: UpdatesAct, text = ''): Promise<UpdatesAnswer> {
    const outcome = act === 'show' ? null : await this.#inTurn(() => this.#do(act, text));
    return { ...answerFrom(await readRecord(this.#area, BUILT)), isDamaged: this.#isDamaged, outcome };
  }

  /** After an update of the extension: lists that its own has overtaken. */
  forgetOld(): void {
    if (CAN_UPDATE) void this.#inTurn(async () => (await intake()).forgetOld(this.#area));
  }

  /** One thing at a time. Whatever fails, the list that was in use stays so. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  async #do(act: UpdatesAct, text: string): Promise<Outcome | null> {
    if (act === 'check') return this.#check();
    if (act === 'import') return this.#adopt(await (await intake()).importText(this.#area, text, packagedList));
    const record = await readRecord(this.#area, BUILT);
    const active = act === 'back' ? previousOf(record) : record.kept[0]?.serial;
    if (active === undefined) return null;
    await this.#area.set({ [RECORD]: { ...record, active } });
    await this.#swap({ ...record, active });
    return null;
  }

  async #checkUnasked(): Promise<void> {
    if (isDue(await readRecord(this.#area, BUILT))) await this.#check();
  }

  /** Asks the server, unless that is switched off. */
  async #check(): Promise<Outcome | null> {
    if (!(await loadSettings()).settings.updates) return null;
    const outcome = await this.#adopt(await (await intake()).check(this.#area, packagedList));
    await this.#area.set({ [RECORD]: { ...(await readRecord(this.#area, BUILT)), outcome } }); // last: options follow it
    return outcome;
  }

  async #adopt({ outcome, record }: Taken): Promise<Outcome> {
    if (record !== undefined) await this.#swap(record);
    return outcome;
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

/**
 * The part that takes updates in, read on demand. Chromium's workers can read a file later only when they have read it
 * while they were installed.
 */
async function intake(): Promise<Intake> {
  const scope = globalThis as { countergazeIntake?: Intake };
  if (scope.countergazeIntake === undefined) {
    if (import.meta.env.FIREFOX) await appendIntake();
    else importIntake();
  }
  return scope.countergazeIntake as Intake;
}

/** Firefox's background is a document. */
function appendIntake(): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    document.head.append(Object.assign(script, { src: intakeAddress(), onload: () => resolve(), onerror: reject }));
  });
}

function importIntake(): void {
  (globalThis as unknown as { importScripts(url: unknown): void }).importScripts(intakeAddress());
}

let trusted: unknown;

/** The one address from which a script may be read later: the only policy that ours allows makes this and nothing else. */
function intakeAddress(): unknown {
  const { trustedTypes } = globalThis as { trustedTypes?: Factory };
  trusted ??= trustedTypes?.createPolicy('intake', { createScriptURL: () => INTAKE }).createScriptURL('') ?? INTAKE;
  return trusted;
}

/** The part of Trusted Types that is used; browsers before them take the text. */
interface Factory {
  createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(text: string): unknown };
}

function isDue({ checkedAt }: UpdateRecord): boolean {
  const since = Date.now() - checkedAt;
  return since < 0 || since >= DAY; // the clock may have been set back
}

function answerFrom(record: UpdateRecord): Omit<UpdatesAnswer, 'isDamaged' | 'outcome'> {
  const serial = serialInUse();
  const { active, kept, checkedAt, outcome: checked } = record;
  return {
    serial,
    date: engine().date,
    commit: serial === 0 ? null : (inUse(record)?.commit ?? null),
    checkedAt,
    checked,
    hasPrevious: previousOf(record) !== undefined,
    hasNewer: kept[0] !== undefined && kept[0].serial !== active,
  };
}
