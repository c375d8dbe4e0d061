/** What the popup says of a vendor, and what each of its buttons leaves behind. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canName, isBlocked } from '../../../rules/core/index.ts';
import { type BlockStep, standingOf } from '../../../utils/block-choices.ts';
import { withStep } from '../../../utils/block-step.ts';
import { toPolicies, withPolicies } from '../../../utils/policies.ts';
import { DEFAULTS, type Settings } from '../../../utils/settings.ts';

const silent = { id: 'acme', practice: 'silent' } as const;
const SITE = 'shop.test';

function shown(
  own: Partial<Settings>,
  managed: object = {},
  vendor: typeof silent | { id: string; practice: 'asked' } = silent,
) {
  const policies = toPolicies(managed);
  return standingOf({ settings: withPolicies({ ...DEFAULTS, ...own }, policies), policies }, vendor, SITE);
}

test.each([
  [{}, {}, 'free', false],
  [{ blocked: ['acme@shop.test'] }, {}, 'here', false],
  [{ blocked: ['acme@test'] }, {}, 'here', false],
  [{ blocked: ['acme@other.test', 'acme2'] }, {}, 'free', false],
  [{ blocked: ['acme'] }, {}, 'everywhere', false],
  [{ blockSilent: true }, {}, 'silent', false],
  [{ blocked: ['acme'], allowed: ['acme@shop.test'] }, {}, 'allowed', false],
  [{ allowed: ['acme@shop.test'] }, {}, 'free', false],
  [{}, { blocked: ['acme'] }, 'everywhere', true],
  [{ allowed: ['acme@shop.test'] }, { blocked: ['acme'] }, 'everywhere', true],
  [{}, { blocked: ['acme@shop.test'] }, 'here', true],
  [{ allowed: ['acme@shop.test'] }, { blockSilent: true }, 'silent', true],
  [{}, { blockSilent: true, allowed: ['acme@shop.test'] }, 'allowed', true],
] as const)('%j under %j stands as %s', (own, managed, standing, isManaged) => {
  expect(shown(own as Partial<Settings>, managed)).toMatchObject({ standing, isManaged });
});

test('exceptions are not the person’s to make where an organisation blocks', () => {
  expect(shown({ blocked: ['acme'] }).mayAllow).toBe(true);
  expect(shown({ blocked: ['acme'] }, { blocked: ['zeta'] }).mayAllow).toBe(false);
});

const steps = fc.array(fc.constantFrom<BlockStep>('here', 'everywhere', 'allow', 'undo'), { maxLength: 6 });
const after = (taken: readonly BlockStep[], own: Settings) =>
  taken.reduce((settings, step) => withStep(settings, 'acme', SITE, step), own);

test('each step does what it says, from wherever one comes, and what is said is what is blocked', () => {
  fc.assert(
    fc.property(steps, fc.boolean(), (taken, blockSilent) => {
      const own = after(taken, { ...DEFAULTS, blocked: ['zeta'], blockSilent });
      const isStopped = (settings: Settings) => isBlocked(silent, settings, SITE);
      const { standing } = shown(own);
      expect(isStopped(own)).toBe(standing !== 'free' && standing !== 'allowed');
      expect(isStopped(withStep(own, 'acme', SITE, 'here'))).toBe(true);
      expect(isStopped(withStep(own, 'acme', SITE, 'everywhere'))).toBe(true);
      expect(isBlocked(silent, withStep(own, 'acme', SITE, 'everywhere'), 'else.test')).toBe(true);
      if (isStopped(own)) expect(isStopped(withStep(own, 'acme', SITE, 'allow'))).toBe(false);
      expect(own.blocked).toContain('zeta');
    }),
  );
});

test('undo takes back the last choice', () => {
  for (const first of [[], ['everywhere'], ['everywhere', 'allow']] as const) {
    const own = after(first, DEFAULTS);
    const step = shown(own).standing === 'everywhere' ? 'allow' : 'everywhere';
    if (shown(own).standing === 'allowed') continue;
    expect(withStep(withStep(own, 'acme', SITE, step), 'acme', SITE, 'undo')).toEqual(own);
  }
  expect(after(['here', 'undo'], DEFAULTS)).toEqual(DEFAULTS);
});

test.each([
  ['shop.test', true],
  ['127.0.0.1', true],
  ['[::1]', false],
  ['', false],
])('a rule can name %j: %s', (site, is) => {
  expect(canName(site)).toBe(is);
});
