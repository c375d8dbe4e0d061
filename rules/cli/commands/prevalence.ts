import { parseArgs } from 'node:util';
import { compile } from '../../core/pack.ts';
import type { Vendor } from '../../core/schema.ts';
import { filesAt } from '../files.ts';
import { loadValidVendors, RULES_DIR } from '../load.ts';
import type { Command } from '../main.ts';
import { bigqueryText } from '../prevalence/bigquery.ts';
import { compareWithMatcher } from '../prevalence/compare.ts';
import { DUCKDB } from '../prevalence/dialect.ts';
import { type Prevalence, readPrevalence, toPrevalence, writePrevalence } from '../prevalence/dossiers.ts';
import { LocalEngine } from '../prevalence/duckdb.ts';
import { examples, summary } from '../prevalence/query.ts';
import { signatureRows } from '../prevalence/signatures.ts';
import { READABLE } from '../prevalence/source.ts';
import { UsageError } from '../problem.ts';
import { toRuleset } from '../ruleset.ts';

const OPTIONS = {
  engine: { type: 'string', default: 'duckdb' },
  date: { type: 'string' },
  client: { type: 'string', default: 'desktop' },
  rank: { type: 'string' },
  'all-pages': { type: 'boolean' },
  blocks: { type: 'string' },
  pages: { type: 'string' },
  examples: { type: 'string' },
  check: { type: 'boolean' },
  json: { type: 'boolean' },
  memory: { type: 'string', default: '1GB' },
  results: { type: 'string' },
  write: { type: 'string' },
  dir: { type: 'string' },
} as const;

type Values = ReturnType<typeof parseArgs<{ args: string[]; options: typeof OPTIONS }>>['values'];

export const command: Command = {
  usage: 'prevalence <file|dir …> | --engine bigquery --date D',
  does: 'how common each vendor is in a log (DuckDB), or in the crawl of the whole web (prints SQL)',
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
    const vendors = loadValidVendors(values.dir);
    if (values.results !== undefined) return writeResults(values.results, vendors, values);
    if (values.engine === 'bigquery') return printBigquery(vendors, values);
    if (values.engine !== 'duckdb') throw new UsageError(`no engine "${values.engine}"; there are duckdb and bigquery`);
    if (positionals.length === 0)
      throw new UsageError('prevalence needs a log: .jsonl, .har, .csv or .parquet, or a folder of them');
    return askLocally(vendors, positionals, values);
  },
};

function printBigquery(vendors: readonly Vendor[], values: Values): number {
  const { date, client } = values;
  if (date === undefined || !/^\d{4}-\d\d-\d\d$/.test(date))
    throw new UsageError('--engine bigquery needs --date YYYY-MM-DD, the day of a monthly crawl');
  if (client !== 'desktop' && client !== 'mobile') throw new UsageError('--client is desktop or mobile');
  const query = bigqueryText(signatureRows(vendors), {
    date,
    client,
    rank: numberOf(values, 'rank', Number.MAX_SAFE_INTEGER),
    rootPages: values['all-pages'] !== true,
    blocks: numberOf(values, 'blocks', 100),
    pages: numberOf(values, 'pages', 100),
    examples: numberOf(values, 'examples', 1_000),
  });
  process.stdout.write(query);
  return 0;
}

function numberOf(values: Values, name: 'rank' | 'blocks' | 'pages' | 'examples', most: number): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  const whole = name === 'rank' || name === 'examples';
  if (!(value > 0 && value <= most) || (whole && !Number.isInteger(value)))
    throw new UsageError(
      `--${name} is a ${whole ? 'whole number' : 'percentage'} above 0${most === 100 ? ', at most 100' : ''}`,
    );
  return value;
}

async function askLocally(vendors: readonly Vendor[], sources: readonly string[], values: Values): Promise<number> {
  const rows = signatureRows(vendors);
  const wanted = numberOf(values, 'examples', 1_000);
  const files = sources.flatMap((path) => filesAt(path, READABLE));
  const engine = await LocalEngine.open(rows, { memory: values.memory, pages: numberOf(values, 'pages', 100) });
  try {
    for (const { file, name } of files) {
      if (process.stderr.isTTY) console.error(`reading ${name}`);
      await engine.add(file);
    }
    const { requests, alone } = await engine.prepare();
    console.error(`${files.length} file(s), ${requests} requests`);
    if (alone > 0) console.error(`${alone} of them name no page; each counts as a page load of its own`);
    if (values.check) return await check(engine, vendors);
    const answer = await engine.answer(wanted === undefined ? summary(DUCKDB) : examples(DUCKDB, wanted));
    if (values.write !== undefined) return write(toPrevalence(answer), await engine.population(), vendors, values);
    print(answer, values.json === true);
    return 0;
  } finally {
    engine.close();
  }
}

async function check(engine: LocalEngine, vendors: readonly Vendor[]): Promise<number> {
  const index = compile(toRuleset(vendors));
  const { requests, detections, findings, differences } = await compareWithMatcher(
    engine,
    index,
    signatureRows(vendors),
  );
  for (const line of differences.slice(0, 50)) console.log(line);
  console.log(
    `${requests} requests judged by SQL and by the matcher: ${detections} detections, ${findings} findings on page loads, ${differences.length} difference(s)`,
  );
  return differences.length === 0 ? 0 : 1;
}

function print(answer: readonly Record<string, unknown>[], json: boolean): void {
  const plain = answer.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, typeof value === 'bigint' ? Number(value) : value]),
    ),
  );
  if (json) console.log(JSON.stringify(plain, null, 2));
  else if (plain.length === 0) console.log('nothing on the list');
  else console.table(plain);
}

/** Results from elsewhere name their population in each row; without one, nobody knows it. */
function writeResults(file: string, vendors: readonly Vendor[], values: Values): number {
  const results = readPrevalence(file);
  const [first] = results;
  if (first === undefined) throw new UsageError('the results name no population, so they say nothing');
  return write(results, first.population, vendors, values);
}

/** `--write SOURCE`: into the dossiers, with the source in words and the date of the log. */
function write(results: readonly Prevalence[], population: number, vendors: readonly Vendor[], values: Values): number {
  if (values.write === undefined || values.date === undefined)
    throw new UsageError('say where the numbers come from and of when: --write "source in words" --date YYYY-MM-DD');
  const about = { date: values.date, source: values.write };
  const changed = writePrevalence(results, population, vendors, about, values.dir ?? RULES_DIR);
  console.log(changed.length === 0 ? 'no dossier changes' : `prevalence written: ${changed.join(', ')}`);
  return 0;
}
