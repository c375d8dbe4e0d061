/**
 * `npm start`: builds Countergaze, opens a real browser with it and lets it loose on pages that embed real SDKs.
 * Options: --headless, --browser chromium|firefox, and an address to visit instead of the local world.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../rules/cli/table.ts';
import { withGuide } from './site/guide.ts';
import { PAGES, type TestPage } from './site/pages.ts';
import { SITES } from './site/sites.ts';
import { startWorld } from './site/world.ts';
import { buildFor } from './support/build.ts';
import { startChromium } from './support/chromium.ts';
import { type BrowserName, findBrowser } from './support/find-browser.ts';
import { startFirefox } from './support/firefox.ts';
import {
  isTrueOf,
  type PopupContent,
  popupContent,
  readPopup,
  type Session,
  sessionOf,
  visit,
} from './support/session.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { headless: { type: 'boolean' }, browser: { type: 'string', default: 'chromium' } },
});
const name = values.browser as BrowserName;
const [address] = positionals;
const SHOTS = join(import.meta.dirname, '..', 'artifacts', 'popups');
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
const headless = values.headless ?? !hasDisplay;

if (name !== 'chromium' && name !== 'firefox') fail(`no browser "${values.browser}"; there are chromium and firefox`);
if (address !== undefined && !URL.canParse(address)) fail(`${address} is not an address`);

try {
  process.exitCode = await main();
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

async function main(): Promise<number> {
  console.log(`looking for ${name}`);
  console.log(`found ${await findBrowser(name)}`);
  console.log('building the extension');
  buildFor(name);
  if (address !== undefined) return inSession(false, (session) => visitOne(session, address));
  return headless ? visitAll() : inSession(false, stayOpen);
}

async function inSession<T>(dark: boolean, work: (session: Session) => Promise<T>): Promise<T> {
  console.log(address === undefined ? 'starting the local world and the browser' : 'starting the browser');
  const session = await openSession(dark);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

async function openSession(dark = false): Promise<Session> {
  const world = address === undefined ? await startWorld(withGuide(SITES, PAGES)) : null;
  return sessionOf(await (name === 'chromium' ? startChromium : startFirefox)({ world, headless, dark }), world);
}

/** Visits every page, in light and in dark; 1 when what is claimed anywhere is not what is embedded there. */
async function visitAll(): Promise<number> {
  mkdirSync(SHOTS, { recursive: true });
  const light = await inSession(false, (session) => judgeAll(session, 'light'));
  const dark = await inSession(true, (session) => judgeAll(session, 'dark'));
  console.log(`\n${table(['page', 'vendor', 'stage', 'evidence', ''], light.rows)}\n`);
  console.log(`screenshots of the popups: ${SHOTS}`);
  const wrong = light.wrong + dark.wrong;
  console.log(wrong === 0 ? `all ${PAGES.length} pages judged rightly` : `${wrong} page(s) judged wrongly`);
  return wrong === 0 ? 0 : 1;
}

async function judgeAll(session: Session, theme: 'light' | 'dark'): Promise<{ rows: string[][]; wrong: number }> {
  const rows: string[][] = [];
  let wrong = 0;
  for (const [at, page] of PAGES.entries()) {
    console.log(`visiting ${at + 1} of ${PAGES.length} (${theme}): ${page.plays}`);
    const { tab, tabId } = await visit(session, page);
    const content = await popupContent(session, tabId, (each) => isTrueOf(each, page));
    const right = isTrueOf(content, page);
    if (!right) wrong++;
    rows.push(...rowsOf(page, content, right));
    await photograph(session, tabId, page.id, theme);
    await tab.close();
  }
  return { rows, wrong };
}

function rowsOf(
  { url, embeds }: Pick<TestPage, 'url' | 'embeds'>,
  { found, state }: PopupContent,
  right: boolean,
): string[][] {
  const mark = right ? 'as embedded' : `WRONG, embedded: ${JSON.stringify(embeds)}`;
  if (found.length === 0) return [[url, `(${state})`, '', '', mark]];
  return found.map(({ vendor, stage, evidence }, at) => [
    at === 0 ? url : '',
    vendor,
    stage,
    `${evidence[0]}${evidence.length > 1 ? ` and ${evidence.length - 1} more` : ''}`,
    at === 0 ? mark : '',
  ]);
}

async function photograph(session: Session, tabId: number, id: string, theme: string): Promise<void> {
  for (const lang of ['en', 'fr']) {
    const popup = await session.popup(tabId, `&lang=${lang}`);
    await readPopup(popup);
    await popup.resize(380, 700);
    await popup.screenshot(join(SHOTS, `${name}-${id}-${lang}-${theme}.png`));
    await popup.close();
  }
}

async function visitOne(session: Session, url: string): Promise<number> {
  const tab = await session.driver.open();
  console.log(`visiting ${url}`);
  await tab.visit(url);
  if (!headless) return stay(session);
  const tabId = await session.tabIdOf(await tab.run(() => location.href));
  const content = await popupContent(session, tabId, ({ found }) => found.length > 0);
  console.log(
    `\n${table(
      ['page', 'vendor', 'stage', 'evidence'],
      rowsOf({ url, embeds: {} }, content, true).map((row) => row.slice(0, 4)),
    )}\n`,
  );
  return 0;
}

async function stayOpen(session: Session): Promise<number> {
  const tab = await session.driver.open();
  await tab.visit('https://start.example/');
  return stay(session);
}

async function stay(session: Session): Promise<number> {
  console.log('The browser is open: click a page, then the Countergaze icon in the toolbar. Close the browser to end.');
  await session.driver.ended();
  return 0;
}

function fail(message: string): never {
  console.error(`npm start: ${message}`);
  process.exit(2);
}
