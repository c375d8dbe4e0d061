import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packDossiers } from '../../core/dossiers.ts';
import { pack } from '../../core/pack.ts';
import { assertIntact } from '../../core/restore.ts';
import { check } from '../check.ts';
import { type List, RULES_DIR, valuesOf } from '../load.ts';
import type { Command } from '../main.ts';
import { showProblem } from '../problem.ts';
import { toLines, toProbeNames, toRuleset } from '../ruleset.ts';
import { toDigest, toWake } from '../wake.ts';

/** The campaign as the page shows it, with the initiative it is about. */
function toHistory({ campaign, actions }: List) {
  if (campaign === null) throw new Error('no campaign.json'); // `check` has named it
  const { initiative, notice, chapters, reviewed } = campaign.value;
  const founding = actions.find(({ value }) => value.id === initiative)?.value;
  if (founding === undefined) throw new Error(`no action ${initiative}`); // `check` has named it
  const { title, closes, count, goal } = founding;
  return { initiative: { title, closes, count, goal }, notice, chapters, reviewed };
}

export const command: Command = {
  usage: 'build [--out DIR]',
  does: 'check, then write the built list that the extension packs',
  run(args) {
    const { values } = parseArgs({
      args,
      options: { out: { type: 'string', default: join(RULES_DIR, 'built') }, dir: { type: 'string' } },
    });
    const { list, problems } = check(values.dir);
    if (problems.length > 0) {
      for (const problem of problems) console.error(showProblem(problem));
      console.error(`nothing built: ${problems.length} problem(s)`);
      return 1;
    }
    const vendors = valuesOf(list.vendors);
    mkdirSync(values.out, { recursive: true });
    const ruleset = toRuleset(vendors);
    const packed = pack(ruleset);
    assertIntact(packed);
    const files: Record<string, unknown> = {
      'list.json': { date: ruleset.date, vendors: vendors.length },
      'ruleset.txt': packed,
      'wake.json': toWake(vendors),
      'probe.json': { ...toProbeNames(vendors), digest: toDigest(vendors) },
      'vendors.json': toLines(vendors),
      'dossiers.json': packDossiers(vendors),
      'authorities.json': list.authorities.map(({ value: { $schema, id, sources, reviewBy, ...place } }) => place),
      'campaign.json': toHistory(list),
      'actions.json': list.actions.map(({ value: { $schema, ...action } }) => action),
    };
    for (const [name, data] of Object.entries(files)) {
      const text = typeof data === 'string' ? data : JSON.stringify(data);
      replace(join(values.out, name), text);
      console.log(`${name} ${text.length} bytes`);
    }
    return 0;
  },
};

/** Whole or not at all, and only when it has changed: another build may be reading it. */
function replace(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, text);
  renameSync(fresh, file);
}
