import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPng, writePng } from '../../support/png.ts';

const FOLDER = join(import.meta.dirname, '../../../public/icon');

test.each(readdirSync(FOLDER))('%s is as small as we can make it', (name) => {
  const file = readFileSync(join(FOLDER, name));
  const picture = readPng(file);
  expect(picture).toMatchObject({ width: picture.height, pixels: { length: picture.width ** 2 } });
  expect(name).toContain(`-${picture.width}.png`);
  expect(readPng(writePng(picture))).toEqual(picture);
  expect(file.length).toBeLessThan(writePng(picture).length * 1.05); // another zlib may do a little better
});

test('more colours than a palette has are refused', () => {
  const pixels = Array.from({ length: 257 }, (_, at) => at * 256 + 255);
  expect(() => writePng({ width: 257, height: 1, pixels })).toThrow(RangeError);
});
