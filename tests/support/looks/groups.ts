/** Which states there are, in which browser each is reached, and which are not. */
import { configure, pageOf } from '../chromium.ts';
import type { Session } from '../session.ts';
import { DASHBOARD_STATES } from './dashboard-states.ts';
import { NOTICE_STATES } from './notice-states.ts';
import {
  BARRED_WELCOME_STATES,
  CAMPAIGN_STATES,
  DEMO_STATES,
  EVIDENCE_STATES,
  LETTER_STATES,
  LIST_STATES,
  MISTAKE_STATES,
  OPTIONS_STATES,
  SHARE_STATES,
  WELCOME_STATES,
} from './page-states.ts';
import { AGED_STATES, BARRED_STATES, POPUP_STATES, PRIVATE_STATES } from './popup-states.ts';
import { LooksScene, type State } from './scene.ts';
import { startWithServer, UPDATES_STATES } from './updates-states.ts';

export interface Group {
  readonly page: string;
  readonly states: readonly State[];
}

interface Browser {
  readonly start: () => Promise<LooksScene>;
  readonly groups: readonly Group[];
}

/** What "On click" does in the browser's own menu: the extension may look at no site. */
async function bar(session: Session): Promise<void> {
  const tab = await session.driver.open();
  await configure(pageOf(tab).context(), session.driver.ownOrigin(), { hostAccess: 'ON_CLICK' });
  await tab.close();
}

export const BROWSERS: readonly Browser[] = [
  {
    start: () => LooksScene.start({}, (session) => session.driver.allowPrivateWindows()),
    groups: [{ page: 'popup', states: PRIVATE_STATES }],
  },
  {
    start: () => LooksScene.start(),
    groups: [{ page: 'popup', states: AGED_STATES }],
  },
  {
    start: () => LooksScene.start({}, bar),
    groups: [
      { page: 'popup', states: BARRED_STATES },
      { page: 'welcome', states: BARRED_WELCOME_STATES },
    ],
  },
  {
    start: startWithServer,
    groups: [{ page: 'options', states: UPDATES_STATES }],
  },
  {
    start: () => LooksScene.start(),
    groups: [
      { page: 'popup', states: POPUP_STATES },
      { page: 'notice', states: NOTICE_STATES },
      { page: 'welcome', states: WELCOME_STATES },
      { page: 'demo', states: DEMO_STATES },
      { page: 'list', states: LIST_STATES },
      { page: 'options', states: OPTIONS_STATES },
      { page: 'dashboard', states: DASHBOARD_STATES },
      { page: 'evidence', states: EVIDENCE_STATES },
      { page: 'letter', states: LETTER_STATES },
      { page: 'share', states: SHARE_STATES },
      { page: 'mistake', states: MISTAKE_STATES },
      { page: 'campaign', states: CAMPAIGN_STATES },
    ],
  },
];

/** States that no means of a test brings about in Chromium, each with the reason. */
export const UNREACHED: readonly string[] = [
  'Popup and options with policies of an organisation: Chromium reads those from a folder that only root can write.',
  'Welcome, access refused: the browser’s own question cannot be answered by a test.',
  'Options, the browser refuses to store; dashboard, the ledger is broken: both need a damaged disk (tests/e2e/faults.test.ts has the second).',
  'Popup and mistake page with a public form: package.json names no repository so far.',
  'Deep scan on a reload: only Firefox has it (tests/e2e/deep.test.ts).',
];
