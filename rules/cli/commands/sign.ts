import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seal, toBody } from '../../core/update.ts';
import { RULES_DIR } from '../load.ts';
import type { Command } from '../main.ts';
import { UsageError } from '../problem.ts';
import { readText, sign } from '../signing.ts';
import { currentCommit, fromBuilt, judgeBody } from '../update.ts';

export const command: Command = {
  usage: 'sign --key FILE --serial N --out FILE [--from DIR]',
  does: 'the built list, of the commit that is checked out, as a signed update',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        key: { type: 'string' },
        serial: { type: 'string' },
        out: { type: 'string' },
        from: { type: 'string', default: join(RULES_DIR, 'built') },
        commit: { type: 'string' },
        made: { type: 'string' },
      },
    });
    const { key, out, from, commit, made } = values;
    if (key === undefined || out === undefined) throw new UsageError('sign needs --key FILE and --out FILE');
    const serial = Number(values.serial);
    if (!Number.isSafeInteger(serial) || serial < 1)
      throw new UsageError('sign needs --serial N, a whole number from 1 on');
    const origin = commit === undefined || made === undefined ? currentCommit() : { commit, made };
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
