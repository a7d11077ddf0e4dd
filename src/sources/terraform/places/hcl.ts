/** A block of a Terraform file: where it stands, what is written in it. Offsets count UTF-16 units. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly start: number;
  readonly attributes: ReadonlyMap<string, HclAttribute>;
  readonly blocks: readonly HclBlock[];
}

export interface HclAttribute {
  readonly start: number;
  /** Of the expression; the end is exclusive and before blanks and comments. */
  readonly value: number;
  readonly end: number;
}

const deepestBlock = 32;
const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const blanks = /[ \t\r]+/y;
const heredocStart = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;

/**
 * The blocks and attributes of a file in HCL's native syntax, as far as they can be found: what is not understood is passed over to the end of its
 * line. Expressions are bounded, not read. Takes time in proportion to the text.
 */
export function scanHcl(text: string): readonly HclBlock[] {
  return new Scanner(text, text.startsWith('\uFEFF') ? 1 : 0).file();
}

/** The member or element of an expression that is an object or list in brackets, perhaps within `jsonencode(…)`; undefined where it is not written so. */
export function partOf(text: string, { value, end }: Pick<HclAttribute, 'value' | 'end'>, step: string): HclAttribute | undefined {
  const encoded = /^jsonencode\(\s*/.exec(text.slice(value, Math.min(end, value + 200)))?.[0];
  return new Scanner(text, value + (encoded?.length ?? 0)).part(step);
}

class Scanner {
  readonly #text: string;
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  /** Of what stands in brackets at the position. */
  part(step: string): HclAttribute | undefined {
    const opening = this.#text.charAt(this.#at);
    if (opening !== '{' && opening !== '[') return undefined;
    const isList = opening === '[';
    this.#at += 1;
    for (let index = 0; ; index += 1) {
      this.#space();
      const start = this.#at;
      if (start >= this.#text.length || /[\]})]/.test(this.#text.charAt(start))) return undefined;
      const key = isList ? String(index) : this.#key();
      if (key === undefined) return undefined;
      const value = this.#at;
      const end = this.#expression(true);
      if (key === step) return { start, value, end };
      if (this.#at === start) return undefined;
    }
  }

  /** The key of a member, and the sign behind it. Keys that are computed are none. */
  #key(): string | undefined {
    const start = this.#at;
    let key = this.#take(identifier);
    if (key === undefined && this.#text.charAt(start) === '"') {
      this.#string();
      key = this.#text.slice(start + 1, this.#at - 1);
    }
    this.#take(blanks);
    if (key === undefined || !/[=:]/.test(this.#text.charAt(this.#at))) return undefined;
    this.#at += 1;
    this.#take(blanks);
    return key;
  }

  file(): readonly HclBlock[] {
    const blocks: HclBlock[] = [];
    // A brace too many ends the body of the file as it would one of a block.
    while (this.#at < this.#text.length) {
      blocks.push(...this.#body(0).blocks);
      this.#at += 1;
    }
    return blocks;
  }

  /** Up to the closing brace, which is left, or the end. */
  #body(depth: number): Pick<HclBlock, 'attributes' | 'blocks'> {
    const attributes = new Map<string, HclAttribute>();
    const blocks: HclBlock[] = [];
    for (;;) {
      this.#space();
      if (this.#at >= this.#text.length || this.#text.charAt(this.#at) === '}') return { attributes, blocks };
      const start = this.#at;
      const name = this.#take(identifier);
      if (name === undefined) {
        this.#skipLine();
        continue;
      }
      this.#take(blanks);
      const sign = this.#text.charAt(this.#at);
      if (sign === '=' && this.#text.charAt(this.#at + 1) !== '=') {
        this.#at += 1;
        this.#take(blanks);
        const value = this.#at;
        const end = this.#expression();
        if (!attributes.has(name)) attributes.set(name, { start, value, end });
        continue;
      }
      const labels = this.#labels();
      if (this.#text.charAt(this.#at) !== '{' || depth >= deepestBlock) {
        this.#skipLine();
        continue;
      }
      this.#at += 1;
      const body = this.#body(depth + 1);
      if (this.#at < this.#text.length) this.#at += 1;
      blocks.push({ type: name, labels, start, ...body });
    }
  }

  #labels(): readonly string[] {
    const labels: string[] = [];
    for (;;) {
      this.#take(blanks);
      if (this.#text.charAt(this.#at) === '"') {
        const start = this.#at;
        this.#string();
        labels.push(this.#text.slice(start + 1, this.#at - 1));
      } else {
        const word = this.#take(identifier);
        if (word === undefined) return labels;
        labels.push(word);
      }
    }
  }

  /** Passes an expression; returns where it ends. Lines go on within brackets; commas end elements of lists and objects. */
  #expression(isElement = false): number {
    let depth = 0;
    let end = this.#at;
    while (this.#at < this.#text.length) {
      const sign = this.#text.charAt(this.#at);
      if (depth === 0 && (sign === '\n' || (isElement && sign === ','))) return end;
      if (sign === '"') this.#string();
      else if (this.#comment()) continue;
      else if (sign === '<' && this.#heredoc()) {
        if (depth === 0) return this.#at;
      }
      else if (sign === '(' || sign === '[' || sign === '{') [depth, this.#at] = [depth + 1, this.#at + 1];
      else if (sign === ')' || sign === ']' || sign === '}') {
        if (depth === 0) return end;
        [depth, this.#at] = [depth - 1, this.#at + 1];
      } else this.#at += 1;
      if (!/\s/.test(sign)) end = this.#at;
    }
    return end;
  }

  /** Passes a text in quotes, and what stands in its `${…}` and `%{…}`, texts again among it. A text ends with its line at the latest. */
  #string(): void {
    // Numbers count the braces open in an interpolation; -1 stands for a text.
    const stack = [-1];
    this.#at += 1;
    while (this.#at < this.#text.length && stack.length > 0) {
      const sign = this.#text.charAt(this.#at);
      const top = stack.length - 1;
      const inText = stack[top] === -1;
      this.#at += 1;
      if (sign === '\n' && inText) return;
      if (inText) {
        if (sign === '\\') this.#at += 1;
        else if (sign === '"') stack.pop();
        else if ((sign === '$' || sign === '%') && this.#text.charAt(this.#at) === sign) this.#at += 1;
        else if ((sign === '$' || sign === '%') && this.#text.charAt(this.#at) === '{') {
          this.#at += 1;
          stack.push(0);
        }
      } else if (sign === '"') stack.push(-1);
      else if (sign === '{') stack[top] = (stack[top] ?? 0) + 1;
      else if (sign === '}') {
        if (stack[top] === 0) stack.pop();
        else stack[top] = (stack[top] ?? 0) - 1;
      }
    }
  }

  /** Passes `<<END` up to the line that holds END alone. */
  #heredoc(): boolean {
    heredocStart.lastIndex = this.#at;
    const [opening, word] = heredocStart.exec(this.#text) ?? [];
    if (opening === undefined || word === undefined) return false;
    let line = this.#at + opening.length;
    while (line < this.#text.length) {
      const end = this.#text.indexOf('\n', line);
      const stop = end < 0 ? this.#text.length : end;
      if (stop - line < 4096 && this.#text.slice(line, stop).trim() === word) {
        this.#at = stop;
        return true;
      }
      line = stop + 1;
    }
    this.#at = this.#text.length;
    return true;
  }

  #space(): void {
    while (this.#at < this.#text.length) {
      if (/[\s,;]/.test(this.#text.charAt(this.#at))) this.#at += 1;
      else if (!this.#comment()) return;
    }
  }

  /** Passes a comment; what ends with its line leaves the line's end. */
  #comment(): boolean {
    const sign = this.#text.charAt(this.#at);
    const second = this.#text.charAt(this.#at + 1);
    if (sign === '#' || (sign === '/' && second === '/')) {
      const end = this.#text.indexOf('\n', this.#at);
      this.#at = end < 0 ? this.#text.length : end;
      return true;
    }
    if (sign !== '/' || second !== '*') return false;
    const end = this.#text.indexOf('*/', this.#at + 2);
    this.#at = end < 0 ? this.#text.length : end + 2;
    return true;
  }

  #skipLine(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#text.length : end + 1;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}
