/** The popup's view on the component tests' page, with what most of them say of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from '@testing-library/preact';
import type { ComponentProps } from 'preact';
import { vi } from 'vitest';
import { PopupView } from '../../components/popup-view.tsx';
import { Words } from '../../components/words.tsx';
import { offer, type Sighting } from '../../rules/core/index.ts';
import { createTranslator } from '../../utils/i18n.ts';
import type { VendorWords } from '../../utils/protocol.ts';

export const english = createTranslator(
  'en',
  JSON.parse(readFileSync(join(import.meta.dirname, '../../public/_locales/en/messages.json'), 'utf8')),
);

/** What every answer says. */
export const answerBase = { host: 'shop.test', listDate: '2026-11-23', isPrivate: false };

export const acme: VendorWords = {
  name: 'Acme',
  modalities: ['face'],
  purpose: 'face-search',
  practice: 'asked',
  reviewed: '2026-01-02',
};

export const acmeSighting: Sighting = {
  vendor: 'acme',
  signature: 'host:sdk.acme.test',
  stage: 'loaded',
  weak: false,
  via: 'request',
  url: 'https://sdk.acme.test/a.js',
  frame: '',
  at: 0,
};

type Props = ComponentProps<typeof PopupView>;

/** Renders the popup; what `props` leave out is quiet: no offer, no dossier, no scan. `heard` are the listeners. */
export function renderPopup(props: Pick<Props, 'state'> & Partial<Props>, words = english) {
  const heard = { onGrant: vi.fn(), onReload: vi.fn(), onPause: vi.fn(), onOpenEvidence: vi.fn() };
  const { container } = render(
    <Words.Provider value={words}>
      <PopupView
        tabId={7}
        canReport={false}
        offer={offer([], { now: 0, language: 'en', country: null })}
        dossiers={{}}
        letters="/letter.html?tabId=7"
        listTooOld={null}
        scan={{ state: null, canReload: false, onStart: vi.fn(), onReload: vi.fn(), onStop: vi.fn() }}
        blockOf={() => undefined}
        {...heard}
        {...props}
      />
    </Words.Provider>,
  );
  return { container, heard };
}
