import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Command } from '../main.ts';
import { UsageError } from '../problem.ts';
import { makeKeys } from '../signing.ts';

export const command: Command = {
  usage: 'keygen --out FILE',
  does: 'a new key for updates: the private half into FILE, the public half to the terminal',
  async run(args) {
    const { values } = parseArgs({ args, options: { out: { type: 'string' } } });
    if (values.out === undefined) throw new UsageError('keygen needs --out FILE: where the private key goes');
    const { privateKey, publicKey } = await makeKeys();
    try {
      writeFileSync(values.out, privateKey, { mode: 0o600, flag: 'wx' });
    } catch {
      throw new UsageError(`${values.out} cannot be written, or exists already: no key is ever overwritten`);
    }
    console.log(publicKey);
    console.error(`The private key is in ${values.out}: keep it off every repository and server.`);
    console.error('The line above goes into package.json, countergaze.publicKeys.');
    return 0;
  },
};
