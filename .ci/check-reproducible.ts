/** `npm run check:reproducible`: the last commit, built twice from its sources in two places, gives the same bytes. */
import { createHash } from 'node:crypto';
import { buildTwice, sources } from './release/packages.ts';

const archive = sources();
const packages = await buildTwice(archive, console.log);
for (const [name, bytes] of Object.entries({ sources: archive, ...packages }))
  console.log(`${createHash('sha256').update(bytes).digest('hex')}  ${name}, ${bytes.length} bytes`);
console.log('both builds are the same, byte by byte');
