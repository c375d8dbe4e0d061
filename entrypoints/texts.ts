/** The part of the background that unpacks words, read when a notice is due and no page has unpacked them yet. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { unpackText } from '../utils/packed-text.ts';

export default defineUnlistedScript(() => {
  Object.assign(globalThis, { 'part:texts': { unpackText } });
});
