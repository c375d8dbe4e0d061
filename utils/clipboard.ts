/** The person's clipboard, written to at a press of theirs and never read. */

/** False when the browser did not allow it. */
export async function copyText(text: string): Promise<boolean> {
  return done(() => navigator.clipboard.writeText(text));
}

/** Whether the browser can copy pictures. */
export function canCopyPictures(): boolean {
  return typeof ClipboardItem !== 'undefined' && navigator.clipboard?.write !== undefined;
}

/** False when the browser did not allow it. The picture may still be made while the press counts. */
export function copyPicture(picture: Promise<Blob>): Promise<boolean> {
  return done(() => navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]));
}

async function done(write: () => Promise<void>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch {
    return false;
  }
}
