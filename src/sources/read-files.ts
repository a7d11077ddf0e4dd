import { throwIfCancelled } from '../run/errors.ts';
import { problemOf, type Library } from './documents/library.ts';
import type { SourceProblem } from './documents/source-problem.ts';
import type { SkipReason } from './documents/classify.ts';
import type { Document } from './documents/origin.ts';
import { formatOf, isJsonName, type OtherFormat } from './documents/formats.ts';
import type { PlainResource } from './documents/plain-resources.ts';
import type { SourceFile } from './files/named-files.ts';
import { sideBySide } from './files/side-by-side.ts';
import type { PlanFile } from './terraform/infrastructure.ts';
import type { Teller } from './progress.ts';

export interface ReadFiles {
  readonly templates: Map<string, Document>;
  readonly parameters: readonly (Document & { readonly source: SourceFile })[];
  readonly plain: readonly (Document & { readonly resources: readonly PlainResource[] })[];
  readonly plans: readonly PlanFile[];
  readonly sources: Map<string, SourceFile>;
  readonly problems: readonly SourceProblem[];
  readonly skipped: Partial<Record<SkipReason, number>>;
  readonly other: Readonly<Partial<Record<OtherFormat, number>>>;
}

/** So many files are read at once: more than that only waits for the disk. */
const atOnce = 16;

/**
 * Reads the files that may hold infrastructure and sorts them. What is not read is counted.
 * @param entries the Bicep files that are no modules of others, by the names under which they are shown
 */
export async function readFiles(files: readonly SourceFile[], library: Library, { signal, tell, entries }: { readonly signal: AbortSignal; readonly tell: Teller; readonly entries: ReadonlySet<string> }): Promise<ReadFiles> {
  const templates = new Map<string, Document>();
  const sources = new Map<string, SourceFile>();
  const parameters: (Document & { readonly source: SourceFile })[] = [];
  const plain: (Document & { readonly resources: readonly PlainResource[] })[] = [];
  const plans: PlanFile[] = [];
  const problems: SourceProblem[] = [];
  const skipped: Partial<Record<SkipReason, number>> = {};
  const other: Partial<Record<OtherFormat, number>> = {};
  let done = 0;

  const found = await sideBySide(files, atOnce, signal, async (source) => {
    done += 1;
    tell(`${done} of ${files.length} read`);
    const format = formatOf(source.path);
    if (format === undefined && !source.isNamed) return undefined;
    if (format === 'bicep' && !entries.has(source.file)) return { kind: 'refused' } as const;
    if (format === undefined || format === 'json' || format === 'bicep' || format === 'bicepparam') return library.get(source);
    // A name is no proof: `main.tf.json` may hold a template.
    const held = isJsonName(source.path) ? await library.get(source) : undefined;
    return held === undefined || held.kind === 'skipped' ? format : held;
  });
  throwIfCancelled(signal);
  for (const [index, source] of files.entries()) {
    const read = found[index];
    const { file } = source;
    if (read === undefined) count(skipped, 'otherFormat');
    else if (typeof read === 'string') count(other, read);
    else if (read.kind === 'terraformPlan') plans.push({ source, text: read.text });
    // Judged through others, or told by the compiler.
    else if (read.kind === 'refused') continue;
    else if (read.kind === 'problem') problems.push(problemOf(file, read));
    else if (read.kind === 'skipped') count(skipped, read.reason);
    else if (read.kind === 'parameters') parameters.push({ file, json: read.json, source });
    else if (read.kind === 'resources') plain.push({ file, json: read.json, resources: read.resources });
    else {
      templates.set(file, { file, json: read.json });
      sources.set(file, source);
    }
  }
  return { templates, parameters, plain, plans, sources, problems, skipped, other };
}

function count<Key extends string>(counts: Partial<Record<Key, number>>, key: Key): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
