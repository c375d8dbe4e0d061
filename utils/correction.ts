/** The way to correct an entry: a public issue, filled in, that the person reads, edits and sends. */

declare const __REPOSITORY__: string;

/** Address of the project's repository from package.json; '' while it has none. */
export const REPOSITORY: string = __REPOSITORY__;

export interface Draft {
  readonly title: string;
  /** What is wrong, as the person leaves it. */
  readonly text: string;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Address of the form for one entry, or null while the project has no public repository. */
export function correctionUrl(repository: string, { id, name }: Named): string | null {
  return formUrl(repository, { title: correctionTitle(name), id });
}

/** Address of the same form with the person's text in it. */
export function mistakeUrl(repository: string, id: string, { title, text }: Draft): string | null {
  return formUrl(repository, { title, id, what: text });
}

/** In English, as the list is. */
export function correctionTitle(name: string): string {
  return `Correct: ${name}`;
}

function formUrl(repository: string, fields: Readonly<Record<string, string>>): string | null {
  if (repository === '') return null;
  return `${repository}/issues/new?${new URLSearchParams({ template: 'correct-entry.yml', ...fields })}`;
}
