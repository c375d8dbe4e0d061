/** What a site allows crawlers (RFC 9309), asked for once a site in a browser of its own, as its pages will be. */
import type { Browser } from 'playwright-core';
import robotsParser from 'robots-parser';

/** The name that a site's robots.txt may address. */
export const AGENT = 'Countergaze';

export interface Permit {
  /** `unread`: the site did not say, so nothing of it is visited; it may another time. */
  readonly answer: 'allowed' | 'disallowed' | 'unread';
  readonly why: string;
  /** Seconds between two visits, as far as the site asks for them. */
  readonly delay: number;
}

type Rules = Pick<ReturnType<typeof robotsParser>, 'isAllowed' | 'getCrawlDelay'>;

export class Robots {
  readonly #browser: Browser;
  readonly #userAgent: string;
  readonly #rules = new Map<string, Promise<Rules | string>>();

  constructor(browser: Browser, userAgent: string) {
    this.#browser = browser;
    this.#userAgent = userAgent;
  }

  async permit(url: string): Promise<Permit> {
    const { origin } = new URL(url);
    const asked = this.#rules.get(origin) ?? this.#ask(`${origin}/robots.txt`);
    this.#rules.set(origin, asked);
    const rules = await asked;
    if (typeof rules === 'string') return { answer: 'unread', why: rules, delay: 0 };
    if (!(rules.isAllowed(url, AGENT) ?? true)) return { answer: 'disallowed', why: 'robots.txt says no', delay: 0 };
    return { answer: 'allowed', why: '', delay: rules.getCrawlDelay(AGENT) ?? 0 };
  }

  /** The rules; or why there are none, which forbids everything: a site that is ill is left in peace. */
  async #ask(url: string): Promise<Rules | string> {
    const page = await this.#browser.newPage({ userAgent: this.#userAgent });
    try {
      const response = await page.goto(url, { timeout: 20_000 });
      const status = response?.status() ?? 0;
      if (status >= 500 || status === 0) return `robots.txt cannot be read (status ${status})`;
      return robotsParser(url, status >= 400 ? '' : ((await response?.text()) ?? ''));
    } catch (error) {
      return `robots.txt cannot be read (${reasonOf(error)})`;
    } finally {
      await page.close();
    }
  }
}

/** The first line of an error, without Playwright's call in front. */
export function reasonOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line.replace(/^[\w.]+: /, '').replace(/ at https?:.*$/, '');
}
