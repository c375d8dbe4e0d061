/** Files that a page of the extension gives to the person. */
import type { Tab } from './driver.ts';

/** Presses a button and returns the bytes of the file that the browser is given. */
export async function savedBy(tab: Tab, selector: string): Promise<Buffer> {
  const encoded = await tab.run(async (button) => {
    const file = new Promise<Blob>((resolve) => {
      const original = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        URL.createObjectURL = original;
        resolve(blob as Blob);
        return original.call(URL, blob);
      };
    });
    document.querySelector<HTMLElement>(button)?.click();
    const bytes = new Uint8Array(await (await file).arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  }, selector);
  return Buffer.from(encoded, 'base64');
}
