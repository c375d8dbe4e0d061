/** The dashboard with 1,000 and with 100,000 lines: how much longer it takes to open, to show all, and to filter. */
import vendors from '../../rules/built/vendors.json' with { type: 'json' };
import { dayOf } from '../../utils/ledger.ts';
import { DashboardPage } from '../support/dashboard.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { makeDays } from '../support/ledger.ts';
import { startSession } from '../support/session.ts';
import { type BrowserOptions, roundsFor } from './bench-browser.ts';
import { type Goal, markdownTable, median, type PartResult, pairedRatio, progress, show, showRatio } from './report.ts';

export const name = 'dashboard';

const DAYS = 1_000;
/** Lines a day; both ledgers cover the same time. */
const SIZES = { small: 1, large: 100 } as const;
type Size = keyof typeof SIZES;
const ROUNDS = 15;

const STEPS = {
  open: 'open, the last 30 days: navigation to drawn',
  all: 'show all 1,000 days',
  vendor: 'filter all of it by vendor',
  modality: 'filter all of it by modality (face)',
  site: 'filter all of it by a part of the site',
  scroll: 'scroll all of it to the end',
} as const;
type Step = keyof typeof STEPS;
/** Milliseconds. */
type Round = Record<Step, number>;

export async function run(options: BrowserOptions): Promise<PartResult> {
  const rounds = roundsFor(options, ROUNDS, ROUNDS);
  const results = [await measureIn('chromium', rounds), await measureIn('firefox', rounds)];
  const how = `${rounds} rounds, both ledgers in turn in each. Milliseconds are medians; the ratio is 100,000 lines to 1,000, with its 95 % interval.`;
  return {
    markdown: [how, ...results.map(({ markdown }) => markdown)].join('\n\n'),
    figures: Object.fromEntries(results.map(({ browser, figures }) => [browser, figures])),
    goals: results.flatMap(({ goals }) => goals),
  };
}

async function measureIn(browser: BrowserName, rounds: number) {
  const sessions = { small: await startSession(browser), large: await startSession(browser) };
  const measured: Record<Size, Round[]> = { small: [], large: [] };
  try {
    const pages = { small: await fill(sessions.small, 'small'), large: await fill(sessions.large, 'large') };
    for (let round = 0; round < rounds; round++) {
      for (const size of ['small', 'large'] as const) measured[size].push(await measure(pages[size]));
      progress(`${browser}: round ${round + 1} of ${rounds}`);
    }
  } finally {
    await sessions.small.close();
    await sessions.large.close();
  }
  return report(browser, measured);
}

async function fill(session: Parameters<typeof DashboardPage.over>[0], size: Size): Promise<DashboardPage> {
  const page = await DashboardPage.over(session);
  await page.open(makeDays(DAYS, SIZES[size], Object.keys(vendors), dayOf(Date.now())));
  return page;
}

function report(browser: BrowserName, measured: Record<Size, Round[]>) {
  const steps = Object.keys(STEPS) as Step[];
  const figures = steps.map((step) => {
    const [small, large] = [measured.small, measured.large].map((all) => all.map((round) => round[step])) as [
      number[],
      number[],
    ];
    return { step, small: median(small), large: median(large), ratio: pairedRatio(large, small) };
  });
  const table = markdownTable(
    [browser, '1,000 lines (ms)', '100,000 lines (ms)', 'ratio'],
    figures.map(({ step, small, large, ratio }) => [STEPS[step], show(small), show(large), showRatio(ratio)]),
  );
  const opening = figures.find(({ step }) => step === 'open');
  const goals: Goal[] = [
    {
      says: `the dashboard opens 100,000 lines nearly as fast as 1,000 (${browser})`,
      figure: opening?.ratio.median ?? Number.NaN,
      unit: 'times',
      wanted: 'at most',
      limit: 2,
    },
  ];
  return { browser, figures, markdown: table, goals };
}

/** One dashboard, opened anew and used as a person would; every step ends when the document shows its result. */
async function measure(page: DashboardPage): Promise<Round> {
  await page.reopen();
  await page.tab.waitFor('[aria-rowcount]');
  const [vendor = ''] = Object.keys(vendors);
  return page.tab.run(async (id): Promise<Round> => {
    const lines = () => document.querySelector('[aria-rowcount]')?.getAttribute('aria-rowcount') ?? '0';
    const until = async (isDone: () => boolean) => {
      while (!isDone()) await new Promise((resolve) => setTimeout(resolve));
      return performance.now();
    };
    const choose = async (field: string, value: string, isDone: () => boolean) => {
      const element = document.querySelector(`[name="${field}"]`) as HTMLSelectElement | HTMLInputElement;
      const from = performance.now();
      element.value = value;
      element.dispatchEvent(new Event(element.localName === 'select' ? 'change' : 'input', { bubbles: true }));
      return (await until(isDone)) - from;
    };
    const open = performance.getEntriesByName('drawn')[0]?.startTime ?? Number.NaN;
    const few = lines();
    const all = await choose('days', '0', () => lines() !== few);
    const many = lines();
    const filter = async (field: string, value: string) => {
      const took = await choose(field, value, () => lines() !== many);
      await choose(field, '', () => lines() === many);
      return took;
    };
    const filters = {
      vendor: await filter('vendor', id),
      modality: await filter('modality', 'face'),
      site: await filter('site', 'site1'),
    };
    const region = document.querySelector('.lines') as HTMLElement;
    const from = performance.now();
    region.scrollTo(0, region.scrollHeight);
    const end = await until(() => document.querySelector(`tr[aria-rowindex="${many}"]`) !== null);
    return { open, all, ...filters, scroll: end - from };
  }, vendor);
}
