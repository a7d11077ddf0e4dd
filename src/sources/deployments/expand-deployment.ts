import { throwIfCancelled } from '../../run/errors.ts';
import type { Deployment, Expansion, LinkedTemplate } from '../../template/expansion.ts';
import type { Library } from '../documents/library.ts';
import type { SourceProblem } from '../documents/source-problem.ts';
import type { Document } from '../documents/origin.ts';

export type Expand = (deployment: Deployment) => Expansion;

/** Templates may link to templates, each round finds the next level; Resource Manager nests up to five levels deep. */
const most = { rounds: 32, linked: 1000 } as const;

/** One template with one set of parameters, expanded together with what it links to. */
export interface ExpandedDeployment {
  readonly template: Document;
  readonly parameters?: Document;
  readonly expansion: Expansion;
  /** The templates that were linked to and found. */
  readonly reached: ReadonlySet<string>;
  /** What was given up. */
  readonly problems: readonly SourceProblem[];
  /** Of all rounds, see `Expansion`. */
  readonly effort: number;
}

/** The documents by file, for places in them. Linked ones are added as they are read. */
export type Documents = Map<string, Document>;

/** Expands a template as often as it takes to have read all that it links to, within bounds. */
export async function expandWithLinks(
  { template, parameters }: Pick<ExpandedDeployment, 'template' | 'parameters'>,
  given: Pick<Deployment, 'parameters' | 'facts'>,
  tools: { readonly expand: Expand; readonly library: Library; readonly documents: Documents; readonly signal: AbortSignal },
): Promise<ExpandedDeployment> {
  const linked = new Map<string, LinkedTemplate>();
  const reached = new Set<string>();
  const deployment: Deployment = {
    ...given,
    template: { file: template.file, value: template.json.value },
    ...(parameters === undefined ? {} : { parameterFile: { file: parameters.file, value: parameters.json.value } }),
    linked,
  };
  let effort = 0;
  for (let round = 0; ; round += 1) {
    throwIfCancelled(tools.signal);
    const expansion = tools.expand(deployment);
    effort += expansion.effort;
    const wanted = expansion.wanted.filter((path) => !linked.has(path));
    const isTooMuch = wanted.length > 0 && !expansion.isExhausted && (round >= most.rounds || linked.size + wanted.length > most.linked);
    // What has grown beyond all bounds is no longer judged, whatever else it links to.
    if (wanted.length === 0 || isTooMuch || expansion.isExhausted) {
      const message = `The template links to more than ${most.linked} templates, or more than ${most.rounds} levels deep; the rest is not judged`;
      const problems: readonly SourceProblem[] = isTooMuch ? [{ kind: 'unread', message, origin: { file: template.file, pointer: '', line: 1, column: 1 } }] : [];
      return { template, ...(parameters === undefined ? {} : { parameters }), expansion, reached, problems, effort };
    }
    for (const path of wanted) linked.set(path, await follow(path, reached, tools));
  }
}

async function follow(path: string, reached: Set<string>, { library, documents }: { readonly library: Library; readonly documents: Documents }): Promise<LinkedTemplate> {
  const file = await library.linked(path);
  if ('unread' in file) return file;
  const found = await library.follow(file);
  if (found.kind === 'problem') return { unread: found.line > 1 || found.column > 1 ? `line ${found.line}: ${found.message}` : found.message };
  const json = 'json' in found ? found.json : undefined;
  if (json === undefined) return { unread: 'it is no JSON' };
  if (found.kind === 'template') reached.add(file.file);
  documents.set(file.file, { file: file.file, json });
  return { file: file.file, value: json.value };
}

