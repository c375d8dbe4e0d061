/** Reads the list from disk. A bad file is a problem with a place in it, never an exception. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { z } from 'zod';
import { Action, Categories, Vendor } from '../core/schema.ts';
import { Authority, Campaign } from '../core/schema-acting.ts';
import { inSchemaOrder } from './format.ts';
import { type Problem, showProblem, UsageError } from './problem.ts';

export const RULES_DIR = join(import.meta.dirname, '..');

export interface Loaded<T> {
  readonly file: string;
  readonly text: string;
  readonly value: T;
}

export interface List {
  readonly vendors: readonly Loaded<Vendor>[];
  readonly actions: readonly Loaded<Action>[];
  readonly authorities: readonly Loaded<Authority>[];
  readonly campaign: Loaded<Campaign> | null;
  readonly categories: Loaded<Categories> | null;
  readonly problems: readonly Problem[];
}

/** Loads and validates everything under a rules folder (default: this repository's). */
export function loadList(dir = RULES_DIR): List {
  const problems: Problem[] = [];
  const vendors = loadFolder(dir, 'vendors', Vendor, problems);
  const actions = loadFolder(dir, 'actions', Action, problems);
  const authorities = loadFolder(dir, 'authorities', Authority, problems);
  const campaign = loadFile(dir, join(dir, 'campaign.json'), Campaign, problems);
  const categories = loadFile(dir, join(dir, 'categories.json'), Categories, problems);
  return { vendors, actions, authorities, campaign, categories, problems };
}

function loadFolder<T extends { id: string }>(dir: string, folder: string, schema: z.ZodType<T>, problems: Problem[]) {
  const loaded: Loaded<T>[] = [];
  for (const name of readdirSync(join(dir, folder)).sort()) {
    const path = join(dir, folder, name);
    if (!name.endsWith('.json')) {
      problems.push({
        file: shown(dir, path),
        field: '',
        message: 'is not a .json file',
        remedy: `Only <id>.json files belong in ${folder}/; move it away.`,
      });
      continue;
    }
    const entry = loadFile(dir, path, schema, problems);
    if (entry === null) continue;
    if (`${entry.value.id}.json` !== basename(path)) {
      problems.push({
        file: entry.file,
        field: 'id',
        message: `is "${entry.value.id}"`,
        remedy: `Rename the file to ${entry.value.id}.json or change the id.`,
      });
    }
    loaded.push(entry);
  }
  return loaded;
}

function loadFile<T>(dir: string, path: string, schema: z.ZodType<T>, problems: Problem[]): Loaded<T> | null {
  const file = shown(dir, path);
  let text: string;
  let data: unknown;
  try {
    text = readFileSync(path, 'utf8');
    data = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    problems.push({ file, field: '', message: `cannot be read as JSON (${message})`, remedy: 'Mend the JSON syntax.' });
    return null;
  }
  const result = schema.safeParse(data);
  if (!result.success) {
    for (const issue of result.error.issues) {
      problems.push({
        file,
        field: issue.path.map(String).join('.'),
        message: issue.message.replace(/\.$/, ''),
        remedy: 'See rules/README.md for this field.',
      });
    }
    return null;
  }
  if (text !== inSchemaOrder(schema, data)) {
    problems.push({
      file,
      field: '',
      message: 'is not in the one format',
      remedy: 'Run npm run -s rules -- check --fix.',
    });
  }
  return { file, text, value: result.data };
}

function shown(dir: string, path: string): string {
  return `rules/${relative(dir, path)}`;
}

/** The entries themselves, without where they were read. */
export function valuesOf<T>(loaded: readonly Loaded<T>[]): T[] {
  return loaded.map(({ value }) => value);
}

/** The vendors, or an error that names every problem: for commands that make no sense on a broken list. */
export function loadValidVendors(dir = RULES_DIR): Vendor[] {
  const { vendors, problems } = loadList(dir);
  if (problems.length > 0) throw new UsageError(`the list has problems:\n${problems.map(showProblem).join('\n')}`);
  return valuesOf(vendors);
}
