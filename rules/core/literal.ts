/** How the literals of signatures are written. */
import type { SignaturePrefix } from './vocabulary.ts';

export const HOST = /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;
export const PATH = /^(?:\/[^/?#\s\\]+)+\/?$/;
export const FILE = /^[^/?#\s*\\]+(?:\/[^/?#\s*\\]+)*$/;
export const GLOBAL = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/;
export const ELEMENT = /^(?:[a-z][a-z0-9-]*)?(?:\[[a-z][a-z0-9_-]*(?:[~^$*|]?="[^"\\]*")?\])*$/;
export const STRING = /^[\x20-\x7e]+$/;

const FORMS: Readonly<Record<Exclude<SignaturePrefix, 'hostPath'>, RegExp>> = {
  site: HOST,
  host: HOST,
  alias: HOST,
  path: PATH,
  file: FILE,
  global: GLOBAL,
  element: ELEMENT,
  string: STRING,
};

/** Whether a literal is written as its kind asks. */
export function isWellFormed(prefix: SignaturePrefix, literal: string): boolean {
  if (prefix !== 'hostPath') return literal !== '' && FORMS[prefix].test(literal);
  const slash = literal.indexOf('/');
  return slash > 0 && HOST.test(literal.slice(0, slash)) && PATH.test(literal.slice(slash));
}
