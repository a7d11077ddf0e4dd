import type { Resource } from '../../arm/resource.ts';
import { folderOf } from '../files/tree-path.ts';
import type { FileTree } from '../tree.ts';
import type { Deletion } from './deletion.ts';
import { locatorOf } from './places/locate.ts';
import { plainReference } from './places/traversal.ts';
import { noSources, readLockFile, readSources } from './places/sources.ts';
import { configurationOf } from './plan/configuration.ts';
import { readPlanDocument } from './plan/read-document.ts';
import { referencesOf } from './plan/references.ts';
import { providerVersion, type ProviderVersion } from './provider-version.ts';
import { draftAll } from './resources/build.ts';
import { deletionsOf } from './resources/deletions.ts';
import { openSession } from './resources/session.ts';
import { toResource } from './resources/to-resource.ts';

/** What a plan is read with. */
export interface PlanTools {
  /** The plan's file as it is shown, from the root of the checkout. */
  readonly file: string;
  /** The checkout, for the lock file and the lines of findings. Without it findings stand on the plan. */
  readonly tree?: FileTree;
  /** The root module's folder in the checkout; the plan's own by default. */
  readonly folder?: string;
  /** The version of the provider azurerm, where somebody says it. */
  readonly providerVersion?: string;
}

/** A Terraform plan as rules look at it. */
export interface TerraformPlan {
  readonly resources: readonly Resource[];
  /** Addresses of what the plan deletes and does not create anew, of whatever type. */
  readonly deleted: readonly string[];
  /** What the plan deletes, as far as it is read. It concerns `denyAction` alone; what is created anew is among the resources as well. */
  readonly deletions: readonly Deletion[];
  /** Types of azurerm and azapi that are not read, with how many resources of each the plan has or deletes; by name. */
  readonly unmapped: ReadonlyMap<string, number>;
  readonly provider: ProviderVersion;
  /** Sentences on resources that could not be read. */
  readonly problems: readonly string[];
  /** Sentences on what the reader should know. */
  readonly notes: readonly string[];
}

/**
 * Reads the JSON of a Terraform (or OpenTofu) plan, `terraform show -json tfplan`. Throws UserError for what is no plan, or too large; rejects with
 * CancelledError where the tree does.
 */
export async function readTerraformPlan(text: string, { file, tree, folder, providerVersion: given }: PlanTools): Promise<TerraformPlan> {
  const document = readPlanDocument(text, file);
  const configuration = configurationOf(document.configuration);
  const root = folder ?? folderOf(file);
  const sources = tree === undefined ? noSources : await readSources(tree, root, configuration);
  const provider = providerVersion(given, tree === undefined ? undefined : await readLockFile(tree, root), configuration);
  const locator = locatorOf(sources, root, configuration, file);
  const references = referencesOf(configuration, document.variables, document.resources, (module, name) => plainReference(locator.local(module, name) ?? ''));
  const session = openSession({ deployment: file, configuration, references, version: provider.version, locator });
  const { drafts, unmapped, problems } = draftAll(document.resources, session);
  const gone = deletionsOf(document.deleted, session, configuration, file);
  return {
    resources: drafts.map((draft) => toResource(draft, locator, file)),
    deleted: document.deleted.filter(({ goes }) => goes === 'deleted').map(({ address }) => address),
    deletions: gone.deletions,
    unmapped: together(unmapped, gone.unmapped),
    provider,
    problems,
    notes: [...document.notes, ...sources.notes, ...versionNote(provider, file)],
  };
}

/** By name. */
function together(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const types = [...new Set([...left.keys(), ...right.keys()])].toSorted();
  return new Map(types.map((type) => [type, (left.get(type) ?? 0) + (right.get(type) ?? 0)]));
}

function versionNote({ version, from }: ProviderVersion, file: string): readonly string[] {
  return from === 'assumed' ? [`${file}: the version of the provider azurerm is not known, as no .terraform.lock.hcl stands beside the configuration; ${version} is assumed.`] : [];
}
