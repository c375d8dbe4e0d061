/** What people can do: the popup's offer against the maintainers' tool, the letters, the campaign's history. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, fireEvent, render } from '@testing-library/preact';
import type { ComponentChild } from 'preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ActionBlock } from '../../components/action-block.tsx';
import { HistoryView } from '../../components/history-view.tsx';
import { type LetterProps, LetterView } from '../../components/letter-view.tsx';
import { Words } from '../../components/words.tsx';
import { loadList, valuesOf } from '../../rules/cli/load.ts';
import { offerLines } from '../../rules/cli/offer.ts';
import { toRuleset } from '../../rules/cli/ruleset.ts';
import { type Action, effectiveNow, offer, type Vendor } from '../../rules/core/index.ts';
import { LANGUAGES, pickLanguage, type Translator } from '../../utils/i18n.ts';
import { findingOf, translatorOf } from '../support/letters.ts';

const ROOT = join(import.meta.dirname, '../..');
const list = loadList();
const actions = valuesOf(list.actions);
const vendors = valuesOf(list.vendors);
const listDate = toRuleset(vendors).date;
const english = translatorOf('en');

afterEach(cleanup);

function show(content: ComponentChild, words: Translator = english) {
  const { container } = render(<Words.Provider value={words}>{content}</Words.Provider>);
  const find = <E extends HTMLElement>(selector: string) => container.querySelector<E>(selector);
  return { container, find, text: container.textContent ?? '' };
}

describe('rules actions prints what the popup shows', () => {
  test.each([
    ['2026-11-26', 'en', ''],
    ['2026-11-26', 'fr', 'FR'],
    ['2026-11-26', 'de', 'DE'],
    ['2026-11-26', 'fr', 'BE'],
    ['2026-11-26', 'en', 'IE'],
    ['2026-11-26', 'en', 'US'],
    ['2026-11-26', 'fr', 'CH'],
    ['2021-06-01', 'en', 'FR'],
    ['2022-08-02', 'fr', 'FR'],
    ['2031-01-01', 'en', 'MT'],
  ])('on %s, in %s, in "%s"', (at, language, country) => {
    const words = translatorOf(pickLanguage([language]));
    const now = effectiveNow(Date.parse(`${at}T12:00:00Z`), Date.parse(listDate));
    const shown = offer(actions, { now, language: words.language, country: country === '' ? null : country });
    const { container } = show(<ActionBlock offer={shown} />, words);
    const stdout = `${offerLines(list, { at: Date.parse(`${at}T12:00:00Z`), language, country }).join('\n')}\n`;
    const printed = stdout
      .split(/^(?=(?:lead|other|history): )/m)
      .filter((part) => /^(?:lead|other|history): /.test(part));
    const articles = [...container.querySelectorAll<HTMLElement>('[data-action]')];
    expect(articles).toHaveLength(printed.length);
    for (const [number, article] of articles.entries()) {
      const [first, ...lines] = (printed[number] as string).trimEnd().split('\n');
      expect(first).toContain(`${article.dataset.action} (${article.dataset.actionStatus})`);
      for (const paragraph of article.querySelectorAll('.title, p:not(.heading)')) {
        expect(lines.map((line) => line.replace(/^ +(?:\[..\] )?/, ''))).toContain(paragraph.textContent);
      }
      const [link] = article.querySelectorAll('a');
      expect(lines.join('\n')).toContain(`${link?.textContent}: `);
      expect(lines.join('\n')).toContain(link?.getAttribute('href') as string);
    }
    // Whatever the day: what is closed is never to be signed.
    expect(stdout).not.toMatch(/\(open\)/);
    expect(stdout).toContain('history: eci-2021-000001 (closed)');
  });
});

describe('the page with letters', () => {
  const named = (id: string) => vendors.find((vendor) => vendor.id === id) as Vendor;
  function letters(ids: readonly string[], more: Partial<LetterProps> = {}) {
    const heard = { onLanguage: vi.fn(), onCopy: vi.fn(async () => true), onSave: vi.fn() };
    const report = {
      state: 'watched' as const,
      isPrivate: false,
      host: 'shop.example',
      listDate,
      findings: ids.map((id) => findingOf(named(id), 'loaded')),
      vendors: Object.fromEntries(ids.map((id) => [id, named(id)])),
    };
    const page = show(
      <LetterView
        report={report}
        finding={0}
        page="https://shop.example/login"
        dossiers={Object.fromEntries(ids.map((id) => [id, named(id)]))}
        places={valuesOf(list.authorities)}
        country="DE"
        today={Date.parse('2026-11-26T12:00:00Z')}
        speaker={english}
        english={english}
        {...heard}
        {...more}
      />,
    );
    const choose = (id: string, value: string) =>
      fireEvent.change(page.find<HTMLSelectElement>(id) as HTMLSelectElement, { target: { value } });
    const text = () => page.find<HTMLTextAreaElement>('#letter-text')?.value ?? '';
    return { ...page, ...heard, choose, text };
  }

  test('opens with a letter that is ready, and hands on what the person made of it', async () => {
    const { find, text, onCopy, onSave } = letters(['biocatch']);
    expect(text()).toContain('“This page loads BioCatch’s code.”');
    const edited = text().replace('[your name]', 'Ada');
    fireEvent.input(find<HTMLTextAreaElement>('#letter-text') as HTMLTextAreaElement, { target: { value: edited } });
    fireEvent.click(find('.ways button') as HTMLElement);
    await vi.waitFor(() => expect(find('.ways [role="status"]')?.textContent).toBe('Copied.'));
    expect(onCopy).toHaveBeenCalledWith(edited);
    fireEvent.click(find('.ways button.quiet') as HTMLElement);
    expect(onSave).toHaveBeenCalledWith(edited);
  });

  test('a copy that the browser does not allow is told', async () => {
    const { find } = letters(['biocatch'], { onCopy: async () => false });
    for (const way of ['.ways button', '.ways a']) {
      fireEvent.input(find('#letter-text') as HTMLElement, { target: { value: way.repeat(500) } }); // too long for a link
      await vi.waitFor(() => expect(find('.ways [role="status"]')?.textContent).toBe(''));
      fireEvent.click(find(way) as HTMLElement);
      await vi.waitFor(() =>
        expect(find('.ways [role="status"]')?.textContent).toBe('The browser did not allow copying.'),
      );
    }
  });

  test('what was written is still there after another letter was looked at', () => {
    const { find, choose, text } = letters(['biocatch']);
    fireEvent.input(find<HTMLTextAreaElement>('#letter-text') as HTMLTextAreaElement, { target: { value: 'Mine' } });
    choose('#letter-kind', 'erasure');
    expect(text()).toContain('Article 17');
    choose('#letter-kind', 'access');
    expect(text()).toBe('Mine');
  });

  test('to a vendor whose contact is known, it is shown; else where to look', () => {
    const known = letters(['facewatch']);
    known.choose('#letter-recipient', 'vendor');
    expect(known.find('.letter-address a[href="mailto:dpo@facewatch.co.uk"]')).not.toBeNull();
    expect(known.find<HTMLAnchorElement>('.ways a')?.href).toMatch(/^mailto:dpo@facewatch\.co\.uk\?subject=/);
    cleanup();
    const unknown = letters(['biocatch']);
    unknown.choose('#letter-recipient', 'vendor');
    expect(unknown.find('.letter-address')?.textContent).toContain('Our sources give no privacy contact.');
    expect(unknown.find<HTMLAnchorElement>('.ways a')?.href).toMatch(/^mailto:\?subject=/);
  });

  test('a complaint goes to the authority of the country, or of the region; without a country it asks for one', () => {
    const { choose, find, text } = letters(['biocatch']);
    choose('#letter-kind', 'complaint');
    expect(text()).toContain('To: Die Bundesbeauftragte');
    choose('#letter-region', 'Berlin');
    expect(text()).toContain('To: Berliner Beauftragte');
    choose('#letter-country', 'IT');
    expect(find('#letter-region')).toBeNull();
    expect(find('.letter-address')?.textContent).toContain('It takes complaints only signed');
    choose('#letter-country', '');
    expect(find('.letter-address')?.textContent).toContain('Say where you live');
  });

  test('for a library there is no letter to a vendor', () => {
    const { find } = letters(['face-api-js']);
    expect([...(find<HTMLSelectElement>('#letter-recipient')?.options ?? [])].map(({ value }) => value)).toEqual([
      'site',
    ]);
    expect(find('.letter-address')?.textContent).toContain('no company behind it');
  });

  test('of several findings the one that was asked for is written about, and another can be chosen', () => {
    const { choose, text } = letters(['biocatch', 'facewatch'], { finding: 1 });
    expect(text()).toContain('Facewatch’s code');
    choose('#letter-vendor', '0');
    expect(text()).toContain('BioCatch’s code');
  });

  test('beside a letter in another language stands the same in English', () => {
    const { find, text } = letters(['biocatch'], { speaker: translatorOf('fr') });
    expect(text()).toContain('Madame, Monsieur,');
    expect(find<HTMLTextAreaElement>('#letter-english')?.value).toContain('Dear Sir or Madam,');
    expect(find('#letter-text')?.getAttribute('lang')).toBe('fr');
  });

  test('with nothing seen it says so, and shows no letter', () => {
    const { find, text } = letters([], {});
    expect(text()).toBe('');
    expect(find('main')?.textContent).toContain('There is nothing to write about');
    cleanup();
    expect(letters(['biocatch'], { report: null }).find('textarea')).toBeNull();
  });
});

describe('the history page', () => {
  const campaign = list.campaign?.value as NonNullable<typeof list.campaign>['value'];
  const initiative = actions.find(({ founding }) => founding) as Action;

  test.each(LANGUAGES)('in %s: closed, dated, sourced, and nothing to sign', (language) => {
    const { container, text } = show(<HistoryView history={{ ...campaign, initiative }} />, translatorOf(language));
    expect(text).toMatch(/13[\s,. {2}]?300/);
    expect(text).toMatch(/80[\s,. {2}]?000/);
    for (const name of ['EDRi', 'La Quadrature du Net', 'SHARE Foundation']) expect(text).toContain(name);
    const points = container.querySelectorAll('section > ul > li');
    for (const point of points) expect(point.querySelector('.sources a[href^="https:"]')).not.toBeNull();
    expect(container.querySelectorAll('a.button, button')).toHaveLength(0);
    expect(text).not.toMatch(/\bsign (?:now|here)\b|\bsignez\b/i);
  });

  test('the dates are those of the initiative itself', () => {
    const { text } = show(<HistoryView history={{ ...campaign, initiative }} />);
    expect(text).toContain('Closed on August 1, 2022, almost 80,000 signatures.');
    expect(readFileSync(join(ROOT, 'components/history-view.tsx'), 'utf8')).not.toMatch(/20\d\d|80.?000/);
  });
});
