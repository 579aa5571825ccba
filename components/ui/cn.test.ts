import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extendTailwindMerge } from 'tailwind-merge';
import ts from 'typescript-5';
import { describe, expect, it } from 'vitest';

describe('classes that meet', () => {
  it('never set the same property twice unless the one that is to win says so', () => {
    expect(clashes(sources())).toEqual([]);
  }, 120_000);

  it('are found where a component and its use, or two parts of one, disagree', () => {
    const source = `
      const base = 'h-9 px-3';
      function Box({ className }) { return <i className={cn(base, on && 'h-8', className)} />; }
      function Page() { return <Box className="px-4 h-auto!" />; }`;
    expect(clashes([{ file: 'box.tsx', text: source }])).toEqual([
      'box.tsx: h-9 and h-8',
      'box.tsx: px-3 and px-4',
    ]);
  });
});

// `text-13` is a size of our own scale; unknown it would count as a colour.
const merge = extendTailwindMerge({ extend: { classGroups: { 'font-size': [{ text: ['13'] }] } } });

type Source = { file: string; text: string };

function sources(): Source[] {
  return ['components', 'app', 'extension'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
      .map((name) => ({ file: join(folder, name), text: readFileSync(join(folder, name), 'utf8') })),
  );
}

/** Where two classes set the same property: in the parts of one `cn(…)`, and in what a component has and what its user gives. */
function clashes(given: readonly Source[]): string[] {
  const trees = given.map(({ file, text }) => ({
    file,
    tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true),
  }));
  const named = new Map<string, string[]>();
  for (const { tree } of trees)
    walk(tree, (node) => {
      if (
        ts.isVariableDeclaration(node) &&
        ts.isSourceFile(node.parent.parent.parent) &&
        ts.isIdentifier(node.name) &&
        node.initializer
      )
        named.set(node.name.text, [...(named.get(node.name.text) ?? []), ...words(node.initializer)]);
    });

  const found = new Set<string>();
  const compare = (file: string, parts: readonly string[][]) => {
    const all = parts.flat();
    for (const [index, part] of parts.entries())
      for (const own of part)
        for (const other of parts.slice(index + 1).flat())
          if (
            overrides(own, other) &&
            !all.some((each) => each.endsWith('!') && overrides(own, each.slice(0, -1)))
          )
            found.add(`${file}: ${own} and ${other}`);
  };

  const components = new Map<string, string[]>();
  for (const { file, tree } of trees)
    walk(tree, (node) => {
      if (!ts.isCallExpression(node) || node.expression.getText() !== 'cn') return;
      const parts = node.arguments.map((argument) => classesIn(argument, named));
      compare(file, parts);
      if (node.arguments.some((argument) => argument.getText() === 'className')) {
        const name = functionAround(node);
        components.set(name, [...(components.get(name) ?? []), ...parts.flat()]);
      }
    });
  for (const { file, tree } of trees)
    walk(tree, (node) => {
      if (!ts.isJsxOpeningElement(node) && !ts.isJsxSelfClosingElement(node)) return;
      const own = components.get(node.tagName.getText());
      for (const each of node.attributes.properties)
        if (own && ts.isJsxAttribute(each) && each.name.getText() === 'className' && each.initializer)
          compare(file, [own.filter((word) => !word.endsWith('!')), classesIn(each.initializer, named)]);
    });
  return [...found].sort();
}

function overrides(own: string, other: string): boolean {
  return own !== other && merge(`${own} ${other}`) === other;
}

function classesIn(node: ts.Node, named: ReadonlyMap<string, string[]>): string[] {
  const found = words(node);
  walk(node, (inner) => {
    if (ts.isIdentifier(inner) && inner.text !== 'className') found.push(...(named.get(inner.text) ?? []));
  });
  return found;
}

function words(node: ts.Node): string[] {
  const found: string[] = [];
  walk(node, (inner) => {
    if (ts.isStringLiteralLike(inner)) found.push(...inner.text.split(/\s+/).filter(Boolean));
  });
  return found;
}

function functionAround(node: ts.Node): string {
  for (let each: ts.Node = node; each; each = each.parent)
    if (ts.isFunctionDeclaration(each) && each.name) return each.name.text;
  return '';
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}
