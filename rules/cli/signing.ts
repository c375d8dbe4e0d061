/** Keys and signatures of list updates. Keys are P-256: private ones PKCS #8 in PEM, public ones SPKI in base64. */
import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SIGNING } from '../core/update.ts';
import { UsageError } from './problem.ts';

const { subtle } = webcrypto;
type Bytes = Uint8Array<ArrayBuffer>;

export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

export async function makeKeys(): Promise<KeyPair> {
  const { privateKey, publicKey } = await subtle.generateKey(SIGNING, true, ['sign', 'verify']);
  const lines = (await exported('pkcs8', privateKey)).match(/.{1,64}/g)?.join('\n');
  return {
    privateKey: `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`,
    publicKey: await exported('spki', publicKey),
  };
}

async function exported(form: 'pkcs8' | 'spki', key: webcrypto.CryptoKey): Promise<string> {
  return Buffer.from(await subtle.exportKey(form, key)).toString('base64');
}

/** The signature in base64. */
export async function sign(body: Bytes, privateKey: string): Promise<string> {
  const key = await imported('pkcs8', privateKey.replace(/-----[^-]+-----|\s/g, ''), 'sign');
  return Buffer.from(await subtle.sign(SIGNING, key, body)).toString('base64');
}

export async function isSignedBy(body: Bytes, signature: string, publicKey: string): Promise<boolean> {
  const key = await imported('spki', publicKey, 'verify');
  return subtle.verify(SIGNING, key, Buffer.from(signature, 'base64'), body);
}

/** Throws a UsageError for what is no public key. */
export async function assertPublicKey(publicKey: string): Promise<void> {
  await imported('spki', publicKey, 'verify');
}

async function imported(form: 'pkcs8' | 'spki', base64: string, use: 'sign' | 'verify'): Promise<webcrypto.CryptoKey> {
  try {
    return await subtle.importKey(form, Buffer.from(base64, 'base64'), SIGNING, false, [use]);
  } catch {
    throw new UsageError(`that is no ${use === 'sign' ? 'private' : 'public'} P-256 key; rules keygen makes one`);
  }
}

/** A file's text, or an error that names the file. */
export function readText(file: string): string {
  return readBytes(file).toString('utf8');
}

export function readBytes(file: string): Buffer<ArrayBuffer> {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
