/** What has changed, for people: the code's section of the changelog, and the list's own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeChange } from '../../rules/cli/diff.ts';
import { loadValidVendors } from '../../rules/cli/load.ts';
import { vendorsAt } from '../../rules/cli/revision.ts';
import { ROOT, tryRun } from './run.ts';

/** The text under `## <version>`, or under `## Unreleased`; undefined when there is none. */
export function changelogSection(version: string, text = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8')) {
  const section = (title: string) =>
    text
      .split(/^## /m)
      .find((part) => new RegExp(`^${title.replaceAll('.', '\\.')}\\b`).test(part))
      ?.replace(/^.*\n/, '')
      .trim();
  return { own: section(version), unreleased: section('Unreleased') };
}

/** The newest tag before this commit that stands for a state of the list: a release of the code, or of the list alone. */
export function tagBefore(): string | undefined {
  return tryRun('git', ['describe', '--tags', '--abbrev=0', '--match', 'v*', '--match', 'list-*', 'HEAD^']);
}

const HEADINGS: Readonly<Record<string, string>> = { '+': 'Joined', '-': 'Left', '~': 'Changed' };

/** The list's changes since a tag; since its beginning without one. */
export function listChanges(listVersion: string, since: string | undefined): string {
  const now = loadValidVendors();
  const lines = describeChange(since === undefined ? [] : vendorsAt(since), now);
  const parts = Object.entries(HEADINGS).map(([mark, heading]) => {
    const own = lines.filter((line) => line.startsWith(mark)).map((line) => `- ${line.slice(2)}`);
    return own.length === 0 ? '' : `## ${heading} (${own.length})\n\n${own.join('\n')}\n`;
  });
  const head = `# The list of ${listVersion}\n\n${now.length} dossiers; ${since === undefined ? 'the first release' : `changes since ${since}`}.\n`;
  return [head, ...parts.filter((part) => part !== '')].join('\n');
}
