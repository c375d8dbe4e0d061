import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { effectiveNow, inLanguage, offer, statusOf } from '../../../rules/core/index.ts';
import { Action } from '../../../rules/core/schema.ts';

const folder = join(import.meta.dirname, '../../../rules/actions');
const shipped = readdirSync(folder).map((name) => Action.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
const founding = shipped.find(({ founding }) => founding) as Action;
const day = (iso: string) => Date.parse(`${iso}T12:00:00Z`);
const at = (iso: string, actions: readonly Action[] = shipped, country: string | null = null) =>
  offer(actions, { now: day(iso), language: 'en', country });

/** The founding initiative as its own file stood while it could be signed. */
const in2021: Action = { ...founding, link: { en: 'https://sign.example/' } };

const petition: Action = {
  ...founding,
  id: 'new-petition',
  kind: 'petition',
  founding: undefined,
  opens: '2026-10-01T00:00:00+02:00',
  closes: '2027-03-31T23:59:00+02:00',
  link: { en: 'https://petition.example/' },
};

describe('the founding initiative', () => {
  test('was open at 2021-06-01 and led', () => {
    expect(statusOf(in2021, day('2021-06-01'))).toBe('open');
    expect(at('2021-06-01', [in2021]).lead).toEqual({ action: in2021, status: 'open' });
  });

  test('closes by the minute, in its own time zone', () => {
    expect(statusOf(founding, Date.parse('2022-08-01T21:58:59Z'))).toBe('open');
    expect(statusOf(founding, Date.parse('2022-08-01T21:59:00Z'))).toBe('closed');
  });

  test('is history today, with its true figures and nowhere to sign', () => {
    const { history, lead, others } = at('2026-11-23');
    expect(history).toEqual({ action: founding, status: 'closed' });
    expect(founding).toMatchObject({ goal: 1_000_000, count: { value: 80_000, precision: 'almost' } });
    expect(founding.link).toBeUndefined();
    expect([lead, ...others].every((each) => each?.status === 'always')).toBe(true);
    expect(lead?.action.id).toBe('dpa-complaint');
  });

  test('cannot be signed by a clock set back, not even before the effective time is taken', () => {
    const { lead, others } = at('2021-06-01');
    expect([lead, ...others].some((each) => each?.action.id === founding.id)).toBe(false);
    expect(effectiveNow(day('2021-06-01'), day('2026-11-23'), day('2026-11-20'))).toBe(day('2026-11-23'));
  });

  test('no shipped file names the signing host', () => {
    expect(JSON.stringify(shipped)).not.toMatch(/sign\.reclaimyourface|action\.privacyinternational/);
  });
});

describe('a new petition, added as one file', () => {
  const actions = [...shipped, petition];

  test('leads while it is open, and stops by itself', () => {
    expect(at('2026-09-30', actions).lead?.action.id).toBe('dpa-complaint');
    expect(at('2026-11-23', actions).lead).toEqual({ action: petition, status: 'open' });
    expect(at('2027-04-01', actions).lead?.action.id).toBe('dpa-complaint');
    expect(at('2027-04-01', actions).others.some(({ action }) => action.id === petition.id)).toBe(false);
  });

  test('is offered only where it is for', () => {
    const german = [...shipped, { ...petition, countries: ['DE'] }];
    expect(at('2026-11-23', german).lead?.action.id).toBe('dpa-complaint');
    expect(at('2026-11-23', german, 'FR').lead?.action.id).not.toBe(petition.id);
    expect(at('2026-11-23', german, 'DE').lead?.action.id).toBe(petition.id);
  });

  test('of two open ones the one that closes sooner leads', () => {
    const sooner = { ...petition, id: 'sooner', closes: '2026-12-31T23:59:00+01:00' };
    expect(at('2026-11-23', [...actions, sooner]).lead?.action.id).toBe('sooner');
  });
});

test('outside the EU, EU actions are not offered', () => {
  const ids = (country: string) => {
    const { lead, others } = at('2026-11-23', shipped, country);
    return [lead, ...others].map((each) => each?.action.id);
  };
  expect(ids('US')).toEqual(['edri-guide']);
  expect(ids('FR')).toContain('lqdn-mayor-letter');
  expect(ids('DE')).not.toContain('lqdn-mayor-letter');
});

test('no data, no offer', () => {
  expect(at('2026-11-23', [])).toEqual({ lead: null, others: [], history: null });
});

test('texts fall back to English, then to what there is', () => {
  expect(inLanguage({ fr: 'oui', en: 'yes' }, 'fr')).toEqual({ value: 'oui', language: 'fr' });
  expect(inLanguage({ fr: 'oui', en: 'yes' }, 'de')).toEqual({ value: 'yes', language: 'en' });
  expect(inLanguage({ fr: 'oui' }, 'de')).toEqual({ value: 'oui', language: 'fr' });
});
