import { parseArgs } from 'node:util';
import { compile } from '../../core/compile.ts';
import { explain } from '../explain.ts';
import { loadValidVendors } from '../load.ts';
import type { Command } from '../main.ts';
import { toObservation } from '../observe.ts';
import { UsageError } from '../problem.ts';
import { toRuleset } from '../ruleset.ts';

export const command: Command = {
  usage: 'explain <url> [--page <url>] [--type <type>]',
  does: 'which vendor, by which signature, at what stage, and why not otherwise',
  run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { page: { type: 'string' }, type: { type: 'string' }, dir: { type: 'string' } },
    });
    const [url] = positionals;
    if (url === undefined) throw new UsageError('explain needs a URL');
    const type = values.type ?? (values.page === undefined ? 'main_frame' : 'script');
    const seen = toObservation(url, type);
    if (seen === null) throw new UsageError(`${url} is not an http(s) or ws(s) URL`);
    const vendors = loadValidVendors(values.dir);
    const { detections, remarks } = explain(compile(toRuleset(vendors)), seen);
    console.log(
      `${type === 'main_frame' ? 'visited page' : `${type} request`}: host ${seen.host}, path ${seen.path} (the query is never read)`,
    );
    if (values.page !== undefined) console.log(`from page: ${values.page}`);
    if (detections.length === 0) console.log('nothing on the list');
    for (const { vendor, stage, signature, purpose, modalities, practice } of detections) {
      console.log(`${vendor}: ${stage}, by ${signature} (${purpose}; ${modalities.join(', ')}; ${practice})`);
      const sources = vendors
        .find(({ id }) => id === vendor)
        ?.sources.filter(({ shows }) => shows?.includes(signature));
      for (const { ref, says } of sources ?? []) console.log(`  source: ${ref}: ${says}`);
    }
    for (const remark of remarks) console.log(`  ${remark}`);
    if (type === 'main_frame')
      console.log('Judged as the visited page; for a request of a page add --page URL or --type script.');
    return 0;
  },
};
