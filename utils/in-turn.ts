/** Work that must not overlap. */

/** Runs what it is given after all that it was given before. Who gave it hears of its failure; the next in turn does not. */
export function takingTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  };
}
