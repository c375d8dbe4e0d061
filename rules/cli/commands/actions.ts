import { parseArgs } from 'node:util';
import { dayGiven } from '../day.ts';
import { loadList } from '../load.ts';
import type { Command } from '../main.ts';
import { offerLines } from '../offer.ts';
import { showProblem, UsageError } from '../problem.ts';

export const command: Command = {
  usage: 'actions [--at DATE] [--lang XX] [--country YY]',
  does: 'what the popup offers to do on that day, in that language, to somebody who lives there',
  run(args) {
    const { values } = parseArgs({
      args,
      options: {
        at: { type: 'string' },
        lang: { type: 'string', default: 'en' },
        country: { type: 'string', default: '' },
        dir: { type: 'string' },
      },
    });
    const { lang: language, country } = values;
    if (!/^(?:[A-Z]{2})?$/.test(country)) throw new UsageError('--country takes two capital letters, such as FR');
    if (!/^[a-z]{2}$/.test(language)) throw new UsageError('--lang takes two small letters, such as fr');
    const list = loadList(values.dir);
    if (list.problems.length > 0) throw new UsageError(list.problems.map(showProblem).join('\n'));
    for (const line of offerLines(list, { at: dayGiven(values.at), language, country })) console.log(line);
    return 0;
  },
};
