import type { Resource } from '../arm/resource.ts';
import type { ObjectValue } from '../language/values.ts';
import type { Deployment, DeploymentFacts, ExpandedResource } from '../template/expansion.ts';
import { bicepFiles, type BicepFiles } from './bicep/bicep-files.ts';
import { filesIn, modulesLeft } from './bicep/modules-left.ts';
import { isBicepName } from './bicep/source.ts';
import { isRepeated, setsOf, twinsOf } from './deployments/compiled-twins.ts';
import type { Documents, Expand, ExpandedDeployment } from './deployments/expand-deployment.ts';
import { Expander } from './deployments/expand-templates.ts';
import { originAt, toResource } from './deployments/expanded-resource.ts';
import { declaredNames } from './deployments/pair-parameters.ts';
import { discoverParameters } from './deployments/discover-parameters.ts';
import { namedSets, type ParameterSets } from './deployments/parameter-sets.ts';
import { withoutTwins } from './deployments/same-resource.ts';
import { judgedThroughOthers } from './deployments/stand-alone.ts';
import { neighbours, templateShelf } from './deployments/template-shelf.ts';
import { templatesWithin } from './deployments/templates-within.ts';
import type { SkipReason } from './documents/classify.ts';
import { library as libraryOf } from './documents/library.ts';
import type { SourceProblem } from './documents/source-problem.ts';
import type { Document } from './documents/origin.ts';
import { otherFormats, type OtherFormat } from './documents/formats.ts';
import { toResource as toPlainResource } from './documents/plain-resources.ts';
import { nameFiles, type SourceFile } from './files/named-files.ts';
import { teller, type ProgressTools } from './progress.ts';
import { readFiles, type ReadFiles } from './read-files.ts';
import type { Deletion } from './terraform/deletion.ts';
import type { FileTree } from './tree.ts';

export type { SourceProblem } from './documents/source-problem.ts';
export type { Deletion } from './terraform/deletion.ts';

export interface InfrastructureRequest {
  readonly tree: FileTree;
  /** Where the root of the tree lies on the machine. Paths are relative to it, and those that lead out of it are read from the disk. */
  readonly folder: string;
  /** Files, folders and globs; those that begin with `!` take away. The whole tree when none is given. */
  readonly paths: readonly string[];
  /** Values by name, for every template that declares the parameter. They win over files. */
  readonly parameters?: ObjectValue;
  /** Take the place of the files found beside the templates that they are for. */
  readonly parameterFiles?: readonly string[];
  readonly facts?: DeploymentFacts;
  /** The version of the Terraform provider azurerm that plans were made with, where no lock file tells. */
  readonly providerVersion?: string;
}

export interface Infrastructure {
  /** In the order of the files that make them. */
  readonly resources: readonly Resource[];
  /** What Terraform plans delete, as it is before; what they create anew is among the resources as well. Nothing of it is declared to live. */
  readonly deletions: readonly Deletion[];
  readonly problems: readonly SourceProblem[];
  readonly files: {
    /** Templates and documents whose resources are among `resources`, in order of their names. */
    readonly judged: readonly string[];
    /** Those of them that are judged only through templates that link to them. */
    readonly linked: readonly string[];
    /** The parameter files that were used. */
    readonly parameters: readonly string[];
    readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
    readonly other: Readonly<Partial<Record<OtherFormat, number>>>;
  };
  /** Infrastructure of kinds that are not read yet: "2 Bicep files and 1 Terraform plan". */
  readonly notRead?: string;
  /** Parameter files for which no template was found. */
  readonly unpaired: readonly string[];
  /** Sentences that the reader should not miss. */
  readonly notes: readonly string[];
}

export interface InfrastructureTools extends ProgressTools {
  readonly signal: AbortSignal;
  /** How a template is expanded; `expandDeployment` of template/ if absent. */
  readonly expand?: Expand;
}

/**
 * Reads the infrastructure that paths name: ARM templates, each with every parameter file that is for it, Bicep as the machine's compiler makes templates of
 * it, Terraform plans, and resources as plain ARM JSON. Nothing that a file names is read outside of the tree. What cannot be read is a problem, never passed over. Throws
 * UserError for paths that name nothing, and CancelledError.
 */
export async function readInfrastructure(request: InfrastructureRequest, tools: InfrastructureTools): Promise<Infrastructure> {
  const bicep = bicepFiles({ folder: request.folder, signal: tools.signal });
  try {
    return await readWith(request, bicep, tools);
  } finally {
    await bicep.close();
  }
}

async function readWith(request: InfrastructureRequest, bicep: BicepFiles, tools: InfrastructureTools): Promise<Infrastructure> {
  const { tree, folder } = request;
  const { signal } = tools;
  const named = await nameFiles({ tree, folder, signal, paths: request.paths });
  const parameterFiles = request.parameterFiles === undefined || request.parameterFiles.length === 0 ? [] : (await nameFiles({ tree, folder, signal, paths: request.parameterFiles })).files;
  const library = libraryOf(named, { prefix: '', tree }, bicep);
  const beside = neighbours(named);
  const tell = teller('infrastructure files', tools);
  const entries = await bicep.entries(named.files);
  const read = await readFiles(named.files, library, { signal, tell, entries });
  const shelf = templateShelf(read.templates, {
    named,
    library,
    beside,
    bicep,
    found: (file, template) => {
      read.templates.set(template.file, template);
      if (file !== undefined) read.sources.set(template.file, file);
    },
  });
  const own = await namedSets(parameterFiles, { library, shelf, templates: () => [...read.templates.values()] });
  const discovered = await discoverParameters(read, { named, shelf, beside, library, bicep });

  const documents: Documents = new Map([...read.templates, ...parametersOf(own), ...parametersOf(discovered.sets)]);
  const twins = twinsOf(read.templates);
  const byTemplate = (file: string): readonly Document[] => own.byTemplate.get(file) ?? discovered.sets.byTemplate.get(file) ?? [];
  const setsFor = (template: Document): readonly (Document | undefined)[] => {
    const sets = setsOf(template, byTemplate, twins);
    return sets.length === 0 ? [undefined] : sets;
  };
  const given = (template: Document): Pick<Deployment, 'parameters' | 'facts'> => givenTo(template, request);
  // Not needed for plain resources.
  const expand = tools.expand ?? (await import('../template/index.ts')).expandDeployment;
  const expander = new Expander({ expand, library, documents, signal, tell });
  await expander.expand([...read.templates.values()], setsFor, given);
  const { deployments, left } = expander;
  const asked = new Set<string>();
  // Only Bicep has modules.
  const modulesNext = async (): Promise<readonly SourceFile[]> => (entries.size === 0 ? [] : await modulesLeft(named, read.templates, asked, deployments, documents, bicep));
  for (let modules = await modulesNext(); modules.length > 0; modules = await modulesNext()) {
    for (const module of modules) {
      asked.add(module.file);
      const found = await library.follow(module);
      if (found.kind !== 'template') continue;
      const template = { file: module.file, json: found.json };
      read.templates.set(module.file, template);
      documents.set(module.file, template);
      await expander.expand([template], setsFor, given);
    }
  }

  const through = judgedThroughOthers(deployments);
  const standing = deployments.filter(({ template }) => !through.has(template.file));
  const expandedBy = resourcesByTemplate(standing);
  // What its Bicep file says as well is told there.
  const of = (file: string): readonly ExpandedDeployment[] => standing.filter(({ template }) => template.file === file);
  const repeated = new Set([...twins].flatMap(([compiled, source]) => (isRepeated(of(compiled), of(source)) ? [compiled] : [])));
  for (const file of repeated) expandedBy.delete(file);
  const judged = standing.filter(({ template }) => !repeated.has(template.file));
  const modules = [...filesIn(judged, documents)].filter((file) => isBicepName(file) && !read.templates.has(file));
  const linked = new Set([...judged.flatMap(({ reached }) => [...reached]).filter((file) => through.has(file) || !read.templates.has(file)), ...repeated, ...modules]);
  const planned = read.plans.length === 0 ? undefined : await (await import('./terraform/infrastructure.ts')).readPlans(read.plans, request.providerVersion);
  // Configuration is judged by its plan.
  const notRead = planned === undefined ? otherFormats(read.other) : undefined;
  const deploymentOf = new Map(judged.flatMap((deployment) => deployment.expansion.resources.map((resource) => [resource, nameOf(deployment)] as const)));
  const expanded = [...expandedBy.values()].flat().map((resource) => toResource(resource, deploymentOf.get(resource), documents));
  const plain = read.plain.flatMap((document) => document.resources.map((resource) => toPlainResource(document, resource)));
  return {
    resources: [...expanded, ...plain, ...(planned?.resources ?? [])],
    deletions: planned?.deletions ?? [],
    problems: unique([
      ...named.unread.map(({ file, reason }): SourceProblem => ({ kind: 'unread', message: `What lies there cannot be listed: ${reason}`, origin: { file, pointer: '' } })),
      ...read.problems,
      ...(planned?.problems ?? []),
      ...bicep.problems(),
      ...left.slice(0, 1).map((file): SourceProblem => ({ kind: 'error', message: `The templates take more work than one check can spend; ${left.length} of them are not judged, from this one on: judge them in several runs by "paths"`, origin: { file, pointer: '' } })),
      ...own.problems,
      ...discovered.sets.problems,
      ...discovered.problems,
      ...templatesWithin(expanded, (type) => /^Microsoft\.Resources\/deployments$/i.test(type)),
      ...templatesWithin(plain, () => false),
      ...judged.flatMap(({ expansion, problems }) => [...problems, ...expansion.problems.map(({ kind, message, place }): SourceProblem => ({ kind, message, origin: originAt(place, documents) }))]),
    ]),
    files: {
      judged: [...new Set([...read.templates.keys(), ...linked, ...read.plain.map(({ file }) => file), ...(planned?.files ?? [])])].toSorted(),
      linked: [...linked].toSorted(),
      parameters: [...new Set(judged.flatMap(({ parameters }) => (parameters === undefined ? [] : [parameters.file])))].toSorted(),
      skipped: withUnused(read.skipped, discovered.sets.alone.length),
      other: read.other,
    },
    ...(notRead === undefined ? {} : { notRead }),
    unpaired: discovered.sets.alone,
    notes: [...unusedNames(request, read.templates), ...unplacedResources(judged, documents), ...(planned?.notes ?? [])],
  };
}

/** Their resources without those that several sets of parameters come to alike. */
function resourcesByTemplate(deployments: readonly ExpandedDeployment[]): Map<string, readonly ExpandedResource[]> {
  const byTemplate = new Map<string, (readonly ExpandedResource[])[]>();
  for (const { template, expansion } of deployments) {
    const there = byTemplate.get(template.file);
    if (there === undefined) byTemplate.set(template.file, [expansion.resources]);
    else there.push(expansion.resources);
  }
  return new Map(Array.from(byTemplate, ([file, several]) => [file, withoutTwins(several)] as const));
}

function nameOf({ template, parameters }: ExpandedDeployment): string {
  return parameters === undefined ? template.file : `${template.file} with ${parameters.file}`;
}

/** The compiler says nothing of lines. */
function unplacedResources(deployments: readonly ExpandedDeployment[], documents: Documents): readonly string[] {
  const counts = new Map<string, number>();
  for (const { placeOf } of deployments.flatMap(({ expansion }) => expansion.resources)) {
    const place = placeOf('');
    const { compiled } = documents.get(place.file)?.json ?? {};
    if (compiled === undefined || compiled.isPlaced(place.pointer)) continue;
    const { file } = compiled.originAt(place.pointer);
    counts.set(file, (counts.get(file) ?? 0) + 1);
  }
  return Array.from(counts, ([file, count]) => `Where ${count === 1 ? 'a resource is' : `${count} resources are`} declared in ${file} is not known: what is found there is shown on its first line.`);
}

/** The inline values that a template declares; Resource Manager refuses a template that is given others. */
function givenTo(template: Document, { parameters, facts }: InfrastructureRequest): Pick<Deployment, 'parameters' | 'facts'> {
  const declared = new Set(declaredNames(template).map((name) => name.toLowerCase()));
  const values = parameters === undefined ? {} : { parameters: Object.fromEntries(Object.entries(parameters).filter(([name]) => declared.has(name.toLowerCase()))) };
  return { ...values, ...(facts === undefined ? {} : { facts }) };
}

function unusedNames({ parameters = {} }: InfrastructureRequest, templates: ReadonlyMap<string, Document>): readonly string[] {
  if (templates.size === 0) return [];
  const declared = new Set([...templates.values()].flatMap((template) => declaredNames(template).map((name) => name.toLowerCase())));
  return Object.keys(parameters).filter((name) => !declared.has(name.toLowerCase())).map((name) => `No template declares the parameter "${name}" that was passed.`);
}

function parametersOf({ byTemplate }: ParameterSets): readonly (readonly [string, Document])[] {
  return [...byTemplate.values()].flat().map((document) => [document.file, document] as const);
}

function withUnused(skipped: ReadFiles['skipped'], count: number): ReadFiles['skipped'] {
  return count === 0 ? skipped : { ...skipped, parameters: count };
}

/** The same said of several deployments of one template is said once. */
function unique(problems: readonly SourceProblem[]): readonly SourceProblem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify([problem.kind, problem.message, problem.origin]), problem])).values()];
}
