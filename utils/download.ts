/** Gives a text to the person as a file. Nothing leaves the device: the browser saves it from memory. */

/** Long enough for the browser to have taken the file. */
const TAKEN_AFTER = 60_000;

export function download(text: string, name: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), TAKEN_AFTER);
}
