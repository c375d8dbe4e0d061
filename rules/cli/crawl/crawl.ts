/** Visits pages, several at a time, and writes each one down as soon as it is done. */
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from '../browser/find.ts';
import { CHROMIUM_FLAGS } from '../browser/flags.ts';
import { Frontier } from './frontier.ts';
import { showProgress } from './progress.ts';
import { appendRecord, newest, type PageRecord, readRecords } from './record.ts';
import { AGENT, type Permit, Robots } from './robots.ts';
import { visit } from './visit.ts';

export interface CrawlOptions {
  readonly out: string;
  /** Browsers at once. */
  readonly concurrency: number;
  /** Seconds between two visits of a site, at least. */
  readonly delay: number;
  readonly settle: number;
  readonly flags: readonly string[];
  /** Stands behind the crawler's name, so that a site knows whom to ask. */
  readonly contact: string;
}

/** The file of a crawl's records. */
export const recordsFile = (out: string) => join(out, 'pages.jsonl');

/** Visits what has not been visited yet; failed pages are tried again. Returns all records of the folder. */
export async function crawl(urls: readonly string[], options: CrawlOptions): Promise<PageRecord[]> {
  const file = recordsFile(options.out);
  const settled = new Set(newest(readRecords(file)).flatMap(({ url, outcome }) => (outcome === 'failed' ? [] : [url])));
  const left = urls.filter((url) => !settled.has(url));
  if (left.length < urls.length) console.error(`${urls.length - left.length} pages are done already`);
  const frontier = new Frontier(left);
  const stop = () => {
    frontier.stop();
    console.error('\nstopping: the pages under way are ended; the same command goes on from here');
  };
  process.once('SIGINT', stop);
  const scout = await chromium.launch({
    executablePath: await findBrowser('chromium'),
    args: [...CHROMIUM_FLAGS, ...options.flags],
    handleSIGINT: false,
  });
  try {
    await visitAll(frontier, left.length, scout, options);
  } finally {
    process.off('SIGINT', stop);
    await scout.close();
  }
  return newest(readRecords(file));
}

type Scout = Awaited<ReturnType<typeof chromium.launch>>;

async function visitAll(frontier: Frontier, total: number, scout: Scout, options: CrawlOptions): Promise<void> {
  const userAgent = await userAgentOf(scout, options.contact);
  const robots = new Robots(scout, userAgent);
  let done = 0;
  const worker = async () => {
    for (let url = await frontier.next(); url !== undefined; url = await frontier.next()) {
      const permit = await robots.permit(url);
      const record = permit.answer === 'allowed' ? await visit(url, { ...options, userAgent }) : unvisited(url, permit);
      frontier.done(url, permit.answer === 'allowed' ? Math.max(options.delay, permit.delay) : 0);
      appendRecord(recordsFile(options.out), record);
      showProgress(++done, total, `${url}: ${outcomeOf(record)}`);
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, worker));
}

/** The browser's own word for itself, with the crawler's name behind it: a site shall know who comes. */
async function userAgentOf(scout: Scout, contact: string): Promise<string> {
  const page = await scout.newPage();
  const own = await page.evaluate(() => navigator.userAgent);
  await page.close();
  return `${own} ${AGENT}${contact === '' ? '' : ` (+${contact})`}`;
}

/** A refusal is settled; of a site that did not answer, the next run asks again. */
function unvisited(url: string, { answer, why }: Permit): PageRecord {
  const outcome = answer === 'disallowed' ? 'disallowed' : 'failed';
  return { url, at: new Date().toISOString(), outcome, why, claims: [], acts: [], requests: 0 };
}

function outcomeOf({ outcome, why, claims }: PageRecord): string {
  if (outcome !== 'visited') return `${outcome}, ${why}`;
  return claims.length === 0 ? 'nothing on the list' : claims.map(({ vendor }) => vendor).join(', ');
}
