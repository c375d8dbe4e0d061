/** Many findings: grouped by how far they went, the furthest first and open; a line for each, which opens into the whole. */
import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import { type Finding, type Modality, STAGES } from '../rules/core/index.ts';
import { practiceName } from '../utils/names.ts';
import type { WatchedReport } from '../utils/protocol.ts';
import './finding-groups.css';
import { ModalityList } from './modality-list.tsx';
import { StageMark } from './stage-mark.tsx';
import { useWords } from './words.tsx';

/** From so many on, findings are folded: more whole cards than that nobody takes in. */
export const FOLDED_FROM = 7;
/** Lines of a group that are there before one asks for all. */
const FIRST = 8;

/** The furthest-going first; what was only asked for and blocked last. */
const GROUPS = [...[...STAGES].reverse(), 'blocked'] as const;
type GroupName = (typeof GROUPS)[number];

function groupOf({ stage, blocked = false }: Finding): GroupName {
  return blocked ? 'blocked' : stage;
}

interface Props {
  readonly report: WatchedReport;
  /** The whole of one finding. */
  readonly card: (finding: Finding) => ComponentChild;
}

export function FindingGroups({ report, card }: Props) {
  const { findings } = report;
  const present = GROUPS.filter((group) => findings.some((finding) => groupOf(finding) === group));
  return (
    <>
      {present.map((group, at) => (
        <Group key={group} group={group} isOpen={at === 0} report={report} card={card} />
      ))}
    </>
  );
}

function Group({ group, isOpen, report, card }: Props & { readonly group: GroupName; readonly isOpen: boolean }) {
  const words = useWords();
  const [isWhole, setWhole] = useState(false);
  const findings = report.findings.filter((finding) => groupOf(finding) === group);
  const shown = isWhole ? findings : findings.slice(0, FIRST);
  return (
    <details class="finding-group" open={isOpen} data-group={group}>
      <summary>
        <h3>
          <StageMark stage={group === 'blocked' ? 'loaded' : group} blocked={group === 'blocked'} />{' '}
          {words.number(findings.length)}
        </h3>
      </summary>
      <ul>
        {shown.map((finding) => (
          <Folded key={finding.vendor} finding={finding} report={report} card={card} />
        ))}
      </ul>
      {shown.length < findings.length && (
        <button type="button" class="quiet" data-do="show-all" onClick={() => setWhole(true)}>
          {words.t('acts_show_all', { count: findings.length })}
        </button>
      )}
    </details>
  );
}

/** One line; what is inside is made only when it is opened. */
function Folded({ finding, report, card }: Props & { readonly finding: Finding }) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const vendor = report.vendors[finding.vendor];
  if (vendor === undefined) return null;
  return (
    <li data-folded={finding.vendor}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <strong>{vendor.name}</strong> <ModalityList modalities={vendor.modalities as Modality[]} />
          {vendor.practice === 'silent' && <em>{practiceName('silent', words)}</em>}
        </summary>
        {isOpen && <ul class="findings">{card(finding)}</ul>}
      </details>
    </li>
  );
}
