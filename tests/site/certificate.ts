/** A certificate for the local world, made anew at each start and known to nobody. */
import { generate } from 'selfsigned';

export async function makeCertificate(): Promise<{ key: string; cert: string }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'countergaze test world' }], {
    keySize: 2048,
    algorithm: 'sha256',
  });
  return { key, cert };
}
