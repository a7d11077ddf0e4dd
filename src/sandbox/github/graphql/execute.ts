import type { Argument, Query, Selection } from './parse.ts';

/** An object of the graph: its types (itself and its interfaces), and its fields, which are asked for only when a query does. */
export interface GraphObject {
  readonly types: readonly [name: string, ...interfaces: readonly string[]];
  readonly fields: Readonly<Record<string, (given: Given) => GraphValue>>;
}

export type GraphValue = string | number | boolean | null | GraphObject | GraphProblem | readonly GraphValue[];

/** A field's arguments with the variables put in. */
export type Given = Readonly<Record<string, unknown>>;

/** A value that is not there, and why: null in the data, and an error beside it. */
export class GraphProblem {
  readonly type: string;
  readonly message: string;

  constructor(type: string, message: string) {
    this.type = type;
    this.message = message;
  }
}

/** An error as GitHub gives it. */
export interface GraphError {
  readonly type?: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, string>>;
  readonly message: string;
}

/** `data` is absent where the query does not fit the graph. */
export interface Execution {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly errors: readonly GraphError[];
}

/** Runs a query over the graph that begins at `root`. */
export function execute({ selections }: Query, root: GraphObject, variables: Given): Execution {
  const errors: GraphError[] = [];
  const misfits: GraphError[] = [];

  function objectOf(object: GraphObject, wanted: readonly Selection[], path: readonly (string | number)[]): Readonly<Record<string, unknown>> {
    const members = wanted.flatMap((selection): readonly (readonly [string, unknown])[] => {
      if (selection.kind === 'fragment') {
        return selection.on === undefined || object.types.includes(selection.on) ? Object.entries(objectOf(object, selection.selections, path)) : [];
      }
      const { alias, name } = selection;
      if (name === '__typename') return [[alias, object.types[0]]];
      const field = Object.hasOwn(object.fields, name) ? object.fields[name] : undefined;
      if (field === undefined) {
        misfits.push({ path: [...path, alias], extensions: { code: 'undefinedField', typeName: object.types[0], fieldName: name }, message: `Field '${name}' doesn't exist on type '${object.types[0]}'` });
        return [];
      }
      const given = Object.fromEntries(Object.entries(selection.arguments).map(([key, argument]) => [key, valueOf(argument, variables)]));
      return [[alias, resultOf(field(given), selection, [...path, alias])]];
    });
    return Object.fromEntries(members);
  }

  function resultOf(value: GraphValue, selection: Selection, path: readonly (string | number)[]): unknown {
    if (value instanceof GraphProblem) {
      errors.push({ type: value.type, path, message: value.message });
      return null;
    }
    if (isList(value)) return value.map((item, index) => resultOf(item, selection, [...path, index]));
    return typeof value === 'object' && value !== null ? objectOf(value, selection.selections, path) : value;
  }

  const data = objectOf(root, selections, []);
  return misfits.length > 0 ? { errors: misfits } : { data, errors };
}

function isList(value: GraphValue): value is readonly GraphValue[] {
  return Array.isArray(value);
}

function valueOf(argument: Argument, variables: Given): unknown {
  switch (argument.kind) {
    case 'value':
      return argument.value;
    case 'variable':
      return Object.hasOwn(variables, argument.name) ? variables[argument.name] : undefined;
    case 'list':
      return argument.items.map((item) => valueOf(item, variables));
    case 'object':
      return Object.fromEntries(Object.entries(argument.members).map(([name, member]) => [name, valueOf(member, variables)]));
  }
}
