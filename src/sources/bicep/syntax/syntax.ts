/** A part of a Bicep file. Offsets count UTF-16 units, the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What stands behind a `=` or a `:`. `other`: anything that is computed. */
export type Value = Span &
  (
    | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
    | { readonly kind: 'object'; readonly properties: readonly Property[]; readonly resources: readonly Declaration[] }
    | { readonly kind: 'array'; readonly items: readonly Value[] }
    /** `[for x in y: body]` */
    | { readonly kind: 'loop'; readonly body: Value }
    /** `if (condition) body`, of a resource or module. */
    | { readonly kind: 'if'; readonly body: Value }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'other' }
  );

/** A property of an object; the span is the name's. */
export interface Property extends Span {
  readonly name: string;
  readonly value: Value;
}

/** A statement that gives something a name; the span is that from its first word to its name, or to its reference. */
export interface Declaration extends Span {
  readonly kind: 'resource' | 'module' | 'param' | 'var' | 'output' | 'func' | 'type';
  readonly name: string;
  /** The type and version of a resource, the path or reference of a module. */
  readonly reference?: string;
  readonly isExisting: boolean;
  readonly value?: Value;
}

/** `import {a as b} from 'x.bicep'` or `import * as y from 'x.bicep'`. */
export interface Import extends Span {
  readonly path: string;
  /** The names there by the names here; undefined when all are imported. */
  readonly names?: ReadonlyMap<string, string>;
}

/** The parts of a Bicep or Bicep parameter file that matter for placing findings. */
export interface Syntax {
  /** Of the outermost level, in their order. */
  readonly declarations: readonly Declaration[];
  readonly imports: readonly Import[];
  /** What `using` of a parameter file names; `none` is nothing. */
  readonly using?: Span & { readonly path: string | undefined };
  readonly extending?: Span & { readonly path: string };
}
