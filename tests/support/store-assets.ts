/**
 * `npm run store-assets`: the pictures for the stores, from the real extension in a real browser, in `artifacts/store`.
 * Screenshots in every wanted language that the extension speaks; the tiles in English.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../../utils/i18n.ts';
import { dayOf } from '../../utils/ledger.ts';
import type { Settings } from '../../utils/settings.ts';
import { PAGES, type TestPage } from '../site/pages.ts';
import { buildFor } from './build.ts';
import { DashboardPage } from './dashboard.ts';
import type { Tab } from './driver.ts';
import { makeDays } from './ledger.ts';
import { noticeIn } from './notice.ts';
import { isTrueOf, popupContent, readPopup, type Session, startSession, visit } from './session.ts';
import { readListing } from './store-listing.ts';

const WANTED = ['en', 'fr', 'de', 'es', 'it', 'pl', 'el'];
const FOLDER = join(import.meta.dirname, '../../artifacts/store');
const SIZE = { width: 1280, height: 800 };
const bank = PAGES.find(({ id }) => id === 'bank') as TestPage;

buildFor('chromium');
mkdirSync(FOLDER, { recursive: true });
const session = await startSession('chromium');
try {
  for (const language of WANTED.filter((tag) => (LANGUAGES as readonly string[]).includes(tag))) {
    await photographIn(session, language as Settings['language']);
    console.log(`${language}: 5 screenshots`);
  }
  await drawTile('tile-440x280', 440, 280);
  await drawTile('marquee-1400x560', 1400, 560);
  console.log(`2 tiles; all in ${FOLDER}`);
} finally {
  await session.close();
}

/** The popup over a page, the notice in one, the list, the dashboard and the welcome page. */
async function photographIn(session: Session, language: Settings['language']): Promise<void> {
  const save = (tab: Tab, name: string) => shoot(tab, join(FOLDER, `${language}-${name}.png`), SIZE);
  const dashboard = await DashboardPage.over(session);
  await dashboard.open(makeDays(90, 4, ['seon', 'biocatch', 'onfido', 'persona', 'webgazer'], dayOf(Date.now())));
  await choose(dashboard.own, language);
  await dashboard.reopen();
  await save(dashboard.tab, '4-dashboard');
  await dashboard.tab.close();
  const { tab, tabId } = await visit(session, bank);
  await popupContent(session, tabId, (content) => isTrueOf(content, bank));
  await noticeIn(dashboard.own, tabId);
  await save(tab, '2-notice');
  await tab.reload();
  await popupOver(session, tab, tabId, (composed) => save(composed, '1-popup'));
  await tab.close();
  const list = await session.driver.openOwn('list.html');
  await list.waitFor('#biocatch');
  await list.click('#filter-words');
  await list.type('BioCatch');
  await list.click('#biocatch summary');
  await list.waitFor('#biocatch .dossier-text');
  await save(list, '3-list');
  await list.close();
  const demo = await session.driver.openOwn('demo.html');
  await demo.waitFor('.browser');
  await save(demo, '5-demo');
  await demo.close();
  await dashboard.own.close();
}

/** Chooses the language, as options do, and forgets which sites have had their notice. */
function choose(own: Tab, language: string): Promise<void> {
  return own.run(async (tag) => {
    interface Storage {
      readonly local: { get(key: string): Promise<{ settings?: object }>; set(items: object): Promise<void> };
      readonly session: { remove(key: string): Promise<void> };
    }
    const { chrome } = globalThis as unknown as { chrome: { storage: Storage } };
    const { local, session } = chrome.storage;
    await local.set({ settings: { ...(await local.get('settings')).settings, language: tag } });
    await session.remove('noticed');
  }, language);
}

/** Lays the popup over the page as the browser would, below the toolbar's end, and hands over the picture. */
async function popupOver(
  session: Session,
  page: Tab,
  tabId: number,
  use: (composed: Tab) => Promise<void>,
): Promise<void> {
  const popup = await session.popup(tabId);
  await readPopup(popup);
  const [behind, before] = [join(FOLDER, '.page.png'), join(FOLDER, '.popup.png')];
  await shoot(page, behind, SIZE);
  await shoot(popup, before, { width: 400, height: 740 });
  await popup.close();
  const composed = await session.driver.open();
  await composed.run(
    (back, front) => {
      document.body.style.cssText = 'margin:0';
      const picture = (src: string, style: string) => {
        const image = Object.assign(new Image(), { src });
        image.style.cssText = style;
        document.body.append(image);
        return image.decode();
      };
      const frame = 'border-radius:10px;box-shadow:0 4px 32px rgb(0 0 0/35%)';
      return Promise.all([
        picture(back, 'position:absolute;inset:0'),
        picture(front, `position:absolute;right:24px;top:16px;${frame}`),
      ]).then(() => undefined);
    },
    dataUrl(behind),
    dataUrl(before),
  );
  await use(composed);
  await composed.close();
}

async function drawTile(name: string, width: number, height: number): Promise<void> {
  const tab = await session.driver.open();
  const icon = dataUrl(join(import.meta.dirname, '../../public/icon/loaded-128.png'));
  await tab.run(
    (src, title, line, size) => {
      const scale = size / 280;
      document.body.style.cssText = `margin:0;height:100vh;display:grid;place-content:center;justify-items:center;gap:${8 * scale}px;
        padding:0 ${28 * scale}px;box-sizing:border-box;background:#fffdf9;color:#1d1820;font:${17 * scale}px/1.4 system-ui,sans-serif;text-align:center`;
      const image = Object.assign(new Image(), { src, alt: '', width: 88 * scale });
      const heading = Object.assign(document.createElement('b'), { textContent: title });
      heading.style.cssText = `font-size:${34 * scale}px;letter-spacing:-0.01em`;
      const text = Object.assign(document.createElement('span'), { textContent: line });
      text.style.cssText = `max-width:${384 * scale}px;color:#5b5360;text-wrap:balance`;
      document.body.append(image, heading, text);
      return image.decode();
    },
    icon,
    readListing('en').name,
    readListing('en').summary,
    height,
  );
  await shoot(tab, join(FOLDER, `${name}.png`), { width, height });
  await tab.close();
}

/** A picture of exactly that size; anything else is an error. */
async function shoot(tab: Tab, path: string, { width, height }: { width: number; height: number }): Promise<void> {
  await tab.resize(width, height);
  await new Promise((resolve) => setTimeout(resolve, 400)); // what moves has arrived
  await tab.screenshot(path, 'viewport');
  const file = readFileSync(path);
  const size = `${file.readUInt32BE(16)} × ${file.readUInt32BE(20)}`;
  if (size !== `${width} × ${height}`) throw new Error(`${path} is ${size}, not ${width} × ${height}`);
}

function dataUrl(path: string): string {
  return `data:image/png;base64,${readFileSync(path).toString('base64')}`;
}
