import { isUnknown } from '../../language/unknown.ts';
import { PlacedError } from '../evaluate/failure.ts';
import { valueOf } from '../evaluate/make.ts';
import type { Written } from '../evaluate/written.ts';
import { assertWrittenNames } from '../evaluate/written-names.ts';
import type { Frame } from '../evaluate/frame.ts';
import { pathBelow, pathOfUri } from './checkout-uri.ts';

type Linked = 'template' | 'parameters';

const nouns: Readonly<Record<Linked, string>> = { template: 'The linked template', parameters: 'The linked file of parameters' };

/**
 * The document that a `templateLink` or `parametersLink` names; undefined when it is not at hand, which is a problem unless it will be
 * fetched. `file`: the template that names it.
 */
export function linkedDocument(kind: Linked, link: Written, file: string, frame: Frame): Written | undefined {
  const { problems, documents } = frame.session;
  const path = pathOf(link, file, kind, frame);
  if (typeof path !== 'string') {
    problems.add('unread', path.unread, path.at);
    return undefined;
  }
  const found = documents[kind](path);
  if (found.kind === 'wanted') return undefined;
  if (found.kind === 'unread') {
    problems.add('unread', `${nouns[kind]} ${path} cannot be read: ${found.reason}`, link);
    return undefined;
  }
  if (found.root.isObject) return found.root;
  throw new PlacedError(`${nouns[kind]} ${path} is no object`, link);
}

interface Unread {
  readonly unread: string;
  readonly at: Written;
}

function pathOf(link: Written, file: string, kind: Linked, frame: Frame): string | Unread {
  const noun = nouns[kind];
  if (!link.isObject) return { unread: `${noun} is named by an expression as a whole, so it is not checked: write \`relativePath\``, at: link };
  assertWrittenNames('A link', link, frame);
  const named = ['relativePath', 'uri', 'id'].filter((name) => link.find(name) !== undefined);
  if (named.length > 1) throw new PlacedError(`A link has one of \`relativePath\`, \`uri\` and \`id\`; this one has ${named.length}`, link);
  const relative = link.find('relativePath');
  if (relative !== undefined) return pathOfText(valueOf(relative, frame), relative, noun, (path) => pathBelow(file.slice(0, file.lastIndexOf('/') + 1), path));
  const uri = link.find('uri');
  if (uri !== undefined) return pathOfText(valueOf(uri, frame), uri, noun, pathOfUri);
  const id = link.find('id');
  if (id !== undefined) return { unread: 'A template spec is not in the checkout, so what it deploys is not checked: check the template that it is published from', at: id };
  throw new PlacedError('A link has a `relativePath` or a `uri`', link);
}

function pathOfText(value: unknown, at: Written, noun: string, resolve: (text: string) => string | undefined): string | Unread {
  const text = isUnknown(value) ? beforeQuery(value.pieces) : value;
  if (isUnknown(value) && text === undefined) return { unread: `${noun} is not checked, because where it is depends on what is not known: ${value.why}`, at };
  if (typeof text !== 'string') throw new PlacedError('A link names a file by a text', at);
  return resolve(text) ?? { unread: `${noun} ${JSON.stringify(text.slice(0, 200))} is not in the checkout, so it is not checked: put it there and name it by \`relativePath\``, at };
}

/** What is unknown of a URI may be the token behind it. */
function beforeQuery(pieces: readonly string[] | undefined): string | undefined {
  const [first = ''] = pieces ?? [];
  return first.includes('?') ? first : undefined;
}
