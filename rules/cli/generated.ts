/** Files that are made from others and kept in the repository: the editor's JSON Schemas and the readable index. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Action, Categories, Vendor } from '../core/schema.ts';
import { Authority, Campaign } from '../core/schema-acting.ts';
import { EvidenceSchema } from './evidence-schema.ts';
import { indexPage } from './index-page.ts';
import type { Problem } from './problem.ts';

const SCHEMAS = {
  vendor: Vendor,
  action: Action,
  authority: Authority,
  campaign: Campaign,
  categories: Categories,
  evidence: EvidenceSchema,
} as const;

function generated(vendors: readonly Vendor[]): [file: string, text: string][] {
  const schemas = Object.entries(SCHEMAS).map(([name, schema]): [string, string] => [
    `schema/${name}.schema.json`,
    `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`,
  ]);
  return [...schemas, ['INDEX.md', indexPage(vendors)]];
}

/** Generated files that differ from what is on disk. */
export function staleFiles(dir: string, vendors: readonly Vendor[]): Problem[] {
  return generated(vendors)
    .filter(([file, text]) => !existsSync(join(dir, file)) || readFileSync(join(dir, file), 'utf8') !== text)
    .map(([file]) => ({
      file: `rules/${file}`,
      field: '',
      message: 'is generated and out of date',
      remedy: 'Run npm run -s rules -- check --fix.',
    }));
}

/** Writes those that differ; returns their names. */
export function writeGenerated(dir: string, vendors: readonly Vendor[]): string[] {
  return generated(vendors)
    .filter(([file, text]) => {
      const path = join(dir, file);
      if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      return true;
    })
    .map(([file]) => `rules/${file}`);
}
