/** Where updates of the list come from and whose signatures are believed: fixed when the extension is built. */

declare const __RULES_UPDATE__: string;
declare const __PUBLIC_KEYS__: readonly string[];
declare const __BUILD_DATE__: string;

/** '' in a build that has none. */
export const UPDATE_ADDRESS = __RULES_UPDATE__;
/** SPKI, base64. */
export const PUBLIC_KEYS = __PUBLIC_KEYS__;
/** ISO instant: lists from before it are not newer than the one in the package. */
export const BUILT = __BUILD_DATE__;
/** Without an address or a key there are no updates, and none of their code. */
export const CAN_UPDATE = __RULES_UPDATE__ !== '' && __PUBLIC_KEYS__.length > 0;
