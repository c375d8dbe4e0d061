/** Blocks vendors as a person does, and counts at the server what still arrives: before and after a restart. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ASKED, BLOCK_SITES } from '../site/blocks.ts';
import { SITES } from '../site/sites.ts';
import { startWorld, type World } from '../site/world.ts';
import { startChromium } from './chromium.ts';
import type { Tab } from './driver.ts';
import type { BrowserName } from './find-browser.ts';
import { startFirefox } from './firefox.ts';
import { readPopup, type Session, sessionOf } from './session.ts';

export const [ONE, TWO] = BLOCK_SITES;

/** One browser on a profile that outlives it. */
export class Restartable {
  readonly #name: BrowserName;
  readonly #profile: string;
  readonly world: World;
  session: Session;

  private constructor(name: BrowserName, profile: string, world: World, session: Session) {
    this.#name = name;
    this.#profile = profile;
    this.world = world;
    this.session = session;
  }

  static async start(name: BrowserName): Promise<Restartable> {
    const profile = mkdtempSync(join(tmpdir(), 'countergaze-kept-'));
    const world = await startWorld(SITES);
    return new Restartable(name, profile, world, await begin(name, profile, world));
  }

  /** Ends the browser, and starts it again on the same profile. */
  async restart(): Promise<void> {
    await this.session.driver.close();
    this.session = await begin(this.#name, this.#profile, this.world);
  }

  async close(): Promise<void> {
    await this.session.driver.close();
    await this.world.close();
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Visits a page; how many of its requests to each vendor have arrived. */
  async arrived(url: string): Promise<Record<string, number>> {
    const from = this.world.seen.length;
    const tab = await this.session.driver.open();
    await tab.visit(url);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await tab.close();
    const seen = this.world.seen.slice(from);
    return Object.fromEntries(
      Object.entries(ASKED).map(([id, isIts]) => [id, seen.filter(({ host, path }) => isIts(host, path)).length]),
    );
  }

  /** Opens the popup for a page and presses what is named for a vendor; resolves when it stands as expected. */
  async press(url: string, vendor: string, button: string, standing: string): Promise<void> {
    const tab = await this.session.driver.open();
    await tab.visit(url);
    const popup = await this.session.popup(await this.session.tabIdOf(url));
    await pressIn(popup, vendor, button, standing);
    await popup.close();
    await tab.close();
  }
}

export async function pressIn(popup: Tab, vendor: string, button: string, standing: string): Promise<void> {
  const control = `[data-vendor="${vendor}"] .block-control`;
  await readPopup(popup);
  await popup.waitFor(control);
  if (button === 'here' || button === 'everywhere') await popup.click(`${control} summary`);
  await popup.click(`${control} [data-block="${button}"]`);
  await popup.waitFor(`${control}[data-standing="${standing}"]`);
  await popup.waitFor(`${control} [data-block="reload"]`); // said when the browser has taken the rules
}

async function begin(name: BrowserName, profile: string, world: World): Promise<Session> {
  return sessionOf(
    await (name === 'chromium' ? startChromium : startFirefox)({ world, headless: true, profile, forGood: true }),
    world,
  );
}

export interface BlockRow {
  readonly vendor: string;
  readonly where: 'nowhere' | 'here' | 'everywhere';
  /** Requests that arrived from the site on which it was chosen, and from another, before and after a restart. */
  readonly one: number;
  readonly two: number;
  readonly oneAfter: number;
  readonly twoAfter: number;
}

/** Every vendor of the two sites × blocked nowhere, here, everywhere, with real requests. */
export async function blockTable(name: BrowserName): Promise<BlockRow[]> {
  const it = await Restartable.start(name);
  try {
    const vendors = Object.keys(ASKED);
    const count = async () => ({ one: await it.arrived(ONE), two: await it.arrived(TWO) });
    const rows: BlockRow[] = [];
    const measure = async (where: BlockRow['where']) => {
      const before = await count();
      await it.restart();
      const after = await count();
      for (const vendor of vendors) {
        const [one = -1, two = -1] = [before.one[vendor], before.two[vendor]];
        const [oneAfter = -1, twoAfter = -1] = [after.one[vendor], after.two[vendor]];
        rows.push({ vendor, where, one, two, oneAfter, twoAfter });
      }
    };
    await measure('nowhere');
    for (const vendor of vendors) await it.press(ONE, vendor, 'here', 'here');
    await measure('here');
    for (const vendor of vendors) {
      await it.press(ONE, vendor, 'undo', 'free');
      await it.press(ONE, vendor, 'everywhere', 'everywhere');
    }
    await measure('everywhere');
    return rows;
  } finally {
    await it.close();
  }
}
