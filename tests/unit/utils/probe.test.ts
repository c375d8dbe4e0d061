import { expect, test, vi } from 'vitest';
import { definedNames as definedSplit, namesAt } from '../../../utils/globals.ts';
import { readProbeMessage } from '../../../utils/probe-report.ts';

const describeOwn = Object.getOwnPropertyDescriptor;
const definedNames = (page: object, names: readonly string[], describe: typeof describeOwn) => {
  const split = names.map((name) => name.split('.'));
  return namesAt(definedSplit(page, split, describe), split).join(' ');
};

test('own values count, inherited ones and undefined do not', () => {
  const page = Object.assign(Object.create({ Persona: 'an element with this id' }), {
    FaceSdk: { start() {} },
    empty: undefined,
  });
  expect(
    definedNames(page, ['FaceSdk', 'FaceSdk.start', 'FaceSdk.stop', 'Persona', 'empty', 'toString'], describeOwn),
  ).toBe('FaceSdk FaceSdk.start');
});

test('a getter is seen and never called', () => {
  const getter = vi.fn(() => ({ inner: 1 }));
  const page = Object.defineProperty({}, 'Sdk', { get: getter });
  expect(definedNames(page, ['Sdk', 'Sdk.inner'], describeOwn)).toBe('Sdk');
  expect(getter).not.toHaveBeenCalled();
});

test('what the page has done to Object’s prototype is neither seen nor called', () => {
  const called = vi.fn(() => ({ start: 1 }));
  const page = { Sdk: undefined, Other: 1 };
  Object.defineProperty(page, 'Lazy', { get: () => ({}) });
  const descriptor = { configurable: true, get: called };
  const polluted = ['get', 'value'];
  for (const name of polluted)
    Object.defineProperty(Object.prototype, name, Object.assign(Object.create(null), descriptor));
  const found = definedSplit(page, [['Sdk'], ['Other'], ['Lazy'], ['Lazy', 'start'], ['None']], describeOwn);
  for (const name of polluted) delete (Object.prototype as Record<string, unknown>)[name];
  expect(found).toBe('1 2 ');
  expect(called).not.toHaveBeenCalled();
});

test('a hostile proxy stops its own name only', () => {
  const bad = new Proxy(
    {},
    {
      getOwnPropertyDescriptor: () => {
        throw new Error('no');
      },
    },
  );
  expect(definedNames({ bad, Good: 1 }, ['bad.x', 'Good'], describeOwn)).toBe('Good');
});

const good = {
  probe: 1,
  globals: ['A'],
  elements: [],
  resources: [],
  lends: [],
  may: { camera: false, microphone: false },
  live: { camera: false, microphone: false },
  picture: false,
};

test('a report is read, "nothing any more" is null', () => {
  expect(readProbeMessage(good)).toEqual(good);
  expect(readProbeMessage({ probe: 0 })).toBeNull();
});

test.each([
  [null],
  ['probe'],
  [{ probe: 2 }],
  [{ ...good, more: 1 }],
  [{ ...good, globals: ['x'.repeat(201)] }],
  [{ ...good, globals: Array(201).fill('x') }],
  [{ ...good, live: { camera: 'yes', microphone: false } }],
  [{ ...good, lends: [{ url: 'x'.repeat(2_001), camera: true, microphone: true }] }],
  [{ probe: 0, more: 1 }],
])('%# is no message of the probe', (message) => {
  expect(readProbeMessage(message)).toBeUndefined();
});
