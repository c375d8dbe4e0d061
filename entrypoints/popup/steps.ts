/** The popup's steps of blocking and pausing: read when somebody takes one. */
import type { BlockStep } from '../../utils/block-choices.ts';
import { withStep } from '../../utils/block-step.ts';
import { changeSettingsAndRules } from '../../utils/change-settings.ts';

export { setPause } from '../../utils/pauses.ts';

/** Takes a step. Rejects, with nothing changed, when the browser does not take the rules of it. */
export function takeStep(id: string, site: string, step: BlockStep): Promise<void> {
  return changeSettingsAndRules((own) => withStep(own, id, site, step));
}
