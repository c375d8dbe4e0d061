/** The way to correct an entry: a public issue, filled in, that the person reads, edits and sends. */

declare const __REPOSITORY__: string;

/** Address of the project's repository from package.json; '' while it has none. */
export const REPOSITORY: string = __REPOSITORY__;

/** Address of the form for one entry, or null while the project has no public repository. */
export function correctionUrl(repository: string, { id, name }: { readonly id: string; readonly name: string }) {
  if (repository === '') return null;
  const form = new URLSearchParams({ template: 'correct-entry.yml', title: `Correct: ${name}`, id });
  return `${repository}/issues/new?${form}`;
}
