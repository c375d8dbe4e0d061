/** Reads files that a person chose. */

export type FileText = { readonly text: string } | { readonly problem: 'too-large' | 'unreadable' };

/** The text of a file; nothing is read of one that is larger than so many bytes. */
export async function readFile(file: Blob, mostBytes: number): Promise<FileText> {
  if (file.size > mostBytes) return { problem: 'too-large' };
  try {
    return { text: await file.text() };
  } catch {
    return { problem: 'unreadable' }; // gone or changed since it was chosen, or not allowed
  }
}
