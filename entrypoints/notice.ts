/**
 * The notice in a page: put into one document when something is due there, never otherwise. It stands in a closed root,
 * out of the page's reach, takes no focus, and keeps clear of fields.
 */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { drawNotice, type Maker, NOTICE_CSS, type NoticeTexts } from '../components/notice.ts';
import { stageSentence } from '../components/stage-sentence.ts';
import { createTranslator } from '../utils/i18n.ts';
import { BARS, freePlace, type Place, placesIn, stylesAt } from '../utils/keep-clear.ts';
import { all, rootsOf } from '../utils/look.ts';
import type { NoticeData, Silence } from '../utils/notice.ts';
import type { NoticeAnswer } from '../utils/notice-answer.ts';
import type { VendorWords } from '../utils/protocol.ts';
import { fromWordsFile } from '../utils/words-file.ts';

/** The calls of the extension API that this needs. */
interface Api {
  readonly extension: { readonly inIncognitoContext: boolean };
  readonly runtime: { sendMessage(message: NoticeAnswer): Promise<unknown> };
}

const scope = globalThis as unknown as { countergazeNotice?: NoticeData; browser?: Api; chrome: Api };

/** Milliseconds after it has come or moved in which a press was meant for what stood there before. */
const SETTLES_IN = 500;
/** Milliseconds after which a reader of the screen knows of the region, and hears what comes into it. */
const HEARD_AFTER = 150;
const LOOKS_EVERY = 1_000;

const FIELDS =
  'input:not([type=hidden]),select,textarea,[contenteditable]:not([contenteditable=false]),[role=textbox],[role=combobox]';
/** What is better left uncovered, too. */
const OTHERS = 'button,[role=button],video,iframe';

export default defineUnlistedScript(() => {
  const { countergazeNotice: data, browser, chrome } = scope;
  if (data === undefined) return;
  delete scope.countergazeNotice;
  const api = browser ?? chrome;
  // Elements of the page may take the place of the document's own properties; the prototype's are what they are.
  const { createElement, createElementNS } = Document.prototype;
  const make = {
    createElement: createElement.bind(document),
    createElementNS: createElementNS.bind(document),
  } as Maker;
  const host = make.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  addSheet(root)(NOTICE_CSS);
  let movedAt = 0;
  const { element, say } = drawNotice(make, textsOf(data, api.extension.inIncognitoContext), {
    isSettled: () => performance.now() - movedAt > SETTLES_IN,
    onClose: () => host.remove(),
    onSilence: (silence: Silence) => void api.runtime.sendMessage({ silence }).catch(() => {}),
  });
  root.append(element);
  (Reflect.get(Document.prototype, 'documentElement', document) as Element).append(host);
  host.popover = 'manual'; // above everything in the page; opens without taking the focus
  host.showPopover();
  keepClear(host, element, addSheet(root), () => {
    movedAt = performance.now();
  });
  setTimeout(say, HEARD_AFTER);
});

function textsOf(
  { findings, vendors, language, words: file, canTurnOff }: NoticeData,
  isPrivate: boolean,
): NoticeTexts {
  const words = createTranslator(language, fromWordsFile(file));
  const [first, ...others] = findings.map((finding) => ({ finding, vendor: vendors[finding.vendor] as VendorWords }));
  const { finding, vendor } = first as NonNullable<typeof first>;
  const said = [stageSentence(finding, vendor, words)];
  if (vendor.practice === 'silent') said.push(words.t('notice_silent'));
  if (others.length > 0)
    said.push(words.t('notice_others', { vendors: words.list(others.map((each) => each.vendor.name)) }));
  const silences: [Silence, string][] = [];
  if (!isPrivate) silences.push(['site', words.t('notice_silence_site')]); // no host of a private window is kept
  if (canTurnOff) silences.push(['everywhere', words.t('notice_silence_everywhere')]);
  return {
    language,
    label: words.t('notice_label'),
    heading: words.t('extensionName'),
    said,
    hint: words.t('notice_hint'),
    close: words.t('notice_close'),
    silences,
    silenced: words.t('notice_silenced'),
  };
}

/** A sheet that no element holds: the page's own policy has no say in it. Returns what fills it. */
function addSheet(root: ShadowRoot): (css: string) => void {
  const sheet = new CSSStyleSheet();
  root.adoptedStyleSheets.push(sheet);
  return (css) => sheet.replaceSync(css);
}

/** Moves the notice out of the way of fields, as long as it stands. */
function keepClear(
  host: HTMLElement,
  element: HTMLElement,
  setStyles: (css: string) => void,
  onMove: () => void,
): void {
  let place: Place | null = null;
  let shown: string | undefined;
  const put = (next: Place | null) => {
    const styles = stylesAt(next);
    if (styles === shown) return;
    shown = styles;
    element.toggleAttribute('data-slim', (BARS as readonly (Place | null)[]).includes(next));
    setStyles(`:host{${styles.replaceAll(/(?=;|$)/g, '!important')}}`);
  };
  const boxesOf = (selector: string) =>
    rootsOf()
      .flatMap((root) => all(root, selector))
      .map((field) => field.getBoundingClientRect())
      .filter(({ width, height }) => width > 0 && height > 0);
  const look = () => {
    if (!host.isConnected) {
      clearInterval(timer);
      for (const name of ['focusin', 'scroll', 'resize']) removeEventListener(name, look, true);
      return;
    }
    const before = place;
    const fields = boxesOf(FIELDS);
    const find = (taken: DOMRect[]) =>
      freePlace(
        placesIn(innerWidth, innerHeight),
        before,
        (each) => {
          put(each);
          return host.getBoundingClientRect();
        },
        taken,
      );
    place = find([...fields, ...boxesOf(OTHERS)]) ?? find(fields);
    put(place);
    if (place !== before) onMove();
  };
  const timer = setInterval(look, LOOKS_EVERY);
  for (const name of ['focusin', 'scroll', 'resize']) addEventListener(name, look, { capture: true, passive: true });
  look();
}
