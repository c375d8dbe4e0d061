/** What of the body can be read: drawings with their words. */
import type { Modality } from '../rules/core/index.ts';
import { modalityName } from '../utils/names.ts';
import './modality-list.css';
import { Pictogram } from './pictogram.tsx';
import { useWords } from './words.tsx';

export function ModalityList({ modalities }: { readonly modalities: readonly Modality[] }) {
  const words = useWords();
  return (
    <span class="modalities">
      {modalities.map((modality, at) => (
        <span key={modality}>
          <Pictogram modality={modality} />
          {`${modalityName(modality, words)}${at < modalities.length - 1 ? ', ' : ''}`}
        </span>
      ))}
    </span>
  );
}
