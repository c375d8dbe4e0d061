/** `rules prevalence` as a log grows, and the ways of asking that were not chosen. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCorpora } from '../../rules/cli/corpus.ts';
import { loadValidVendors } from '../../rules/cli/load.ts';
import { LocalEngine } from '../../rules/cli/prevalence/duckdb.ts';
import { signatureRows } from '../../rules/cli/prevalence/signatures.ts';
import { BY_TRYING, DESIGNS } from './prevalence-designs.ts';
import type { BenchOptions, Part, PartResult } from './report.ts';

const CHILD = join(import.meta.dirname, 'prevalence-child.ts');
const SIZES = [10_000, 100_000, 1_000_000, 10_000_000];

/** Trying every signature takes minutes from here on. */
const MOST_BY_TRYING = 1_000;

interface DesignFigure {
  readonly design: string;
  readonly requests: number;
  readonly seconds: number;
}

interface Figure {
  readonly requests: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Highest resident memory of the process, megabytes. */
  readonly memory: number;
  readonly found: number;
}

export const { name, run }: Part = {
  name: 'prevalence',
  async run(options: BenchOptions & { long?: boolean }): Promise<PartResult> {
    const corpora = readCorpora(options.corpus);
    const folder = mkdtempSync(join(tmpdir(), 'countergaze-bench-'));
    try {
      const sizes = SIZES.slice(0, options.quick ? 2 : options.long ? 4 : 3);
      const engine = await LocalEngine.open(signatureRows(loadValidVendors()), { memory: '1GB' });
      const rows = corpora.flatMap(({ requests }) => requests);
      await engine.addRows(
        rows.map(({ url, type }, at) => ({
          url,
          load: '',
          page: `https://p${at % 9_000}.example/`,
          visited: type === 'main_frame',
        })),
      );
      for (const size of sizes) await engine.ask(logOf(size, rows.length, join(folder, `${size}.parquet`)));
      await engine.prepare();
      await engine.ask('CREATE TABLE every AS SELECT * FROM addresses');
      const designs = [...(await askInEveryWay(engine, MOST_BY_TRYING)), ...(await askInEveryWay(engine, rows.length))];
      engine.close();
      const growth = sizes.map((size) => measure(join(folder, `${size}.parquet`)));
      return report(
        corpora.map((each) => each.name),
        growth,
        designs,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** The rows again and again; each round on pages of its own, and a third of it on hosts of its own. */
function logOf(size: number, rows: number, file: string): string {
  return `COPY (
    SELECT regexp_replace(page, '//', '//r' || round.range || '-') AS page, IF(visited, 'main_frame', 'other') AS type,
      IF(id % 3 = 0 AND round.range > 0, regexp_replace(url, '^([a-z]+://)', '\\1r' || round.range || '.'), url) AS url
    FROM requests, range(${Math.ceil(size / rows)}) AS round WHERE round.range * ${rows} + id < ${size}
  ) TO '${file}' (FORMAT parquet)`;
}

/** A process of its own: reads the log, judges it, and says what it took. */
function measure(file: string): Figure {
  const { stdout, stderr, status } = spawnSync(process.execPath, [CHILD, file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Figure;
}

/** Seconds of each design on so many requests; all must say the same. */
async function askInEveryWay(engine: LocalEngine, size: number): Promise<DesignFigure[]> {
  await engine.ask(
    `CREATE OR REPLACE TABLE addresses AS SELECT * FROM every WHERE id % (SELECT COUNT(*) // ${size} FROM every) = 0`,
  );
  const answers = new Set<string>();
  const figures: DesignFigure[] = [];
  for (const [design, write] of Object.entries(DESIGNS)) {
    if (size > MOST_BY_TRYING && design === BY_TRYING) continue;
    const sql = write();
    const started = performance.now();
    const [answer] = await engine.ask(`SELECT COUNT(*) AS n, SUM(id * 2000 + place) AS sum FROM (${sql})`);
    figures.push({ design, requests: size, seconds: (performance.now() - started) / 1_000 });
    answers.add(`${answer?.n} ${answer?.sum}`);
  }
  if (answers.size !== 1) throw new Error(`the designs disagree: ${[...answers].join('; ')}`);
  return figures;
}

function report(names: readonly string[], growth: readonly Figure[], designs: readonly DesignFigure[]): PartResult {
  const rows = growth.map(
    ({ requests, seconds, cpuSeconds, memory, found }) =>
      `| ${requests.toLocaleString('en')} | ${seconds.toFixed(1)} | ${cpuSeconds.toFixed(1)} | ${((seconds / requests) * 1e6).toFixed(1)} | ${memory.toFixed(0)} | ${found.toLocaleString('en')} |`,
  );
  const ways = designs.map(
    ({ design, requests, seconds }) => `| ${design} | ${requests.toLocaleString('en')} | ${seconds.toFixed(2)} |`,
  );
  const markdown = [
    `Rows of ${names.join(', ')}, repeated on other pages and hosts; Parquet; DuckDB may hold 1 GB.`,
    '| requests | seconds | CPU seconds | µs a request | peak memory MB | found |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '| design | requests | seconds |',
    '| --- | --- | --- |',
    ...ways,
  ].join('\n');
  return { markdown, figures: { growth, designs }, goals: [] };
}
