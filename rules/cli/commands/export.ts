import { parseArgs } from 'node:util';
import type { Vendor } from '../../core/schema.ts';
import { exportAbp } from '../export/abp.ts';
import { exportCsv, exportDnr, exportHosts, exportJson } from '../export/others.ts';
import type { Export } from '../export/shared.ts';
import { loadValidVendors } from '../load.ts';
import type { Command } from '../main.ts';
import { UsageError } from '../problem.ts';
import { toRuleset } from '../ruleset.ts';

const FORMATS: Record<string, (vendors: readonly Vendor[], date: string) => Export> = {
  abp: exportAbp,
  hosts: exportHosts,
  dnr: exportDnr,
  csv: exportCsv,
  json: exportJson,
};

export const command: Command = {
  usage: `export --format ${Object.keys(FORMATS).join('|')}`,
  does: 'the list for blockers, researchers and journalists; says what a format cannot say',
  async run(args) {
    const { values } = parseArgs({ args, options: { format: { type: 'string' }, dir: { type: 'string' } } });
    const make = FORMATS[values.format ?? ''];
    if (make === undefined) throw new UsageError(`export needs --format ${Object.keys(FORMATS).join(', ')}`);
    const vendors = loadValidVendors(values.dir);
    const { text, leftOut } = make(vendors, toRuleset(vendors).date);
    await new Promise((resolve) => process.stdout.write(text, resolve));
    if (leftOut.length > 0)
      console.error(`${leftOut.length} signature(s) that this format cannot say are left out; its head lists them`);
    return 0;
  },
};
