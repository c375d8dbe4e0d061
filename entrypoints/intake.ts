/** The part of the background that takes updates of the list in, read when there is one. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { INTAKE } from '../utils/intake.ts';

export default defineUnlistedScript(() => {
  Object.assign(globalThis, { 'part:intake': INTAKE });
});
