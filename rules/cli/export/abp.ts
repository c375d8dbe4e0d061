/** Adblock Plus syntax, as uBlock Origin, AdGuard, Brave and Ghostery read it. */
import type { Vendor } from '../../core/schema.ts';
import { type Export, headOf, nameOf, type Row, regexOf, rowsOf } from './shared.ts';

/** Blocks nothing by itself: `sites`, page-side signs and weak signatures have no exact form here. */
export function exportAbp(vendors: readonly Vendor[], date: string): Export {
  const leftOut: string[] = [];
  const lines: string[] = [];
  let vendor = '';
  for (const row of rowsOf(vendors)) {
    const filter = row.weak ? null : filterFor(row);
    if (filter === null) {
      leftOut.push(nameOf(row));
      continue;
    }
    if (vendor !== row.vendor.id) lines.push(`! ${row.vendor.id}: ${row.vendor.purpose}`);
    vendor = row.vendor.id;
    lines.push(filter);
  }
  const head = ['[Adblock Plus 2.0]', ...headOf('abp', date, leftOut).map((line) => `! ${line}`)];
  return { text: `${[...head, ...lines].join('\n')}\n`, leftOut };
}

/** Plain text with a path would ignore case, or mark the query too: only a regular expression says exactly what we mean. */
function filterFor(row: Row): string | null {
  if (row.kind === 'hosts') return `||${row.literal}^`;
  const regex = regexOf(row);
  return regex === undefined ? null : `/${regex.replaceAll('/', '\\/')}/$match-case`;
}
