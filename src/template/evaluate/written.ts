import { isObject, sameText } from '../../language/values.ts';
import type { Place } from '../expansion.ts';
import { escapedText, isExpression, isLoops, scanner, type Scanner } from './scan.ts';

/**
 * - `plain`: no expression in it; its value is what the document holds, by identity (a text may have lost the bracket that escaped another)
 * - `expression`: a text to evaluate
 * - `object`, `array`: an expression or a loop is somewhere below
 */
export type WrittenKind = 'plain' | 'expression' | 'object' | 'array';

/** A member of an object as it is written: its key may be an expression. */
export interface Member {
  readonly key: string;
  readonly value: Written;
}

/** Above this many members a map by name pays. */
const fewMembers = 16;

/** A value of a document, and where it stands. Its parts are made when they are asked for. */
export class Written {
  readonly raw: unknown;
  readonly kind: WrittenKind;
  readonly file: string;
  readonly #key: string;
  readonly #parent: Written | undefined;
  readonly #scan: Scanner;
  #members: readonly Member[] | undefined;
  #items: readonly Written[] | undefined;
  #byName: ReadonlyMap<string, Written> | undefined;

  private constructor(raw: unknown, key: string, parent: Written | undefined, file: string, scan: Scanner) {
    this.raw = raw;
    this.file = file;
    this.#key = key;
    this.#parent = parent;
    this.#scan = scan;
    this.kind = kindOf(raw, scan);
  }

  /** A document whose texts may be expressions. Throws EvaluationError for one that is nested too deeply. */
  static template(raw: unknown, file: string): Written {
    return new Written(raw, '', undefined, file, scanner(true));
  }

  /** A document whose texts are texts, as those of a file of parameters. Throws EvaluationError as well. */
  static values(raw: unknown, file: string): Written {
    return new Written(raw, '', undefined, file, scanner(false));
  }

  /** The same place in a document of texts, where this text is one to evaluate after all. */
  evaluated(): Written {
    return new Written(this.raw, this.#key, this.#parent, this.file, scanner(true));
  }

  /** The value of something plain. */
  get plain(): unknown {
    return typeof this.raw === 'string' && this.#scan.evaluates ? escapedText(this.raw) : this.raw;
  }

  /** The number of parts of a plain value; see `weight.ts`. */
  get weight(): number {
    return this.#scan.of(this.raw).weight;
  }

  get isObject(): boolean {
    return isObject(this.raw);
  }

  get isArray(): boolean {
    return Array.isArray(this.raw);
  }

  /** Empty for what is no object. */
  get members(): readonly Member[] {
    this.#members ??= Object.entries(isObject(this.raw) ? this.raw : {}).map(([key, value]) => ({ key, value: this.#child(value, key) }));
    return this.#members;
  }

  /** Empty for what is no array. */
  get items(): readonly Written[] {
    this.#items ??= (Array.isArray(this.raw) ? this.raw : []).map((value: unknown, index) => this.#child(value, String(index)));
    return this.#items;
  }

  /** The member of a name that compares without case. */
  find(name: string): Written | undefined {
    const { members } = this;
    if (members.length <= fewMembers) return members.find(({ key }) => sameText(key, name))?.value;
    this.#byName ??= new Map(members.map(({ key, value }) => [key.toLowerCase(), value]));
    return this.#byName.get(name.toLowerCase());
  }

  /** The text of a member that is no expression. */
  text(name: string): string | undefined {
    const found = this.find(name);
    return found?.kind === 'plain' && typeof found.plain === 'string' ? found.plain : undefined;
  }

  get place(): Place {
    return { file: this.file, pointer: this.#pointer() };
  }

  /** Whether a member holds loops instead of a value: `"copy": [{"name": …, "count": …, "input": …}]`. */
  get isLoops(): boolean {
    return this.#scan.evaluates && isLoops(this.#key, this.raw);
  }

  #pointer(): string {
    const parent = this.#parent;
    return parent === undefined ? '' : `${parent.#pointer()}/${this.#key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }

  #child(raw: unknown, key: string): Written {
    return new Written(raw, key, this, this.file, this.#scan);
  }
}

function kindOf(raw: unknown, scan: Scanner): WrittenKind {
  if (typeof raw === 'string') return scan.evaluates && isExpression(raw) ? 'expression' : 'plain';
  if (scan.of(raw).isPlain) return 'plain';
  return Array.isArray(raw) ? 'array' : 'object';
}
