import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, fireEvent } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { DeepScanProps } from '../../components/deep-scan.tsx';
import type { PopupState } from '../../components/popup-view.tsx';
import { type Action, type Dossier, offer, type Stage } from '../../rules/core/index.ts';
import { createTranslator } from '../../utils/i18n.ts';
import type { Report, VendorWords } from '../../utils/protocol.ts';
import { acme, acmeSighting, answerBase, english, renderPopup } from '../support/popup-view.tsx';

const ROOT = join(import.meta.dirname, '../..');
const json = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const french = createTranslator('fr', json('public/_locales/fr/messages.json'));
const actions = readdirSync(join(ROOT, 'rules/actions')).map((name) => json(`rules/actions/${name}`) as Action);
const offered = (iso: string, more: Action[] = []) =>
  offer([...actions, ...more], { now: Date.parse(iso), language: 'en', country: null });

afterEach(cleanup);

function show(
  state: PopupState,
  {
    words = english,
    now = '2026-11-23',
    more = [] as Action[],
    listTooOld = null as number | null,
    dossiers = {} as Record<string, Dossier>,
    scan = {} as Partial<DeepScanProps>,
    canReport = true,
  } = {},
) {
  const { container, heard } = renderPopup(
    {
      state,
      canReport,
      offer: offered(now, more),
      dossiers,
      listTooOld,
      scan: { state: null, canReload: false, onStart: vi.fn(), onReload: vi.fn(), onStop: vi.fn(), ...scan },
    },
    words,
  );
  const find = (selector: string) => container.querySelector<HTMLElement>(selector);
  return { container, find, text: container.textContent ?? '', ...heard };
}

const answered = (report: Report): PopupState => ({ kind: 'answered', report });

interface More {
  readonly hosted?: boolean;
  readonly overdue?: boolean;
  readonly sensor?: 'camera' | 'microphone' | 'picture';
  /** Its code was seen to run, too. */
  readonly running?: boolean;
}

function found(
  stage: Stage,
  words: Partial<VendorWords> = {},
  { sensor, running = false, ...more }: More = {},
): PopupState {
  const evidence = [{ ...acmeSighting, stage, ...(sensor === undefined ? {} : { sensor }) }];
  if (running) evidence.push({ ...acmeSighting, stage: 'started' });
  return answered({
    state: 'watched',
    ...answerBase,
    findings: [{ vendor: 'acme', stage, hosted: false, overdue: false, evidence, ...more }],
    vendors: { acme: { ...acme, ...words } },
  });
}

describe('every state in words', () => {
  test.each([
    [{ kind: 'checking' } as const, 'checking', 'Still checking'],
    [{ kind: 'failed', error: 'worker died' } as const, 'failed', 'could not check this page: worker died'],
    [answered({ state: 'forbidden', ...answerBase }), 'forbidden', 'not allowed to look at this site'],
    [answered({ state: 'unreachable', ...answerBase }), 'unreachable', 'cannot look at this page'],
    [answered({ state: 'unwatched', ...answerBase }), 'unwatched', 'open before Countergaze could look'],
    [answered({ state: 'paused', ...answerBase, byOrganisation: false, until: null }), 'paused', 'paused on this site'],
    [
      answered({ state: 'watched', ...answerBase, findings: [], vendors: {} }),
      'nothing',
      'Nothing on our list was seen',
    ],
    [found('loaded'), 'found', '1 biometric vendor seen here'],
  ])('%j', (state, name, words) => {
    const { find, text } = show(state);
    expect(find('[role="status"]')?.dataset.state).toBe(name);
    expect(text).toContain(words);
    expect(text).not.toMatch(/\bsafe\b/i);
  });

  test('an old list says its age', () => {
    const { find } = show(found('loaded'), { listTooOld: 60 });
    expect(find('[data-state="old-list"]')?.textContent).toBe('The list is 60 days old. Newer vendors may be missing.');
  });

  test('buttons do what they say', () => {
    const forbidden = show(answered({ state: 'forbidden', ...answerBase }));
    fireEvent.click(forbidden.find('button') as HTMLElement);
    expect(forbidden.onGrant).toHaveBeenCalledOnce();
    cleanup();
    const paused = show(answered({ state: 'paused', ...answerBase, byOrganisation: false, until: null }));
    fireEvent.click(paused.find('button') as HTMLElement);
    expect(paused.onPause).toHaveBeenCalledWith('off');
  });
});

describe('a finding says its stage and no more', () => {
  test.each([
    ['listed', {}, {}, 'This site belongs to Acme, which sells face search.'],
    ['loaded', {}, {}, 'This page loads Acme’s code.'],
    ['loaded', {}, { hosted: true }, 'This page is Acme’s check.'],
    ['started', {}, {}, 'Acme’s code is running on this page.'],
    [
      'started',
      { modalities: ['keystroke', 'pointer'] },
      {},
      'Acme’s code is running on this page; it is made to watch how you type and move.',
    ],
    ['capture-ready', {}, { sensor: 'camera' }, 'This page loads Acme’s code, and it may use your camera.'],
    [
      'capture-ready',
      {},
      { sensor: 'camera', running: true },
      'Acme’s code is running on this page and may use your camera.',
    ],
    [
      'capture-ready',
      {},
      { sensor: 'microphone', running: true },
      'Acme’s code is running on this page and may use your microphone.',
    ],
    [
      'capture-ready',
      {},
      { sensor: 'picture', running: true },
      'Acme’s code is running on this page and asks for a picture.',
    ],
    ['capture-ready', {}, { sensor: 'picture' }, 'This page loads Acme’s code, and it asks for a picture.'],
    ['capturing', {}, { sensor: 'camera', running: true }, 'Acme’s code is running on this page and the camera is on.'],
    ['capturing', {}, { sensor: 'camera' }, 'This page loads Acme’s code, and the camera is on.'],
    [
      'capturing',
      {},
      { sensor: 'microphone', running: true },
      'Acme’s code is running on this page and the microphone is on.',
    ],
    ['capturing', {}, { sensor: 'microphone' }, 'This page loads Acme’s code, and the microphone is on.'],
  ] as const)('%s %j %j', (stage, words, more, sentence) => {
    const { find } = show(found(stage, words as never, more as More));
    const item = find('li[data-vendor="acme"]');
    expect(item?.dataset.stage).toBe(stage);
    expect(item?.querySelector('.stage')?.textContent).toBe(sentence);
  });

  test('who, what, what for, how it starts, and the evidence', () => {
    const { text, find } = show(found('loaded', { modalities: ['face', 'voice'], practice: 'silent' }));
    expect(text).toContain('Can readface, voice');
    expect(text).toContain('Made forface search');
    expect(text).toContain('without asking you');
    expect(find('[data-signature="host:sdk.acme.test"]')?.textContent).toContain('https://sdk.acme.test/a.js');
  });

  test('the dossier: what is inside, an objection, and only the sources that back what was seen', () => {
    const source = (ref: string, shows: string[]) => ({
      ref,
      says: 'It says so.',
      shows,
      how: 'live',
      seen: '2026-01-01',
    });
    const dossier = {
      summary: 'Reads faces for tests.',
      buildsOn: ['inner'],
      dispute: { opened: '2026-03-01', says: 'We left this business.' },
      reply: { received: '2026-03-02', says: 'See our notes.' },
      sources: [
        source('https://docs.acme.test/host', ['host:sdk.acme.test']),
        source('https://docs.acme.test/other', ['file:x.js']),
      ],
    } as unknown as Dossier;
    const { text } = show(found('loaded'), { dossiers: { acme: dossier, inner: { name: 'Inner' } as Dossier } });
    expect(text).toContain('Built on Inner.');
    expect(text).toContain('disputes this entry since March 1, 2026. We left this business.');
    expect(text).toContain('reply of March 2, 2026: See our notes.');
    expect(text).toContain('docs.acme.test/host');
    expect(text).not.toContain('docs.acme.test/other');
  });

  test('the entry is linked, but not in a private window: the link would name the vendor in the history', () => {
    const state = found('loaded') as Extract<PopupState, { kind: 'answered' }>;
    const links = (report: Report) => show(answered(report)).container.querySelectorAll('a[href$="#acme"]').length;
    expect(links(state.report)).toBe(1);
    expect(links({ ...state.report, isPrivate: true })).toBe(0);
  });

  test('an overdue entry says its age', () => {
    expect(show(found('loaded', {}, { overdue: true })).text).toContain('Entry last checked on January 2, 2026');
  });

  test('markup in a name stays text', () => {
    const { container } = show(found('loaded', { name: '<img src=x onerror=alert(1)>' }));
    expect(container.querySelector('img')).toBeNull();
  });

  test('in French', () => {
    expect(show(found('loaded'), { words: french }).find('.stage')?.textContent).toBe(
      'Cette page charge le code Acme.',
    );
  });
});

test('a finding leads to its letter by number: an address that the browser keeps names nobody', () => {
  const { find } = show(found('loaded'));
  expect(find('li[data-vendor] a[href^="/letter.html"]')?.getAttribute('href')).toBe('/letter.html?tabId=7&finding=0');
});

describe('the call to action', () => {
  const petition = {
    ...(actions.find(({ founding }) => founding) as Action),
    id: 'new-petition',
    founding: undefined,
    opens: '2026-10-01T00:00:00+02:00',
    closes: '2027-03-31T23:59:00+02:00',
    link: { en: 'https://petition.example/' },
  } as Action;

  test('today: the founding initiative is closed, with its figures, and nothing invites to sign', () => {
    const { find, container, text } = show(found('loaded'));
    const history = find('[data-action="eci-2021-000001"]');
    expect(history?.dataset.actionStatus).toBe('closed');
    expect(history?.textContent).toContain('Closed on August 1, 2022, almost 80,000 signatures.');
    expect(history?.querySelector('a')?.href).toContain('goodbye-eci');
    expect(find('[data-action="dpa-complaint"]')?.dataset.actionStatus).toBe('always');
    expect(container.querySelectorAll('[data-action-status="open"]')).toHaveLength(0);
    expect(text).not.toMatch(/\bsign\b/i);
  });

  test('a new open petition says Sign, until its date', () => {
    const open = show(found('loaded'), { more: [petition] });
    expect(open.find('[data-action="new-petition"][data-action-status="open"] a.button')?.textContent).toBe('Sign');
    expect(open.find('[data-action="new-petition"]')?.textContent).toContain('Open until March 31, 2027.');
    cleanup();
    expect(
      show(found('loaded'), { more: [petition], now: '2027-04-01' }).find('[data-action="new-petition"]'),
    ).toBeNull();
  });

  test('links carry no referrer', () => {
    const { container } = show(found('loaded'));
    for (const link of container.querySelectorAll('a')) expect(link.rel).toBe('noopener noreferrer');
  });
});
