import ts from 'typescript-5';

/** A JSON Schema (2020-12), as far as this walk writes it. */
export type JsonSchema = boolean | { [keyword: string]: unknown };

/**
 * Turns types of the `stripe` package into JSON Schema: enums are closed, unknown fields are refused, a field that
 * may hold an object or its id takes both, and objects of a kind that the emulator does not have are refused.
 */
export class TypeWalk {
  /** Named interfaces met so far. */
  readonly definitions: Record<string, JsonSchema> = {};

  constructor(
    private readonly checker: ts.TypeChecker,
    /** Values of `object` that may appear. */
    private readonly objectTypes: ReadonlySet<string>,
  ) {}

  /** The schema of a type; interfaces become references into `definitions`. */
  schema(type: ts.Type): JsonSchema {
    if (isDecimal(type)) return { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' };
    if (type.isUnion()) return this.#union(type.types);
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.BooleanLiteral)
      return { const: this.checker.typeToString(type) === 'true' };
    if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
    if (type.flags & ts.TypeFlags.String) return { type: 'string' };
    if (type.flags & ts.TypeFlags.Number) return { type: 'number' };
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return true;
    if (isOpenString(type)) return { type: 'string' };
    if (this.checker.isArrayType(type)) return this.#array(type);
    if (type.flags & ts.TypeFlags.Object) return this.#object(type);
    throw new Error(`No schema for the type ${this.checker.typeToString(type)}.`);
  }

  #array(type: ts.Type): JsonSchema {
    const item = this.checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    return { type: 'array', items: item === undefined ? true : this.schema(item) };
  }

  #union(members: readonly ts.Type[]): JsonSchema {
    const present = members.filter(({ flags }) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)));
    const literals = present.filter(isLiteral);
    // `'a' | 'b' | OtherString` leaves room for the future; the emulator has only today's values.
    const kept = literals.length > 0 ? present.filter((member) => !isOpenString(member)) : present;
    const booleans = kept.filter(({ flags }) => flags & ts.TypeFlags.BooleanLiteral);
    const others = kept.filter((member) => !isLiteral(member) && !booleans.includes(member));
    const parts: JsonSchema[] = [
      ...(literals.length > 0 ? [{ enum: literals.map(({ value }) => value) }] : []),
      ...(booleans.length === 2 ? [{ type: 'boolean' }] : booleans.map((member) => this.schema(member))),
      ...others.map((member) => this.schema(member)).filter((part) => part !== false),
    ];
    const [only] = parts;
    if (only === undefined) return false;
    return parts.length === 1 ? only : { anyOf: parts };
  }

  #object(type: ts.Type): JsonSchema {
    const kind = this.#objectKind(type);
    if (kind !== undefined && !this.objectTypes.has(kind)) return false;
    const name = definitionName(type);
    if (name === undefined) return this.#fields(type);
    if (!(name in this.definitions)) {
      // Set first: types refer to each other in circles.
      this.definitions[name] = true;
      this.definitions[name] = this.#fields(type);
    }
    return { $ref: `#/$defs/${pointer(name)}` };
  }

  #fields(type: ts.Type): JsonSchema {
    const properties: Record<string, JsonSchema> = {};
    const required: string[] = [];
    for (const property of this.checker.getPropertiesOfType(type)) {
      const propertyType = this.checker.getTypeOfSymbol(property);
      // `deleted?: void` says that the field never appears.
      if (isAbsent(propertyType)) continue;
      properties[property.name] =
        property.name === 'previous_attributes' ? this.#namesOf(propertyType) : this.schema(propertyType);
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
    }
    const index = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    return {
      type: 'object',
      properties,
      ...(required.length > 0 && { required }),
      additionalProperties: index === undefined ? false : this.schema(index),
    };
  }

  // Old values come in parts: a group holds only what changed in it, which the SDK's shallow Partial denies.
  #namesOf(type: ts.Type): JsonSchema {
    const members = type.isUnion() ? type.types : [type];
    const names = members.flatMap((member) =>
      this.checker.getPropertiesOfType(member).map(({ name }) => name),
    );
    return { type: 'object', propertyNames: { enum: names } };
  }

  /** The value of `object` of a resource, such as `customer`; undefined for plain groups. */
  #objectKind(type: ts.Type): string | undefined {
    const id = this.checker.getPropertyOfType(type, 'id');
    const object = this.checker.getPropertyOfType(type, 'object');
    if (id === undefined || object === undefined) return undefined;
    const objectType = this.checker.getTypeOfSymbol(object);
    return objectType.isStringLiteral() ? objectType.value : undefined;
  }
}

/** A definition's name as part of a JSON pointer in a URI fragment. */
export function pointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

// Interfaces of the same name live in different files and namespaces: both are part of the name.
function definitionName(type: ts.Type): string | undefined {
  const { symbol } = type;
  const declaration = symbol?.declarations?.[0];
  if (declaration === undefined || !ts.isInterfaceDeclaration(declaration)) return undefined;
  if (declaration.typeParameters !== undefined) return undefined;
  const file = /stripe\/esm\/(?:resources\/)?(.*)\.d\.ts$/.exec(declaration.getSourceFile().fileName)?.[1];
  if (file === undefined) return undefined;
  const names = [declaration.name.text];
  for (let node: ts.Node = declaration; node !== undefined; node = node.parent) {
    if (ts.isModuleDeclaration(node)) names.unshift(node.name.text);
  }
  return `${file}:${names.join('.')}`;
}

function isDecimal(type: ts.Type): boolean {
  const name = type.aliasSymbol?.name ?? type.symbol?.name;
  return name === 'Decimal' || name === 'DecimalImpl';
}

/** `string & Record<never, never>`: any string, but one that keeps the literals beside it visible. */
function isOpenString(type: ts.Type): boolean {
  return type.isIntersection() && type.types.some(({ flags }) => flags & ts.TypeFlags.String);
}

function isAbsent(type: ts.Type): boolean {
  const members = type.isUnion() ? type.types : [type];
  return members.every(
    ({ flags }) => flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void | ts.TypeFlags.Never),
  );
}

function isLiteral(type: ts.Type): type is ts.StringLiteralType | ts.NumberLiteralType {
  return type.isStringLiteral() || type.isNumberLiteral();
}
