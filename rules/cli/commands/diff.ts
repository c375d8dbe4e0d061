import { parseArgs } from 'node:util';
import { readCorpora } from '../corpus.ts';
import { compareOn, describeChange } from '../diff.ts';
import { loadValidVendors } from '../load.ts';
import type { Command } from '../main.ts';
import { UsageError } from '../problem.ts';
import { vendorsAt } from '../revision.ts';

export const command: Command = {
  usage: 'diff <git-ref> [--corpus DIR ...]',
  does: 'what a change adds, removes and newly matches, in plain words',
  run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { corpus: { type: 'string', multiple: true } },
    });
    const [ref] = positionals;
    if (ref === undefined) throw new UsageError('diff needs a git revision, such as main');
    const [before, after] = [vendorsAt(ref), loadValidVendors()];
    const changes = describeChange(before, after);
    console.log(changes.length === 0 ? `the list says the same as at ${ref}` : `since ${ref}:`);
    for (const line of changes) console.log(line);
    const corpora = readCorpora(values.corpus);
    const total = corpora.reduce((sum, { requests }) => sum + requests.length, 0);
    const matches = compareOn(corpora, before, after);
    console.log(
      `\non ${total} ordinary addresses (${corpora.map(({ name }) => name).join(', ')}): ${matches.length === 0 ? 'no match changes' : ''}`,
    );
    for (const line of matches) console.log(line);
    return 0;
  },
};
