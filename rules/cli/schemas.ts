/** Editor JSON Schemas, generated from zod. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Action, Categories, Vendor } from '../core/schema.ts';
import { RULES_DIR } from './load.ts';
import type { Problem } from './problem.ts';

const SCHEMAS = { vendor: Vendor, action: Action, categories: Categories } as const;

function schemaTexts(): [file: string, text: string][] {
  return Object.entries(SCHEMAS).map(([name, schema]) => [
    `schema/${name}.schema.json`,
    `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`,
  ]);
}

/** Generated schemas that differ from what is on disk. */
export function staleSchemas(dir = RULES_DIR): Problem[] {
  return schemaTexts()
    .filter(([file, text]) => !existsSync(join(dir, file)) || readFileSync(join(dir, file), 'utf8') !== text)
    .map(([file]) => ({
      file: `rules/${file}`,
      field: '',
      message: 'does not follow rules/core/schema.ts',
      remedy: 'Run npm run -s rules -- schema.',
    }));
}

/** Writes the schemas; returns the file names. */
export function writeSchemas(dir = RULES_DIR): string[] {
  mkdirSync(join(dir, 'schema'), { recursive: true });
  return schemaTexts().map(([file, text]) => {
    writeFileSync(join(dir, file), text);
    return `rules/${file}`;
  });
}
