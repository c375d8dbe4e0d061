import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Evidence } from '../../core/evidence.ts';
import { judgeEvidence, signaturesToday } from '../evidence.ts';
import { loadList, valuesOf } from '../load.ts';
import type { Command } from '../main.ts';
import { UsageError } from '../problem.ts';

function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** What a stranger's file says must not steer the terminal. */
function say(line: string): void {
  console.log(line.replace(/\p{Cc}/gu, '\ufffd'));
}

function describe(evidence: Evidence, dir?: string): void {
  const { made, extension, list, statement, sha256 } = evidence;
  const serial = list.serial === null ? 'packed with the extension' : `update ${list.serial}`;
  say(`made ${made.at} (${made.zone}) by Countergaze ${extension}, list of ${list.date} (${serial})`);
  if (evidence.kind === 'page') {
    say(`page ${evidence.page}`);
    for (const { vendor, stage, says } of evidence.findings) say(`  ${vendor}: ${stage}. ${says}`);
  } else {
    const { from, to } = evidence.chosen;
    say(`ledger from ${from} to ${to}: ${evidence.lines.length} lines`);
  }
  const { vendors, problems } = loadList(dir);
  if (problems.length > 0) console.log('the list beside this tool has problems: run rules check');
  for (const line of signaturesToday(evidence, valuesOf(vendors))) say(`  ${line}`);
  say(`SHA-256 ${sha256}`);
  say(statement);
}

export const command: Command = {
  usage: 'verify-evidence <file> [--sha256 <hash>]',
  does: 'is an evidence bundle the file that was made, byte for byte; exit 0 yes, 1 no, 2 cannot tell',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { sha256: { type: 'string' }, dir: { type: 'string' } },
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new UsageError('verify-evidence needs one file');
    const judgement = await judgeEvidence(read(file), values.sha256);
    switch (judgement.verdict) {
      case 'verified':
        console.log(`${file}: verified`);
        describe(judgement.evidence, values.dir);
        return 0;
      case 'refused':
        console.error(`${file}: REFUSED`);
        for (const problem of judgement.problems) console.error(`  ${problem.replace(/\p{Cc}/gu, '\ufffd')}`);
        return 1;
      case 'unknown':
        console.error(`${file}: format ${judgement.format} is newer than this tool: cannot tell`);
        return 2;
    }
  },
};
