import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import project from '../../../package.json' with { type: 'json' };
import { compile } from '../../core/pack.ts';
import { CHROMIUM_BUILD } from '../browser/chromium.ts';
import { candidatesIn } from '../crawl/candidates.ts';
import { crawl } from '../crawl/crawl.ts';
import { summary } from '../crawl/summary.ts';
import { loadValidVendors } from '../load.ts';
import type { Command } from '../main.ts';
import { UsageError } from '../problem.ts';
import { toRuleset } from '../ruleset.ts';

/** Addresses as given, or one a line in files; `#` begins a remark. Each once. */
function readUrls(given: readonly string[]): string[] {
  const urls = given.flatMap((each) => (existsSync(each) ? readFileSync(each, 'utf8').split('\n') : [each]));
  const clean = urls.map((url) => url.trim()).filter((url) => url !== '' && !url.startsWith('#'));
  for (const url of clean) {
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
      throw new UsageError(`${url} is neither an http(s) address nor a file`);
  }
  return [...new Set(clean)];
}

function atLeast(least: number, name: string, text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < least) throw new UsageError(`--${name} must be a number from ${least} on`);
  return value;
}

export const command: Command = {
  usage: 'crawl <url|file ...> --out DIR',
  does: 'visit pages with the built extension: findings, HAR files, candidates',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        concurrency: { type: 'string', default: '2' },
        delay: { type: 'string', default: '10' },
        settle: { type: 'string', default: '5' },
        'chromium-flag': { type: 'string', multiple: true, default: [] },
      },
    });
    const { out } = values;
    const urls = readUrls(positionals);
    if (urls.length === 0 || out === undefined)
      throw new UsageError('crawl needs addresses, or a file of them, and --out');
    if (!existsSync(CHROMIUM_BUILD)) throw new UsageError('there is no build: run npm run build:chromium first');
    mkdirSync(out, { recursive: true });
    const records = await crawl(urls, {
      out,
      concurrency: atLeast(1, 'concurrency', values.concurrency),
      delay: atLeast(0, 'delay', values.delay),
      settle: atLeast(0, 'settle', values.settle),
      flags: values['chromium-flag'],
      contact: project.repository,
    });
    const candidates = candidatesIn(records, compile(toRuleset(loadValidVendors())));
    writeFileSync(join(out, 'candidates.json'), `${JSON.stringify(candidates, null, 2)}\n`);
    console.log(summary(records, candidates));
    return records.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
  },
};
