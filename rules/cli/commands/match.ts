import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { compile } from '../../core/pack.ts';
import { detect } from '../../core/verdict.ts';
import { loadValidVendors } from '../load.ts';
import type { Command } from '../main.ts';
import { toObservation } from '../observe.ts';
import { toRuleset } from '../ruleset.ts';

/** One line of the stable contract: what stands in, and what was detected. */
function judge(index: ReturnType<typeof compile>, line: string, weak: boolean): object {
  const input: unknown = JSON.parse(line);
  if (typeof input !== 'object' || input === null) throw new SyntaxError('not a JSON object');
  const { url, type, page } = input as Record<string, unknown>;
  for (const [name, value] of Object.entries({ url, type, page })) {
    if (typeof value !== 'string') throw new SyntaxError(`"${name}" is missing or not a string`);
  }
  const seen = toObservation(url as string, type as string);
  const detections = seen === null ? [] : detect(index, seen, weak);
  return {
    url,
    type,
    page,
    detections: detections.map(({ vendor, purpose, modalities, stage, signature }) => ({
      vendor,
      purpose,
      modalities,
      stage,
      signature,
    })),
  };
}

export const command: Command = {
  usage: 'match [--weak] < lines.jsonl',
  does: 'judge {"url","type","page"} lines, one JSON line out for each',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { weak: { type: 'boolean', default: false }, dir: { type: 'string' } },
    });
    const index = compile(toRuleset(loadValidVendors(values.dir)));
    let line = 0;
    let failed = 0;
    let buffer = '';
    const flush = async () => {
      const text = buffer;
      buffer = '';
      if (text !== '' && !process.stdout.write(text))
        await new Promise((resolve) => process.stdout.once('drain', resolve));
    };
    for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      line++;
      let answer: object;
      try {
        answer = judge(index, text, values.weak);
      } catch (error) {
        failed++;
        answer = { error: error instanceof Error ? error.message : String(error), line };
      }
      buffer += `${JSON.stringify(answer)}\n`;
      if (buffer.length > 65_536) await flush();
    }
    await flush();
    return failed === 0 ? 0 : 1;
  },
};
