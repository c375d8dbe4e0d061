/** States of the full pages about a finding, of the list, the options, the welcome page and the demonstration. */

import { dayOf } from '../../../utils/ledger.ts';
import { PAGES, type TestPage } from '../../site/pages.ts';
import { configure, pageOf } from '../chromium.ts';
import type { Tab } from '../driver.ts';
import { makeDays } from '../ledger.ts';
import type { LooksScene, State } from './scene.ts';

const WIDTH = 1000;
const NOBODY = 'tabId=999999';
const bank = PAGES.find(({ id }) => id === 'bank') as TestPage;

type Act = (tab: Tab) => Promise<unknown>;
const nothing: Act = async () => {};

/** One of our pages that stands for itself. */
function own(name: string, page: string, selector: string, act: Act = nothing): State {
  const reach = async (scene: LooksScene) => {
    const tab = await scene.own(page, selector);
    await act(tab);
    return tab;
  };
  return { name, width: WIDTH, reach };
}

/** One of our pages about what was found on a page of the world. */
function about(name: string, page: string, selector: string, act: Act = nothing, visited: TestPage = bank): State {
  const reach = async (scene: LooksScene) => {
    const { tabId } = await scene.visitWhole(visited);
    const tab = await scene.own(`${page}?tabId=${tabId}&finding=0`, selector);
    await act(tab);
    return tab;
  };
  return { name, width: WIDTH, reach };
}

/** Chooses in a list, by its id. */
const choose =
  (id: string, value: string): Act =>
  (tab) =>
    tab.run(
      (field, chosen) => {
        const select = document.getElementById(field) as HTMLSelectElement;
        select.value = chosen;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      },
      id,
      value,
    );

const click =
  (selector: string, then: string): Act =>
  async (tab) => {
    await tab.click(selector);
    await tab.waitFor(then);
  };

/** Gives the file field a file, as the browser's own dialogue would. */
const give =
  (selector: string, text: string, then: string): Act =>
  async (tab) => {
    await tab.run(
      (field, content) => {
        const input = document.querySelector<HTMLInputElement>(field) as HTMLInputElement;
        const chosen = new DataTransfer();
        chosen.items.add(new File([content], 'settings.json'));
        input.files = chosen.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      },
      selector,
      text,
    );
    await tab.waitFor(then);
  };

export const WELCOME_STATES: readonly State[] = [
  own('access granted', 'welcome.html', '[data-access="granted"]'),
  {
    name: 'access granted, and pinned',
    width: WIDTH,
    async reach(scene) {
      const context = pageOf(scene.self).context();
      await configure(context, scene.session.driver.ownOrigin(), { pinnedToToolbar: true });
      return scene.own('welcome.html', '[data-pinned="true"]');
    },
  },
];

/** Of a browser in which the extension may look at no site. */
export const BARRED_WELCOME_STATES: readonly State[] = [
  own('access missing', 'welcome.html', '[data-access="missing"]'),
];

const SCENES = ['nothing', 'listed', 'loaded', 'silent', 'started', 'ready', 'capturing'];

export const DEMO_STATES: readonly State[] = SCENES.map((scene, at) =>
  own(scene, 'demo.html', '[data-scene]', click(`fieldset label:nth-of-type(${at + 1})`, `[data-scene="${scene}"]`)),
);

export const LIST_STATES: readonly State[] = [
  own('every entry', 'list.html', '.dossier'),
  { ...own('an entry open', 'list.html#biocatch', '.dossier-text'), part: '#biocatch' },
  own('nothing found', 'list.html', '.dossier', async (tab) => {
    await tab.click('#filter-words');
    await tab.type('nobody such');
    await tab.waitFor('.count button');
  }),
  own('an address that names nobody', 'list.html#nobody-such', '.dossier'),
];

const KEPT = {
  pausedSites: ['shop.example', 'news.example'],
  blocked: ['onfido', 'seon@bank.example'],
  allowed: ['onfido@broker.example'],
  notice: { silencedSites: ['a.notice.example'] },
  country: 'FR',
};
const settings = (more: object) => JSON.stringify({ countergaze: 'settings', format: 1, settings: more });
const FILE = '.keeper input[type=file]';

export const OPTIONS_STATES: readonly State[] = [
  own('as installed', 'options.html', '[data-command]'),
  own(
    'a file taken in: sites and vendors set apart, with undo',
    'options.html',
    '[data-do="reset"]',
    give(FILE, settings(KEPT), '[data-message="imported"]'),
  ),
  {
    ...own(
      'error: a file refused',
      'options.html',
      '[data-do="reset"]',
      give(FILE, settings({ ledger: { on: true, keepDays: 12 } }), '[data-message="refused"]'),
    ),
    part: '.keeper',
  },
  {
    ...own(
      'reset, with undo',
      'options.html',
      '[data-do="reset"]',
      click('[data-do="reset"]', '[data-message="reset"]'),
    ),
    part: '.keeper',
  },
];

const crowd: TestPage = {
  id: 'crowd',
  url: 'https://crowd.example/',
  plays: 'fifty vendors at once',
  embeds: Object.fromEntries(Array.from({ length: 50 }, (_, at) => [String(at), 'loaded'] as const)),
};

export const EVIDENCE_STATES: readonly State[] = [
  about('of a page', 'evidence.html', '[data-evidence="page"]'),
  about('of a page with fifty vendors', 'evidence.html', '[data-evidence="page"]', nothing, crowd),
  {
    name: 'of the ledger',
    width: WIDTH,
    async reach(scene) {
      const board = scene.dashboard;
      await board.open(makeDays(10, 3, ['biocatch', 'onfido', 'persona'], dayOf(Date.now())));
      await board.tab.close();
      return scene.own('evidence.html?from=ledger', '[data-evidence="ledger"]');
    },
  },
  own('nothing to keep', `evidence.html?${NOBODY}`, '[data-evidence="none"]'),
];

/** Letters are composed in the language that the page opens with. */
const letter = (name: string, act?: Act): State => ({
  ...about(name, 'letter.html', '#letter-text', act),
  isFixed: true,
});

export const LETTER_STATES: readonly State[] = [
  letter('access'),
  letter('erasure', choose('letter-kind', 'erasure')),
  letter('objection', choose('letter-kind', 'objection')),
  letter('complaint, no country chosen', async (tab) => {
    await choose('letter-kind', 'complaint')(tab);
    await tab.waitFor('#letter-country');
  }),
  letter('complaint, to the authority of a region', async (tab) => {
    await choose('letter-kind', 'complaint')(tab);
    await tab.waitFor('#letter-country');
    await choose('letter-country', 'DE')(tab);
    await tab.waitFor('#letter-region');
    await choose('letter-region', 'Berlin')(tab);
  }),
  letter('to the vendor, copied', async (tab) => {
    await choose('letter-recipient', 'vendor')(tab);
    await tab.click('.ways button');
  }),
  own('nothing to write about', `letter.html?${NOBODY}&finding=0`, 'h1'),
];

export const SHARE_STATES: readonly State[] = [
  about('a finding', 'share.html', 'canvas[data-drawn]'),
  about('copied', 'share.html', 'canvas[data-drawn]', click('[data-do="copy"]', '[data-copied="copied"]')),
  own('nothing to share', `share.html?${NOBODY}`, '[data-shared="none"]'),
];

export const MISTAKE_STATES: readonly State[] = [
  about('a draft', 'mistake.html', '[data-mistake="seon"]'),
  own('nothing that could be wrong', `mistake.html?${NOBODY}`, '[data-mistake="none"]'),
];

export const CAMPAIGN_STATES: readonly State[] = [
  own('the history', 'campaign.html', 'h2'),
  { ...own('what European law forbids', 'campaign.html#forbids', '#forbids'), part: '#forbids' },
];
