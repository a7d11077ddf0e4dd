import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const source = resolve(import.meta.dirname, '..', 'src');

/** The rooms of the house and the rooms each may import from. A room that is not named here may import nothing. */
const ground = ['arm', 'language', 'run', 'template'];
const knowledge = ['policy', 'isolation'];
const outside = ['azure', 'github', 'report', 'sources'];
const mayImport: Readonly<Record<string, readonly string[]>> = {
  run: [],
  arm: [],
  language: [],
  template: ['language'],
  policy: ground,
  isolation: ['policy', ...ground],
  azure: [...knowledge, ...ground],
  github: [...knowledge, ...ground],
  report: [...knowledge, ...ground],
  sources: [...knowledge, ...ground],
  sandbox: [...knowledge, ...ground],
  commands: [...outside, ...knowledge, ...ground],
  config: ['commands', ...outside, ...knowledge, ...ground],
  door: ['config', 'commands', ...outside, ...knowledge, ...ground],
};

/** Values in, values out: no I/O, no clock, no environment, no package. */
const pure = new Set([...ground, ...knowledge]);

/** The evaluator of templates calls functions that evaluate. */
const knots = new Set(['template']);

/** The sandbox is entered only by these, and by tests. */
const sandboxDoors = ['commands/demo.ts', 'commands/demo/', 'commands/sandbox.ts'];

interface Import {
  readonly from: string;
  readonly specifier: string;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => name.replaceAll('\\', '/'));

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(source, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const patterns = [/\bfrom\s+'([^']+)'/g, /\bimport\s+'([^']+)'/g, /\bimport\(\s*'([^']+)'/g];
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => ({ from: file, specifier: match[1] ?? '' })));
}

function roomOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : 'entry';
}

function targetOf({ from, specifier }: Import): string {
  return relative(source, resolve(join(source, dirname(from)), specifier)).replaceAll('\\', '/');
}

const imports = files.flatMap(importsOf);
const inner = imports.filter(({ specifier }) => specifier.startsWith('.') && !targetOf({ from: '', specifier }).startsWith('../policies'));

/** Groups of files each of which reaches all others of its group (Tarjan 1972). */
function circlesOf(among: readonly string[]): readonly (readonly string[])[] {
  const targets = new Map(among.map((file) => [file, inner.filter(({ from }) => from === file).map(targetOf).filter((target) => among.includes(target))]));
  const [index, low, stack, circles] = [new Map<string, number>(), new Map<string, number>(), [] as string[], [] as string[][]];
  const visit = (file: string): number => {
    const own = index.size;
    index.set(file, own);
    low.set(file, own);
    stack.push(file);
    for (const target of targets.get(file) ?? []) {
      const reached = index.has(target) ? (stack.includes(target) ? index.get(target) ?? own : own) : visit(target);
      low.set(file, Math.min(low.get(file) ?? own, reached));
    }
    const lowest = low.get(file) ?? own;
    if (lowest === own) {
      const group = stack.splice(stack.indexOf(file));
      if (group.length > 1) circles.push(group.toSorted());
    }
    return lowest;
  };
  for (const file of among) if (!index.has(file)) visit(file);
  return circles;
}

describe('the house', () => {
  test('has rooms to look at', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(100);
  });

  test('every folder is a room that the plan knows', () => {
    const rooms = new Set(files.map(roomOf).filter((room) => room !== 'entry'));
    expect([...rooms].filter((room) => mayImport[room] === undefined)).toEqual([]);
  });

  test('files import each other in no circle, but the parts of an interpreter', () => {
    expect(circlesOf(files.filter((file) => !knots.has(roomOf(file))))).toEqual([]);
  });

  test('arrows run down only, and on one floor only the drawn ones exist', () => {
    const wrong = inner.filter(({ from, specifier }) => {
      const [room, target] = [roomOf(from), targetOf({ from, specifier })];
      if (target.startsWith('..') || room === 'entry') return false;
      const wanted = roomOf(target);
      if (wanted === room) return false;
      if (wanted === 'sandbox') return !sandboxDoors.some((door) => from.startsWith(door));
      return !(mayImport[room] ?? []).includes(wanted);
    });
    expect(wrong.map(({ from, specifier }) => `${from} → ${specifier}`)).toEqual([]);
  });

  test('knowledge and ground are pure: no package, no node module', () => {
    const wrong = imports.filter(({ from, specifier }) => pure.has(roomOf(from)) && !specifier.startsWith('.'));
    expect(wrong.map(({ from, specifier }) => `${from} → ${specifier}`)).toEqual([]);
  });

  test('knowledge and ground have no clock, no environment and no chance', () => {
    const forbidden = /\b(?:process\.|globalThis|Date\.now|new Date\(\)|Math\.random|setTimeout|setInterval|fetch\(|console\.)/;
    const wrong = files.filter((file) => pure.has(roomOf(file)) && forbidden.test(readFileSync(join(source, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')));
    expect(wrong).toEqual([]);
  });

  test('nothing imports its way out of src/, but for the policy library', () => {
    const wrong = inner.filter(({ from, specifier }) => targetOf({ from, specifier }).startsWith('..') && !targetOf({ from, specifier }).startsWith('../policies/'));
    expect(wrong.map(({ from, specifier }) => `${from} → ${specifier}`)).toEqual([]);
  });

  test('the doors load no package before they know what is asked for', () => {
    const eager = imports.filter(({ from }) => ['door', 'config', 'entry'].includes(roomOf(from)));
    const wrong = eager.filter(({ from, specifier }) => {
      if (specifier.startsWith('.') || specifier.startsWith('node:')) return false;
      return !['config/config-file.ts', 'config/mapping.ts'].includes(from);
    });
    expect(wrong.map(({ from, specifier }) => `${from} → ${specifier}`)).toEqual([]);
  });
});
