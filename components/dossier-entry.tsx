/** One line of the list, which opens into the whole dossier. What is inside is made only when it is opened. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Dossier } from '../rules/core/index.ts';
import { purposeName } from '../utils/names.ts';
import './dossier-entry.css';
import { DossierText } from './dossier-text.tsx';
import { ModalityList } from './modality-list.tsx';
import { useWords } from './words.tsx';

interface Props {
  readonly dossier: Dossier;
  readonly builtOn: readonly string[];
  readonly correction: string | null;
  /** The page's address names this entry: it is opened and brought into view. */
  readonly isTarget: boolean;
  /** Its date of review has passed. */
  readonly isOverdue: boolean;
}

export function DossierEntry({ dossier, builtOn, correction, isTarget, isOverdue }: Props) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const summary = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isTarget) return;
    setOpen(true);
    summary.current?.focus({ preventScroll: true });
    summary.current?.closest('li')?.scrollIntoView({ block: 'start' });
  }, [isTarget]);
  return (
    <li class="dossier" id={dossier.id}>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary ref={summary}>
          <h2>{dossier.name}</h2>
          <span class="purpose">{purposeName(dossier.purpose, words)}</span>
          <ModalityList modalities={dossier.modalities} />
          {isOverdue && <span class="overdue">{words.t('overdue', { date: words.date(dossier.reviewed) })}</span>}
        </summary>
        {isOpen && <DossierText dossier={dossier} builtOn={builtOn} correction={correction} />}
      </details>
    </li>
  );
}
