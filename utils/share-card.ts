/** The picture of one finding, drawn in the browser: what was observed, where and when, and nothing that was not. */
import { ICON_SHAPES, iconSvg, SILENT_MARK } from './icon-shapes.ts';

/** The size that other sites show whole. */
export const CARD_WIDTH = 1200;
export const CARD_HEIGHT = 630;

export interface Card {
  readonly name: string;
  readonly sentence: string;
  /** Smaller, below the sentence. */
  readonly remarks: readonly string[];
  readonly icon: keyof typeof ICON_SHAPES;
  readonly silent: boolean;
}

const MARGIN = 64;
const WIDTH = CARD_WIDTH - 2 * MARGIN;
const ICON = 100;
const TOP = MARGIN + ICON + 32;
const LEADING = 1.28;
const REMARK = 28;
/** Of the sentence, largest first: the first that fits is taken. */
const SIZES = [68, 60, 52, 46, 40, 34, 28];
const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/** Draws the card. Light, whatever the page is: it will stand on pages of others. */
export async function drawCard(canvas: HTMLCanvasElement, card: Card): Promise<void> {
  const icon = await loadIcon(card);
  canvas.width = CARD_WIDTH;
  canvas.height = CARD_HEIGHT;
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  pen.textBaseline = 'top';
  pen.fillStyle = '#fffdf9';
  pen.fillRect(0, 0, CARD_WIDTH, CARD_HEIGHT);
  pen.fillStyle = '#7a1f3d';
  pen.fillRect(0, 0, 16, CARD_HEIGHT);
  pen.drawImage(icon, MARGIN, MARGIN, ICON, ICON);
  write(pen, [card.name], `650 44px ${FAMILY}`, '#1d1820', MARGIN + ICON + 28, MARGIN + (ICON - 44) / 2, 44);

  pen.font = `400 ${REMARK}px ${FAMILY}`;
  const remarks = card.remarks.flatMap((remark) => wrap(remark, WIDTH, measure(pen)));
  const bottom = CARD_HEIGHT - MARGIN - remarks.length * REMARK * LEADING;
  write(pen, remarks, pen.font, '#5b5360', MARGIN, bottom, REMARK);
  const { lines, size } = largestFitting(pen, card.sentence, bottom - TOP - 24);
  write(pen, lines, `650 ${size}px ${FAMILY}`, '#1d1820', MARGIN, TOP, size);
}

/** Breaks a text into lines that are no wider; a word that is wider by itself is broken inside. */
export function wrap(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const letter of word) {
      if (line !== '' && widthOf(line + letter) > width) {
        lines.push(line);
        line = '';
      }
      line += letter;
    }
  }
  return [...lines, line];
}

function largestFitting(
  pen: CanvasRenderingContext2D,
  text: string,
  height: number,
): { lines: string[]; size: number } {
  let fitted = { lines: [text], size: 0 };
  for (const size of SIZES) {
    pen.font = `650 ${size}px ${FAMILY}`;
    fitted = { lines: wrap(text, WIDTH, measure(pen)), size };
    if (fitted.lines.length * size * LEADING <= height) break;
  }
  return fitted;
}

function measure(pen: CanvasRenderingContext2D): (text: string) => number {
  return (text) => pen.measureText(text).width;
}

function write(
  pen: CanvasRenderingContext2D,
  lines: readonly string[],
  font: string,
  colour: string,
  x: number,
  y: number,
  size: number,
): void {
  pen.font = font;
  pen.fillStyle = colour;
  for (const [at, line] of lines.entries()) pen.fillText(line, x, y + at * size * LEADING);
}

async function loadIcon({ icon, silent }: Card): Promise<HTMLImageElement> {
  const image = new Image();
  const svg = iconSvg(ICON_SHAPES[icon] + (silent ? SILENT_MARK : ''), ICON);
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}
