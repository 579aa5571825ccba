import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-5';
import { type Roots, roots } from './roots';
import { type JsonSchema, TypeWalk } from './walk';

/** Schemas of everything in `roots`, made from the installed `stripe` package. */
export type SchemaFile = {
  /** Changes with the package's version, the roots and this generator. */
  key: string;
  $defs: Record<string, JsonSchema>;
  resources: Record<string, JsonSchema>;
  deleted: Record<string, JsonSchema>;
  events: Record<string, JsonSchema>;
  params: Record<string, JsonSchema>;
};

/**
 * The schemas, from the file when it is up to date, made anew (about three seconds) otherwise.
 * @throws Error when the package has no type of a name in `roots`
 */
export function readSchemas(): SchemaFile {
  const key = currentKey();
  const stored = readStored();
  if (stored?.key === key) return stored;
  const made = generate(key, roots);
  const draft = `${OUTPUT}.${process.pid}`;
  mkdirSync(join(HERE, 'generated'), { recursive: true });
  writeFileSync(draft, JSON.stringify(made));
  // Several test processes may do this at once: each replaces the file as a whole.
  renameSync(draft, OUTPUT);
  return made;
}

const HERE = fileURLToPath(new URL('.', import.meta.url));
const OUTPUT = join(HERE, 'generated', 'schemas.json');
const PACKAGE = join(HERE, '..', '..', '..', 'node_modules', 'stripe', 'package.json');

function generate(key: string, wanted: Roots): SchemaFile {
  const names = [...Object.values(wanted.resources), ...Object.values(wanted.deleted), ...wanted.params];
  const { checker, aliases } = compile(names);
  const typeNamed = (name: string) => {
    const type = aliases.get(name);
    if (type === undefined || type.flags & ts.TypeFlags.Any) throw new Error(`stripe has no type ${name}.`);
    return type;
  };
  const walk = new TypeWalk(checker, new Set([...Object.keys(wanted.resources), 'event']));
  const all = (types: Record<string, string>) =>
    Object.fromEntries(Object.entries(types).map(([kind, name]) => [kind, walk.schema(typeNamed(name))]));
  const events = eventTypesByName(checker, typeNamed('Event'));
  return {
    key,
    resources: all(wanted.resources),
    deleted: all(wanted.deleted),
    params: all(Object.fromEntries(wanted.params.map((name) => [name, name]))),
    events: Object.fromEntries(
      wanted.events.map((name) => {
        const type = events.get(name);
        if (type === undefined) throw new Error(`stripe has no event ${name}.`);
        return [name, walk.schema(type)];
      }),
    ),
    $defs: walk.definitions,
  };
}

/** Lets the compiler read a file that names every wanted type. */
function compile(names: string[]): { checker: ts.TypeChecker; aliases: Map<string, ts.Type> } {
  const file = join(HERE, 'roots-of-schema.ts');
  const all = ['Event', ...names];
  const source = [
    "import type Stripe from 'stripe';",
    ...all.map((name, index) => `export type T${index} = Stripe.${name};`),
  ].join('\n');
  const options: ts.CompilerOptions = {
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? source : readFile(name));
  host.getSourceFile = (name, ...rest) =>
    name === file
      ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022, true)
      : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], options, host);
  const checker = program.getTypeChecker();
  const aliases = new Map<string, ts.Type>();
  for (const statement of program.getSourceFile(file)?.statements ?? []) {
    if (!ts.isTypeAliasDeclaration(statement)) continue;
    const name = all[Number(statement.name.text.slice(1))];
    if (name !== undefined) aliases.set(name, checker.getTypeAtLocation(statement.name));
  }
  return { checker, aliases };
}

/** The members of the SDK's union of events by the value of their `type`. */
function eventTypesByName(checker: ts.TypeChecker, union: ts.Type): Map<string, ts.Type> {
  const members = union.isUnion() ? union.types : [union];
  return new Map(
    members.flatMap((member) => {
      const property = checker.getPropertyOfType(member, 'type');
      const type = property === undefined ? undefined : checker.getTypeOfSymbol(property);
      return type?.isStringLiteral() ? [[type.value, member] as const] : [];
    }),
  );
}

function currentKey(): string {
  const parts = [PACKAGE, join(HERE, 'generate.ts'), join(HERE, 'walk.ts')].map((path) =>
    readFileSync(path, 'utf8'),
  );
  return createHash('sha256')
    .update(JSON.stringify([parts, roots]))
    .digest('hex');
}

function readStored(): SchemaFile | undefined {
  try {
    // This file is its only writer.
    return JSON.parse(readFileSync(OUTPUT, 'utf8')) as SchemaFile;
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  const schemas = readSchemas();
  const size = (JSON.stringify(schemas).length / 1024).toFixed(0);
  console.log(
    `${Object.keys(schemas.$defs).length} definitions, ${Object.keys(schemas.events).length} events, ` +
      `${Object.keys(schemas.params).length} parameter types, ${size} KiB in ${(performance.now() - started).toFixed(0)} ms`,
  );
}
