/** What becomes of a report where it is shown: read with real parsers, not with ours. */
import { parse, parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

type Node = DefaultTreeAdapterTypes.Node;

/** What an HTML document is made of: `a[href]`, `code`. Comments and doctypes by their names. */
export interface Shape {
  readonly elements: ReadonlySet<string>;
  /** Where links and pictures lead. */
  readonly targets: readonly string[];
  /** The text that stands in no code. */
  readonly prose: string;
}

export function shapeOfPage(html: string): Shape {
  return shapeOf(parse(html));
}

/** GitHub's filter of dangerous tags is nothing to rely on. */
type HtmlExtension = ReturnType<typeof gfmHtml>;
const raw: NonNullable<NonNullable<HtmlExtension['exit']>['htmlFlowData']> = function showRaw(token) {
  this.raw(this.sliceSerialize(token));
};
const unfiltered: HtmlExtension = { exit: { htmlFlowData: raw, htmlTextData: raw } };

/** Markdown as GitHub reads it: CommonMark, tables, links without brackets, HTML. */
export function shapeOfMarkdown(markdown: string): Shape {
  return shapeOf(parseFragment(micromark(markdown, { allowDangerousHtml: true, allowDangerousProtocol: true, extensions: [gfm()], htmlExtensions: [gfmHtml(), unfiltered] })));
}

function shapeOf(root: Node): Shape {
  const elements = new Set<string>();
  const targets: string[] = [];
  const prose: string[] = [];
  const visit = (node: Node, isCode: boolean): void => {
    if (node.nodeName === '#text' && 'value' in node) {
      if (!isCode) prose.push(node.value);
      return;
    }
    if (node.nodeName === '#comment' && 'data' in node) elements.add(`comment ${node.data.startsWith(' aks-network-isolation:') ? 'marker' : node.data}`);
    if ('attrs' in node) {
      elements.add(`${node.nodeName}[${node.attrs.map(({ name }) => name).toSorted().join(' ')}]`);
      for (const { name, value } of node.attrs) if (['href', 'src', 'action', 'srcset', 'formaction', 'xlink:href'].includes(name)) targets.push(value);
    }
    const inCode = isCode || ['code', 'pre', 'style', 'del', 'ins'].includes(node.nodeName);
    if ('childNodes' in node) for (const child of node.childNodes) visit(child, inCode);
  };
  visit(root, false);
  return { elements, targets, prose: prose.join('\u0001') };
}

/** Lines of a log or of standard output that the runner, or a terminal, would do something with. `isOurs` lets our own commands pass. */
export function harmfulLines(text: string, isOurs: (line: string) => boolean = () => false): readonly string[] {
  return text.split('\n').filter((line) => !isOurs(line) && (/^\s*::/.test(line) || line.includes('##[') || isControlled(line)));
}

/** Control characters, and the marks that turn, hide or join what is written. */
export function isControlled(line: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(line);
}
