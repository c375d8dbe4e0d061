/** The pages beside the popup: what their components say and hand on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, fireEvent, render } from '@testing-library/preact';
import type { ComponentChild } from 'preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { DossierText } from '../../components/dossier-text.tsx';
import { ListView } from '../../components/list-view.tsx';
import { type OptionsProps, OptionsView } from '../../components/options-view.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Pictogram } from '../../components/pictogram.tsx';
import type { UpdatesProps } from '../../components/updates-section.tsx';
import { WelcomeView } from '../../components/welcome-view.tsx';
import { Words } from '../../components/words.tsx';
import { type Dossier, MODALITIES } from '../../rules/core/index.ts';
import { correctionUrl } from '../../utils/correction.ts';
import { createTranslator } from '../../utils/i18n.ts';
import { NO_FILTER } from '../../utils/list-search.ts';
import { DEFAULTS, type Settings } from '../../utils/settings.ts';
import { dossier as vendorFile } from '../support/fixtures.ts';

vi.hoisted(() => vi.stubGlobal('__REPOSITORY__', '')); // the build puts package.json's value there

const catalogue = JSON.parse(readFileSync(join(import.meta.dirname, '../../public/_locales/en/messages.json'), 'utf8'));
const english = createTranslator('en', catalogue);

afterEach(cleanup);

/** As in a build that has none. */
const NO_UPDATES: UpdatesProps = {
  host: '',
  isOn: true,
  isManaged: false,
  state: null,
  doing: null,
  said: null,
  onTurn: () => {},
  onAct: () => {},
  onImport: () => {},
};

function show(content: ComponentChild) {
  const { container } = render(<Words.Provider value={english}>{content}</Words.Provider>);
  const find = <E extends HTMLElement>(selector: string) => container.querySelector<E>(selector) as E;
  return { container, find, text: container.textContent ?? '' };
}

function dossier(id: string, more: Partial<Dossier> = {}): Dossier {
  return { ...vendorFile(id), ...more };
}

test('each modality has a drawing of its own, hidden from screen readers', () => {
  const drawings = MODALITIES.map((modality) => {
    const { find } = show(<Pictogram modality={modality} />);
    expect(find('svg').getAttribute('aria-hidden')).toBe('true');
    const path = find('path').getAttribute('d');
    cleanup();
    return path;
  });
  expect(new Set(drawings).size).toBe(MODALITIES.length);
});

test('“Skip to content” moves the focus and leaves the address, by which pages know what to show', () => {
  const { find } = show(
    <PageFrame current="list" title="The list">
      <p />
    </PageFrame>,
  );
  const changed = fireEvent.click(find('.skip'));
  expect(changed).toBe(false); // the browser's own way, which changes the address, is prevented
  expect(document.activeElement).toBe(find('main'));
});

describe('a dossier', () => {
  test('says what it knows, from where and how old, and what nobody says', () => {
    const { text, find } = show(
      <DossierText
        dossier={dossier('acme', {
          modalities: ['face', 'gaze'],
          country: 'DE',
          caution: 'Says nothing about recording.',
          privacy: { policy: 'https://www.acme.com/privacy', contact: 'dpo@acme.com' },
          dispute: { opened: '2026-03-01', says: 'We left this business.' },
        })}
        builtOn={['Inner']}
        correction={null}
      />,
    );
    for (const part of [
      'face, gaze',
      'Germany',
      'Companyno source says',
      'January 1, 2026',
      'To be checked again byJanuary 1, 2027',
      'Says nothing about recording.',
      'Built on Inner.',
      'We left this business.',
      'Recognised by 1 sign',
      'host:sdk.acme.com',
      'the project has no public repository so far',
    ]) {
      expect(text).toContain(part);
    }
    expect(find<HTMLAnchorElement>('a[href^="mailto:"]').href).toBe('mailto:dpo@acme.com');
  });

  test('is corrected on a public form that names it', () => {
    const url = correctionUrl('https://code.example/countergaze', { id: 'acme', name: 'Acme & Co' });
    expect(url).toBe(
      'https://code.example/countergaze/issues/new?template=correct-entry.yml&title=Correct%3A+Acme+%26+Co&id=acme',
    );
    expect(correctionUrl('', { id: 'acme', name: 'Acme' })).toBeNull();
    const { find } = show(<DossierText dossier={dossier('acme')} builtOn={[]} correction={url} />);
    const link = find<HTMLAnchorElement>('.ways a[target]');
    expect(link.href).toBe(url);
    expect(link.rel).toBe('noopener noreferrer');
  });
});

describe('the list', () => {
  const dossiers = {
    acme: dossier('acme', { name: 'Acme', modalities: ['voice'] }),
    zeta: dossier('zeta', { name: 'Zéta', country: 'FR', practice: 'silent', reviewBy: '2026-02-01' }),
  };
  const list = (filter = NO_FILTER) =>
    show(
      <ListView
        dossiers={dossiers}
        listDate="2026-01-01"
        today="2026-06-01"
        filter={filter}
        target=""
        correctionOf={() => null}
        onFilter={() => {}}
      />,
    );

  test.each([
    [{}, ['acme', 'zeta']],
    [{ words: 'zeta' }, ['zeta']],
    [{ words: 'FRANCE  ana' }, ['zeta']],
    [{ words: 'acme france' }, []],
    [{ modality: 'voice' }, ['acme']],
    [{ practice: 'silent', country: 'FR' }, ['zeta']],
    [{ practice: 'silent', modality: 'voice' }, []],
  ])('%j leaves %j', (filter, ids) => {
    const { container } = list({ ...NO_FILTER, ...filter });
    expect([...container.querySelectorAll('.dossier')].map(({ id }) => id)).toEqual(ids);
  });

  test('an entry past its date of review says so, and no dossier is made before it is opened', () => {
    const { find, container } = list();
    expect(find('#zeta .overdue').textContent).toContain('last checked on January 1, 2026');
    expect(find('#acme .overdue')).toBeNull();
    expect(container.querySelector('.dossier-text')).toBeNull();
  });
});

describe('options', () => {
  function options(more: Partial<OptionsProps> = {}) {
    const onChange = vi.fn<OptionsProps['onChange']>();
    const props: OptionsProps = {
      settings: DEFAULTS,
      decided: new Set(),
      managedSites: [],
      managedBlocks: { blocked: [], allowed: [] },
      nameOf: (id) => id.toUpperCase(),
      shortcuts: [],
      canReport: false,
      canUncloak: false,
      updates: NO_UPDATES,
      message: null,
      onChange,
      onChangeKeys: () => {},
      onExport: () => {},
      onImport: () => {},
      onReset: () => {},
      onUndo: () => {},
      ...more,
    };
    const shown = show(<OptionsView {...props} />);
    /** The settings after the last change that was asked for. */
    const changed = (own: Settings = props.settings) => onChange.mock.lastCall?.[0](own);
    return { ...shown, changed };
  }

  test('each control changes its own setting and no other', () => {
    const { find, changed } = options();
    fireEvent.click(find('#badge'));
    expect(changed()).toEqual({ ...DEFAULTS, badge: false });
    fireEvent.click(find('#block-silent'));
    expect(changed()).toEqual({ ...DEFAULTS, blockSilent: true });
    fireEvent.click(find('#ledger'));
    expect(changed()).toEqual({ ...DEFAULTS, ledger: { on: true, asked: true, keepDays: 90 } });
    for (const [id, value, expected] of [
      ['keep', '0', { ledger: { ...DEFAULTS.ledger, keepDays: 0 } }],
      ['notice', 'off', { notice: { mode: 'off', silencedSites: [] } }],
      ['language', 'fr', { language: 'fr' }],
      ['country', 'MT', { country: 'MT' }],
    ] as const) {
      fireEvent.change(find(`#${id}`), { target: { value } });
      expect(changed()).toEqual({ ...DEFAULTS, ...expected });
    }
  });

  test('what is blocked stands there by name, each with its way back but the organisation’s', () => {
    const settings = { ...DEFAULTS, blocked: ['acme', 'zeta@shop.test'], allowed: ['acme@bank.test'] };
    const managedBlocks = { blocked: ['acme'], allowed: [] };
    const { container, changed } = options({ settings, managedBlocks });
    const rows = [...container.querySelectorAll('.sites li')];
    expect(rows.map((row) => row.querySelector('.site')?.textContent)).toEqual([
      'ACME, on every site',
      'ZETA on shop.test',
      'ACME is allowed on bank.test',
    ]);
    expect(rows[0]?.textContent).toContain('Set by your organisation');
    fireEvent.click(rows[1]?.querySelector('button') as HTMLElement);
    expect(changed(settings)).toEqual({ ...settings, blocked: ['acme'] });
    fireEvent.click(rows[2]?.querySelector('button') as HTMLElement);
    expect(changed(settings)).toEqual({ ...settings, allowed: [] });
  });

  test('what an organisation has set is shown, named and closed; the rest stays open', () => {
    const { container, find } = options({
      settings: { ...DEFAULTS, badge: false, pausedSites: ['intra.test', 'own.test'] },
      decided: new Set(['badge', 'ledger.keepDays']),
      managedSites: ['intra.test'],
    });
    const closed = [...container.querySelectorAll<HTMLInputElement>(':disabled')].map(({ id }) => id);
    expect(closed).toEqual(['badge', 'keep']);
    expect(find<HTMLInputElement>('#badge').checked).toBe(false);
    expect(find('#badge-note').textContent).toContain('Set by your organisation');
    expect([...container.querySelectorAll('.sites li')].map(({ textContent }) => textContent)).toEqual([
      'intra.testSet by your organisation',
      'own.testResume',
    ]);
  });

  test('a site without a notice gets it again', () => {
    const settings: Settings = { ...DEFAULTS, notice: { mode: 'default', silencedSites: ['a.test', 'b.test'] } };
    const { find, changed } = options({ settings });
    fireEvent.click(find('button[aria-label="Allow again: a.test"]'));
    expect(changed()?.notice.silencedSites).toEqual(['b.test']);
  });

  test('what has not been built is not offered, nor keys where there is no keyboard', () => {
    const { text } = options();
    expect(text).not.toMatch(/\bCheck now|Keyboard/i);
  });
});

describe('the welcome page', () => {
  test('promises no more than what holds once something is blocked', () => {
    const { text } = show(<WelcomeView access="granted" place="firefox" isPinned onGrant={() => {}} />);
    expect(text).toContain('It says only what it observed, and blocks nothing unless you ask.');
  });

  test.each([
    ['chromium', 'then the pin beside'],
    ['firefox', 'Pin to Toolbar'],
    ['android', 'Open the menu'],
  ] as const)('%s has its own words for pinning', (place, words) => {
    const { text } = show(<WelcomeView access="granted" place={place} isPinned={false} onGrant={() => {}} />);
    expect(text).toContain(words);
  });

  test('asks for access only where it is missing, and says what came of it', () => {
    const onGrant = vi.fn();
    const missing = show(<WelcomeView access="missing" place="firefox" isPinned={true} onGrant={onGrant} />);
    fireEvent.click(missing.find('.step button'));
    expect(onGrant).toHaveBeenCalledOnce();
    expect(missing.find('[data-pinned]').textContent).toBe('It is in your toolbar.');
    cleanup();
    const granted = show(<WelcomeView access="granted" place="firefox" isPinned={false} onGrant={onGrant} />);
    expect(granted.container.querySelector('.step button')).toBeNull();
    expect(granted.find('[data-access]').textContent).toContain('may look at all sites');
  });
});
