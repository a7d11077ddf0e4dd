import { UserError } from '../../run/errors.ts';
import type { Resource } from '../../arm/resource.ts';
import type { SourceProblem } from '../documents/source-problem.ts';
import type { SourceFile } from '../files/named-files.ts';
import { folderOf } from '../files/tree-path.ts';
import type { Deletion } from './deletion.ts';
import { readTerraformPlan } from './read-plan.ts';

/** A plan among the files of a run. */
export interface PlanFile {
  readonly source: SourceFile;
  readonly text: string;
}

/** What the plans of a run come to. */
export interface PlannedInfrastructure {
  readonly resources: readonly Resource[];
  readonly deletions: readonly Deletion[];
  readonly problems: readonly SourceProblem[];
  /** Files of plans that were read. */
  readonly files: readonly string[];
  readonly notes: readonly string[];
}

/** So many types that are not read are named; the rest is counted. */
const mostNamed = 5;

/**
 * The resources of plans, one plan after the other as each may take hundreds of megabytes. What is no plan that can be read is a problem.
 * @param version of the provider azurerm, where somebody says it
 */
export async function readPlans(plans: readonly PlanFile[], version: string | undefined): Promise<PlannedInfrastructure> {
  const resources: Resource[] = [];
  const deletions: Deletion[] = [];
  const problems: SourceProblem[] = [];
  const files: string[] = [];
  const notes: string[] = [];
  for (const { source, text } of plans) {
    const { file, mount, path } = source;
    // Lines are known in the checkout alone: of a file beside it, the plan is all there is.
    const checkout = mount.prefix === '' ? { tree: mount.tree, folder: folderOf(path) } : {};
    try {
      const plan = await readTerraformPlan(text, { file, ...checkout, ...(version === undefined ? {} : { providerVersion: version }) });
      for (const resource of plan.resources) resources.push(resource);
      for (const deletion of plan.deletions) deletions.push(deletion);
      files.push(file);
      problems.push(...plan.problems.map((message): SourceProblem => ({ kind: 'unread', message: message.replace(/\.$/, ''), remedy: 'Judge what the plan cannot tell where it lives, or write it as a resource that is read (docs/terraform.md).', origin: { file, pointer: '' } })));
      notes.push(...plan.notes, ...unmappedNote(file, plan.unmapped), ...deletedNote(file, plan.deleted));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push({ kind: 'error', message: error.message.replace(/\.$/, ''), origin: { file, pointer: '' } });
    }
  }
  return { resources, deletions, problems, files, notes };
}

function unmappedNote(file: string, unmapped: ReadonlyMap<string, number>): readonly string[] {
  if (unmapped.size === 0) return [];
  const named = [...unmapped].slice(0, mostNamed).map(([type, count]) => `${type} (${count})`).join(', ');
  const more = unmapped.size - mostNamed;
  return [`${file}: resources of these types are not read: ${named}${more > 0 ? ` and ${more} more types` : ''}.`];
}

function deletedNote(file: string, deleted: readonly string[]): readonly string[] {
  if (deleted.length === 0) return [];
  return [`${file}: the plan deletes ${deleted.length} ${deleted.length === 1 ? 'resource' : 'resources'}, which only rules with the effect denyAction are about.`];
}
