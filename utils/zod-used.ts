/** All of zod that the extension uses; `npm test` compares it with the imports. */
export {
  array,
  boolean,
  catch,
  catchall,
  literal,
  number,
  object,
  optional,
  strictObject,
  string,
  unknown,
} from 'zod/mini';
