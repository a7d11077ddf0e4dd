import { isJsonObject, member, textAt } from '../../../arm/json.ts';
import type { Declaration, Syntax, Value } from '../syntax/syntax.ts';

const deployments = 'microsoft.resources/deployments';

/** A resource or module as the compiler emits it. */
interface Candidate {
  readonly declaration: Declaration;
  /** Lower case. */
  readonly type: string;
}

/** Finds the declaration of a resource of a compiled template by its key under `resources`: a symbolic name, or an index. */
export function declarationFinder(syntax: Syntax, template: unknown): (key: string) => Declaration | undefined {
  const resources = member(template, 'resources');
  if (isJsonObject(resources)) return (key) => bySymbol(syntax.declarations, key);
  if (!Array.isArray(resources)) return () => undefined;
  let found: ReadonlyMap<number, Declaration> | undefined;
  return (key) => {
    found ??= byOrder(candidatesIn(syntax), resources);
    return found.get(Number(key));
  };
}

/** `parent::child` for a resource within another. */
function bySymbol(declarations: readonly Declaration[], key: string): Declaration | undefined {
  let level = declarations;
  let found: Declaration | undefined;
  for (const name of key.split('::')) {
    found = level.find((one) => one.name === name && (one.kind === 'resource' || one.kind === 'module'));
    level = found === undefined ? [] : childrenOf(found);
  }
  return found;
}

/**
 * The compiler emits the resources of one type in the order of their declarations, those within others first, then the modules (Azure/bicep, baselines
 * NestedResources_LF and Modules_CRLF). Where numbers or plain names say that it is otherwise, only plain names count.
 */
function byOrder(candidates: readonly Candidate[], resources: readonly unknown[]): ReadonlyMap<number, Declaration> {
  const found = new Map<number, Declaration>();
  const indexes = [...resources.keys()];
  for (const type of new Set(resources.map(typeOf))) {
    const here = indexes.filter((index) => typeOf(resources[index]) === type);
    const declared = candidates.filter((one) => one.type === type);
    const fits = here.length === declared.length && here.every((index, at) => mayBe(resources[index], declared[at]?.declaration));
    for (const [at, index] of here.entries()) {
      const same = declared.filter(({ declaration }) => isNamed(resources[index], declaration));
      const candidate = fits ? declared[at] : same.length === 1 ? same[0] : undefined;
      if (candidate !== undefined) found.set(index, candidate.declaration);
    }
  }
  return found;
}

function typeOf(resource: unknown): string {
  return (textAt(resource, 'type') ?? '').toLowerCase();
}

/** False when both have a plain name and the names differ. */
function mayBe(resource: unknown, declaration: Declaration | undefined): boolean {
  const [compiled, declared] = [plainName(resource), declaration === undefined ? undefined : declaredName(declaration)];
  return compiled === undefined || declared === undefined || compiled === declared;
}

function isNamed(resource: unknown, declaration: Declaration): boolean {
  const name = plainName(resource);
  return name !== undefined && name === declaredName(declaration);
}

function plainName(resource: unknown): string | undefined {
  const name = textAt(resource, 'name');
  return name?.startsWith('[') === true ? undefined : name;
}

function declaredName({ value }: Declaration): string | undefined {
  const body = bodyOf(value);
  const name = body?.kind === 'object' ? body.properties.find((one) => one.name === 'name')?.value : undefined;
  return name?.kind === 'literal' && typeof name.value === 'string' ? name.value : undefined;
}

function candidatesIn({ declarations }: Syntax): readonly Candidate[] {
  const resources = declarations.filter(({ kind }) => kind === 'resource');
  const typed = resources.map((declaration) => ({ declaration, type: typeIn(declaration) }));
  const modules = declarations.filter(({ kind }) => kind === 'module').map((declaration) => ({ declaration, type: deployments }));
  const all = [...typed.flatMap(({ declaration, type }) => within(declaration, type)), ...typed, ...modules];
  return all.filter(({ declaration }) => !declaration.isExisting);
}

/** The resources within another one, each behind those within it. */
function within(declaration: Declaration, type: string): readonly Candidate[] {
  return childrenOf(declaration).flatMap((child) => {
    const own = `${type}/${typeIn(child)}`;
    return [...within(child, own), { declaration: child, type: own }];
  });
}

function typeIn({ reference }: Declaration): string {
  return (reference?.split('@')[0] ?? '').toLowerCase();
}

function childrenOf({ value }: Declaration): readonly Declaration[] {
  const body = bodyOf(value);
  return body?.kind === 'object' ? body.resources : [];
}

/** What a loop or a condition is about. */
export function bodyOf(value: Value | undefined): Value | undefined {
  let body = value;
  while (body?.kind === 'loop' || body?.kind === 'if') body = body.body;
  return body;
}
