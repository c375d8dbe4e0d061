import type { Command } from '../main.ts';
import { writeSchemas } from '../schemas.ts';

export const command: Command = {
  usage: 'schema',
  does: "write the editor's JSON Schemas from rules/core/schema.ts",
  run() {
    for (const file of writeSchemas()) console.log(file);
    return 0;
  },
};
