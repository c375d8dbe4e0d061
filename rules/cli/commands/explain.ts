import { parseArgs } from 'node:util';
import { compile } from '../../core/pack.ts';
import { detect } from '../../core/verdict.ts';
import { explain } from '../explain.ts';
import { readHar } from '../har/read.ts';
import { loadValidVendors } from '../load.ts';
import type { Command } from '../main.ts';
import { toObservation } from '../observe.ts';
import { UsageError } from '../problem.ts';
import { toRuleset } from '../ruleset.ts';

/** Every address of a recording that shows a vendor, under the page it belongs to. */
async function explainHar(file: string, dir?: string): Promise<number> {
  const index = compile(toRuleset(loadValidVendors(dir)));
  let page = '';
  let hits = 0;
  let requests = 0;
  for await (const request of readHar(file)) {
    requests++;
    const seen = toObservation(request.url, request.type);
    for (const { vendor, stage, signature } of seen === null ? [] : detect(index, seen)) {
      if (hits === 0 || request.page !== page) console.log(`page ${request.page}`);
      page = request.page;
      hits++;
      console.log(`  ${vendor}: ${stage}, by ${signature}: ${request.type} ${seen?.host}${seen?.path}`);
    }
  }
  console.log(`${requests} requests, ${hits} on the list`);
  return 0;
}

export const command: Command = {
  usage: 'explain <url|file.har> [--page <url>] [--type <type>]',
  does: 'which vendor, by which signature, at what stage, and why not otherwise',
  run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { page: { type: 'string' }, type: { type: 'string' }, dir: { type: 'string' } },
    });
    const [url] = positionals;
    if (url === undefined) throw new UsageError('explain needs a URL, or a HAR file');
    if (url.endsWith('.har')) return explainHar(url, values.dir);
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
