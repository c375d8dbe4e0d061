/** How many went how far, the furthest first: what one sees of many at a glance. */
import { STAGES, type Stage } from '../rules/core/index.ts';
import './stage-counts.css';
import { StageMark } from './stage-mark.tsx';
import { useWords } from './words.tsx';

interface Props {
  readonly stages: readonly Stage[];
}

export function StageCounts({ stages }: Props) {
  const words = useWords();
  const counts = [...STAGES].reverse().map((stage) => [stage, stages.filter((each) => each === stage).length] as const);
  return (
    <ul class="stage-counts">
      {counts.map(
        ([stage, count]) =>
          count > 0 && (
            <li key={stage}>
              <StageMark stage={stage} /> <strong>{words.number(count)}</strong>
            </li>
          ),
      )}
    </ul>
  );
}
