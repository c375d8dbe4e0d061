/** A month of small squares, as the ledger is one: empty, or with a few days that had something. */
import type { Stage } from '../rules/core/index.ts';
import './stage-mark.css';

/** Square number and stage: a picture, not data. */
const MARKED: ReadonlyMap<number, Stage> = new Map([
  [3, 'loaded'],
  [8, 'started'],
  [12, 'loaded'],
  [16, 'capture-ready'],
  [17, 'loaded'],
  [25, 'capturing'],
]);
const SQUARES = Array.from({ length: 28 }, (_, at) => at);

export function LedgerPicture({ filled }: { readonly filled: boolean }) {
  return (
    <svg class="ledger-picture" viewBox="0 0 208 118" width="208" height="118" aria-hidden="true">
      {SQUARES.map((at) => {
        const stage = filled ? MARKED.get(at) : undefined;
        return (
          <rect
            key={at}
            x={1 + (at % 7) * 30}
            y={1 + Math.floor(at / 7) * 30}
            width="26"
            height="26"
            rx="6"
            class={stage === undefined ? 'square' : `fill-${stage}`}
          />
        );
      })}
    </svg>
  );
}
