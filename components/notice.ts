/**
 * What a notice says and offers, as plain elements: it stands in somebody else's document, where a framework's own calls
 * could be taken over by the page's elements.
 */

import type { Silence } from '../utils/notice.ts';
import own from './notice.css?inline';
import tokens from './tokens.css?inline';

/** Its styles: the tokens stand on the notice itself, where no page reaches them; sizes are pixels, as a page's rem is its own. */
export const NOTICE_CSS = `${tokens.replaceAll(':root', '.notice')}${own}`.replace(
  /(?<![\w-])(\d*\.?\d+)rem\b/g,
  (_, size) => `${Number(size) * 16}px`,
);

export interface NoticeTexts {
  /** BCP 47 tag of the texts. */
  readonly language: string;
  /** Names the whole to those who hear it. */
  readonly label: string;
  readonly heading: string;
  /** What was observed, and more about it. */
  readonly said: readonly string[];
  /** Where to see the evidence. */
  readonly hint: string;
  readonly close: string;
  /** The ways to silence it that are offered, with their words. */
  readonly silences: readonly (readonly [Silence, string])[];
  /** Said when one of them was pressed. */
  readonly silenced: string;
}

interface Acts {
  /** False for a moment after it has moved. */
  readonly isSettled: () => boolean;
  readonly onClose: () => void;
  readonly onSilence: (where: Silence) => void;
}

/** The two calls by which elements are made. */
export type Maker = Pick<Document, 'createElement' | 'createElementNS'>;

/** Draws the notice. `say` puts in the words: later, since a live region tells only what changes in it. */
export function drawNotice(make: Maker, texts: NoticeTexts, acts: Acts): { element: HTMLElement; say: () => void } {
  const element = make.createElement('section');
  element.className = 'notice';
  element.lang = texts.language;
  element.setAttribute('aria-label', texts.label);
  const heading = withText(make, 'h2', texts.heading);
  const status = make.createElement('div');
  status.className = 'said';
  status.setAttribute('role', 'status'); // polite: it waits until nobody else speaks
  const close = closeButton(make, texts.close, acts);
  const buttons = make.createElement('div');
  buttons.className = 'acts';
  for (const [where, words] of texts.silences) {
    buttons.append(
      button(make, words, acts, () => {
        status.replaceChildren(withText(make, 'p', texts.silenced));
        close.focus(); // the pressed button goes
        buttons.replaceChildren();
        acts.onSilence(where);
      }),
    );
  }
  element.append(drawing(make, EYE), heading, close, status, buttons);
  const hint = withText(make, 'p', texts.hint);
  hint.className = 'hint';
  const say = () => status.append(...texts.said.map((words) => withText(make, 'p', words)), hint);
  // What is pressed in here is no shortcut of the page's, which might swallow it.
  for (const type of ['keydown', 'keypress', 'keyup'])
    element.addEventListener(type, (event) => event.stopPropagation());
  element.addEventListener('keydown', ({ key, isTrusted }) => {
    if (key === 'Escape' && isTrusted) acts.onClose();
  });
  return { element, say };
}

const EYE = 'M1 12Q12-1 22.500 12 12 25 1 12ZM12 7.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 1 0 0-9Z';
const CROSS = 'M3 3 21 21M21 3 3 21';

function withText(make: Maker, name: string, text: string): HTMLElement {
  const element = make.createElement(name);
  element.textContent = text;
  return element;
}

/** A button that only a person can press: a page's own events are not trusted. */
function button(make: Maker, words: string, { isSettled }: Acts, onPress: () => void): HTMLButtonElement {
  const element = withText(make, 'button', words) as HTMLButtonElement;
  element.type = 'button';
  element.className = 'quiet';
  element.addEventListener('click', ({ isTrusted }) => {
    if (isTrusted && isSettled()) onPress();
  });
  return element;
}

function closeButton(make: Maker, words: string, acts: Acts): HTMLButtonElement {
  const element = button(make, '', acts, acts.onClose);
  element.classList.add('close');
  element.setAttribute('aria-label', words);
  element.append(drawing(make, CROSS));
  return element;
}

function drawing(make: Maker, line: string): SVGElement {
  const picture = make.createElementNS('http://www.w3.org/2000/svg', 'svg');
  picture.setAttribute('viewBox', '0 0 24 24');
  picture.setAttribute('aria-hidden', 'true');
  const path = make.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', line);
  path.setAttribute('fill-rule', 'evenodd');
  picture.append(path);
  return picture as SVGElement;
}
