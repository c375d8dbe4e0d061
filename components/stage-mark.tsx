/** How far it went, as a small ladder: as many steps filled as were reached. Shape says it, colour only helps. */
import { STAGES, type Stage } from '../rules/core/index.ts';
import type { MessageKey } from '../utils/i18n.ts';
import './stage-mark.css';
import { useWords } from './words.tsx';

export const STAGE_NAME: Record<Stage, MessageKey> = {
  listed: 'stage_name_listed',
  loaded: 'stage_name_loaded',
  started: 'stage_name_started',
  'capture-ready': 'stage_name_ready',
  capturing: 'stage_name_capturing',
};

/** The ladder with its name beside it. What was blocked has reached no step of it. */
export function StageMark({
  stage,
  blocked = false,
}: {
  readonly stage: Stage;
  readonly blocked?: boolean | undefined;
}) {
  const words = useWords();
  const reached = blocked ? -1 : STAGES.indexOf(stage);
  return (
    <span class="stage-mark">
      <svg viewBox="0 0 24 16" width="24" height="16" aria-hidden="true">
        {STAGES.map((step, at) => (
          <rect
            key={step}
            x={at * 5}
            y={12 - 3 * at}
            width="4"
            height={4 + 3 * at}
            rx="1"
            class={at <= reached ? `fill-${stage}` : 'unreached'}
          />
        ))}
      </svg>
      {words.t(blocked ? 'block_evidence' : STAGE_NAME[stage])}
    </span>
  );
}
