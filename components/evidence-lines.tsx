/** Lines of the ledger as a bundle holds them: vendor, site and day; the ledger knows no address and no time. */
import type { LedgerEvidence } from '../rules/core/index.ts';
import './evidence-findings.css';
import { StageMark } from './stage-mark.tsx';
import { useWords } from './words.tsx';

/** What a person can read, and a printer print. The file holds all. */
const MOST_SHOWN = 1_000;

export function EvidenceLines({ evidence: { lines, vendors } }: { readonly evidence: LedgerEvidence }) {
  const words = useWords();
  const names = new Map(vendors.map(({ id, name }) => [id, name]));
  const more = lines.length - MOST_SHOWN;
  return (
    <>
      <section
        class="evidence-scroller"
        aria-label={words.t('ledger_lines')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <table class="evidence-contents">
          <thead>
            <tr>
              <th scope="col">{words.t('ledger_unit_day')}</th>
              <th scope="col">{words.t('ledger_by_vendor')}</th>
              <th scope="col">{words.t('ledger_by_site')}</th>
              <th scope="col">{words.t('ledger_furthest')}</th>
              <th scope="col">{words.t('ledger_visits')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, MOST_SHOWN).map(({ day, vendor, site, stage, documents }) => (
              <tr key={`${day} ${vendor} ${site}`} data-vendor={vendor}>
                <td>{words.mediumDate(day)}</td>
                <td>{names.get(vendor) ?? vendor}</td>
                <td>{site}</td>
                <td>
                  <StageMark stage={stage} />
                </td>
                <td>{words.number(documents)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {more > 0 && <p>{words.n('acts_more', more)}</p>}
    </>
  );
}
