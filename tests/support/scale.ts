/** How much of a test in which chance plays a part is run: little in `npm test`, all of it in `npm run test:soak`. */

/** `COUNTERGAZE_<NAME>` of the environment, or what `npm test` runs. */
export function scaled(name: 'KILLS' | 'CRASHES' | 'REQUESTS' | 'FRAMES', small: number): number {
  return Number(process.env[`COUNTERGAZE_${name}`] ?? small);
}

/** Numbers from 0 to 1 that look random and are the same every time (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
