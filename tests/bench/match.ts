/** The matcher against its floor, its peers, longer lists and other designs. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { Request } from '../../rules/cli/corpus.ts';
import { loadValidVendors } from '../../rules/cli/load.ts';
import { toRuleset } from '../../rules/cli/ruleset.ts';
import { pack } from '../../rules/core/pack.ts';
import type { Ruleset } from '../../rules/core/ruleset.ts';
import { type BrowserOptions, roundsFor } from './bench-browser.ts';
import { compareVerdicts } from './match-agreement.ts';
import type { ChildFigures } from './match-child.ts';
import { designsOf } from './match-designs.ts';
import { toFilters } from './match-filters.ts';
import { floorOf } from './match-floor.ts';
import { grow } from './match-grow.ts';
import { type Engine, OURS, ours } from './match-ours.ts';
import { COMPILED, peersFrom } from './match-peers.ts';
import { describe, type Figures, type GrowthFigures, goalsOf, type PeerFigures } from './match-report.ts';
import { readTraffic, sampleOf } from './match-requests.ts';
import { type Runner, spreadOf, timeRunners } from './match-timing.ts';
import { type BenchOptions, median, type PartResult, progress } from './report.ts';

export const name = 'match';

const FLOOR = 'floor';
const SLICE = 'slice';
const TIMES = [10, 100];
const SINGLES = 20_000;

export async function run(options: BrowserOptions): Promise<PartResult> {
  const rounds = roundsFor(options, 11, 11);
  const { names, requests } = readTraffic(options.corpus);
  const ruleset = toRuleset(loadValidVendors());
  const filters = toFilters(ruleset);
  const mine = engineOf(ruleset);
  progress(`${requests.length.toLocaleString('en')} requests of ${names.join(', ')}`);

  const peers = new Map<string, Engine>();
  const skipped: string[] = [];
  for (const kind of peersFrom(options.peers)) {
    try {
      peers.set(kind.name, await kind.parse(filters));
    } catch (error) {
      skipped.push(`${kind.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (!options.peers.has(COMPILED)) skipped.push(`${COMPILED}: not given (--peer ${COMPILED}=FOLDER)`);
  for (const line of skipped) progress(`skipped ${line}`);

  progress('time a request, everybody in turn');
  const floor = floorOf(ruleset);
  const runners = new Map<string, Runner>([
    [SLICE, floor.slice],
    [FLOOR, floor.lookUp],
    [OURS, mine.count],
    ...[...peers].map(([each, engine]): [string, Runner] => [each, engine.count]),
  ]);
  const times = timeRunners(runners, requests, rounds);

  progress('single requests');
  const singles = sampleOf(requests, options.quick ? 2_000 : SINGLES);
  const engines = new Map<string, Engine>([[OURS, mine], ...peers]);
  const spreads = Object.fromEntries([...engines].map(([each, { judge }]) => [each, spreadOf(judge, singles, 9)]));

  progress('restore and memory, a process each');
  const cold = await measureCold(engines, singles, options);

  const figures: Figures = {
    corpora: names,
    requests: requests.length,
    signatures: filters.length,
    listed: mine.count(requests),
    skipped,
    times: Object.fromEntries(times),
    spreads,
    cold,
    peers: [...peers].map(
      ([each, engine]): PeerFigures => ({ name: each, api: engine.api, ...compareVerdicts(mine, engine, requests) }),
    ),
    growth: growth(ruleset, requests, rounds),
    designs: designs(ruleset, requests, mine, roundsFor(options, 7, 7)),
  };
  return { markdown: describe(figures), figures, goals: goalsOf(figures) };
}

function engineOf(ruleset: Ruleset): Engine {
  // In one piece, as it is read from a file.
  return ours(Buffer.from(pack(ruleset), 'latin1').toString('latin1'));
}

/** Ours and the floor on longer lists. All lengths take turns, so that their ratios are of one moment. */
function growth(ruleset: Ruleset, requests: readonly Request[], rounds: number): GrowthFigures[] {
  progress(`growth at ${TIMES.map((times) => `${times} times`).join(' and ')} the signatures`);
  const lists = [1, ...TIMES].map((times) => ({ times, list: grow(ruleset, times) }));
  const runners = lists.flatMap(({ times, list }): [string, Runner][] => [
    [`${FLOOR} ${times}`, floorOf(list).lookUp],
    [`${OURS} ${times}`, engineOf(list).count],
  ]);
  const seen = timeRunners(new Map(runners), requests, rounds);
  return lists.map(({ times, list }) => ({
    times,
    filters: toFilters(list).length,
    floor: seen.get(`${FLOOR} ${times}`) ?? [],
    ours: seen.get(`${OURS} ${times}`) ?? [],
  }));
}

function designs(ruleset: Ruleset, requests: readonly Request[], mine: Engine, rounds: number) {
  progress('other designs');
  const runners = new Map<string, Runner>([
    [FLOOR, floorOf(ruleset).lookUp],
    [OURS, mine.count],
    ...designsOf(ruleset),
  ]);
  return Object.fromEntries(timeRunners(runners, requests, rounds));
}

/** Plain JavaScript, as an extension is packed: Node would keep the TypeScript too. Returns its file. */
async function bundleChild(): Promise<string> {
  const outDir = join(import.meta.dirname, 'results', 'child');
  const entry = join(import.meta.dirname, 'match-child.ts');
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: entry, outDir, target: 'node24', emptyOutDir: true },
  });
  return join(outDir, 'match-child.js');
}

/** Each engine alone, started several times in turn: from the file that it would keep to its first verdict. */
async function measureCold(
  engines: ReadonlyMap<string, Engine>,
  requests: readonly Request[],
  options: BenchOptions,
): Promise<Figures['cold']> {
  const child = await bundleChild();
  const folder = mkdtempSync(join(tmpdir(), 'countergaze-bench-'));
  const asked = join(folder, 'requests.json');
  writeFileSync(asked, JSON.stringify(requests.slice(0, 1_000)));
  const saved = new Map<string, string>();
  const sizes = new Map<string, number>();
  for (const [each, engine] of engines) {
    const file = join(folder, `${saved.size}.saved`);
    const bytes = await engine.saved();
    writeFileSync(file, bytes);
    saved.set(each, file);
    sizes.set(each, bytes.length);
  }
  const seen = new Map([...engines.keys()].map((each): [string, ChildFigures[]] => [each, []]));
  for (let start = 0; start < (options.quick ? 2 : 9); start++) {
    for (const [each, file] of saved) {
      const peer = options.peers.get(COMPILED) ?? '';
      const printed = execFileSync(process.execPath, ['--expose-gc', child, each, file, asked, peer], {
        encoding: 'utf8',
      });
      seen.get(each)?.push(JSON.parse(printed.trim().split('\n').at(-1) as string) as ChildFigures);
    }
  }
  rmSync(folder, { recursive: true });
  return Object.fromEntries(
    [...seen].map(([each, figures]) => [
      each,
      {
        saved: sizes.get(each) as number,
        restore: median(figures.map(({ restore }) => restore)),
        held: median(figures.map(({ held }) => held)),
      },
    ]),
  );
}
