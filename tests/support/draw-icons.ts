/** Draws public/icon/*.png from their shapes: `npm run icons`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS } from '../../rules/cli/browser/flags.ts';
import { ICON_SHAPES, iconSvg, SILENT_MARK } from '../../utils/icon-shapes.ts';
import { findBrowser } from './find-browser.ts';
import { readPng, writePng } from './png.ts';

const drawings: [name: string, sizes: readonly number[], body: string][] = Object.entries(ICON_SHAPES).flatMap(
  ([name, body]) => [
    [name, name === 'loaded' ? [16, 32, 48, 128] : [16, 32], body],
    ...(name === 'quiet' || name === 'listed'
      ? []
      : [[`${name}-silent`, [16, 32], body + SILENT_MARK] as [string, number[], string]]),
  ],
);

const browser = await chromium.launch({ executablePath: await findBrowser('chromium'), args: CHROMIUM_FLAGS });
const page = await browser.newPage();
for (const [name, sizes, body] of drawings) {
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${iconSvg(body, size)}`);
    const file = join(import.meta.dirname, '..', '..', 'public', 'icon', `${name}-${size}.png`);
    writeFileSync(file, writePng(readPng(await page.screenshot({ omitBackground: true }))));
  }
}
await browser.close();
console.log(`${drawings.length} icons drawn`);
