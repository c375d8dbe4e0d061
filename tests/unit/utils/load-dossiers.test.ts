/** Dossiers of the list in use, also where what an update stored of them is lost. */
import { expect, test, vi } from 'vitest';
import { loadValidVendors } from '../../../rules/cli/load.ts';
import { type ListedVendor, packDossiers, toListed } from '../../../rules/core/index.ts';

vi.hoisted(() => {
  vi.stubGlobal('__TEXTS_VERSION__', '1'); // the build puts it in
  vi.stubGlobal('chrome', { runtime: { id: 'countergaze' }, storage: { local: {} } });
});
// A script of the built package that unpacks texts; this one is kept unpacked already.
vi.mock('../../../utils/page-unpacker.ts', () => ({ pageUnpacker: vi.fn() }));
const { browser } = await import('../../../utils/browser.ts');
const { loadDossiers } = await import('../../../utils/load-dossiers.ts');

const vendors = loadValidVendors();
const packaged = vendors.map(toListed);
/** The list of an update: other names and signatures, in another order. */
const updated: readonly ListedVendor[] = packaged.map((vendor) => ({
  ...vendor,
  name: `New ${vendor.name}`,
  signatures: ['host:new.example', ...vendor.signatures],
}));

function storing(items: Record<string, unknown>) {
  const local: Record<string, unknown> = {
    'text:dossiers/dossiers': ['1', JSON.stringify(packDossiers(vendors))],
    ...items,
  };
  Object.assign(browser.storage.local, { get: async (key: string) => ({ [key]: local[key] }) });
  Object.assign(browser.runtime, {
    sendMessage: async (question: { packaged?: boolean }) => ({
      ok: true,
      value: { serial: 7, date: '2026-12-01', vendors: question.packaged === true ? packaged : updated },
    }),
  });
}

test('an update’s dossiers are its own', async () => {
  const [first] = vendors;
  storing({ 'update:7:dossiers': packDossiers([{ ...first, summary: 'New.' } as (typeof vendors)[number]]) });
  const { dossiers } = await loadDossiers();
  expect(Object.keys(dossiers)).toEqual([first?.id]);
  expect(dossiers[first?.id ?? '']?.summary).toBe('New.');
});

test('where they are lost, the package’s are shown whole, and no source backs what it does not show', async () => {
  storing({});
  const { dossiers, listDate, serial } = await loadDossiers();
  expect({ listDate, serial }).toEqual({ listDate: '2026-12-01', serial: 7 });
  expect(Object.keys(dossiers)).toHaveLength(vendors.length);
  for (const { $schema, cases, detect, npm, ...dossier } of vendors) expect(dossiers[dossier.id]).toEqual(dossier);
});
