/** Where a build gets updates of the list, and whose signatures it believes. */

export interface UpdateSource {
  /** '' and none: this build has no updates. */
  readonly address: string;
  readonly keys: readonly string[];
  /** From the environment: for tests, never for a release. */
  readonly isTrial: boolean;
}

interface Declared {
  readonly rulesUpdate: string;
  readonly publicKeys: readonly string[];
}

/** What package.json declares, or the environment instead. Throws on an address or key that cannot be meant. */
export function updateSource(
  declared: Declared,
  env: Readonly<Record<string, string | undefined>>,
  testKeys: readonly string[],
): UpdateSource {
  const { COUNTERGAZE_RULES_UPDATE: address, COUNTERGAZE_PUBLIC_KEYS: keys } = env;
  const isTrial = address !== undefined && keys !== undefined;
  const source = isTrial
    ? { address, keys: keys.split(','), isTrial }
    : { address: declared.rulesUpdate, keys: declared.publicKeys, isTrial };
  if (!isTrial && source.keys.some((key) => testKeys.includes(key))) {
    throw new Error('countergaze.publicKeys names a key of tests/keys, whose private half everybody has');
  }
  if (source.address !== '' && !/^https:\/\/[^/?#\s;,']+\/[^?#\s;,']+$/.test(source.address)) {
    throw new Error(
      `countergaze.rulesUpdate must be an https:// address of a file, without a query: ${source.address}`,
    );
  }
  if (source.keys.some((key) => !/^[A-Za-z0-9+/]{122}==$/.test(key))) {
    throw new Error('countergaze.publicKeys holds what is no public key; rules keygen prints one');
  }
  if (source.keys.length === 1) {
    throw new Error('countergaze.publicKeys holds one key; a second one, kept elsewhere, must be there to replace it');
  }
  return source;
}

/** For a package that people get: no keys or addresses but those of package.json. */
export function refuseTrial({ isTrial }: UpdateSource): void {
  if (isTrial) throw new Error('a release takes its keys from package.json: unset COUNTERGAZE_PUBLIC_KEYS');
}
