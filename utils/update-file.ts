/** An update on its way in: fetched within bounds, opened only when signed, believed only when sound. */
import {
  type Index,
  LARGEST_UPDATE,
  listedIn,
  restoreWhole,
  SIGNING,
  type Update,
  unpackDossiers,
  unseal,
} from '../rules/core/index.ts';
import { UpdateError } from './update-problem.ts';
import { Dossiers, toUpdate } from './update-schema.ts';

/** Milliseconds for the whole answer, however steadily it drips; half of what browsers leave an idle background. */
const LONGEST_FETCH = 15_000;

/** Fetches a file and tells the server nothing but that. Throws an UpdateError. */
export async function fetchUpdate(address: string, within = LONGEST_FETCH): Promise<Uint8Array<ArrayBuffer>> {
  const signal = AbortSignal.timeout(within);
  const refused = (cause: unknown) =>
    cause instanceof UpdateError ? cause : new UpdateError(signal.aborted ? 'slow' : 'unreachable', cause);
  try {
    const response = await fetch(address, {
      signal,
      headers: { accept: 'text/plain', 'accept-language': '*' },
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
    if (response.status !== 200) throw new UpdateError('status');
    if (!/^text\/plain(?:;|$)/.test(response.headers.get('content-type') ?? '')) throw new UpdateError('type');
    return await readWithin(response.body as ReadableStream<Uint8Array>);
  } catch (error) {
    throw refused(error);
  }
}

/** All bytes of an answer; one too many ends it. */
async function readWithin(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    length += value.length;
    if (length > LARGEST_UPDATE) {
      void reader.cancel();
      throw new UpdateError('large');
    }
    chunks.push(value as Uint8Array<ArrayBuffer>);
  }
}

export interface OpenedUpdate {
  readonly update: Update;
  readonly index: Index;
}

/** Opens a file that carries the signature of one of the keys (SPKI, base64). Throws an UpdateError. */
export async function openUpdate(file: Uint8Array, keys: readonly string[]): Promise<OpenedUpdate> {
  if (file.length > LARGEST_UPDATE) throw new UpdateError('large');
  const parts = unseal(file);
  if (typeof parts === 'string') throw new UpdateError(parts);
  const body = new Uint8Array(parts.body);
  const signature = bytesOf(parts.signature);
  const signed = await Promise.all(keys.map((key) => isSigned(body, signature, key)));
  if (!signed.includes(true)) throw new UpdateError('signature');
  try {
    return openBody(new TextDecoder().decode(body));
  } catch (error) {
    throw new UpdateError('invalid', error);
  }
}

async function isSigned(
  body: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  key: string,
): Promise<boolean> {
  const imported = await crypto.subtle.importKey('spki', bytesOf(key), SIGNING, false, ['verify']);
  return crypto.subtle.verify(SIGNING, imported, signature, body);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Every part of it is opened once, so that nothing unsound is met later. */
function openBody(text: string): OpenedUpdate {
  const update = toUpdate(JSON.parse(text));
  const index = restoreWhole(update.ruleset);
  const listed = listedIn(index);
  const dossiers = Dossiers.parse(unpackDossiers(update.dossiers, listed));
  if (update.dossiers.ids.length !== listed.length || Object.keys(dossiers).length !== listed.length)
    throw new RangeError('not one dossier for each vendor');
  return { update, index };
}
