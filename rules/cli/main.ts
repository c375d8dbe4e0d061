/** `npm run -s rules -- <command>`: the maintainers' tool. Node runs it as it is. */
import { UsageError } from './problem.ts';

interface Command {
  readonly usage: string;
  readonly does: string;
  readonly run: (args: string[]) => Promise<number> | number;
}

const COMMANDS: Record<string, () => Promise<Command>> = {
  check: async () => (await import('./commands/check.ts')).command,
  explain: async () => (await import('./commands/explain.ts')).command,
  match: async () => (await import('./commands/match.ts')).command,
  new: async () => (await import('./commands/new.ts')).command,
  actions: async () => (await import('./commands/actions.ts')).command,
  diff: async () => (await import('./commands/diff.ts')).command,
  stats: async () => (await import('./commands/stats.ts')).command,
  corpus: async () => (await import('./commands/corpus.ts')).command,
  replay: async () => (await import('./commands/replay.ts')).command,
  prevalence: async () => (await import('./commands/prevalence.ts')).command,
  dead: async () => (await import('./commands/dead.ts')).command,
  export: async () => (await import('./commands/export.ts')).command,
  'verify-evidence': async () => (await import('./commands/verify-evidence.ts')).command,
  keygen: async () => (await import('./commands/keygen.ts')).command,
  sign: async () => (await import('./commands/sign.ts')).command,
  verify: async () => (await import('./commands/verify.ts')).command,
  build: async () => (await import('./commands/build.ts')).command,
  crawl: async () => (await import('./commands/crawl.ts')).command,
};

async function help(): Promise<void> {
  console.log('Usage: npm run -s rules -- <command> [options]\n');
  for (const name of Object.keys(COMMANDS)) {
    const { usage, does } = await (COMMANDS[name] as () => Promise<Command>)();
    console.log(`  ${usage.padEnd(52)} ${does}`);
  }
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help') {
    await help();
    return name === undefined ? 2 : 0;
  }
  const load = COMMANDS[name];
  if (load === undefined) throw new UsageError(`no command "${name}"; there are: ${Object.keys(COMMANDS).join(', ')}`);
  return (await load()).run(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // parseArgs throws TypeErrors with codes of their own for unknown options; those are usage errors too.
  const isUsage =
    error instanceof UsageError ||
    (error instanceof Error && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS'));
  console.error(isUsage ? `rules: ${(error as Error).message}` : error);
  process.exitCode = 2;
}

export type { Command };
