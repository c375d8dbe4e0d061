/** Files that a page of the extension gives to the person. */
import type { Tab } from './driver.ts';

/** Presses a button and returns the bytes of the file that the browser is given. */
export function savedBy(tab: Tab, selector: string): Promise<Buffer> {
  return savedWhile(tab, () =>
    tab.run((button) => {
      document.querySelector<HTMLElement>(button)?.click();
    }, selector),
  );
}

/** The bytes of the file that the browser is given by what is then done. */
export async function savedWhile(tab: Tab, act: () => Promise<void>): Promise<Buffer> {
  await tab.run(() => {
    const file = new Promise<Blob>((resolve) => {
      const original = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        URL.createObjectURL = original;
        resolve(blob as Blob);
        return original.call(URL, blob);
      };
    });
    Object.assign(globalThis, { savedFile: file });
  });
  await act();
  const encoded = await tab.run(async () => {
    const file = await (globalThis as unknown as { savedFile: Promise<Blob> }).savedFile;
    let text = '';
    for (const byte of new Uint8Array(await file.arrayBuffer())) text += String.fromCharCode(byte);
    return btoa(text);
  });
  return Buffer.from(encoded, 'base64');
}
