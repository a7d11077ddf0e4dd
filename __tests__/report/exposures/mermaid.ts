import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';

/** A flowchart as Mermaid's own parser understands it. */
export interface Flowchart {
  readonly boxes: readonly { readonly id: string; readonly text: string; readonly classes: readonly string[] }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly text: string; readonly head: string; readonly line: string }[];
  readonly groups: readonly { readonly id: string; readonly title: string; readonly boxes: readonly string[] }[];
}

interface FlowchartData {
  getVertices(): ReadonlyMap<string, { readonly id: string; readonly text?: string; readonly classes: readonly string[] }>;
  getEdges(): readonly { readonly start: string; readonly end: string; readonly text: string; readonly type: string; readonly stroke: string }[];
  getSubGraphs(): readonly { readonly id: string; readonly title: string; readonly nodes: readonly string[] }[];
}

interface Mermaid {
  parse(text: string): Promise<unknown>;
  readonly mermaidAPI: { getDiagramFromText(text: string): Promise<{ readonly type: string; readonly db: FlowchartData }> };
}

/** Where the script of `@mermaid-js/tiny` lies. */
export const mermaidScript = createRequire(import.meta.url).resolve('@mermaid-js/tiny/dist/mermaid.tiny.js');

/** The chart between the fences of each Mermaid block of a markdown text. */
export function chartsIn(markdown: string): readonly string[] {
  return Array.from(markdown.matchAll(/^```mermaid\n([^`]*)\n```$/gm), ([, chart = '']) => chart);
}

let mermaid: Mermaid | undefined;

/** Reads a flowchart with Mermaid itself. Throws what the parser says when it is none. */
export async function readFlowchart(text: string): Promise<Flowchart> {
  mermaid ??= loadMermaid();
  // This one knows the kinds of diagrams only after the first parse.
  await mermaid.parse(text);
  const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  if (type !== 'flowchart-v2') throw new Error(`This is no flowchart but ${type}.`);
  return {
    boxes: Array.from(db.getVertices().values(), ({ id, text: label, classes }) => ({ id, text: label ?? id, classes: [...classes] })),
    edges: db.getEdges().map(({ start, end, text: label, type: head, stroke }) => ({ from: start, to: end, text: label, head, line: stroke })),
    groups: db.getSubGraphs().map(({ id, title, nodes }) => ({ id, title, boxes: [...nodes] })),
  };
}

/**
 * The script is made for browsers, but only its drawing needs one. What stands in for the document lets DOMPurify, through which labels go,
 * find that it is not supported; it then gives texts back as they are, which is what a test of labels wants to see.
 */
function loadMermaid(): Mermaid {
  const element = { style: {}, setAttribute: () => undefined, appendChild: () => undefined, getContext: () => null };
  const page: Record<string, unknown> = { structuredClone, setTimeout, URL, Element: Object, Node: Object, addEventListener: () => undefined, document: { nodeType: 9, implementation: {}, createElement: () => element } };
  page['window'] = page;
  runInContext(readFileSync(mermaidScript, 'utf8'), createContext(page));
  return page['mermaid'] as Mermaid;
}
