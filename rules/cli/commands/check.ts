import { parseArgs } from 'node:util';
import { check, fixFormat } from '../check.ts';
import type { Command } from '../main.ts';
import { showProblem } from '../problem.ts';

export const command: Command = {
  usage: 'check [--fix] [id ...]',
  does: 'check the whole list, or report on these dossiers only',
  run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { fix: { type: 'boolean' }, dir: { type: 'string' } },
    });
    const started = performance.now();
    if (values.fix) console.log(`rewrote ${fixFormat(values.dir)} file(s)`);
    const { list, problems } = check(values.dir, positionals.length === 0 ? undefined : new Set(positionals));
    for (const problem of problems) console.error(showProblem(problem));
    const took = ((performance.now() - started) / 1000).toFixed(2);
    const files = `${list.vendors.length} vendors, ${list.actions.length} actions`;
    console.log(
      problems.length === 0 ? `ok: ${files} in ${took} s` : `${problems.length} problem(s) in ${files}, ${took} s`,
    );
    return problems.length === 0 ? 0 : 1;
  },
};
