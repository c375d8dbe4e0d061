/** States of the dashboard, over a real ledger. */
import { dayOf } from '../../../utils/ledger.ts';
import type { Tab } from '../driver.ts';
import { chooseLedger, deleteDatabase, holdDatabase, letGo, makeDays, makeNewer, openDashboard } from '../ledger.ts';
import type { LooksScene, State } from './scene.ts';

const WIDTH = 1000;
const DAYS = makeDays(90, 4, ['seon', 'biocatch', 'onfido', 'persona', 'webgazer'], dayOf(Date.now()));
const FILE = { countergaze: 'ledger', format: 1, exported: '2026-01-01' };

const state = (name: string, reach: State['reach']): State => ({ name, width: WIDTH, reach });

/** Over these days; then what is done there. */
function filled(
  act: (scene: LooksScene) => Promise<unknown> = async () => {},
  { days = DAYS as readonly { readonly day: string }[], address = '' } = {},
): State['reach'] {
  return async (scene) => {
    await scene.dashboard.open(days, address);
    await act(scene);
    return scene.keep(scene.dashboard.tab);
  };
}

const notice = (kind: string) => (scene: LooksScene) => scene.dashboard.notice(kind);

/** A dashboard that cannot open the ledger, since something was done to that by another page. */
function troubled(problem: string, cause: (own: Tab) => Promise<unknown>): State['reach'] {
  return async (scene) => {
    await scene.dashboard.open([]);
    await scene.dashboard.tab.close();
    await cause(scene.self);
    const tab = scene.keep(await openDashboard(scene.session));
    await tab.waitFor(`[data-problem="${problem}"]`);
    return tab;
  };
}

export const DASHBOARD_STATES: readonly State[] = [
  state('not asked yet', async (scene) => scene.keep(await openDashboard(scene.session))),
  state('answered no', async (scene) => {
    const tab = scene.keep(await openDashboard(scene.session));
    await tab.click('[data-do="no"]');
    await tab.waitFor('[data-ledger="off"]');
    return tab;
  }),
  state('empty', filled(undefined, { days: [] })),
  state('with rows', filled()),
  state(
    'with rows, the charts as tables',
    filled(async ({ dashboard: { tab } }) => {
      await tab.waitFor('[data-chart="breakdown"] li button');
      for (const chart of ['timeline', 'breakdown']) await tab.click(`[data-chart="${chart}"] summary`);
    }),
  ),
  state('filtered to one vendor', filled(undefined, { address: '#vendor=onfido&days=0' })),
  state(
    'filtered to nothing',
    filled(async ({ dashboard }) => {
      await dashboard.choose('site', 'nowhere');
      await dashboard.tab.waitFor('[data-ledger="none"]');
    }),
  ),
  state(
    'wiped, with undo',
    filled(async (scene) => {
      await scene.dashboard.press('wipe');
      await notice('wiped')(scene);
    }),
  ),
  state(
    'kept for a shorter time, with undo',
    filled(async (scene) => {
      await scene.dashboard.choose('keep', '30');
      await notice('shortened')(scene);
    }),
  ),
  state(
    'imported, older lines left out',
    filled(
      async (scene) => {
        await chooseLedger(scene.self, { on: true, asked: true, keepDays: 30 });
        await scene.dashboard.reopen();
        await scene.dashboard.give(JSON.stringify({ ...FILE, days: DAYS }));
        await notice('imported')(scene);
      },
      { days: DAYS.slice(-1) },
    ),
  ),
  state(
    'an import refused',
    filled(async (scene) => {
      await scene.dashboard.give('{"countergaze":"ledger",');
      await notice('refused')(scene);
    }),
  ),
  state(
    'damaged lines left out',
    filled(undefined, { days: [...DAYS.slice(-3), { day: 'nonsense' }], address: '#days=0' }),
  ),
  state(
    'problem: the ledger was deleted while open',
    filled(async (scene) => {
      await deleteDatabase(scene.self);
      await notice('problem')(scene);
    }),
  ),
  state('problem: written by a newer version', troubled('newer', makeNewer)),
  state('problem: held by another page', async (scene) => {
    const tab = await troubled('blocked', holdDatabase)(scene);
    scene.atEnd(() => letGo(scene.self));
    return tab;
  }),
  state(
    'trouble while the background writes',
    filled(async (scene) => {
      await scene.self.run(async () => {
        const { chrome } = globalThis as unknown as {
          chrome: { storage: { session: { set(items: object): Promise<void> } } };
        };
        await chrome.storage.session.set({ ledgerTrouble: 'full' });
      });
      await scene.dashboard.reopen();
      await notice('problem')(scene);
    }),
  ),
];
