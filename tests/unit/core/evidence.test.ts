import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../rules/cli/evidence.ts';
import {
  canonical,
  hashOf,
  instant,
  ledgerEvidence,
  sealEvidence,
  sourcesFor,
  toEvidenceFile,
} from '../../../rules/core/index.ts';
import { bundle, context, SIGHTING } from '../../support/evidence.ts';
import { dossier } from '../../support/fixtures.ts';

describe('canonical JSON', () => {
  test('orders fields by their UTF-16 units, as the example of RFC 8785 does', () => {
    const example = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.values(JSON.parse(canonical(example)))).toHaveLength(7);
    expect(canonical(example)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
  });

  test('writes numbers and texts as the example of RFC 8785 does', () => {
    const example = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonical(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('agrees with another implementation on any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false, maxDepth: 4 }), (value) => {
        expect(canonical(value)).toBe(canonicalize(value));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a bundle', () => {
  test('says when it was made in the person’s own time', async () => {
    expect((await bundle()).made).toEqual({ at: '2026-11-26T12:00:00.123+01:00', zone: 'Europe/Brussels' });
  });

  test.each([
    [0, '2026-11-26T11:00:00.123+00:00'],
    [-210, '2026-11-26T07:30:00.123-03:30'],
    [345, '2026-11-26T16:45:00.123+05:45'],
    [840, '2026-11-27T01:00:00.123+14:00'],
  ])('%i minutes east of Greenwich', (offset, text) => {
    const at = Date.parse('2026-11-26T11:00:00.123Z');
    expect(instant(at, offset)).toBe(text);
    expect(Date.parse(instant(at, offset))).toBe(at);
  });

  test('keeps who asked, in which frame, and what nobody said as null', async () => {
    const { initiator: _, ...silent } = SIGHTING;
    const made = await bundle([SIGHTING, { ...silent, frame: 'frame.example', document: 'D1' }]);
    if (made.kind !== 'page') throw new Error('no page');
    const [first, second] = made.findings[0]?.sightings ?? [];
    expect(first).toMatchObject({ initiator: 'https://shop.example', frame: null, sensor: null });
    expect(second).toMatchObject({ initiator: null, frame: 'frame.example' });
    expect(JSON.stringify(made)).not.toContain('D1'); // the browser's own number of a document says nothing to others
  });

  test('carries what speaks for the vendor, too', async () => {
    const dispute = { opened: '2026-02-01', says: 'We do not do that.' };
    const acme = dossier('acme', { caution: 'Says nothing of recording.', dispute });
    const line = { day: '2026-11-20', site: 'shop.example', vendor: 'acme', stage: 'loaded', documents: 2 } as const;
    const chosen = { from: '2026-11-01', to: '2026-11-26', vendor: '', site: '', modality: '' } as const;
    const made = ledgerEvidence(chosen, [line, { ...line, vendor: 'gone' }], context({ dossiers: { acme } }));
    expect(made.vendors).toHaveLength(1);
    expect(made.vendors[0]).toMatchObject({ caution: 'Says nothing of recording.', dispute, reply: null });
    expect(made.lines).toHaveLength(2);
  });

  test('its hash does not depend on the order of fields, and the file has one form', async () => {
    const made = await bundle();
    const turned = Object.fromEntries(Object.entries(made).reverse()) as typeof made;
    expect(await hashOf(turned, sha256)).toBe(made.sha256);
    expect(toEvidenceFile(turned)).toBe(toEvidenceFile(made));
    expect((await sealEvidence(turned, sha256)).sha256).toBe(made.sha256);
  });
});

test('sources: those that back what was seen, else all', () => {
  const entry = dossier('acme');
  const other = { ...entry.sources[0], ref: 'https://other.acme.com/', shows: ['global:Acme'] } as never;
  const both = { sources: [...entry.sources, other] };
  expect(sourcesFor([SIGHTING], both)).toEqual(entry.sources);
  expect(sourcesFor([{ signature: 'file:x.js' }], both)).toEqual(both.sources);
});
