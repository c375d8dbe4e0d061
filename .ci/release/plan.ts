/** What is released, and what stands against it. The code and the list have versions, and tags, of their own. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import project from '../../package.json' with { type: 'json' };
import { loadValidVendors } from '../../rules/cli/load.ts';
import { toRuleset } from '../../rules/cli/ruleset.ts';
import { updateSource } from '../../rules/cli/update-source.ts';
import { changelogSection } from './changes.ts';
import { ROOT, run } from './run.ts';

export interface Plan {
  /** `0.1.0`, for stores. */
  readonly codeVersion: string;
  /** `2026-11-23`: the newest review in the list; `2026-11-23.2` for the second list of that day. */
  readonly listVersion: string;
  /** The tag that this commit must carry. */
  readonly tag: string;
  /** Of the commit, ISO. */
  readonly date: string;
  /** Each a sentence; empty: all is well. */
  readonly obstacles: readonly string[];
}

/** `listOnly`: a release of the list between two of the code. */
export function plan(listOnly: boolean): Plan {
  const codeVersion = project.version;
  const day = toRuleset(loadValidVendors()).date;
  const here = run('git', ['tag', '--points-at', 'HEAD']).split('\n');
  const tag = listOnly ? listTag(day, here, run('git', ['tag', '--list', 'list-*']).split('\n')) : `v${codeVersion}`;
  const obstacles: string[] = [];
  if (run('git', ['status', '--porcelain']) !== '') obstacles.push('there are changes that are not committed');
  if (!here.includes(tag)) obstacles.push(`this commit has no tag ${tag}`);
  if (!listOnly && changelogSection(codeVersion).own === undefined)
    obstacles.push(`CHANGELOG.md has no section "## ${codeVersion}"`);
  if (project.repository === '') obstacles.push('package.json names no repository');
  obstacles.push(...keyTrouble());
  const listVersion = listOnly ? tag.replace('list-', '') : day;
  return { codeVersion, listVersion, tag, date: run('git', ['log', '-1', '--format=%cI']).trim(), obstacles };
}

/**
 * The tag of a list alone: the one that its commit carries, else the next that is free. A dossier that leaves, or a
 * second correction, need not change the newest review: such a list is `list-<day>.2`, and so on.
 */
export function listTag(day: string, here: readonly string[], all: readonly string[]): string {
  const number = (tag: string) => (tag === `list-${day}` ? 1 : Number(tag.slice(`list-${day}.`.length)));
  const ofDay = (tags: readonly string[]) =>
    tags.filter((tag) => tag === `list-${day}` || new RegExp(`^list-${day}\\.(?:[2-9]|[1-9]\\d+)$`).test(tag));
  const newest = (tags: readonly string[]) => Math.max(0, ...ofDay(tags).map(number));
  const wanted = newest(here) || newest(all) + 1;
  return wanted === 1 ? `list-${day}` : `list-${day}.${wanted}`;
}

/** What is wrong with the keys and the address of updates in package.json, by the build's own rules. */
function keyTrouble(): string[] {
  const testKeys = JSON.parse(readFileSync(join(ROOT, 'tests/keys/public.json'), 'utf8')) as Record<string, string>;
  try {
    updateSource(project.countergaze, {}, Object.values(testKeys));
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
