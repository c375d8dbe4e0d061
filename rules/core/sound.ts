/** A built list from outside: all of it is read once, so that nothing unsound is met later. */
import { isWellFormed } from './literal.ts';
import { assertIntact, type Index, restore } from './restore.ts';

/** Opens it. Throws a RangeError that says what is wrong: a key leads nowhere, a signature is written wrongly or nobody's. */
export function restoreWhole(text: string): Index {
  assertIntact(text);
  const index = restore(text);
  for (let number = 0; number < index.keys.size; number++) {
    for (const signature of index.bucketAt(number).signatures) index.entryAt(signature);
  }
  for (const { prefix, literal } of index.entries()) {
    if (!isWellFormed(prefix, literal)) throw new RangeError(`the built list is damaged: ${prefix}:${literal}`);
  }
  return index;
}
