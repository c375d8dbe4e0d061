/** What is wrong in the list: which file, which field, and what to do. */
export interface Problem {
  readonly file: string;
  /** Dotted path inside the file, '' for the file as a whole. */
  readonly field: string;
  readonly message: string;
  readonly remedy: string;
}

/** One line for a terminal. */
export function showProblem({ file, field, message, remedy }: Problem): string {
  return `${file}${field === '' ? '' : ` › ${field}`}: ${message}. ${remedy}`;
}

/** A wrong call of the CLI: its message is all that the person needs to see. */
export class UsageError extends Error {
  override name = 'UsageError';
}
