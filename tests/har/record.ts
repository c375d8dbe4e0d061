/**
 * Records the kept HAR files anew, from the local world: `node tests/har/record.ts`. Chromium's by Playwright, Firefox's
 * by its own network monitor, a file for each page. Bodies are left out. WebPageTest cannot run here: `webpagetest.har`
 * is written by hand, in the shape that HTTP Archive documents.
 */
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { CHROMIUM_FLAGS } from '../../rules/cli/browser/flags.ts';
import { SITES } from '../site/sites.ts';
import { startWorld, type World } from '../site/world.ts';
import { findBrowser } from '../support/find-browser.ts';
import { proxyPrefs } from '../support/firefox.ts';

const HERE = import.meta.dirname;
/** A login with two collectors, a redirect to a hosted check, and a page with a vendor's frame. */
const PAGES = ['https://bank.example/login', 'https://rental.example/start', 'https://ladder.example/lends'];

async function recordChromium(world: World, file: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: await findBrowser('chromium'),
    args: [
      ...CHROMIUM_FLAGS,
      `--host-resolver-rules=MAP * 127.0.0.1:${world.port}`,
      `--ignore-certificate-errors-spki-list=${world.fingerprint}`,
    ],
  });
  const context = await browser.newContext({ recordHar: { path: file, content: 'omit' } });
  for (const url of PAGES) {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'networkidle' });
  }
  await context.close();
  await browser.close();
}

/** Firefox writes a file for each page load once its network monitor is open (`-devtools`). */
async function recordFirefox(world: World): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'countergaze-har-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: await findBrowser('firefox'),
    acceptInsecureCerts: true,
    args: ['-devtools'],
    extraPrefsFirefox: {
      ...proxyPrefs(world.proxyPort),
      'devtools.toolbox.selectedTool': 'netmonitor',
      'devtools.netmonitor.har.enableAutoExportToFile': true,
      'devtools.netmonitor.har.defaultLogDir': folder,
      'devtools.netmonitor.har.includeResponseBodies': false,
    },
  });
  const [page = await browser.newPage()] = await browser.pages();
  await wait(5_000); // the toolbox opens beside the first page
  for (const url of PAGES) {
    const known = new Set(readdirSync(folder));
    await page.goto(url, { waitUntil: 'networkidle2' });
    const fresh = () => readdirSync(folder).find((name) => !known.has(name));
    for (let tries = 0; tries < 60 && fresh() === undefined; tries++) await wait(500);
    await wait(1_000);
    copyFileSync(join(folder, fresh() as string), join(HERE, `firefox${new URL(url).pathname.replace('/', '-')}.har`));
  }
  await browser.close();
  rmSync(folder, { recursive: true });
}

const world = await startWorld(SITES);
await recordChromium(world, join(HERE, 'chromium.har'));
await recordFirefox(world);
await world.close();
