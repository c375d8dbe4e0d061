/** What the dashboard knows and does: reads the ledger, changes it, and says what went wrong. Drawn by main.tsx. */
import { batch, signal } from '@preact/signals';
import type { Notice } from '../../components/dashboard-notice.tsx';
import type { DashboardContent } from '../../components/dashboard-view.tsx';
import { browser } from '../../utils/browser.ts';
import { currentFilter, keepFilter } from '../../utils/chosen-filter.ts';
import { copyArea } from '../../utils/copy-area.ts';
import { addDays, type Day, dayOf, type KeepDays, oldestKept } from '../../utils/ledger.ts';
import { fromFile } from '../../utils/ledger-file.ts';
import type { Filter } from '../../utils/ledger-filter.ts';
import { LEDGER_PROBLEMS, LEDGER_TROUBLE, toLedgerError } from '../../utils/ledger-problem.ts';
import { LedgerReader } from '../../utils/ledger-reader.ts';
import { toRows } from '../../utils/ledger-view.ts';
import { loadSettings, updateSettings } from '../../utils/load-settings.ts';
import type { Settings } from '../../utils/settings.ts';

type Choice = Settings['ledger'];
/** What the last deletion took, and what was chosen before it: held in this page's memory alone. */
interface Removed {
  readonly kind: 'wiped' | 'shortened';
  readonly days: readonly Day[];
  readonly keepDays: KeepDays;
}

export class Book {
  readonly choice;
  readonly content = signal<DashboardContent>({ kind: 'loading' });
  readonly filter = signal(currentFilter());
  readonly notice = signal<Notice | null>(null);
  readonly #ledger = new LedgerReader({
    copy: copyArea(),
    onLost: (problem) => {
      this.notice.value = { kind: 'problem', problem };
    },
  });
  /** The days that are drawn: what can be put back when the ledger is deleted under the page. */
  #drawn: readonly Day[] = [];
  #removed: Removed | undefined;
  /** The last step was an undo, and it failed: what "Try again" means. */
  #failedUndo = false;

  constructor(choice: Choice) {
    this.choice = signal(choice);
  }

  static async open(): Promise<Book> {
    return new Book((await loadSettings()).settings.ledger);
  }

  /** Reads the chosen time. What was drawn before stays when that fails, and while it alone is left of the ledger. */
  refresh(): Promise<void> {
    return this.#try(async () => {
      if (isDeletion(this.notice.value)) return;
      const today = dayOf(Date.now());
      const { days } = this.filter.value;
      const [reading, extent, { settings }] = await Promise.all([
        this.#ledger.read(oldestKept(today, days)),
        this.#ledger.extent(),
        loadSettings(),
      ]);
      if (days !== this.filter.value.days) return; // another time was chosen meanwhile, and is being read
      this.choice.value = settings.ledger;
      this.#drawn = reading.days;
      const from = days === 0 ? (extent.first ?? today) : addDays(today, 1 - days);
      const rows = toRows(reading.days);
      this.content.value = { kind: 'read', rows, from, to: today, ...extent, damaged: reading.damaged };
    });
  }

  /** Deletes what is older than the person wants it kept, as the background does once a day. */
  prune(): Promise<void> {
    return this.#try(async () => {
      const { asked, keepDays } = this.choice.value;
      const oldest = asked ? oldestKept(dayOf(Date.now()), keepDays) : null;
      if (oldest !== null && (await this.#ledger.remove(oldest)).length > 0) await this.refresh();
    });
  }

  /** Tells of what keeps the background from writing. */
  async tellTrouble(): Promise<void> {
    const { [LEDGER_TROUBLE]: left } = await browser.storage.session.get(LEDGER_TROUBLE);
    const problem = LEDGER_PROBLEMS.find((each) => each === left);
    if (problem !== undefined) this.notice.value = { kind: 'problem', problem };
  }

  async show(filter: Filter): Promise<void> {
    const isOtherTime = filter.days !== this.filter.value.days;
    this.filter.value = filter;
    keepFilter(filter);
    if (isOtherTime) await this.refresh();
  }

  turn(on: boolean): Promise<void> {
    return this.#try(async () => {
      await this.#choose({ on, asked: true });
      await this.refresh();
    });
  }

  keep(keepDays: KeepDays): Promise<void> {
    return this.#try(async () => {
      const before = this.choice.value.keepDays;
      await this.#choose({ keepDays });
      const oldest = oldestKept(dayOf(Date.now()), this.choice.value.keepDays); // an organisation may keep longer
      if (oldest !== null) await this.#remove(oldest, before, 'shortened');
      await this.refresh();
    });
  }

  wipe(): Promise<void> {
    return this.#try(async () => {
      await this.#remove(null, this.choice.value.keepDays, 'wiped');
      await this.refresh();
    });
  }

  undo(): Promise<void> {
    return this.#try(async () => {
      const removed = this.#removed;
      if (removed === undefined) return;
      this.#removed = undefined; // a second press brings nothing back twice
      try {
        if (removed.keepDays !== this.choice.value.keepDays) await this.#choose({ keepDays: removed.keepDays });
        await this.#ledger.add(removed.days, 'sum'); // what came meanwhile is newer visits, not the same ones
      } catch (error) {
        this.#removed ??= removed;
        this.#failedUndo = true;
        throw error;
      }
      this.notice.value = { kind: 'restored' };
      await this.refresh();
    });
  }

  /** Writes what is drawn, and says how much that is: the time that is not shown is not among it. */
  putBack(): Promise<void> {
    return this.#try(async () => {
      await this.#ledger.add(this.#drawn, 'most');
      this.notice.value = { kind: 'imported', lines: countLines(this.#drawn), older: 0 };
      await this.refresh();
    });
  }

  /** Closes the notice; what can still be undone comes into view again before it is given up. */
  dismiss(): void {
    const removed = this.#removed;
    this.#failedUndo = false;
    const isOffered = this.notice.value?.kind === removed?.kind;
    if (isOffered) this.#removed = undefined;
    this.notice.value = removed === undefined || isOffered ? null : toNotice(removed);
  }

  /** Tries again what failed: the undoing, if it was that, else the reading; what can still be undone is offered again. */
  async retry(): Promise<void> {
    if (this.#failedUndo) return this.undo();
    this.notice.value = this.#removed === undefined ? null : toNotice(this.#removed);
    await this.refresh();
  }

  /** Every day that is stored. Undefined when it cannot be read; the notice then says so. */
  async all(): Promise<readonly Day[] | undefined> {
    let days: readonly Day[] | undefined;
    await this.#try(async () => {
      days = (await this.#ledger.read(null)).days;
    });
    return days;
  }

  /** Takes in an exported file, whole or not at all. */
  take(chosen: File): Promise<void> {
    return this.#try(async () => {
      const today = dayOf(Date.now());
      const file = await fromFile(chosen, today);
      if (!file.ok) {
        this.notice.value = { kind: 'refused', problem: file.problem, where: file.where };
        return;
      }
      const oldest = oldestKept(today, this.choice.value.keepDays) ?? '';
      const kept = file.days.filter(({ day }) => day >= oldest);
      await this.#ledger.add(kept, 'most');
      const lines = countLines(kept);
      this.#removed = undefined; // bringing it back now could count the same visits twice
      this.notice.value = { kind: 'imported', lines, older: countLines(file.days) - lines };
      await this.refresh();
    });
  }

  async #remove(before: string | null, keepDays: KeepDays, kind: 'wiped' | 'shortened'): Promise<void> {
    const days = await this.#ledger.remove(before);
    if (days.length === 0) return;
    batch(() => {
      this.#removed = { kind, days, keepDays };
      this.notice.value = toNotice(this.#removed);
    });
  }

  async #choose(change: Partial<Choice>): Promise<void> {
    // What is stored, not what is shown: another page may have changed it, and what a policy decides is not their own.
    await updateSettings((own) => ({ ...own, ledger: { ...own.ledger, ...change } }));
    this.choice.value = (await loadSettings()).settings.ledger; // an organisation may have decided otherwise
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.#failedUndo = false;
    try {
      await work();
    } catch (error) {
      const { problem } = toLedgerError(error);
      if (this.content.value.kind === 'read') this.notice.value = { kind: 'problem', problem };
      else this.content.value = { kind: 'failed', problem };
    }
  }
}

function toNotice({ kind, days }: Removed): Notice {
  return { kind, days: days.length };
}

function isDeletion(notice: Notice | null): boolean {
  return notice?.kind === 'problem' && notice.problem === 'deleted';
}

function countLines(days: readonly Day[]): number {
  return days.reduce((sum, { entries }) => sum + entries.length, 0);
}
