import { access } from '../../language/access.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import { isObject, keyIgnoringCase, type ObjectValue } from '../../language/values.ts';
import { Binding, type Source } from '../evaluate/binding.ts';
import type { Frame } from '../evaluate/frame.ts';
import type { Program } from '../evaluate/program.ts';
import type { Written } from '../evaluate/written.ts';
import { didYouMean } from '../functions/did-you-mean.ts';
import { uriOfFolder } from '../nested/checkout-uri.ts';
import type { Session } from '../session.ts';
import { holdsSecret, isNullable, typeOf } from './types.ts';

/** What is passed to a template. */
export interface Arguments {
  /** Members `{"value"}`, `{"reference"}` or `{"expression"}` by name, and the frame of their expressions: of a file, or of a nested deployment. */
  readonly entries: Written | undefined;
  /** Of the expressions in `entries`; absent for a file, whose own are evaluated in the frame of the template. */
  readonly frame?: Frame;
  /** Values that win over everything. */
  readonly values?: ObjectValue;
  /** Nobody can pass more: a parameter without a value is an error, not merely unknown. */
  readonly isComplete: boolean;
  /** Where entries would be, when there are none. */
  readonly at?: Written;
}

/**
 * The parameters of a template by lower-case name, none evaluated yet: given values first, then defaults, then Unknown
 * (learn.microsoft.com, "Parameters in ARM templates", "Create Resource Manager parameter file").
 * `own`: the frame of defaults, which may need other parameters.
 */
export function bindParameters(program: Program, given: Arguments, session: Session, own: () => Frame): ReadonlyMap<string, Binding> {
  const { entries, values = {} } = given;
  const inline = new Map(Object.entries(values).map(([key, value]) => [key.toLowerCase(), value]));
  complainOfStrangers(program, entries, session);
  const bind = (name: string, declaration: Written): Binding => {
    const key = name.toLowerCase();
    return new Binding('parameter', name, session, () => {
      if (session.withholdsSecrets && holdsSecret(declaration, program)) return { kind: 'given', value: withheld(name, declaration, program) };
      const value = inline.get(key);
      // Null is no value, here as in files.
      if (value !== undefined && value !== null) return { kind: 'given', value };
      const entry = entries?.find(name);
      const otherwise = () => sourceOfDefault(name, declaration, program, given, session, own);
      return entry === undefined ? otherwise() : sourceOfEntry(name, entry, given.frame ?? own(), otherwise);
    });
  };
  return new Map((program.template.find('parameters')?.members ?? []).map(({ key, value }) => [key.toLowerCase(), bind(key, value)]));
}

/** Azure refuses a value for a parameter that the template does not declare. */
function complainOfStrangers({ parameters }: Program, entries: Written | undefined, { problems, meter }: Session): void {
  for (const { key, value } of entries?.members ?? []) {
    if (parameters.has(key.toLowerCase())) continue;
    problems.add('error', `The template has no parameter \`${key}\`${didYouMean(key, [...parameters.keys()], meter)}`, value);
  }
}

function sourceOfEntry(name: string, entry: Written, frame: Frame, otherwise: () => Source): Source {
  if (entry.kind === 'expression') return { kind: 'entry', written: entry, frame, valueOf: (value) => valueOfEntry(name, value), otherwise };
  const value = entry.find('value');
  // Null is no value: the service takes the default then.
  if (value !== undefined) return { kind: 'written', written: value, frame, otherwise };
  const loop = loopOfValue(entry);
  if (loop !== undefined) return { kind: 'loop', written: loop, frame };
  const expression = entry.find('expression');
  if (expression !== undefined) return { kind: 'written', written: expression.evaluated(), frame };
  return entry.find('reference') === undefined ? otherwise() : { kind: 'given', value: secret(name) };
}

/** An array for the parameter of a module, as Bicep writes it: `{"copy": [{"name": "value", "count": …, "input": …}]}` (learn.microsoft.com, "Property iteration"). */
function loopOfValue(entry: Written): Written | undefined {
  return entry.members.find(({ value }) => value.isLoops)?.value.items.find((loop) => loop.text('name')?.toLowerCase() === 'value');
}

function secret(name: string): Unknown {
  return new Unknown(`the parameter \`${name}\` comes from a key vault`, { pieces: ['', ''] });
}

function withheld(name: string, declaration: Written, program: Program): Unknown {
  const why = `the parameter \`${name}\` is secure`;
  return typeOf(declaration, program) === 'string' ? new Unknown(why, { pieces: ['', ''] }) : new Unknown(why, { isPresent: true });
}

/** Of an entry that an expression gives: null when it has neither value nor secret. */
function valueOfEntry(name: string, entry: unknown): unknown {
  if (isUnknown(entry)) return new Unknown(entry.why);
  if (isObject(entry) && keyIgnoringCase(entry, 'reference') !== undefined) return secret(name);
  return access(entry, 'value', true);
}

function sourceOfDefault(name: string, declaration: Written, program: Program, given: Arguments, session: Session, own: () => Frame): Source {
  const initial = declaration.find('defaultValue');
  if (initial !== undefined) return { kind: 'written', written: initial, frame: own() };
  if (isNullable(declaration, program)) return { kind: 'given', value: null };
  const usual = artifactsValue(name, declaration.file);
  if (usual !== undefined) return { kind: 'given', value: usual };
  if (given.isComplete) session.problems.add('error', `The parameter \`${name}\` is given no value and has no default`, given.entries ?? given.at ?? declaration);
  return { kind: 'given', value: missing(name, declaration, program) };
}

/**
 * The convention of the quickstarts (Azure/azure-quickstart-templates, 1-CONTRIBUTION-GUIDE/best-practices.md, "Deployment artifacts"): whoever
 * deploys passes the folder of the template, and a token to read it.
 */
function artifactsValue(name: string, file: string): string | undefined {
  const lower = name.toLowerCase();
  if (lower === '_artifactslocation') return uriOfFolder(file);
  return lower === '_artifactslocationsastoken' ? '' : undefined;
}

function missing(name: string, declaration: Written, program: Program): Unknown {
  const why = `the parameter \`${name}\` is given no value`;
  return typeOf(declaration, program) === 'string' ? new Unknown(why, { pieces: ['', ''] }) : new Unknown(why, { isPresent: true });
}
