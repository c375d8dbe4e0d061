import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { MODALITIES, PRACTICES, PURPOSES } from '../../core/vocabulary.ts';
import { RULES_DIR } from '../load.ts';
import type { Command } from '../main.ts';
import { UsageError } from '../problem.ts';
import { type Blanks, scaffold } from '../scaffold.ts';

const OPTIONS = {
  name: { type: 'string', ask: 'Name of the product' },
  kind: { type: 'string', ask: 'Kind (vendor: a company offers it; library: open code)' },
  homepage: { type: 'string', ask: 'Homepage (https://…)' },
  host: { type: 'string', ask: 'A product host, such as sdk.example.com (empty: none)' },
  file: { type: 'string', ask: 'A distinctive file name of its SDK, such as AcmeFace.js (empty: none)' },
  purpose: { type: 'string', ask: `Purpose (${PURPOSES.join(', ')})` },
  modality: { type: 'string', ask: `Modality (${MODALITIES.join(', ')})` },
  practice: { type: 'string', ask: `Practice (${PRACTICES.join(', ')})` },
  source: { type: 'string', ask: 'Source that shows them (https://… or npm:name@version#file)' },
} as const;

async function askFor(given: Record<string, string | undefined>): Promise<Blanks> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answers: Record<string, string | undefined> = {};
  try {
    for (const [name, { ask }] of Object.entries(OPTIONS)) {
      answers[name] = given[name] ?? ((await terminal.question(`${ask}: `)).trim() || undefined);
    }
  } finally {
    terminal.close();
  }
  return answers;
}

export const command: Command = {
  usage: 'new <id> [--name …] [--host …] …',
  does: 'scaffold a dossier; asks for the rest when run in a terminal',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...Object.fromEntries(Object.keys(OPTIONS).map((name) => [name, { type: 'string' as const }])),
        dir: { type: 'string' },
      },
    });
    const [id] = positionals;
    if (id === undefined || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) {
      throw new UsageError('new needs an id of lower-case words joined by hyphens');
    }
    const { dir = RULES_DIR, ...given } = values as Record<string, string | undefined>;
    const file = join(dir, 'vendors', `${id}.json`);
    if (existsSync(file)) throw new UsageError(`rules/vendors/${id}.json exists already`);
    const blanks = process.stdin.isTTY && process.stdout.isTTY ? await askFor(given) : given;
    writeFileSync(file, scaffold(id, blanks, new Date().toISOString().slice(0, 10)));
    console.log(`wrote rules/vendors/${id}.json`);
    console.log(`Fill what is empty, then: npm run -s rules -- check ${id}`);
    return 0;
  },
};
