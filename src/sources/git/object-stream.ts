export interface StreamedObject {
  readonly id: string;
  readonly type: string;
  readonly bytes: Buffer;
}

type Received = StreamedObject | 'missing' | 'too large';

interface Body {
  readonly id: string;
  readonly type: string;
  readonly size: number;
  /** Undefined when the object is too large to be kept. */
  readonly parts: Buffer[] | undefined;
  /** The content's bytes and the line feed behind it. */
  left: number;
}

/** No answer of git has a longer first line: it repeats the name that was asked for. */
const longestHeader = 1024;

/**
 * Takes apart what `git cat-file --batch` prints: `<id> <type> <size>`, a line feed, that many bytes and a line feed for each object, or
 * `<name> missing`. Objects above `largest` bytes are passed over. What is no such output ends in `onFailure`, once.
 */
export class ObjectStream {
  readonly #largest: number;
  readonly #onObject: (object: Received) => void;
  readonly #onFailure: (reason: string) => void;
  #header = '';
  #body: Body | undefined;
  #failed = false;

  constructor(largest: number, onObject: (object: Received) => void, onFailure: (reason: string) => void) {
    this.#largest = largest;
    this.#onObject = onObject;
    this.#onFailure = onFailure;
  }

  push(chunk: Buffer): void {
    for (let rest = chunk; rest.length > 0 && !this.#failed; ) {
      rest = this.#body === undefined ? this.#readHeader(rest) : this.#readBody(rest, this.#body);
    }
  }

  #readHeader(chunk: Buffer): Buffer {
    const end = chunk.indexOf('\n');
    this.#header += chunk.toString('latin1', 0, end < 0 ? chunk.length : end);
    if (this.#header.length > longestHeader) return this.#fail();
    if (end < 0) return Buffer.alloc(0);
    const header = this.#header;
    this.#header = '';
    if (header.endsWith(' missing')) this.#onObject('missing');
    else {
      const [, id, type, size] = /^([0-9a-f]{40}|[0-9a-f]{64}) ([a-z]+) (\d{1,15})$/.exec(header) ?? [];
      if (id === undefined || type === undefined) return this.#fail();
      this.#body = { id, type, size: Number(size), parts: Number(size) > this.#largest ? undefined : [], left: Number(size) + 1 };
    }
    return chunk.subarray(end + 1);
  }

  #readBody(chunk: Buffer, body: Body): Buffer {
    const taken = chunk.subarray(0, body.left);
    body.parts?.push(taken);
    body.left -= taken.length;
    if (body.left === 0) {
      this.#body = undefined;
      const { id, type, size, parts } = body;
      this.#onObject(parts === undefined ? 'too large' : { id, type, bytes: Buffer.concat(parts).subarray(0, size) });
    }
    return chunk.subarray(taken.length);
  }

  #fail(): Buffer {
    this.#failed = true;
    this.#onFailure('git did not answer as documented');
    return Buffer.alloc(0);
  }
}
