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

/** Refuses ids that a person gave and the list does not have: nothing said of them would read as "all is well". */
export function refuseUnknown(given: Iterable<string>, known: Iterable<string>): void {
  const all = new Set(known);
  const unknown = [...given].filter((id) => !all.has(id));
  if (unknown.length > 0)
    throw new UsageError(`the list has no ${unknown.join(', ')}; an id is a file’s name without .json`);
}

/** A wrong call of the CLI: its message is all that the person needs to see. */
export class UsageError extends Error {
  override name = 'UsageError';
}
