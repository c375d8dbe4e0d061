/** The evidence page: the bundle as a document to read and print, the file to save, and what neither of them is. */
import type { ComponentChildren } from 'preact';
import type { Evidence } from '../rules/core/index.ts';
import type { MessageKey } from '../utils/i18n.ts';
import { EvidenceFindings } from './evidence-findings.tsx';
import { EvidenceLines } from './evidence-lines.tsx';
import './evidence-view.css';
import { PageFrame } from './page-frame.tsx';
import { StageCounts } from './stage-counts.tsx';
import { useWords } from './words.tsx';
import { ZonedTime } from './zoned-time.tsx';

interface Props {
  /** Undefined while it is made; null: there is nothing to keep. */
  readonly evidence: Evidence | null | undefined;
  readonly onSave: () => void;
  readonly onPrint: () => void;
}

const VERIFY = 'npm run -s rules -- verify-evidence FILE';

export function EvidenceView(props: Props) {
  const words = useWords();
  const { evidence } = props;
  return (
    <PageFrame current="evidence" title={words.t('acts_title')} lead={words.t('acts_lead')}>
      {evidence === null && <p data-evidence="none">{words.t('acts_nothing')}</p>}
      {evidence && <Document {...props} evidence={evidence} />}
    </PageFrame>
  );
}

function Document({ evidence, onSave, onPrint }: Props & { readonly evidence: Evidence }) {
  const words = useWords();
  return (
    <div class="evidence-document" data-evidence={evidence.kind}>
      <div class="evidence-bar">
        <button type="button" data-do="save" onClick={onSave}>
          {words.t('options_export')}
        </button>
        <button type="button" class="quiet" data-do="print" onClick={onPrint}>
          {words.t('acts_print')}
        </button>
        {evidence.kind === 'page' && (
          <StageCounts stages={evidence.findings.filter(({ blocked }) => !blocked).map(({ stage }) => stage)} />
        )}
      </div>
      <p class="evidence-limits">{words.t('acts_limits')}</p>
      <Facts evidence={evidence} />
      {evidence.kind === 'page' ? <EvidenceFindings evidence={evidence} /> : <EvidenceLines evidence={evidence} />}
      <p class="soft">{words.t('cannot_see')}</p>
    </div>
  );
}

function Facts({ evidence }: { readonly evidence: Evidence }) {
  const words = useWords();
  const { made, extension, list, sha256 } = evidence;
  return (
    <dl class="evidence-facts">
      {evidence.kind === 'page' ? (
        <Fact term="evidence_page">
          <code>{evidence.page}</code>
        </Fact>
      ) : (
        <Fact term="ledger_filter_time">
          {words.date(evidence.chosen.from)} – {words.date(evidence.chosen.to)}
        </Fact>
      )}
      <Fact term="acts_made">
        <ZonedTime at={made.at} zone={made.zone} />
        {made.zone !== 'UTC' && ` (${made.zone})`}
      </Fact>
      <Fact term="acts_version">
        {words.t('extensionName')} {extension}; {words.t('list_date', { date: words.date(list.date) })}
        {list.serial !== null && ` (${list.serial})`}
      </Fact>
      <div>
        <dt>SHA-256</dt>
        <dd>
          <code class="hash">{sha256}</code>
        </dd>
      </div>
      <Fact term="acts_verify">
        <code>{VERIFY}</code>
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { readonly term: MessageKey; readonly children: ComponentChildren }) {
  const words = useWords();
  return (
    <div>
      <dt>{words.t(term)}</dt>
      <dd>{children}</dd>
    </div>
  );
}
