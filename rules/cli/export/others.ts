/** Hosts file, declarativeNetRequest, CSV and JSON. */
import type { Vendor } from '../../core/schema.ts';
import { SIGNATURE_PREFIX } from '../../core/vocabulary.ts';
import { type Export, headOf, nameOf, regexOf, rowsOf } from './shared.ts';

/** One name a line, as Pi-hole and hosts files take them: exactly these names, no subdomains. */
export function exportHosts(vendors: readonly Vendor[], date: string): Export {
  const rows = rowsOf(vendors);
  const sayable = (row: (typeof rows)[number]) => !row.weak && (row.kind === 'hosts' || row.kind === 'aliases');
  const leftOut = rows.filter((row) => !sayable(row)).map(nameOf);
  const head = headOf('hosts', date, leftOut).map((line) => `# ${line}`);
  const note = '# A hosts file names single hosts: subdomains of these are not covered.';
  const names = [...new Set(rows.filter(sayable).map(({ literal }) => literal))].sort();
  return { text: `${[...head, note, ...names.map((name) => `0.0.0.0 ${name}`)].join('\n')}\n`, leftOut };
}

/** Static rules for declarativeNetRequest. Sub-requests only: nobody's visited page is blocked. */
export function exportDnr(vendors: readonly Vendor[], date: string): Export {
  const leftOut: string[] = [];
  const rules: object[] = [];
  for (const row of rowsOf(vendors)) {
    const regexFilter = regexOf(row);
    const condition =
      row.kind === 'hosts' ? { requestDomains: [row.literal] } : { regexFilter, isUrlFilterCaseSensitive: true };
    if (row.weak || (row.kind !== 'hosts' && regexFilter === undefined)) {
      leftOut.push(nameOf(row));
      continue;
    }
    rules.push({
      id: rules.length + 1,
      priority: 1,
      action: { type: 'block' },
      condition: { ...condition, excludedResourceTypes: ['main_frame'] },
    });
  }
  return { text: `${JSON.stringify({ about: headOf('dnr', date, leftOut), rules }, null, 1)}\n`, leftOut };
}

/** One signature a row, for spreadsheets. */
export function exportCsv(vendors: readonly Vendor[], date: string): Export {
  const cell = (value: string) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const head = headOf('csv', date, []).map((line) => `# ${line}`);
  const titles = 'vendor,name,company,country,purpose,modalities,practice,kind,signature,weak,sources';
  const lines = rowsOf(vendors).map(({ vendor, kind, literal, weak, signature }) => {
    const sources = vendor.sources.filter(({ shows }) => shows?.includes(signature)).map(({ ref }) => ref);
    return [
      vendor.id,
      vendor.name,
      vendor.company ?? '',
      vendor.country ?? '',
      vendor.purpose,
      vendor.modalities.join(' '),
      vendor.practice,
      SIGNATURE_PREFIX[kind],
      literal,
      String(weak),
      sources.join(' '),
    ]
      .map(cell)
      .join(',');
  });
  return { text: `${[...head, titles, ...lines].join('\n')}\n`, leftOut: [] };
}

/** Everything, dossiers whole. */
export function exportJson(vendors: readonly Vendor[], date: string): Export {
  const dossiers = [...vendors].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ $schema, ...vendor }) => vendor);
  return {
    text: `${JSON.stringify({ about: headOf('json', date, []), date, vendors: dossiers }, null, 1)}\n`,
    leftOut: [],
  };
}
