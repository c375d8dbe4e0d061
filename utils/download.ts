/** Gives something to the person as a file. Nothing leaves the device: the browser saves it from memory. */

/** Long enough for the browser to have taken the file. */
const TAKEN_AFTER = 60_000;

export function download(text: string, name: string, type: string): void {
  downloadBlob(new Blob([text], { type: `${type};charset=utf-8` }), name);
}

export function downloadBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), TAKEN_AFTER);
}
