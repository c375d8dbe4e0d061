/** What can go wrong with the ledger, as words can be found for it. */

/**
 * `full`: the disk or the browser's quota. `newer`: written by a newer version of the extension.
 * `blocked`: another page of the extension, or its deletion, stands in the way. `deleted`: removed while in use.
 * `broken`: anything else.
 */
export const LEDGER_PROBLEMS = ['full', 'newer', 'blocked', 'deleted', 'broken'] as const;
export type LedgerProblem = (typeof LEDGER_PROBLEMS)[number];

export class LedgerError extends Error {
  readonly problem: LedgerProblem;

  constructor(problem: LedgerProblem, cause?: unknown) {
    super(`ledger: ${problem}`, { cause });
    this.problem = problem;
  }
}

/** Turns whatever IndexedDB throws into a `LedgerError`. */
export function toLedgerError(error: unknown): LedgerError {
  if (error instanceof LedgerError) return error;
  return new LedgerError(PROBLEM_OF[(error as { name?: string } | null)?.name ?? ''] ?? 'broken', error);
}

/** By the names of DOMException. https://webidl.spec.whatwg.org/#idl-DOMException-error-names */
const PROBLEM_OF: Readonly<Record<string, LedgerProblem>> = {
  QuotaExceededError: 'full',
  NS_ERROR_FILE_NO_DEVICE_SPACE: 'full',
  VersionError: 'newer',
};

/** Where, in session storage, the background leaves the problem that keeps it from writing, for the dashboard to tell. */
export const LEDGER_TROUBLE = 'ledgerTrouble';
