/** One vendor: who, how far, what it can read, and the evidence. */
import type { ComponentChildren } from 'preact';
import type { Dossier, Finding, Modality, Practice, Purpose } from '../rules/core/index.ts';
import type { MessageKey } from '../utils/i18n.ts';
import { practiceName, purposeName } from '../utils/names.ts';
import type { VendorWords } from '../utils/protocol.ts';
import { BlockControl, type BlockControlProps } from './block-control.tsx';
import { EvidenceList } from './evidence-list.tsx';
import './finding-card.css';
import { ModalityList } from './modality-list.tsx';
import { stageSentence } from './stage-sentence.ts';
import { useWords } from './words.tsx';

interface Props {
  readonly finding: Finding;
  readonly vendor: VendorWords;
  /** Undefined until its texts have been loaded. */
  readonly dossier: Dossier | undefined;
  readonly builtOn: readonly string[];
  /** Where the whole entry is read; absent for a vendor that is not on the list, and in private windows. */
  readonly entry?: string | undefined;
  /** Where a letter about it is written; absent where none can be. */
  readonly letter?: string;
  /** Absent where nothing can be blocked. */
  readonly block?: BlockControlProps | undefined;
  readonly onOpenEvidence: () => void;
}

export function FindingCard({ finding, vendor, dossier, builtOn, entry, letter, block, onOpenEvidence }: Props) {
  const words = useWords();
  const name = finding.vendor; // the heading's id: where many vendors have the same links, each says whose it is
  const way = (href: string | undefined, key: MessageKey) =>
    href && (
      <a href={href} aria-describedby={name} target="_blank" rel="noopener noreferrer">
        {words.t(key)}
      </a>
    );
  return (
    <li class="finding" data-vendor={finding.vendor} data-stage={finding.blocked ? 'blocked' : finding.stage}>
      <h3 id={name}>{vendor.name}</h3>
      <p class="stage">{stageSentence(finding, vendor, words)}</p>
      <dl>
        <Row term="label_reads">
          <ModalityList modalities={vendor.modalities as Modality[]} />
        </Row>
        <Row term="label_purpose">{purposeName(vendor.purpose as Purpose, words)}</Row>
        <Row term="label_practice">{practiceName(vendor.practice as Practice, words)}</Row>
      </dl>
      {finding.overdue && <p class="overdue">{words.t('overdue', { date: words.date(vendor.reviewed) })}</p>}
      {block !== undefined && (
        <BlockControl {...block} about={name} vendor={vendor} purpose={purposeName(vendor.purpose as Purpose, words)} />
      )}
      <EvidenceList
        about={name}
        evidence={finding.evidence}
        dossier={dossier}
        builtOn={builtOn}
        onOpen={onOpenEvidence}
      />
      <p class="ways">
        {way(entry, 'finding_entry')}
        {way(letter, 'letter_link')}
      </p>
    </li>
  );
}

function Row({ term, children }: { readonly term: MessageKey; readonly children: ComponentChildren }) {
  const words = useWords();
  return (
    <div>
      <dt>{words.t(term)}</dt>
      <dd>{children}</dd>
    </div>
  );
}
