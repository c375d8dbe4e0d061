import { parseArgs } from 'node:util';
import type { Command } from '../main.ts';
import { UsageError } from '../problem.ts';
import { assertPublicKey, readBytes } from '../signing.ts';
import { judge } from '../update.ts';

export const command: Command = {
  usage: 'verify FILE --key PUBLIC [--key PUBLIC]',
  does: 'judge an update as the extension does: signature, then everything inside; exit 1 when it would be refused',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { key: { type: 'string', multiple: true } },
    });
    const [file] = positionals;
    if (file === undefined || values.key === undefined) throw new UsageError('verify needs a file and --key PUBLIC');
    const bytes = new Uint8Array(readBytes(file));
    await Promise.all(values.key.map(assertPublicKey));
    try {
      const { update, index } = await judge(bytes, values.key);
      const { serial, commit, made } = update;
      console.log(
        `ok: update ${serial}, list of ${index.date}, ${index.vendors.size} vendors, commit ${commit} of ${made}`,
      );
      return 0;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      console.error(`refused: ${error.message}`);
      return 1;
    }
  },
};
