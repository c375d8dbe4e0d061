/** Evidence made of a page and of the ledger, saved, and judged by the maintainers' tool. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RULES_DIR } from '../../rules/cli/load.ts';
import type { LedgerEvidence, PageEvidence } from '../../rules/core/index.ts';
import { dayOf } from '../../utils/ledger.ts';
import { crowd } from '../site/crowd.ts';
import { violations } from '../support/axe.ts';
import { DashboardPage } from '../support/dashboard.ts';
import type { Tab } from '../support/driver.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { eventually, makeDays } from '../support/ledger.ts';
import { savedBy } from '../support/saved-file.ts';
import { claims, popupContent, readPopup, type Session, startSession } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

const folder = mkdtempSync(join(tmpdir(), 'countergaze-e2e-evidence-'));
let session: Session;
beforeAll(async () => {
  session = await startSession(__BROWSER__);
});
afterAll(async () => {
  await session?.close();
  rmSync(folder, { recursive: true });
});

function verify(file: Buffer, ...args: string[]) {
  const path = join(folder, 'evidence.json');
  writeFileSync(path, file);
  const tool = join(RULES_DIR, 'cli/main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, 'verify-evidence', path, ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** Visits a page, waits until its popup names so many vendors, and goes where the popup's link leads. */
async function evidenceOf(url: string, vendors: number, query = ''): Promise<Tab> {
  const tab = await session.driver.open();
  await tab.visit(url);
  const tabId = await session.tabIdOf(url.replace(/[?#].*$/, ''));
  await popupContent(session, tabId, ({ found }) => found.length === vendors);
  const popup = await session.popup(tabId);
  await popup.waitFor('[data-act="evidence"]');
  const way = await popup.run(() => document.querySelector('[data-act="evidence"]')?.getAttribute('href') ?? '');
  await popup.close();
  return openEvidence(way.slice(1) + query);
}

async function openEvidence(address: string, { driver } = session): Promise<Tab> {
  const page = await driver.openOwn(address);
  await page.waitFor('[data-evidence]', 20_000);
  return page;
}

describe('of a page', () => {
  const query = '?account=4711#balance';
  let page: Tab;
  let file: Buffer;
  let evidence: PageEvidence & { readonly sha256: string };
  beforeAll(async () => {
    page = await evidenceOf(`https://bank.example/login${query}`, 2);
    file = await savedBy(page, '[data-do="save"]');
    evidence = JSON.parse(file.toString('utf8'));
  });

  test('the tool verifies the file', () => {
    const { status, stdout, stderr } = verify(file);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain(': verified\n');
    expect(stdout).toContain('page https://bank.example/login\n');
    expect(stdout).toMatch(/on the list today: biocatch by path:/);
    expect(stdout).not.toContain('not on the list');
    expect(verify(file, '--sha256', evidence.sha256).status).toBe(0);
  });

  test('one byte changed is refused', () => {
    const at = file.indexOf('bank.example');
    const changed = Buffer.from(file);
    changed.write('t', at); // tank.example
    const { status, stderr } = verify(changed);
    expect(status).toBe(1);
    expect(stderr).toContain('REFUSED');
    expect(stderr).toContain('its content was changed after it was made');
  });

  test('it holds who, how far, asked by whom, and no query', () => {
    expect(evidence.page).toBe('https://bank.example/login');
    expect(evidence.findings.map(({ vendor, stage }) => [vendor, stage])).toEqual([
      ['seon', 'started'],
      ['biocatch', 'loaded'],
    ]);
    const requests = evidence.findings.flatMap(({ sightings }) => sightings.filter(({ via }) => via === 'request'));
    expect(requests.length).toBeGreaterThanOrEqual(2);
    for (const { initiator } of requests) expect(initiator?.replace(/:\d+$/, '')).toBe('https://bank.example');
    expect(evidence.vendors.map(({ id }) => id)).toEqual(['seon', 'biocatch']);
    for (const { sources } of evidence.vendors) expect(sources.length).toBeGreaterThan(0);
    expect(file.toString('utf8')).not.toMatch(/4711|balance/);
  });

  test('its times are those of this browser, with its zone', async () => {
    const zone = await page.run(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
    expect(evidence.made.zone).toBe(zone);
    const times = [evidence.made.at, ...evidence.findings.flatMap(({ sightings }) => sightings.map(({ at }) => at))];
    for (const time of times) expect(Math.abs(Date.now() - Date.parse(time))).toBeLessThan(120_000);
  });

  test('the page to print says the same, and what it is not; its title and address name no site', async () => {
    const seen = await page.run(() => ({
      text: document.body.innerText,
      hash: document.querySelector('.hash')?.textContent,
      named: document.title + location.href,
    }));
    expect(seen.hash).toBe(evidence.sha256);
    expect(seen.text).toContain('This is not forensic proof.');
    for (const { says } of evidence.findings) expect(seen.text).toContain(says);
    expect(seen.named).not.toContain('bank');
  });

  test('axe finds nothing on it', async () => {
    expect(await violations(page)).toEqual([]);
  });

  test('nothing to keep is said', async () => {
    for (const address of ['evidence.html', 'evidence.html?tabId=99999', 'evidence.html?from=ledger']) {
      const empty = await openEvidence(address);
      expect(await empty.run(() => document.querySelector('[data-evidence="none"]')?.textContent)).toContain('nothing');
      await empty.close();
    }
  });
});

describe('of a page with fifty vendors', () => {
  test('the popup shows few lines and all counts; the evidence names and verifies all', async () => {
    const url = 'https://crowd.example/';
    const tab = await session.driver.open();
    await tab.visit(url);
    const tabId = await session.tabIdOf(url);
    const popup = await session.popup(tabId);
    await popup.waitFor('[data-group="capture-ready"]');
    const heading = () => popup.run(() => document.querySelector('h2.lead')?.textContent ?? '');
    const whole = '50 biometric vendors seen here';
    expect(await eventually(heading, (text) => text === whole)).toBe(whole);
    const shown = await popup.run(() => ({
      groups: [...document.querySelectorAll<HTMLDetailsElement>('[data-group]')].map((group) => [
        group.dataset.group,
        group.open,
      ]),
      lines: document.querySelectorAll('[data-folded]').length,
      cards: document.querySelectorAll('.finding').length,
    }));
    expect(shown.groups).toEqual([
      ['capture-ready', true],
      ['started', false],
      ['loaded', false],
    ]);
    expect(shown.cards).toBe(0);
    expect(shown.lines).toBeLessThanOrEqual(17);
    expect(await violations(popup)).toEqual([]);
    await popup.click('[data-folded="persona"] summary');
    await popup.waitFor('.finding[data-vendor="persona"] .stage');
    // A crawl reads them all, folded or not.
    expect(Object.keys(claims(await readPopup(popup)))).toEqual(crowd());

    const page = await openEvidence(`evidence.html?tabId=${tabId}`);
    const file = await savedBy(page, '[data-do="save"]');
    const evidence: PageEvidence = JSON.parse(file.toString('utf8'));
    expect(evidence.findings.map(({ vendor }) => vendor).sort()).toEqual(crowd());
    expect(verify(file).status).toBe(0);
    const text = file.toString('utf8');
    const persona = text.indexOf('"vendor": "persona"');
    expect(verify(Buffer.from(`${text.slice(0, persona)}${text.slice(persona).replace('true', 'fals')}`)).status).toBe(
      1,
    );
    expect(await page.run(() => document.querySelectorAll('tr[data-vendor]').length)).toBe(50);
    expect(await violations(page)).toEqual([]);
    const share = await session.driver.openOwn(`share.html?tabId=${tabId}`);
    await share.waitFor('canvas[data-drawn]');
    for (const each of [page, share]) {
      await each.resize(320, 700);
      expect(await each.run(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    }
  });
});

describe('of the ledger', () => {
  test('the dashboard’s lines, as they are filtered, make a file that the tool verifies', async () => {
    const board = await DashboardPage.over(session);
    const days = makeDays(10, 3, ['biocatch', 'onfido', 'persona'], dayOf(Date.now()));
    await board.open(days, '#vendor=biocatch');
    const all = (await board.shown()).lines;
    await board.choose('site', 'site2');
    const address = () => board.tab.run(() => location.href);
    const shown = (await eventually(board.shown, ({ lines }) => lines < all)).lines;
    expect(await address()).not.toContain('site2');
    await board.tab.reload();
    await board.tab.waitFor('[data-act="evidence"]');
    expect(await board.linesAre(shown)).toBe(shown);
    await board.tab.click('[data-act="evidence"]');
    await board.tab.waitFor('[data-evidence="ledger"]');
    expect(await address()).toMatch(/evidence\.html\?from=ledger#vendor=biocatch$/);
    const page = board.tab;
    await page.reload();
    await page.waitFor('[data-evidence="ledger"]');
    const file = await savedBy(page, '[data-do="save"]');
    const evidence: LedgerEvidence = JSON.parse(file.toString('utf8'));
    const kept = days.flatMap(({ day, entries }) => entries.map((entry) => ({ day, ...entry })));
    const wanted = kept.filter(({ vendor, site }) => vendor === 'biocatch' && site.includes('site2'));
    expect(wanted.length).toBeGreaterThan(0);
    const compared = (a: { day: string; site: string }, b: { day: string; site: string }) =>
      `${a.day}${a.site}` < `${b.day}${b.site}` ? -1 : 1;
    expect([...evidence.lines].sort(compared)).toEqual(
      wanted.map(({ visits, ...line }) => ({ ...line, documents: visits })).sort(compared),
    );
    const { status, stdout } = verify(file);
    expect(status).toBe(0);
    expect(stdout).toContain(`: ${wanted.length} lines\n`);
    expect(await violations(page)).toEqual([]);
  });
});

test('of a private window: made and saved by the person, and nothing of it is kept', async () => {
  const own = await startSession(__BROWSER__); // the extension may start anew when it is let in
  try {
    await own.driver.allowPrivateWindows();
    const tabId = await own.openWindow('https://bank.example/login', 'private');
    await popupContent(own, tabId, ({ found }) => found.length === 2);
    const page = await openEvidence(`evidence.html?tabId=${tabId}`, own);
    expect(verify(await savedBy(page, '[data-do="save"]')).status).toBe(0);
    const kept = await page.run(async () => {
      const { browser, chrome } = globalThis as unknown as Record<
        'browser' | 'chrome',
        { storage: { local: { get(): Promise<object> } } }
      >;
      return JSON.stringify([await (browser ?? chrome).storage.local.get(), { ...localStorage }]);
    });
    expect(kept).not.toContain('bank.example'); // dossiers, whose texts are kept unpacked, speak of banks
    expect(kept.endsWith(',{}]')).toBe(true);
  } finally {
    await own.close();
  }
});
