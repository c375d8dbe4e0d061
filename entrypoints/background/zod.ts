/** Chromium's worker reads zod here; Firefox's background document has read it before, as its manifest says. */
import { importZod } from './parts.ts';

if (!import.meta.env.FIREFOX) importZod();
