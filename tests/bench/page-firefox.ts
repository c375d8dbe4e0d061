/** Page load in Firefox: no extension (twice), an empty one, the product, and on request the other designs. */
import project from '../../package.json' with { type: 'json' };
import { npmRun } from '../support/build.ts';
import { type BrowserOptions, roundsFor } from './bench-browser.ts';
import { startBenchFirefox } from './firefox.ts';
import { verdictOn } from './page.ts';
import { COLUMNS, comparePages, limitsOf, noise, rowOf } from './page-load.ts';
import { markdownTable, type PartResult } from './report.ts';
import { makeVariants } from './variants.ts';

export const name = 'Page load in Firefox';

export async function run(options: BrowserOptions): Promise<PartResult> {
  npmRun('build:firefox');
  const variants = makeVariants('firefox', options.designs === true);
  try {
    const start: Parameters<typeof comparePages>[0] = (world, extension) =>
      startBenchFirefox(world, extension, project.countergaze.geckoId);
    const compared = await comparePages(start, variants.folders, roundsFor(options, 3, 80));
    const apart = noise(compared);
    const markdown = [verdictOn(apart), markdownTable(COLUMNS, compared.map(rowOf))].join('\n\n');
    return { markdown, figures: { compared, apart }, goals: limitsOf(compared, 'Firefox: ') };
  } finally {
    variants.remove();
  }
}
