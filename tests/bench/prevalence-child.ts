/** Judges one log and prints what it took. */
import { loadValidVendors } from '../../rules/cli/load.ts';
import { DUCKDB } from '../../rules/cli/prevalence/dialect.ts';
import { LocalEngine } from '../../rules/cli/prevalence/duckdb.ts';
import { summary } from '../../rules/cli/prevalence/query.ts';
import { signatureRows } from '../../rules/cli/prevalence/signatures.ts';

const [file] = process.argv.slice(2);
const rows = signatureRows(loadValidVendors());
const started = performance.now();
const before = process.cpuUsage();
const engine = await LocalEngine.open(rows, { memory: '1GB' });
await engine.add(file as string);
const { requests } = await engine.prepare();
const answer = await engine.answer(summary(DUCKDB));
const { user, system } = process.cpuUsage(before);
const seconds = (performance.now() - started) / 1_000;
engine.close();
console.log(
  JSON.stringify({
    requests,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    memory: process.resourceUsage().maxRSS / 1_024,
    found: answer.reduce((sum, { pages }) => sum + Number(pages), 0),
  }),
);
