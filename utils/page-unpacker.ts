/** What unpacks texts, for pages: the background's part serves them too, so that the package holds it once. */
import type { unpackText } from './packed-text.ts';

export interface Unpacker {
  readonly unpackText: typeof unpackText;
}

/** Reads it at the first call. */
export async function pageUnpacker(): Promise<Unpacker> {
  // @ts-expect-error -- a script of the package, which the build leaves as it is; it exports nothing
  await import('/texts.js');
  return (globalThis as unknown as { readonly 'part:texts': Unpacker })['part:texts'];
}
