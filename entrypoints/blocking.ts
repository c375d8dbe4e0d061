/** The part of the background that makes rules of the person's choices, read when they are to be compared. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { blockingRules, pauseRules } from '../rules/core/index.ts';

export default defineUnlistedScript(() => {
  Object.assign(globalThis, { 'part:blocking': { blockingRules, pauseRules } });
});
