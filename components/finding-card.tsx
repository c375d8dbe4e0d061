/** One vendor: who, how far, what it can read, and the evidence. */
import type { Dossier, Finding, Modality, Practice, Purpose } from '../rules/core/index.ts';
import type { MessageKey } from '../utils/i18n.ts';
import type { VendorWords } from '../utils/protocol.ts';
import { EvidenceList } from './evidence-list.tsx';
import './finding-card.css';
import { purposeKey, stageSentence } from './stage-sentence.ts';
import { useWords } from './words.tsx';

interface Props {
  readonly finding: Finding;
  readonly vendor: VendorWords;
  /** Undefined until its texts have been loaded. */
  readonly dossier: Dossier | undefined;
  readonly builtOn: readonly string[];
  readonly onOpenEvidence: () => void;
}

export function FindingCard({ finding, vendor, dossier, builtOn, onOpenEvidence }: Props) {
  const words = useWords();
  const modalities = vendor.modalities.map((modality) => words.t(`modality_${modality as Modality}`));
  return (
    <li class="finding" data-vendor={finding.vendor} data-stage={finding.stage}>
      <h3>{vendor.name}</h3>
      <p class="stage">{stageSentence(finding, vendor, words)}</p>
      <dl>
        <Row term="label_reads" text={words.list(modalities)} />
        <Row term="label_purpose" text={words.t(purposeKey(vendor.purpose as Purpose))} />
        <Row term="label_practice" text={words.t(`practice_${vendor.practice as Practice}`)} />
      </dl>
      {finding.overdue && <p class="overdue">{words.t('overdue', { date: words.date(vendor.reviewed) })}</p>}
      <EvidenceList evidence={finding.evidence} dossier={dossier} builtOn={builtOn} onOpen={onOpenEvidence} />
    </li>
  );
}

function Row({ term, text }: { readonly term: MessageKey; readonly text: string }) {
  const words = useWords();
  return (
    <div>
      <dt>{words.t(term)}</dt>
      <dd>{text}</dd>
    </div>
  );
}
