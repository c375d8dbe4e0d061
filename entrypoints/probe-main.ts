/**
 * Chromium only: runs in the page's own world, because an isolated one cannot see its globals.
 * It adds nothing to the page: no global, no patched function, no node. At document_start, before any script of the
 * page, it is told by one event which word to answer to; the word is random, so no script can listen for it later.
 * Every built-in it needs is kept from before the page could replace it.
 */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { definedNames } from '../utils/globals.ts';

export default defineUnlistedScript(() => {
  const { apply } = Reflect;
  const { addEventListener, dispatchEvent } = EventTarget.prototype;
  const Custom = CustomEvent;
  const { parse } = JSON;
  const describe = Object.getOwnPropertyDescriptor;
  const readDetail = describe(Custom.prototype, 'detail')?.get as () => string;
  const target = performance;
  const root = window;
  const welcome = (event: Event) => {
    const word = (event as CustomEvent<string>).detail;
    let told = '';
    let names: string[][];
    apply(addEventListener, target, [
      `${word}?`,
      (question: Event) => {
        const text = apply(readDetail, question, []);
        if (text !== told) names = parse(text) as string[][];
        told = text;
        // without a prototype, since the page may have polluted Object's
        const init = { __proto__: null, detail: definedNames(root, names, describe) } as unknown as CustomEventInit;
        apply(dispatchEvent, target, [new Custom(`${word}!`, init)]);
      },
    ]);
  };
  target.addEventListener('countergaze', welcome, { once: true });
});
