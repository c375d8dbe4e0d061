/** Which document is on screen. */
import { browser } from '../../utils/browser.ts';

export interface Document {
  readonly id: string;
  readonly url: string;
  /** The browser has made it ready and shows it to nobody yet. */
  readonly isAhead?: boolean;
}

/** The document that a tab shows, or null for a tab that is gone or shows none. */
export async function currentDocument(tabId: number): Promise<Document | null> {
  try {
    const frame = await browser.webNavigation.getFrame({ tabId, frameId: 0 });
    return frame === null ? null : { id: frame.documentId ?? 'current', url: frame.url };
  } catch {
    return null; // the tab has closed meanwhile
  }
}

/** The outermost document around a document, or null when the browser no longer knows it. */
export async function outermostDocument(documentId: string): Promise<Document | null> {
  let id = documentId;
  try {
    for (;;) {
      const frame = await browser.webNavigation.getFrame({ documentId: id } as never);
      if (frame === null) return null;
      if (frame.parentDocumentId === undefined)
        return { id, url: frame.url, isAhead: frame.documentLifecycle === 'prerender' };
      id = frame.parentDocumentId;
    }
  } catch {
    return null; // Firefox before it had document ids, or a document that is gone
  }
}

/** Address of the page with that document, undefined when it is no longer there, or not yet shown. */
export async function addressOf(tabId: number, documentId: string): Promise<string | undefined> {
  const outermost = await outermostDocument(documentId);
  if (outermost !== null) return outermost.isAhead ? undefined : outermost.url;
  const current = await currentDocument(tabId);
  return current?.id === documentId ? current.url : undefined;
}
