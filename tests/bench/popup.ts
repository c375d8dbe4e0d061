/** Latency: popup, verdict of a cold worker, badge. In Chromium, and the popup in Firefox too. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import project from '../../package.json' with { type: 'json' };
import { startWorld, type World } from '../site/world.ts';
import { npmRun } from '../support/build.ts';
import { CHROMIUM_BUILD } from '../support/chromium.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { FIREFOX_BUILD } from '../support/firefox.ts';
import { type BrowserOptions, roundsFor, sleep } from './bench-browser.ts';
import { type BenchChromium, startBenchChromium } from './chromium.ts';
import { startBenchFirefox } from './firefox.ts';
import { answerTime, badgeAt, firstContent, type LatencyTab, requestedAt, tabAt } from './latency.ts';
import { BENCH_SITES } from './pages.ts';
import { type Goal, markdownTable, median, type PartResult, pairedRatio, progress, show, showRatio } from './report.ts';
import { writeExtension } from './variants.ts';

export const name = 'Latency';

/** A page with one vendor's script, by host. */
const PAGE = 'https://ways.example/script';
const HOST = 'sdk.onfido.com';

/** Milliseconds by what was measured, one value a round. */
type Times = Record<string, number[]>;

export async function run(options: BrowserOptions): Promise<PartResult> {
  npmRun('build');
  const rounds = roundsFor(options, 6, 100);
  const world = await startWorld(BENCH_SITES);
  const folder = mkdtempSync(join(tmpdir(), 'countergaze-answers-'));
  try {
    const chromium = await inChromium(world, answeringExtension(join(folder, 'chromium'), 'chromium'), rounds);
    const firefox = await inFirefox(world, answeringExtension(join(folder, 'firefox'), 'firefox'), rounds);
    return report(chromium, firefox);
  } finally {
    rmSync(folder, { recursive: true });
    await world.close();
  }
}

/** An extension that does nothing but answer, with a static page of the popup's size. */
function answeringExtension(folder: string, browser: BrowserName): string {
  const more = { permissions: ['tabs'] };
  const answers =
    '(globalThis.browser ?? chrome).runtime.onMessage.addListener((message, sender, answer) => answer({ ok: true }));';
  writeExtension(folder, browser, more, answers);
  const text =
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Static</title><body><h1>Static</h1><p>Text.</p>';
  writeFileSync(join(folder, 'popup.html'), text);
  return folder;
}

async function inChromium(world: World, answering: string, rounds: number): Promise<Times> {
  const times: Times = {};
  const ours = await startBenchChromium(world, CHROMIUM_BUILD);
  const theirs = await startBenchChromium(world, answering);
  try {
    const own = await openTabs(ours);
    const other = await openTabs(theirs);
    const question = { ask: 'report', tabId: own.tabId };
    for (let round = -2; round < rounds; round++) {
      if (round >= 0 && round % 10 === 0) progress(`Chromium, round ${round + 1} of ${rounds}`);
      const note = (what: string, value: number) => {
        if (round >= 0) times[what] = [...(times[what] ?? []), value];
      };
      for (const state of ['warm', 'cold']) {
        const prepare = async (browser: BenchChromium) => {
          if (state === 'cold') await browser.stopWorker();
        };
        const step = (browser: BenchChromium, what: string, time: () => Promise<number>) => async () => {
          await prepare(browser);
          note(`${what}, ${state}`, await time());
        };
        await inTurns(
          round,
          step(theirs, 'static page', () => firstContent(other.popup, `${theirs.origin}/popup.html`)),
          step(ours, 'popup', () => firstContent(own.popup, `${ours.origin}/popup.html?tabId=${own.tabId}`)),
        );
        await inTurns(
          round,
          step(theirs, 'bare answer', () => answerTime(other.bridge, {})),
          step(ours, 'verdict', () => answerTime(own.bridge, question)),
        );
        await own.page.go('about:blank');
        await sleep(300);
        await prepare(ours);
        const painted = badgeAt(own.bridge, own.tabId);
        await own.page.go(PAGE);
        note(`request to badge, ${state}`, (await painted) - (await requestedAt(own.page, HOST)));
      }
    }
    return times;
  } finally {
    await ours.close();
    await theirs.close();
  }
}

/** Milliseconds after which a page that was just opened has no more to do. */
const QUIET = 500;

/** One after the other, the other way round in every second round, and none while the one before is still at work. */
async function inTurns(round: number, one: () => Promise<void>, other: () => Promise<void>): Promise<void> {
  for (const step of round % 2 === 0 ? [one, other] : [other, one]) {
    await sleep(QUIET);
    await step();
  }
}

interface Tabs {
  /** Any page of the extension, from which its API is called. */
  readonly bridge: LatencyTab;
  readonly popup: LatencyTab;
  /** A web page with a vendor. */
  readonly page: LatencyTab;
  readonly tabId: number;
}

async function openTabs({ origin, open }: Pick<BenchChromium, 'origin' | 'open'>): Promise<Tabs> {
  const bridge = await open(`${origin}/popup.html?tabId=0`);
  const page = await open(PAGE);
  await sleep(2_000);
  const tabId = await tabAt(bridge, PAGE);
  return { bridge, page, tabId, popup: await open('about:blank') };
}

/** Firefox ends an idle background after this many milliseconds here. */
const IDLE = 1_500;

async function inFirefox(world: World, answering: string, rounds: number): Promise<Times> {
  const times: Times = {};
  const prefs = { 'extensions.background.idle.timeout': IDLE };
  const ours = await startBenchFirefox(world, FIREFOX_BUILD, project.countergaze.geckoId, prefs);
  const theirs = await startBenchFirefox(world, answering, 'bench@countergaze.invalid', prefs);
  try {
    const own = await ours.open();
    const other = await theirs.open();
    for (let round = -2; round < rounds; round++) {
      if (round >= 0 && round % 10 === 0) progress(`Firefox, round ${round + 1} of ${rounds}`);
      const note = (what: string, value: number) => {
        if (round >= 0) times[what] = [...(times[what] ?? []), value];
      };
      for (const state of ['cold', 'warm']) {
        if (state === 'cold') {
          await Promise.all([own.go('about:blank'), other.go('about:blank')]);
          await sleep(2 * IDLE + 500);
        }
        await inTurns(
          round,
          async () => note(`static page, ${state}`, await firstContent(other, `${theirs.origin}/popup.html`)),
          async () => note(`popup, ${state}`, await firstContent(own, `${ours.origin}/popup.html?tabId=0`)),
        );
      }
    }
    return times;
  } finally {
    await ours.close();
    await theirs.close();
  }
}

function report(chromium: Times, firefox: Times): PartResult {
  const goals: Goal[] = [];
  const rows: string[][] = [];
  const add = (browser: string, times: Times, what: string, base?: string, limit?: number) => {
    const values = times[what] ?? [];
    const ratio = base === undefined ? undefined : pairedRatio(values, times[base] ?? []);
    rows.push([
      browser,
      what,
      show(median(values)),
      base ?? '',
      base === undefined ? '' : show(median(times[base] ?? [])),
      ratio === undefined ? '' : showRatio(ratio),
    ]);
    if (ratio !== undefined && limit !== undefined) {
      goals.push({ says: `${browser}: ${what} to ${base}`, figure: ratio.median, unit: '', wanted: 'at most', limit });
    }
  };
  for (const [browser, times] of [
    ['Chromium', chromium],
    ['Firefox', firefox],
  ] as const) {
    for (const state of ['warm', 'cold']) add(browser, times, `popup, ${state}`, `static page, ${state}`, 1.15);
  }
  add('Chromium', chromium, 'verdict, warm', 'bare answer, warm');
  add('Chromium', chromium, 'verdict, cold', 'bare answer, cold', 1.3);
  for (const state of ['warm', 'cold']) add('Chromium', chromium, `request to badge, ${state}`);
  const head = ['browser', 'what', 'ms', 'against', 'ms', 'ratio'];
  return { markdown: markdownTable(head, rows), figures: { chromium, firefox }, goals };
}
