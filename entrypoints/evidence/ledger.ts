/** The ledger's part of the evidence page: the lines that the dashboard showed, by the filter that it handed on. */
import { type LedgerEvidence, ledgerEvidence } from '../../rules/core/index.ts';
import { handedFilter } from '../../utils/chosen-filter.ts';
import { copyArea } from '../../utils/copy-area.ts';
import { contextAt } from '../../utils/evidence-file.ts';
import { addDays, dayOf, oldestKept } from '../../utils/ledger.ts';
import { LedgerReader } from '../../utils/ledger-reader.ts';
import { select, toRows } from '../../utils/ledger-view.ts';
import { listIdentity } from '../../utils/list-identity.ts';
import { loadDossiers } from '../../utils/load-dossiers.ts';

/** Null when no line passes the filter, or the ledger cannot be read; the dashboard says why. */
export async function contentOfLedger(): Promise<LedgerEvidence | null> {
  const filter = await handedFilter();
  const at = Date.now();
  const to = dayOf(at);
  const [reading, { dossiers, listDate, serial }] = await Promise.all([
    new LedgerReader({ copy: copyArea() }).read(oldestKept(to, filter.days)).catch(() => null),
    loadDossiers(),
  ]);
  const rows = select(toRows(reading?.days ?? []), filter, dossiers);
  if (rows.length === 0) return null;
  const { days, vendor, site, modality } = filter;
  const from = days === 0 ? (rows.at(-1)?.day ?? to) : addDays(to, 1 - days);
  const lines = rows.map(({ visits, ...row }) => ({ ...row, documents: visits }));
  const context = contextAt(at, listIdentity(listDate, serial), dossiers);
  return ledgerEvidence({ from, to, vendor, site, modality }, lines, context);
}
