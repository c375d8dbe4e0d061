/** `npm run bench`: every part in order, or those named; figures as JSON and as Markdown. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowserOptions } from './bench-browser.ts';
import { type Goal, goalsTable, isMet, machine, type Part, progress } from './report.ts';

/** In the order in which they run; each is loaded when its turn comes. */
const PARTS: Record<string, () => Promise<Part>> = {
  match: () => import('./match.ts'),
  size: () => import('./size.ts'),
  probe: () => import('./probe.ts'),
  popup: () => import('./popup.ts'),
  memory: () => import('./memory.ts'),
  page: () => import('./page.ts'),
  'page-firefox': () => import('./page-firefox.ts'),
  dashboard: () => import('./dashboard.ts'),
  prevalence: () => import('./prevalence.ts'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    corpus: { type: 'string', multiple: true, default: [] },
    peer: { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: join(import.meta.dirname, 'results') },
    quick: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
    designs: { type: 'boolean', default: false },
    rounds: { type: 'string' },
  },
});

/** `name=folder` */
function toPeer(given: string): [string, string] {
  const equals = given.indexOf('=');
  if (equals < 1) throw new TypeError(`--peer takes name=folder, not ${given}`);
  return [given.slice(0, equals), given.slice(equals + 1)];
}

const options: BrowserOptions = {
  corpus: values.corpus,
  peers: new Map(values.peer.map(toPeer)),
  quick: values.quick,
  long: values.long,
  designs: values.designs,
  ...(values.rounds === undefined ? {} : { rounds: Number(values.rounds) }),
};
const wanted = positionals.length > 0 ? positionals : Object.keys(PARTS);
const started = Date.now();
const sections: string[] = [];
const goals: Goal[] = [];
mkdirSync(values.out, { recursive: true });

for (const [at, name] of wanted.entries()) {
  const load = PARTS[name];
  if (load === undefined) throw new TypeError(`there is no part ${name}; there are ${Object.keys(PARTS).join(', ')}`);
  const since = Date.now();
  progress(`[${at + 1}/${wanted.length}] ${name}`);
  const part = await load();
  const result = await part.run(options);
  const seconds = (Date.now() - since) / 1000;
  const figures = { part: part.name, machine: machine(), seconds, quick: options.quick, goals: result.goals };
  writeFileSync(join(values.out, `${name}.json`), `${JSON.stringify({ ...figures, ...result.figures }, null, 2)}\n`);
  goals.push(...result.goals);
  sections.push(`## ${part.name}\n\n${result.markdown}`);
  progress(`[${at + 1}/${wanted.length}] ${name}: ${seconds.toFixed(0)} s`);
}

const head = `# Bench\n\n${machine()}${options.quick ? '; quick: do not believe these figures' : ''}`;
const report = `${[head, ...sections, `## Goals\n\n${goalsTable(goals)}`].join('\n\n')}\n`;
writeFileSync(join(values.out, 'report.md'), report);
process.stdout.write(report);
progress(
  `${goals.filter(isMet).length} of ${goals.length} goals met in ${((Date.now() - started) / 60_000).toFixed(1)} min; written to ${values.out}`,
);
