/** The part of the background that writes the ledger, read when the person wants one. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { Ledger } from '../utils/ledger-store.ts';

export default defineUnlistedScript(() => {
  Object.assign(globalThis, { 'part:ledger': { Ledger } });
});
