/**
 * Texts of the package's packed files. Unpacking takes a while, so each is kept as it comes out for the next time. They
 * are the package's own and say nothing of what anybody does, in whatever window that is.
 */
import { browser } from './browser.ts';
import type { unpackText } from './packed-text.ts';

/** Changes with what is packed; the build puts it in. */
declare const __TEXTS_VERSION__: string;

/** One text, by its file and its name there. What unpacks it is read only when it is needed. */
export async function loadText(
  file: string,
  name: string,
  unpacker: () => Promise<{ readonly unpackText: typeof unpackText }>,
): Promise<string> {
  const key = `text:${file}/${name}`;
  const { [key]: kept } = (await browser.storage.local.get(key)) as Record<string, Kept | undefined>;
  if (kept?.[0] === __TEXTS_VERSION__) return kept[1];
  const [response, { unpackText }] = await Promise.all([
    fetch(browser.runtime.getURL(`/${file}.bin` as '/')),
    unpacker(),
  ]);
  const text = unpackText(await response.arrayBuffer(), name);
  await browser.storage.local.set({ [key]: [__TEXTS_VERSION__, text] satisfies Kept }).catch(() => {}); // a full disk: unpacked again next time
  return text;
}

type Kept = readonly [version: string, text: string];
