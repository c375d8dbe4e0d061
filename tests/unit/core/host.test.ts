import fc from 'fast-check';
import { expect, test } from 'vitest';
import { broaderHost, isIpAddress, isWithin, normaliseHost, splitUrl } from '../../../rules/core/index.ts';

test.each([
  ['sdk.example.com', 'example.com', true],
  ['example.com', 'example.com', true],
  ['badexample.com', 'example.com', false],
  ['example.com', 'sdk.example.com', false],
  ['example.com.evil.org', 'example.com', false],
  ['', 'example.com', false],
])('%s within %s: %s', (host, suffix, expected) => {
  expect(isWithin(host, suffix)).toBe(expected);
});

test('broaderHost walks the labels to the end', () => {
  expect(broaderHost('a.b.c')).toBe('b.c');
  expect(broaderHost('c')).toBe('');
});

test.each(['127.0.0.1', '[::1]', '255.255.255.255'])('%s is an address', (host) => {
  expect(isIpAddress(host)).toBe(true);
});

test.each(['1.2.3.example', '1password.com', 'a1.2.3.4'])('%s is a name', (host) => {
  expect(isIpAddress(host)).toBe(false);
});

test.each([
  'about:blank',
  'data:text/html,https://a.b/',
  'blob:https://a.b/c',
  'chrome://settings',
  'https://',
  'x',
  '',
])('%s is not sliced', (url) => {
  expect(splitUrl(url)).toBeNull();
});

test('splitUrl agrees with new URL on whatever new URL accepts', () => {
  const part = fc.string({ unit: 'grapheme', maxLength: 12 });
  const url = fc
    .record({
      scheme: fc.constantFrom('http', 'https', 'ws', 'wss'),
      user: fc.option(part, { nil: '' }),
      host: fc.oneof(
        fc.domain(),
        fc.ipV4(),
        fc.ipV6().map((ip) => `[${ip}]`),
        fc.domain().map((name) => `${name}.`),
      ),
      port: fc.option(fc.integer({ min: 0, max: 65_535 }), { nil: undefined }),
      path: fc.array(part, { maxLength: 5 }),
      query: fc.option(part, { nil: undefined }),
      hash: fc.option(part, { nil: undefined }),
    })
    .map(
      ({ scheme, user, host, port, path, query, hash }) =>
        `${scheme}://${user === '' ? '' : `${encodeURIComponent(user)}:x@`}${host}${port === undefined ? '' : `:${port}`}/${path.join('/')}${query === undefined ? '' : `?${query}`}${hash === undefined ? '' : `#${hash}`}`,
    )
    .filter((candidate) => URL.canParse(candidate));
  fc.assert(
    fc.property(url, (candidate) => {
      const { href, hostname, pathname } = new URL(candidate);
      expect(splitUrl(href)).toEqual({ host: normaliseHost(hostname), path: pathname });
    }),
    { numRuns: 5_000 },
  );
});

test('splitUrl is right on the awkward ones', () => {
  for (const url of [
    'https://user:p@ss@example.com/x',
    'https://example.com?q=/a/b',
    'https://example.com#/a/b',
    'https://[2001:db8::1]:8443/a?b',
    'https://example.com:443/a//b/',
    'https://EXAMPLE.com/A/../B',
    'https://xn--bcher-kva.example/ü?ü#ü',
  ]) {
    const { href, hostname, pathname } = new URL(url);
    expect(splitUrl(href)).toEqual({ host: hostname, path: pathname });
  }
});
