/** Sees into shadow roots, closed ones too, as only scripts of extensions can. */

interface Dom {
  openOrClosedShadowRoot(element: Element): ShadowRoot | null;
}

/** The shadow root of an element. Chromium asks an API for it; in Firefox elements say it themselves. */
export const openShadow: Dom['openOrClosedShadowRoot'] = import.meta.env.FIREFOX
  ? (element) => (element as Element & { openOrClosedShadowRoot: ShadowRoot | null }).openOrClosedShadowRoot
  : (globalThis as unknown as { chrome: { dom: Dom } }).chrome.dom.openOrClosedShadowRoot;
