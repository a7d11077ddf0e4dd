import { isJsonObject, member, textAt } from '../../../arm/json.ts';
import { unescapePointer } from '../../../arm/pointer.ts';
import { targetOf } from '../snapshot.ts';
import type { BicepSource } from '../source.ts';
import { isRemote } from '../syntax/references.ts';
import type { Declaration, Span, Value } from '../syntax/syntax.ts';
import { bodyOf, declarationFinder } from './declared.ts';

/** Where a part of a compiled template was written. */
export type Spot =
  | {
      readonly kind: 'bicep';
      readonly source: BicepSource;
      readonly span: Span;
      /** What is written there, when the whole way was found. */
      readonly value?: Value;
      /** False for the first line of a file, when it is not known where in it. */
      readonly isPlaced: boolean;
    }
  /** In a template that is a module. */
  | { readonly kind: 'json'; readonly path: string; readonly pointer: string };

/** The files that a compiled one was made of, by path in their tree. */
export interface Sources {
  readonly get: (path: string) => BicepSource | undefined;
  readonly isText: (path: string) => boolean;
}

const mostNames = 32;

/** Where the value at a JSON pointer into the template that a Bicep file was compiled to is written, or its nearest ancestor that is. */
export function locateInTemplate(source: BicepSource, template: unknown, pointer: string, sources: Sources): Spot {
  return new Walk(sources).template(source, template, stepsOf(pointer), unplaced(source));
}

/** The same for the parameters that a Bicep parameter file was compiled to. */
export function locateInParameters(source: BicepSource, parameters: unknown, pointer: string, sources: Sources): Spot {
  const [, name = '', entry, ...rest] = stepsOf(pointer);
  const files = extended(source, sources);
  for (const file of files) {
    const declaration = file.syntax.declarations.find((one) => one.kind === 'param' && one.name === name);
    if (declaration === undefined) continue;
    const compiled = member(member(member(parameters, 'parameters'), name), 'value');
    return entry === 'value' ? new Walk(sources).value(file, declaration, declaration.value, compiled, rest) : at(file, declaration);
  }
  const { using } = source.syntax;
  return using === undefined ? unplaced(source) : at(source, using);
}

/** A parameter file and those that it extends, nearest first. */
function extended(source: BicepSource, sources: Sources): readonly BicepSource[] {
  const found = [source];
  for (let file: BicepSource | undefined = source; file?.syntax.extending !== undefined && found.length < mostNames; ) {
    const target = targetOf(file.path, file.syntax.extending.path);
    file = target === undefined ? undefined : sources.get(target);
    if (file !== undefined) found.push(file);
  }
  return found;
}

class Walk {
  readonly #sources: Sources;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  template(source: BicepSource, template: unknown, steps: readonly string[], otherwise: Spot): Spot {
    const [section, name, ...rest] = steps;
    if (name === undefined) return otherwise;
    const compiled = member(member(template, section ?? ''), name);
    if (section === 'resources') return this.#resource(source, template, name, rest);
    if (section === 'parameters') return this.#parameter(source, name, compiled, rest);
    if (section === 'variables') return this.#variable(source, template, name, rest);
    const kinds: Readonly<Record<string, Declaration['kind']>> = { outputs: 'output', definitions: 'type', functions: 'func' };
    const kind = kinds[section ?? ''];
    const declaration = source.syntax.declarations.find((one) => one.kind === kind && one.name === (kind === 'func' ? rest[1] : name));
    return declaration === undefined ? unplaced(source) : at(source, declaration);
  }

  #parameter(source: BicepSource, name: string, compiled: unknown, [first, ...rest]: readonly string[]): Spot {
    const declaration = source.syntax.declarations.find((one) => one.kind === 'param' && one.name === name);
    if (declaration === undefined) return unplaced(source);
    return first === 'defaultValue' ? this.value(source, declaration, declaration.value, member(compiled, 'defaultValue'), rest) : at(source, declaration);
  }

  #variable(source: BicepSource, template: unknown, name: string, rest: readonly string[]): Spot {
    const variables = member(template, 'variables');
    if (name !== 'copy' || !Array.isArray(member(variables, 'copy'))) return this.#named(source, name, member(variables, name), rest);
    const [index, , ...steps] = rest;
    const loop = elementOf(member(variables, 'copy'), index);
    return this.#named(source, textAt(loop, 'name') ?? '', member(loop, 'input'), steps);
  }

  #named(source: BicepSource, name: string, compiled: unknown, rest: readonly string[]): Spot {
    const found = this.#variableOf(source, name, 0);
    if (found !== undefined) return this.value(found.source, found.declaration, bodyOf(found.declaration.value), compiled, rest);
    // `$fxv#0`: what a function has loaded.
    const loads = source.references.filter(({ kind }) => kind === 'load');
    const [load] = loads;
    return name.startsWith('$fxv#') && load !== undefined && loads.length === 1 ? at(source, { start: load.start, end: load.start }) : unplaced(source);
  }

  /** A variable by its name in the compiled template: one of the file, or one that it imports (`x`, `_1.x`). */
  #variableOf(source: BicepSource, name: string, depth: number): { readonly source: BicepSource; readonly declaration: Declaration } | undefined {
    const declaration = source.syntax.declarations.find((one) => one.kind === 'var' && one.name === name);
    if (declaration !== undefined || depth >= mostNames) return declaration === undefined ? undefined : { source, declaration };
    const plain = name.replace(/^_\d+\./, '');
    for (const { path, names } of source.syntax.imports) {
      const target = targetOf(source.path, path);
      const file = target === undefined ? undefined : this.#sources.get(target);
      const found = file === undefined ? undefined : this.#variableOf(file, names?.get(plain) ?? plain, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #resource(source: BicepSource, template: unknown, key: string, rest: readonly string[]): Spot {
    const declaration = finderFor(source, template)(key);
    if (declaration === undefined) return unplaced(source);
    const resources = member(template, 'resources');
    const compiled = Array.isArray(resources) ? elementOf(resources, key) : member(resources, key);
    if (declaration.kind === 'module') return this.#module(source, declaration, compiled, rest);
    const [first] = rest;
    const isOfDeclaration = first === undefined || ['type', 'apiVersion', 'condition', 'copy'].includes(first);
    return isOfDeclaration ? at(source, declaration) : this.value(source, declaration, bodyOf(declaration.value), compiled, rest);
  }

  #module(source: BicepSource, declaration: Declaration, compiled: unknown, rest: readonly string[]): Spot {
    const [first, second, ...steps] = rest;
    const properties = member(compiled, 'properties');
    const body = bodyOf(declaration.value);
    if (first === 'properties' && second === 'template') return this.#inModule(source, declaration, member(properties, 'template'), steps);
    if (first === 'properties' && second === 'parameters') {
      const [name = '', kind, ...within] = steps;
      const params = propertyOf(body, 'params');
      const given = propertyOf(bodyOf(params?.value), name);
      if (given === undefined) return at(source, params ?? declaration);
      const entry = member(member(properties, 'parameters'), name);
      if (kind === 'value') return this.value(source, given, given.value, member(entry, 'value'), within);
      // `{"copy": [{"name": "value", "count": …, "input": …}]}`
      const loop = kind === 'copy' ? elementOf(member(entry, 'copy'), within[0]) : undefined;
      return loop === undefined ? at(source, given) : this.value(source, given, bodyOf(given.value), member(loop, 'input'), within.slice(2));
    }
    const own = propertyOf(body, first === 'name' ? 'name' : 'scope');
    return first === 'name' && own !== undefined ? this.value(source, own, own.value, member(compiled, 'name'), rest.slice(1)) : at(source, declaration);
  }

  #inModule(source: BicepSource, declaration: Declaration, template: unknown, steps: readonly string[]): Spot {
    const { reference } = declaration;
    const target = reference === undefined || isRemote(reference) ? undefined : targetOf(source.path, reference);
    if (target !== undefined && this.#sources.isText(target)) return { kind: 'json', path: target, pointer: steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('') };
    const file = target === undefined ? undefined : this.#sources.get(target);
    // Of a module in a registry there is the compiled template alone.
    return file === undefined ? at(source, declaration) : this.template(file, template, steps, unplaced(file));
  }

  /** Follows steps into a value, as far as they lead. @param span of what the value is given to */
  value(from: BicepSource, span: Span, start: Value | undefined, compiledStart: unknown, steps: readonly string[]): Spot {
    let [source, place, value, compiled]: [BicepSource, Span, Value | undefined, unknown] = [from, span, start, compiledStart];
    let names = 0;
    for (let index = 0; index < steps.length; ) {
      const step = steps[index] ?? '';
      if (value?.kind === 'name' && names < mostNames) {
        // The compiler writes some variables out where they are used.
        const found = this.#variableOf(source, value.name, 0);
        names += 1;
        if (found === undefined) return at(source, place);
        [source, place, value] = [found.source, found.declaration, found.declaration.value];
        continue;
      }
      const loop = step === 'copy' && value?.kind === 'object' ? elementOf(member(compiled, 'copy'), steps[index + 1]) : undefined;
      const property = propertyOf(value, loop === undefined ? step : (textAt(loop, 'name') ?? ''));
      const item = value?.kind === 'array' ? value.items[Number(step)] : undefined;
      if (property !== undefined) [place, value] = [property, loop === undefined ? property.value : bodyOf(property.value)];
      else if (item !== undefined) [place, value] = [item, item];
      else return at(source, place);
      compiled = loop !== undefined ? member(loop, 'input') : Array.isArray(compiled) ? elementOf(compiled, step) : member(compiled, step);
      index += loop === undefined ? 1 : 3;
    }
    return { kind: 'bicep', source, span: place, isPlaced: true, ...(value === undefined ? {} : { value }) };
  }
}

/** Finders by compiled template: asking for many places of one template is common. */
const finders = new WeakMap<object, Map<string, ReturnType<typeof declarationFinder>>>();

function finderFor(source: BicepSource, template: unknown): ReturnType<typeof declarationFinder> {
  if (!isJsonObject(template)) return () => undefined;
  const known = finders.get(template) ?? new Map<string, ReturnType<typeof declarationFinder>>();
  finders.set(template, known);
  const finder = known.get(source.path) ?? declarationFinder(source.syntax, template);
  known.set(source.path, finder);
  return finder;
}

function propertyOf(value: Value | undefined, name: string): (Span & { readonly value: Value }) | undefined {
  return value?.kind === 'object' ? value.properties.find((one) => one.name === name) : undefined;
}

function elementOf(list: unknown, index: string | undefined): unknown {
  return Array.isArray(list) && index !== undefined && /^\d{1,9}$/.test(index) ? (list as readonly unknown[])[Number(index)] : undefined;
}

/** Somewhere on the way, or at what has no value of its own. */
function at(source: BicepSource, { start, end }: Span): Spot {
  return { kind: 'bicep', source, span: { start, end }, isPlaced: true };
}

function unplaced(source: BicepSource): Spot {
  return { kind: 'bicep', source, span: { start: 0, end: 0 }, isPlaced: false };
}

function stepsOf(pointer: string): readonly string[] {
  return pointer.split('/').slice(1).map(unescapePointer);
}
