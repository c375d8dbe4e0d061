import { parseArgs } from 'node:util';
import { loadValidVendors } from '../load.ts';
import type { Command } from '../main.ts';
import { statsOf } from '../stats.ts';

export const command: Command = {
  usage: 'stats [--json]',
  does: 'counts by purpose, modality, practice, country, sources and age',
  run(args) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean' }, dir: { type: 'string' } } });
    const stats = statsOf(loadValidVendors(values.dir), new Date().toISOString().slice(0, 10));
    if (values.json) {
      console.log(
        JSON.stringify(Object.fromEntries(stats.map(({ title, rows }) => [title, Object.fromEntries(rows)])), null, 2),
      );
      return 0;
    }
    for (const { title, rows } of stats) {
      console.log(`\n${title}`);
      for (const [name, count] of rows) console.log(`${String(count).padStart(6)}  ${name}`);
    }
    return 0;
  },
};
