/** The peers: each judges the same requests by the same signatures, through its fastest documented way. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Request } from '../../rules/cli/corpus.ts';
import type { Engine } from './match-ours.ts';

const PAGE = 'https://page.example/';

export interface EngineKind {
  readonly name: string;
  /** Loads the code alone. */
  load(): Promise<unknown>;
  /** From filters in blockers' syntax. */
  parse(filters: readonly string[]): Promise<Engine>;
  /** From what `saved` gave. */
  revive(saved: Uint8Array): Promise<Engine>;
}

/** A name that the type checker does not follow: its types are not published. */
const UBO: string = '@gorhill/ubo-core';

const uboCore: EngineKind = {
  name: UBO,
  load: () => import(UBO),
  async parse(filters) {
    const engine = await createUbo();
    await engine.useLists([{ name: 'list', raw: filters.join('\n') }]);
    return wrapUbo(engine);
  },
  async revive(saved) {
    const engine = await createUbo();
    await engine.deserialize(Buffer.from(saved).toString('utf8'));
    return wrapUbo(engine);
  },
};

interface Ubo {
  useLists(lists: object[]): Promise<void>;
  matchRequest(details: { originURL: string; url: string; type: string }): number;
  serialize(): Promise<string>;
  deserialize(saved: string): Promise<void>;
}

async function createUbo(): Promise<Ubo> {
  // The public-suffix list comes from the package; nothing is fetched.
  const { StaticNetFilteringEngine } = (await import(UBO)) as {
    StaticNetFilteringEngine: { create(): Promise<Ubo>; release(): Promise<void> };
  };
  await StaticNetFilteringEngine.release();
  return StaticNetFilteringEngine.create();
}

function wrapUbo(engine: Ubo): Engine {
  const judge = ({ url, type }: Request) => engine.matchRequest({ originURL: PAGE, url, type }) !== 0;
  return {
    api: 'StaticNetFilteringEngine.matchRequest',
    judge,
    count(requests) {
      let count = 0;
      for (const request of requests) if (judge(request)) count++;
      return count;
    },
    saved: async () => Buffer.from(await engine.serialize(), 'utf8'),
  };
}

const ghostery: EngineKind = {
  name: '@ghostery/adblocker',
  load: () => import('@ghostery/adblocker'),
  async parse(filters) {
    const { FiltersEngine } = await import('@ghostery/adblocker');
    return wrapGhostery(FiltersEngine.parse(filters.join('\n'), { loadCosmeticFilters: false }));
  },
  async revive(saved) {
    const { FiltersEngine } = await import('@ghostery/adblocker');
    return wrapGhostery(FiltersEngine.deserialize(saved));
  },
};

async function wrapGhostery(engine: import('@ghostery/adblocker').FiltersEngine): Promise<Engine> {
  const { Request: Details } = await import('@ghostery/adblocker');
  const judge = ({ url, type }: Request) =>
    engine.match(Details.fromRawDetails({ url, type: type as 'script', sourceUrl: PAGE })).match;
  return {
    api: 'FiltersEngine.match(Request.fromRawDetails(…))',
    judge,
    count(requests) {
      let count = 0;
      for (const request of requests) if (judge(request)) count++;
      return count;
    },
    saved: async () => engine.serialize(),
  };
}

/** The peer that needs a compiler; `--peer` gives its folder, which is no extension's. */
export const COMPILED = 'adblock-rs';

/** Built with cargo at install, so it is measured only when its folder is given. */
function adblockRust(folder: string): EngineKind {
  interface Native {
    FilterSet: new (debug: boolean) => { addFilters(filters: readonly string[]): void };
    Engine: new (
      set: object,
      optimise: boolean,
    ) => {
      check(url: string, source: string, type: string): boolean;
      serialize(): ArrayBuffer;
      deserialize(saved: ArrayBufferLike): void;
    };
  }
  const load = () => createRequire(join(folder, 'package.json'))(folder) as Native;
  const wrap = (engine: InstanceType<Native['Engine']>): Engine => {
    const judge = ({ url, type }: Request) => engine.check(url, PAGE, type);
    return {
      api: 'Engine.check',
      judge,
      count(requests) {
        let count = 0;
        for (const request of requests) if (judge(request)) count++;
        return count;
      },
      saved: async () => new Uint8Array(engine.serialize()),
    };
  };
  return {
    name: COMPILED,
    load: async () => load(),
    async parse(filters) {
      const native = load();
      const set = new native.FilterSet(false);
      set.addFilters(filters);
      return wrap(new native.Engine(set, true));
    },
    async revive(saved) {
      const native = load();
      const engine = new native.Engine(new native.FilterSet(false), true);
      engine.deserialize(saved.buffer.slice(saved.byteOffset, saved.byteOffset + saved.byteLength));
      return wrap(engine);
    },
  };
}

/** The peers that install from npm without a compiler, and those whose folder is given. */
export function peersFrom(given: ReadonlyMap<string, string>): EngineKind[] {
  const folder = given.get(COMPILED);
  return [uboCore, ghostery, ...(folder === undefined ? [] : [adblockRust(folder)])];
}
