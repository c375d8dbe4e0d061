import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compile } from '../../core/pack.ts';
import { filesAt } from '../files.ts';
import { loadValidVendors } from '../load.ts';
import type { Command } from '../main.ts';
import { UsageError } from '../problem.ts';
import { progressOf } from '../progress.ts';
import { compareFindings, type Findings, findingsLines, replay } from '../replay.ts';
import { toRuleset } from '../ruleset.ts';

export const command: Command = {
  usage: 'replay <file.har|dir> [--expect FILE [--update]] [--json]',
  does: 'what the list finds in recorded traffic, page by page; --expect compares with what is kept',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        expect: { type: 'string' },
        update: { type: 'boolean' },
        json: { type: 'boolean' },
        dir: { type: 'string' },
      },
    });
    const [path] = positionals;
    if (path === undefined) throw new UsageError('replay needs a HAR file, or a folder of them');
    if (values.update && values.expect === undefined) throw new UsageError('--update needs --expect FILE to write to');
    const index = compile(toRuleset(loadValidVendors(values.dir)));
    const files = filesAt(path, /\.har(?:\.gz)?$/);
    const progress = progressOf(files.reduce((sum, { file }) => sum + statSync(file).size, 0));
    const findings: Findings = {};
    let requests = 0;
    let broken = 0;
    for (const { file, name } of files) {
      try {
        const seen = await replay(file, index, progress.step());
        findings[name] = seen.pages;
        requests += seen.requests;
      } catch (error) {
        if (!(error instanceof UsageError) || files.length === 1) throw error;
        broken++;
        console.error(`rules: ${error.message}`);
      }
    }
    progress.end();
    if (values.json) console.log(JSON.stringify(findings, null, 2));
    else for (const line of findingsLines(findings)) console.log(line);
    console.error(
      `${files.length} file(s), ${requests} requests${broken === 0 ? '' : `; ${broken} could not be read`}`,
    );
    const judged = values.expect === undefined ? 0 : judge(findings, values.expect, values.update === true);
    return broken === 0 ? judged : 1;
  },
};

function judge(findings: Findings, file: string, update: boolean): number {
  if (update) {
    writeFileSync(file, `${JSON.stringify(findings, null, 2)}\n`);
    console.error(`wrote ${file}`);
    return 0;
  }
  if (!existsSync(file)) throw new UsageError(`there is no ${file} yet; write it with --update, then read it`);
  const differences = compareFindings(JSON.parse(readFileSync(file, 'utf8')) as Findings, findings);
  for (const line of differences) console.log(line);
  console.error(differences.length === 0 ? 'as expected' : `${differences.length} difference(s) from ${file}`);
  return differences.length === 0 ? 0 : 1;
}
