/** What a scan in a frame is told, apart from what it says, so that no checker comes along into the page. */

/** Name of the port that a scan in a frame opens. */
export const SCAN_PORT = 'scan';

/** To the scan: what to look for (background), or to end early (popup). Only our own pages hear its port and speak there. */
export type ScanOrder = { readonly texts: readonly string[] } | { readonly stop: true };
