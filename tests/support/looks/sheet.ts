/** The contact sheet: every picture with its caption, as one page, and as pictures that a person can read. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageOf } from '../chromium.ts';
import type { Driver } from '../driver.ts';

export interface Row {
  readonly name: string;
  /** What is wrong with it. */
  readonly problems: readonly string[];
  readonly pictures: readonly { readonly look: string; readonly file: string }[];
}

export interface Sheet {
  readonly title: string;
  /** What the pictures are shrunk by. */
  readonly scale: number;
  readonly rows: readonly Row[];
}

/** Pixels of one sheet's pictures, from top to bottom. */
const MOST = 2_600;

const STYLE = `body { margin: 0; padding: 24px; width: max-content; font: 14px/1.4 system-ui, sans-serif; background: #e8e8e8; color: #111 }
h1 { margin: 0 0 8px; font-size: 22px } h2 { margin: 16px 0 6px; font-size: 16px }
.row { display: flex; gap: 12px; align-items: flex-start } figure { margin: 0 } img { display: block; outline: 1px solid #999 }
figcaption { margin-top: 2px; color: #444 } .problem { color: #a00; max-width: 1200px }`;

const toHtml = (text: string) => text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`);

function sizeOf(path: string): { width: number; height: number } {
  const file = readFileSync(path);
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}

function rowHtml(folder: string, { name, problems, pictures }: Row, scale: number): string {
  const figures = pictures.map(({ look, file }) => {
    const { width, height } = sizeOf(join(folder, file));
    return `<figure><img src="${file}" alt="${toHtml(`${name}, ${look}`)}" width="${width * scale}" height="${height * scale}"><figcaption>${look}</figcaption></figure>`;
  });
  const said = problems.map((problem) => `<p class="problem">${toHtml(problem)}</p>`);
  return `<h2>${toHtml(name)}</h2>${said.join('')}<div class="row">${figures.join('')}</div>`;
}

function html(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${toHtml(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;
}

/** Rows together as long as they fit. */
function split(folder: string, { rows, scale }: Sheet): Row[][] {
  const parts: Row[][] = [];
  let left = 0;
  for (const row of rows) {
    const height = 60 + scale * Math.max(0, ...row.pictures.map(({ file }) => sizeOf(join(folder, file)).height));
    if (parts.length === 0 || height > left) {
      parts.push([]);
      left = MOST;
    }
    parts.at(-1)?.push(row);
    left -= height;
  }
  return parts;
}

/** Writes `contact-sheet.html` and the pictures of it; returns the names of these. */
export async function writeSheets(
  folder: string,
  sheets: readonly Sheet[],
  unreached: readonly string[],
  driver: Driver,
): Promise<string[]> {
  const missing = `<h1>Not reached</h1><ul>${unreached.map((each) => `<li>${toHtml(each)}</li>`).join('')}</ul>`;
  const whole = sheets.map(
    ({ title, rows, scale }) =>
      `<h1>${toHtml(title)}</h1>${rows.map((row) => rowHtml(folder, row, scale / 2)).join('')}`,
  );
  writeFileSync(join(folder, 'contact-sheet.html'), html('Looks', `${missing}${whole.join('')}`));
  const names: string[] = [];
  const tab = await driver.open();
  const page = pageOf(tab);
  await page.setViewportSize({ width: 1_000, height: 500 });
  for (const sheet of sheets) {
    for (const [at, rows] of split(folder, sheet).entries()) {
      const file = join(folder, '.sheet.html');
      const body = rows.map((row) => rowHtml(folder, row, sheet.scale)).join('');
      writeFileSync(file, html(sheet.title, `<h1>${toHtml(sheet.title)} ${at + 1}</h1>${body}`));
      await page.goto(`file://${file}`);
      const { width, height } = await tab.run(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        return { width: scrollWidth, height: scrollHeight };
      });
      await page.setViewportSize({ width, height });
      const name = `sheet-${sheet.title}-${at + 1}.png`;
      await tab.screenshot(join(folder, name), 'viewport');
      names.push(name);
    }
  }
  await tab.close();
  return names;
}
