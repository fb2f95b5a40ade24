import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findCycle, readSources, type SourceFile } from "./support/source-files.ts";

/**
 * Who may import whom: a module may import the platform, its own files, and the faces of the modules named here. Modules
 * that do not exist yet are added when they come.
 */
const mayImport: Record<string, readonly string[]> = {
  events: [],
  storage: [],
  vocabulary: [],
  units: ["events"],
  identity: ["units", "events"],
  resources: ["units", "identity", "vocabulary", "storage", "events"],
  // Events beside the design's list: whoever edits the synonyms is noted like every other change.
  search: ["units", "identity", "vocabulary", "resources", "events"],
  sync: ["units", "identity", "storage", "resources", "plans", "events"],
  collections: ["units", "identity", "vocabulary", "resources", "events"],
  plans: ["units", "identity", "vocabulary", "resources", "events"],
  // Plans know nothing of who teaches by them: docs/decisions/teaching-beside-plans.md.
  teaching: ["units", "identity", "vocabulary", "resources", "plans", "events"],
  // The vocabulary beside the design's list: docs/decisions/indexer-reads-vocabulary.md.
  indexer: ["events", "resources", "storage", "search", "vocabulary"],
};

/** Platform files that join the modules, and what of each module they may import. */
const joins: Record<string, RegExp> = {
  "server/app.ts": /\/index\.ts$/,
  "server/context.ts": /\/index\.ts$/,
  "server/open-context.ts": /\/index\.ts$/,
  "server/db/schema.ts": /\/tables\.ts$/,
};

/** A package, and the only files that may know it. Whatever else needs it goes through them. */
const confined: { packages: RegExp; files: RegExp }[] = [
  {
    packages: /^express$/,
    files: new RegExp(
      [
        "^server/(http/.*|app|listen)\\.ts$",
        "routes\\.ts$",
        // A rate limiter is an Express middleware; its rules (what counts as one attempter) belong to signing in.
        "^server/modules/identity/limit-guesses\\.ts$",
        // Writes bytes to the response as they come: the routes' own work, in a file of its own for its length.
        "^server/modules/resources/(send-file|while-allowed)\\.ts$",
        // The bare Express server that the list requests are measured against.
        "^scripts/bench/",
      ].join("|"),
    ),
  },
  {
    // What opens the files of strangers is started in two ways, both without our environment.
    packages: /^node:child_process$/,
    files:
      /^indexer\/(start-reader|leave-network|shut-in|office\/run-confined)\.ts$|^server\/db\/|^scripts\//,
  },
  { packages: /^@aws-sdk\//, files: /^server\/modules\/storage\/s3-[a-z-]+\.ts$/ },
  {
    packages: /^meilisearch$/,
    files: /^server\/modules\/search\/(meilisearch-index|meilisearch\/[a-z-]+)\.ts$/,
  },
  {
    packages: /^node:sqlite$/,
    files:
      /^server\/(modules\/search\/embedded\/[a-z-]+|db\/(lock-data-dir|file-lock))\.ts$|^scripts\/bench\/relevance\/peers\//,
  },
  {
    packages: /^better-auth|^@better-auth\//,
    files: /^server\/modules\/identity\/(auth|change-password)\.ts$/,
  },
  { packages: /^multer$/, files: /^server\/(http\/upload|modules\/storage\/multer-blob-engine)\.ts$/ },
  {
    packages: /^@tus\//,
    files: /^server\/modules\/(storage\/(file|s3)-partial-blobs|resources\/tus-server)\.ts$/,
  },
  { packages: /^tus-js-client$/, files: /^web\/api\// },
  { packages: /^pg$/, files: /^server\/db\/|^indexer\/[a-z-]+\.ts$|^scripts\/bench\// },
  {
    packages: /^(antd|react|react-dom|react-router|i18next|@ant-design\/.*|@tanstack\/.*)$/,
    files: /^web\//,
  },
];

const sources = readSources("server", "indexer", "web", "scripts");
const everything = [...sources, ...readSources("test")];
const server = sources.filter(({ path }) => path.startsWith("server/"));

const moduleOf = (path: string): string | null =>
  /^server\/modules\/([^/]+)\//.exec(path)?.[1] ?? (path.startsWith("indexer/") ? "indexer" : null);

const projectImports = (file: SourceFile) => file.imports.filter((one) => !one.isPackage);

/** `complain` answers what is wrong with an import, or null. */
const complaints = (
  files: readonly SourceFile[],
  complain: (from: string, target: string) => string | null,
): string[] =>
  files.flatMap((file) =>
    projectImports(file).flatMap(({ target }) => {
      const complaint = complain(file.path, target);
      return complaint ? [`${file.path} → ${target}: ${complaint}`] : [];
    }),
  );

describe("imports", () => {
  test("are found: the reader of sources sees the imports that there are", () => {
    const routes = server.find(({ path }) => path === "server/modules/resources/routes.ts");
    expect(routes?.imports.map(({ target }) => target)).toEqual(
      expect.arrayContaining(["zod", "server/errors.ts", "server/modules/resources/get-resource.ts"]),
    );
    const known = new Set(everything.map(({ path }) => path));
    const missing = complaints(server, (_from, target) =>
      /\.tsx?$/.test(target) && !known.has(target) ? "there is no such file" : null,
    );
    expect(missing).toEqual([]);
  });

  test("between modules keep to the table", () => {
    const modules = new Set(server.map(({ path }) => moduleOf(path)).filter((name) => name !== null));
    expect([...modules].filter((name) => !(name in mayImport))).toEqual([]);
    const wrong = complaints(sources, (from, target) => {
      const [own, other] = [moduleOf(from), moduleOf(target)];
      if (own === null || other === null || own === other) return null;
      return mayImport[own]?.includes(other) ? null : `${own} may not import ${other}`;
    });
    expect(wrong).toEqual([]);
  });

  test("of another module go through its face; only shapes import shapes directly", () => {
    const wrong = complaints(
      [...server, ...sources.filter(({ path }) => path.startsWith("indexer/"))],
      (from, target) => {
        const other = moduleOf(target);
        if (other === null || other === moduleOf(from) || joins[from]?.test(target)) return null;
        const isShape = target.endsWith("/schema.ts") && moduleOf(from) !== null;
        return target === `server/modules/${other}/index.ts` || isShape ? null : "not the module's face";
      },
    );
    expect(wrong).toEqual([]);
  });

  test("of the platform reach into no module, but for the files that join them", () => {
    const platform = server.filter(({ path }) => moduleOf(path) === null);
    const wrong = complaints(platform, (from, target) =>
      moduleOf(target) === null || joins[from]?.test(target) ? null : "the platform knows no module",
    );
    expect(wrong).toEqual([]);
  });

  test("never lead from the server up to the indexer, the web client, scripts or tests", () => {
    const wrong = complaints(sources, (from, target) => {
      const [own, other] = [from.split("/")[0], target.split("/")[0]];
      if (own === other || own === "scripts") return null;
      if (own === "indexer" && other === "server") return null;
      return `${own} may not import ${other}`;
    });
    // The client's version is the application's, read from its one place.
    expect(wrong.filter((line) => !/ → package\.json:/.test(line))).toEqual([]);
  });

  test("of the web client run one way: app → features → components → api, and no feature knows another", () => {
    const order = ["app", "features", "components", "api", "locales"];
    const place = (path: string) => /^web\/([^/]+)\/(?:([^/]+)\/)?/.exec(path);
    const web = sources.filter(({ path }) => path.startsWith("web/"));
    const wrong = complaints(web, (from, target) => {
      const [own, other] = [place(from), place(target)];
      if (!own || !other || !target.startsWith("web/")) return null;
      if (own[1] === "features" && other[1] === "features" && own[2] !== other[2]) return "another feature";
      const [ownRank, otherRank] = [order.indexOf(own[1] as string), order.indexOf(other[1] as string)];
      return ownRank >= 0 && otherRank >= 0 && otherRank < ownRank ? "against the direction" : null;
    });
    expect(wrong).toEqual([]);
  });

  test("make no cycle, neither of modules nor of files", () => {
    const modules = new Map<string, Set<string>>();
    const files = new Map<string, Set<string>>();
    for (const file of sources) {
      const running = projectImports(file).filter((one) => !one.isTypeOnly);
      files.set(file.path, new Set(running.map(({ target }) => target)));
      const own = moduleOf(file.path);
      if (own === null) continue;
      const others = projectImports(file).map(({ target }) => moduleOf(target));
      const reached = modules.get(own) ?? new Set();
      for (const other of others) if (other !== null && other !== own) reached.add(other);
      modules.set(own, reached);
    }
    expect(findCycle(modules)).toBeNull();
    expect(findCycle(files)).toBeNull();
  });

  test("of a confined package stay in its files", () => {
    const wrong = sources.flatMap((file) =>
      file.imports.flatMap(({ target, isPackage }) => {
        const rule = isPackage ? confined.find(({ packages }) => packages.test(target)) : undefined;
        return rule && !rule.files.test(file.path) ? [`${file.path} → ${target}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

describe("the files of a module keep to their parts", () => {
  const named = (pattern: RegExp) => server.filter(({ path }) => moduleOf(path) && pattern.test(path));

  test("shapes import only zod, other shapes and the words of the platform", () => {
    const allowed = /^zod$|[/-]schema\.ts$|\/tables\.ts$|^server\/(http\/shapes|actor|ids)\.ts$/;
    const wrong = named(/\/schema\.ts$/).flatMap((file) =>
      file.imports
        .filter(({ target }) => !allowed.test(target))
        .map(({ target }) => `${file.path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test("policies and rules do no input or output", () => {
    const wrong = named(/\/(policy|rules)\.ts$/).flatMap((file) =>
      file.imports
        .filter(({ target, isTypeOnly }) => !isTypeOnly && !/^server\/(actor|errors|ids)\.ts$/.test(target))
        .map(({ target }) => `${file.path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test("stores know neither HTTP nor policy", () => {
    const wrong = named(/store\.ts$/).flatMap((file) =>
      file.imports
        .filter(({ target }) => /^server\/http\/|policy\.ts$|routes\.ts$/.test(target))
        .map(({ target }) => `${file.path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test("what a search engine's adapter imports tells it nothing of people's rights", () => {
    const wrong = named(/\/search\/(embedded|meilisearch)/).flatMap((file) =>
      projectImports(file)
        .filter(({ target }) => !/^server\/(modules\/search\/|errors\.ts|ids\.ts)/.test(target))
        .map(({ target }) => `${file.path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe("conventions", () => {
  test("the environment is read in one file", () => {
    const readers = sources.filter(({ text }) => /\bprocess\.env\b/.test(text)).map(({ path }) => path);
    const allowed = [
      "server/config.ts",
      // Hands the environment on to the processes that it starts.
      "scripts/run-all.ts",
      // Where the benches find real documents: no setting of the system.
      "scripts/bench/corpus-directory.ts",
    ];
    expect(readers.filter((path) => !allowed.includes(path))).toEqual([]);
  });

  test("file names are kebab-case words that say something", () => {
    const names = everything.map(({ path }) => path.split("/").at(-1) as string);
    expect(
      names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|property\.test|config|d))?\.tsx?$/.test(name)),
    ).toEqual([]);
    expect(names.filter((name) => /\b(utils?|helpers?|common|misc)\b/.test(name))).toEqual([]);
  });

  test("each decision is on the list of documents, under its own title", () => {
    const list = readFileSync("docs/README.md", "utf8");
    const missing = readdirSync("docs/decisions").filter((name) => {
      const [title] = readFileSync(`docs/decisions/${name}`, "utf8").split("\n");
      return !list.includes(`[${title?.slice(2)}](decisions/${name})`);
    });
    expect(missing).toEqual([]);
  });

  test("no file has more than 300 lines", () => {
    const generated = /^web\/api\/types\.ts$/;
    const long = everything.filter(({ path, lineCount }) => lineCount > 300 && !generated.test(path));
    expect(long.map(({ path, lineCount }) => `${path}: ${lineCount}`)).toEqual([]);
  });
});
