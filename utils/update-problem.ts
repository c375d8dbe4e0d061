/** What can go wrong with an update, as words can be found for it. */

/**
 * Why an update was refused. `unreachable`: no answer, or one that leads elsewhere. `status`: an answer other than 200.
 * `type`: no plain text. `large`, `slow`: beyond a bound. `cut`: not whole. `newer`: of a later format.
 * `signature`: none of ours. `old`: one that was already replaced. `invalid`: signed, but unusable. `unkept`: no room.
 */
export const UPDATE_PROBLEMS = [
  'unreachable',
  'status',
  'type',
  'large',
  'slow',
  'cut',
  'newer',
  'signature',
  'old',
  'invalid',
  'unkept',
] as const;
export type UpdateProblem = (typeof UPDATE_PROBLEMS)[number];

export class UpdateError extends Error {
  readonly problem: UpdateProblem;

  constructor(problem: UpdateProblem, cause?: unknown) {
    super(`update: ${problem}`, { cause });
    this.problem = problem;
  }
}
