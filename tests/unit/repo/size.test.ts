import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { budgetsOf, excess } from '../../bench/size.ts';

const folder = mkdtempSync(join(tmpdir(), 'countergaze-size-'));
afterAll(() => rmSync(folder, { recursive: true }));
const list = JSON.stringify(Array.from({ length: 500 }, (_, at) => `host${at}.example`));
mkdirSync(join(folder, 'chunks'));
writeFileSync(join(folder, 'background.js'), `use(JSON.parse('${list}'));${'x'.repeat(60_001 - 27)}`);
writeFileSync(join(folder, 'zod.js'), 'leave()');
writeFileSync(join(folder, 'probe.js'), `look(JSON.parse(\`${list}\`))`);
for (const part of ['blocking', 'intake', 'ledger', 'texts']) writeFileSync(join(folder, `${part}.js`), 'take()');
writeFileSync(join(folder, 'popup.html'), '<script type="module" src="/chunks/popup.js"></script>');
const popup = 'import"/zod.js";import { b } from "./other.js";import { a } from "./shared.js";\nimport("./later.js");';
const shared = 'export const a = 1;';
const other = 'export const b = 2;';
writeFileSync(join(folder, 'chunks/popup.js'), popup);
writeFileSync(join(folder, 'chunks/shared.js'), shared);
writeFileSync(join(folder, 'chunks/other.js'), other);
writeFileSync(join(folder, 'chunks/later.js'), 'y'.repeat(200_000));
writeFileSync(join(folder, 'new.html'), '<script type="module" src="/chunks/shared.js"></script>');
const budgets = await budgetsOf(folder);
const bytesOf = (says: string) => budgets.find((each) => each.says === says)?.bytes;

test('the list is not counted as code of the background', () => {
  expect(bytesOf('background script besides the list')).toBe(60_001);
});

test('the probe’s data are counted apart', () => {
  expect(bytesOf('probe, code, compressed')).toBeLessThan(100);
  expect(bytesOf('probe, data, compressed')).toBeGreaterThan(500);
});

test('a page counts what it imports at once, not what it loads later', () => {
  expect(bytesOf('script of popup.html')).toBe(popup.length + 'leave()'.length + shared.length + other.length);
});

test('what is over its budget is named with the difference; a page without a budget is over', () => {
  expect(budgets.flatMap((budget) => excess(budget) ?? [])).toEqual([
    'background script besides the list: 60001 bytes, 1 over its budget of 60000',
    'script of new.html: 19 bytes, 19 over its budget of 0',
  ]);
});
