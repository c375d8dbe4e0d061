import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compile } from '../../core/pack.ts';
import { detect } from '../../core/verdict.ts';
import { type Corpus, readCorpora } from '../corpus.ts';
import { loadValidVendors, RULES_DIR } from '../load.ts';
import type { Command } from '../main.ts';
import { toObservation } from '../observe.ts';
import { toRuleset } from '../ruleset.ts';

/** A match on ordinary traffic that somebody has looked at and found to be true. */
interface Judged {
  readonly vendor: string;
  readonly signature: string;
  readonly seen: string;
  readonly why: string;
}

interface Tally {
  count: number;
  readonly sample: string;
}

function run(corpus: Corpus, index: ReturnType<typeof compile>): Map<string, Tally> {
  const found = new Map<string, Tally>();
  for (const { url, type } of corpus.requests) {
    const seen = toObservation(url, type);
    for (const { vendor, signature } of seen === null ? [] : detect(index, seen)) {
      const key = `${vendor} ${signature}`;
      const held = found.get(key);
      if (held === undefined) found.set(key, { count: 1, sample: `${seen?.host}${seen?.path}`.slice(0, 100) });
      else held.count++;
    }
  }
  return found;
}

export const command: Command = {
  usage: 'corpus [--corpus DIR ...]',
  does: 'run the list on ordinary traffic; every match must have been judged by hand',
  run(args) {
    const { values } = parseArgs({
      args,
      options: { corpus: { type: 'string', multiple: true }, dir: { type: 'string' } },
    });
    const index = compile(toRuleset(loadValidVendors(values.dir)));
    const file = join(values.dir ?? RULES_DIR, 'cases', 'judged.json');
    const judged = new Map(
      (JSON.parse(readFileSync(file, 'utf8')) as Judged[]).map((each) => [`${each.vendor} ${each.signature}`, each]),
    );
    let unjudged = 0;
    let total = 0;
    const corpora = readCorpora(values.corpus);
    for (const corpus of corpora) {
      const found = run(corpus, index);
      total += corpus.requests.length;
      console.log(`${corpus.name}: ${corpus.requests.length} addresses, ${found.size} signature(s) match`);
      for (const [key, { count, sample }] of found) {
        const verdict = judged.get(key);
        if (verdict === undefined) unjudged++;
        console.log(
          `  ${key} × ${count}: ${verdict === undefined ? 'NOT JUDGED' : `true: ${verdict.why}`}\n    ${sample}`,
        );
      }
    }
    console.log(
      `ran on ${corpora.map(({ name }) => name).join(', ')}: ${total} addresses; ${unjudged === 0 ? 'every match is judged true' : `${unjudged} match(es) to look at: mend the signature, or record the verdict in rules/cases/judged.json`}`,
    );
    return unjudged === 0 ? 0 : 1;
  },
};
