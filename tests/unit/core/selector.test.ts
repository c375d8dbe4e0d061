import { expect, test } from 'vitest';
import { exactSelector, fastSelector } from '../../../rules/core/selector.ts';

test.each([
  ['[id="acme-root"]', '#acme-root'],
  ['[class~="Acme_Frame"]', '.Acme_Frame'],
  ['acme-face', 'acme-face'],
  ['[data-acme]', '[data-acme]'],
  ['iframe[id="acme"]', 'iframe[id="acme"]'],
  ['[id="3d-face"]', '[id="3d-face"]'], // no name that may stand behind #
  ['[class~="a.b"]', '[class~="a.b"]'],
])('%s is found by %s', (exact, fast) => {
  expect(fastSelector(exact)).toBe(fast);
  expect(exactSelector(fast)).toBe(exact);
});
