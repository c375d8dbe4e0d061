/** What the extension's popup shows, as data: for whoever opens it as a page of its own. */

export interface Found {
  readonly vendor: string;
  readonly stage: string;
  readonly sentence: string;
  /** `signature url` of each line. */
  readonly evidence: readonly string[];
}

export interface PopupContent {
  /** `data-state` of the answer. */
  readonly state: string;
  readonly text: string;
  readonly found: readonly Found[];
}

/** Is there once the popup has an answer. */
export const ANSWERED = '[role="status"][data-state]:not([data-state="checking"])';

/** Runs in the popup's page. */
export function readAnswer(): PopupContent {
  return {
    state: document.querySelector<HTMLElement>('[role="status"]')?.dataset.state ?? '',
    text: document.body.innerText,
    found: [...document.querySelectorAll<HTMLElement>('li[data-vendor]')].map((item) => ({
      vendor: item.dataset.vendor ?? '',
      stage: item.dataset.stage ?? '',
      sentence: item.querySelector('.stage')?.textContent ?? '',
      evidence: [...item.querySelectorAll<HTMLElement>('[data-signature]')].map(
        (line) => `${line.dataset.signature} ${line.querySelector('.url')?.textContent}`,
      ),
    })),
  };
}
