/**
 * `npm run looks`: photographs every state of every page of the built extension in a real Chromium, in each look, into
 * `artifacts/looks`, with a contact sheet. Fails when axe finds anything in a state in either theme, or one is too wide.
 * `-- --only popup,letter`: these pages alone; `--state 'deep scan'`: states with these words in their name;
 * `--built`: the extension as it is built already.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildFor } from '../build.ts';
import { BROWSERS, type Group, UNREACHED } from './groups.ts';
import { judge, LOOKS, shoot, wear } from './photograph.ts';
import { LooksScene, type State } from './scene.ts';
import { type Row, type Sheet, writeSheets } from './sheet.ts';

const FOLDER = join(import.meta.dirname, '../../../artifacts/looks');
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    state: { type: 'string', default: '' },
    built: { type: 'boolean', default: false },
  },
});
const only = values.only?.split(',');
/** The states to photograph. */
const wantedOf = ({ page, states }: Group) =>
  only === undefined || only.includes(page) ? states.filter(({ name }) => name.includes(values.state)) : [];

if (!values.built) buildFor('chromium');
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });

const rows = new Map<string, Row[]>();
let sheets: string[] = [];
let judged = 0;
for (const { start, groups } of BROWSERS) {
  const wanted = groups
    .map((group) => ({ page: group.page, states: wantedOf(group) }))
    .filter(({ states }) => states.length > 0);
  if (wanted.length === 0) continue;
  let scene = await start();
  for (const { page, states } of wanted) {
    for (const state of states) {
      await add(scene, page, state);
      scene = await cleared(scene, start);
    }
  }
  await scene.close();
}
const last = await LooksScene.start();
try {
  const all = [...rows].map(([title, each]): Sheet => ({ title, scale: title === 'popup' ? 0.9 : 0.6, rows: each }));
  sheets = await writeSheets(FOLDER, all, UNREACHED, last.session.driver);
} finally {
  await last.close();
}

const states = [...rows.values()].flat();
const pictures = states.reduce((sum, row) => sum + row.pictures.length, 0);
const problems = [...rows].flatMap(([page, each]) =>
  each.flatMap((row) => row.problems.map((problem) => `${page}, ${row.name}: ${problem}`)),
);
console.log(problems.join('\n'));
console.log(
  `${states.length} states of ${rows.size} pages, ${pictures} pictures, ${sheets.length} sheets; ` +
    `axe ran ${judged} times; ${problems.length} problems; all in ${FOLDER}`,
);
if (problems.length > 0) process.exitCode = 1;

async function add(scene: LooksScene, page: string, state: State): Promise<void> {
  const row = await photograph(scene, page, state).catch((error: Error): Row => {
    return { name: state.name, problems: [`not reached: ${error.message}`], pictures: [] };
  });
  rows.set(page, [...(rows.get(page) ?? []), row]);
  console.log(`${page}: ${state.name}${row.problems.map((problem) => `\n  ${problem}`).join('')}`);
}

/** The browser for the next state: a new one when this has ended, or cannot forget. */
async function cleared(scene: LooksScene, start: () => Promise<LooksScene>): Promise<LooksScene> {
  try {
    await scene.clear();
    return scene;
  } catch (error) {
    console.log(`  begun anew: ${error}`);
    await scene.close().catch(() => {});
    return start();
  }
}

async function photograph(scene: LooksScene, page: string, state: State): Promise<Row> {
  const problems: string[] = [];
  const pictures: Row['pictures'][number][] = [];
  let tab = await state.reach(scene);
  for (const look of LOOKS) {
    if (look === 'German') {
      if (state.isFixed) {
        await scene.clear();
        await scene.speak('de');
        tab = await state.reach(scene);
      } else {
        await scene.speak('de');
        await tab.waitFor('html[lang="de"]');
      }
    }
    await wear(tab, state, look);
    const file = `${page}-${state.name}-${look}.png`.replaceAll(/[^\w.]+/g, '-');
    problems.push(...(await shoot(tab, state, join(FOLDER, file))).map((problem) => `${look}: ${problem}`));
    if (look === 'light' || look === 'dark') {
      problems.push(...(await judge(scene, tab, state)).map((problem) => `${look}: ${problem}`));
      judged++;
    }
    pictures.push({ look, file });
  }
  return { name: state.name, problems, pictures };
}
