/** Zod, which the package holds once: for the background, its parts and the pages. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import * as zod from '../utils/zod-used.ts';

export default defineUnlistedScript(() => {
  Object.assign(globalThis, { 'part:zod': zod });
});
