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

/** Runs in the popup's page. Many findings are folded there: they are opened before they are read. */
export async function readAnswer(): Promise<PopupContent> {
  const text = document.body.innerText;
  for (const button of document.querySelectorAll<HTMLElement>('[data-do="show-all"]')) button.click();
  const end = Date.now() + 5_000;
  for (;;) {
    const folded = [...document.querySelectorAll('[data-folded]')];
    for (const details of document.querySelectorAll<HTMLDetailsElement>('[data-folded] > details')) details.open = true;
    const isMore = document.querySelector('[data-do="show-all"]') !== null;
    if ((!isMore && folded.every((line) => line.querySelector('li[data-vendor]') !== null)) || Date.now() > end) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    state: document.querySelector<HTMLElement>('[role="status"]')?.dataset.state ?? '',
    text,
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
