import { parseArgs } from 'node:util';
import { check, fixFormat } from '../check.ts';
import { dayGiven } from '../day.ts';
import type { Command } from '../main.ts';
import { showProblem } from '../problem.ts';

export const command: Command = {
  usage: 'check [--fix] [--at DATE] [id ...]',
  does: 'check the whole list, or report on these ids only; warn of what is about to go wrong',
  run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { fix: { type: 'boolean' }, at: { type: 'string' }, dir: { type: 'string' } },
    });
    const started = performance.now();
    if (values.fix) console.log(`rewrote ${fixFormat(values.dir)} file(s)`);
    const only = positionals.length === 0 ? undefined : new Set(positionals);
    const { list, problems, warnings } = check(values.dir, only, dayGiven(values.at));
    for (const problem of problems) console.error(showProblem(problem));
    for (const warning of warnings) console.error(`warning: ${showProblem(warning)}`);
    const took = ((performance.now() - started) / 1000).toFixed(2);
    const counts = [
      `${list.vendors.length} vendors`,
      `${list.actions.length} actions`,
      `${list.authorities.length} authorities`,
      ...(warnings.length === 0 ? [] : [`${warnings.length} warning(s)`]),
    ];
    const files = counts.join(', ');
    console.log(
      problems.length === 0 ? `ok: ${files} in ${took} s` : `${problems.length} problem(s) in ${files}, ${took} s`,
    );
    return problems.length === 0 ? 0 : 1;
  },
};
