/** What the package weighs, part by part, held against its budgets. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipPackage } from '../../.ci/release/package-zip.ts';
import { filesIn as filesOf } from '../../.ci/release/zip.ts';
import { buildFor } from '../support/build.ts';
import { CHROMIUM_BUILD } from '../support/chromium.ts';
import { FIREFOX_BUILD } from '../support/firefox.ts';
import { type Goal, isMet, markdownTable, type PartResult, show } from './report.ts';

export const name = 'Size';

/** Kilobytes of 1,000 bytes that the script of each page may have, with everything it loads at once. */
const PAGE_BUDGETS: Readonly<Record<string, number>> = {
  dashboard: 200,
  demo: 85,
  evidence: 95,
  campaign: 90,
  letter: 90,
  list: 90,
  mistake: 90,
  options: 92,
  popup: 95,
  share: 90,
  welcome: 79,
};
/** The same of the background's parts that are read when they are needed; zod is read at every wake, and counted there. */
const PART_BUDGETS: Readonly<Record<string, number>> = { blocking: 8, intake: 16, ledger: 10, texts: 8 };
/** Kilobytes that the package may have, with all languages and the whole list. */
const PACKAGE_BUDGET = 400;
/** A string this long in a script is data, not code. */
const DATA_FROM = 1_000;

const BUILDS = { Chromium: CHROMIUM_BUILD, Firefox: FIREFOX_BUILD } as const;

export interface Budget {
  readonly says: string;
  readonly bytes: number;
  readonly budget: number;
}

/** Every budget of one unpacked build. */
export async function budgetsOf(folder: string): Promise<Budget[]> {
  const kilobytes = (says: string, bytes: number, budget: number) => ({ says, bytes, budget: budget * 1000 });
  const background = split(read(folder, 'zod.js') + read(folder, 'background.js'));
  const probes = split(
    filesIn(folder)
      .filter(isProbe)
      .map((file) => read(folder, file))
      .join('\n'),
  );
  const pages = filesIn(folder).filter((file) => /^[\w-]+\.html$/.test(file));
  return [
    kilobytes('package, zipped', (await zipPackage(filesOf(folder))).length, PACKAGE_BUDGET),
    kilobytes('background script besides the list', background.code.length, 60),
    kilobytes('probe, code, compressed', gzipSync(probes.code).length, 3),
    kilobytes('probe, data, compressed', gzipSync(probes.data).length, 8),
    ...Object.entries(PART_BUDGETS).map(([part, budget]) =>
      kilobytes(`part of the background: ${part}`, read(folder, `${part}.js`).length, budget),
    ),
    ...pages.map((page) => {
      const id = page.replace('.html', '');
      return kilobytes(`script of ${page}`, pageScript(folder, page), PAGE_BUDGETS[id] ?? 0);
    }),
  ];
}

/** One line for a budget that is exceeded, with the difference; undefined when it holds. */
export function excess({ says, bytes, budget }: Budget): string | undefined {
  if (bytes <= budget) return undefined;
  return `${says}: ${bytes} bytes, ${bytes - budget} over its budget of ${budget}`;
}

export async function run(): Promise<PartResult> {
  const goals: Goal[] = [];
  const figures: Record<string, readonly Budget[]> = {};
  for (const [browser, folder] of Object.entries(BUILDS)) {
    buildFor(browser === 'Chromium' ? 'chromium' : 'firefox');
    const budgets = await budgetsOf(folder);
    figures[browser] = budgets;
    for (const { says, bytes, budget } of budgets) {
      const goal = { figure: bytes / 1000, unit: 'kB', wanted: 'at most', limit: budget / 1000 } as const;
      goals.push({ says: `${browser}: ${says}`, ...goal });
    }
  }
  const rows = goals.map((goal) => [goal.says, show(goal.figure), show(goal.limit), isMet(goal) ? '' : '**over**']);
  return { markdown: markdownTable(['', 'kB', 'budget kB', ''], rows), figures, goals };
}

function isProbe(file: string): boolean {
  return /^probe[\w-]*\.js$/.test(file);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

function read(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

/** A script's code and the long strings in it: the packed list, the probe's names. */
function split(script: string): { code: string; data: string } {
  const data: string[] = [];
  const code = script.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, (text) => {
    if (text.length < DATA_FROM || text.includes('${')) return text;
    data.push(text);
    return '""';
  });
  return { code, data: data.join('\n') };
}

/** Bytes of all scripts that a page loads before it shows anything. */
function pageScript(folder: string, page: string): number {
  const seen = new Set<string>();
  const waiting = [...read(folder, page).matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file]) => file as string);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const main = /^const start = \(\) => import\('\/([^']+)'\)/m.exec(read(folder, file))?.[1]; // of first-frame.js
    if (main !== undefined) waiting.push(main);
    const imports = read(folder, file).matchAll(/(?:^|[;}])\s*import\s*(?:[^'"()]*from\s*)?["'](\.?)\/([^"']+)["']/gm);
    for (const [, near, other = ''] of imports) waiting.push(near === '' ? other : `chunks/${other}`);
  }
  return [...seen].reduce((sum, file) => sum + read(folder, file).length, 0);
}
