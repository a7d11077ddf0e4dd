import type { Frame } from '../evaluate/frame.ts';
import type { Written } from '../evaluate/written.ts';

/** How an object or array was made: of what is written, in a frame. For an array of a loop, `written` is the loop. */
export interface Origin {
  readonly written: Written;
  readonly frame: Frame;
}

/** The origins of containers, by identity. */
export interface Origins {
  readonly set: (made: object, origin: Origin) => void;
  /** A document whose plain parts may turn up in values as they are. */
  readonly addDocument: (root: Written) => void;
  /** Undefined for what a function has made. `frame`: for what is plain, where any will do. */
  readonly of: (container: object, frame: Frame) => Origin | undefined;
}

export function newOrigins(): Origins {
  const made = new WeakMap<object, Origin>();
  const plain = new WeakMap<object, Written>();
  // Only whoever asks for the place of a value needs these: most expansions are never asked.
  let unread: Written[] = [];
  return {
    set: (container, origin) => {
      made.set(container, origin);
    },
    addDocument: (root) => {
      unread.push(root);
    },
    of: (container, frame) => {
      const known = made.get(container);
      if (known !== undefined) return known;
      for (const root of unread) remember(root, plain);
      unread = [];
      const written = plain.get(container);
      return written === undefined ? undefined : { written, frame };
    },
  };
}

function remember(written: Written, plain: WeakMap<object, Written>): void {
  const { raw } = written;
  if (typeof raw !== 'object' || raw === null) return;
  plain.set(raw, written);
  for (const item of written.items) remember(item, plain);
  for (const { value } of written.members) remember(value, plain);
}
