import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seal, toBody } from '../../core/update.ts';
import type { Command } from '../main.ts';
import { UsageError } from '../problem.ts';
import { readText, sign } from '../signing.ts';
import { currentCommit, fromBuilt, judgeBody } from '../update.ts';
import { command as build } from './build.ts';

export const command: Command = {
  usage: 'sign --key FILE --serial N --out FILE [--from DIR]',
  does: 'the list of the commit that is checked out as a signed update; --from takes one that is built already',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        key: { type: 'string' },
        serial: { type: 'string' },
        out: { type: 'string' },
        from: { type: 'string' },
        commit: { type: 'string' },
        made: { type: 'string' },
      },
    });
    const { key, out, commit, made } = values;
    if (key === undefined || out === undefined) throw new UsageError('sign needs --key FILE and --out FILE');
    const serial = Number(values.serial);
    if (!Number.isSafeInteger(serial) || serial < 1)
      throw new UsageError('sign needs --serial N, a whole number from 1 on');
    const origin = commit === undefined || made === undefined ? currentCommit() : { commit, made };
    const from = values.from ?? (await buildAnew());
    const body = toBody(fromBuilt(from, { serial, ...origin }));
    const { index } = judgeBody(body);
    const file = seal(body, await sign(Buffer.from(body), readText(key)));
    writeFileSync(out, file);
    console.log(
      `${out}: update ${serial}, list of ${index.date}, ${index.vendors.size} vendors, commit ${origin.commit}, ${file.length} bytes`,
    );
    return 0;
  },
};

/** What lies in `built` may be of another commit. */
async function buildAnew(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'countergaze-built-'));
  if ((await build.run(['--out', folder])) !== 0) throw new UsageError('a list with problems is not signed');
  return folder;
}
