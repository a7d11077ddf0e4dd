import type { Resource } from '../arm/resource.ts';
import type { ObjectValue } from '../language/values.ts';
import { throwIfCancelled } from '../run/errors.ts';
import type { Deployment, DeploymentFacts } from '../template/expansion.ts';
import { expandWithLinks, type Documents, type Expand, type ExpandedDeployment } from './deployments/expand-deployment.ts';
import { originAt, toResource } from './deployments/expanded-resource.ts';
import { declaredNames } from './deployments/pair-parameters.ts';
import { discoverParameters } from './deployments/discover-parameters.ts';
import { namedSets, type ParameterSets } from './deployments/parameter-sets.ts';
import { withoutTwins } from './deployments/same-resource.ts';
import { judgedThroughOthers } from './deployments/stand-alone.ts';
import { neighbours, templateShelf } from './deployments/template-shelf.ts';
import { templatesWithin } from './deployments/templates-within.ts';
import type { SkipReason } from './documents/classify.ts';
import { library as libraryOf, type SourceProblem } from './documents/library.ts';
import type { Document } from './documents/origin.ts';
import { otherFormats, type OtherFormat } from './documents/formats.ts';
import { toResource as toPlainResource } from './documents/plain-resources.ts';
import { nameFiles, type SourceFile } from './files/named-files.ts';
import { teller, type ProgressTools } from './progress.ts';
import { readFiles, type ReadFiles } from './read-files.ts';
import type { FileTree } from './tree.ts';

export type { SourceProblem } from './documents/library.ts';

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
}

export interface Infrastructure {
  /** In the order of the files that make them. */
  readonly resources: readonly Resource[];
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

/** See `Expansion.effort`. An ordinary template takes some thousands; the whole, a minute. */
const mostEffort = 256_000_000;

export interface InfrastructureTools extends ProgressTools {
  readonly signal: AbortSignal;
  /** How a template is expanded; `expandDeployment` of template/ if absent. */
  readonly expand?: Expand;
}

/**
 * Reads the infrastructure that paths name: ARM templates, each with every parameter file that is for it, and resources as plain ARM JSON. Nothing that a file
 * names is read outside of the tree. What cannot be read is a problem, never passed over. Throws UserError for paths that name nothing, and CancelledError.
 */
export async function readInfrastructure(request: InfrastructureRequest, tools: InfrastructureTools): Promise<Infrastructure> {
  const { tree, folder } = request;
  const { signal } = tools;
  const named = await nameFiles({ tree, folder, signal, paths: request.paths });
  const parameterFiles = request.parameterFiles === undefined || request.parameterFiles.length === 0 ? [] : (await nameFiles({ tree, folder, signal, paths: request.parameterFiles })).files;
  const library = libraryOf(named, { prefix: '', tree });
  const beside = neighbours(named);
  const tell = teller('infrastructure files', tools);
  const read = await readFiles(named.files, library, { signal, tell });
  const shelf = templateShelf(read.templates, {
    named,
    library,
    beside,
    found: (file, template) => {
      read.templates.set(template.file, template);
      read.sources.set(template.file, file);
    },
  });
  const own = await namedSets(parameterFiles, { library, shelf, templates: () => [...read.templates.values()] });
  const discovered = await discoverParameters(read, { named, shelf, beside, library });

  const documents: Documents = new Map([...read.templates, ...parametersOf(own), ...parametersOf(discovered.sets)]);
  const deployments: ExpandedDeployment[] = [];
  const left: string[] = [];
  // Not needed for plain resources.
  const expand = tools.expand ?? (await import('../template/index.ts')).expandDeployment;
  let effort = 0;
  for (const template of [...read.templates.values()].toSorted(byFile)) {
    if (effort > mostEffort) {
      left.push(template.file);
      continue;
    }
    const sets = own.byTemplate.get(template.file) ?? discovered.sets.byTemplate.get(template.file) ?? [undefined];
    const given = givenTo(template, request);
    tell(`${deployments.length} templates expanded`);
    for (const parameters of sets) {
      if (effort > mostEffort) {
        left.push(template.file);
        break;
      }
      const deployment = await expandWithLinks({ template, ...(parameters === undefined ? {} : { parameters }) }, given, { expand, library, documents, signal });
      deployments.push(deployment);
      effort += deployment.effort;
      // A signal is heard only when somebody listens.
      await new Promise<void>((resolve) => setImmediate(resolve));
      throwIfCancelled(signal);
    }
  }

  const through = judgedThroughOthers(deployments);
  const judged = deployments.filter(({ template }) => !through.has(template.file));
  const linked = new Set(judged.flatMap(({ reached }) => [...reached]).filter((file) => through.has(file) || !read.templates.has(file)));
  const notRead = otherFormats(read.other);
  const expanded = templateResources(judged, documents);
  const plain = read.plain.flatMap((document) => document.resources.map((resource) => toPlainResource(document, resource)));
  return {
    resources: [...expanded, ...plain],
    problems: unique([
      ...named.unread.map(({ file, reason }): SourceProblem => ({ kind: 'unread', message: `What lies there cannot be listed: ${reason}`, origin: { file, pointer: '' } })),
      ...read.problems,
      ...left.slice(0, 1).map((file): SourceProblem => ({ kind: 'error', message: `The templates take more work than one check can spend; ${left.length} of them are not judged, from this one on: judge them in several runs by "paths"`, origin: { file, pointer: '' } })),
      ...own.problems,
      ...discovered.sets.problems,
      ...discovered.problems,
      ...templatesWithin(expanded, (type) => /^Microsoft\.Resources\/deployments$/i.test(type)),
      ...templatesWithin(plain, () => false),
      ...judged.flatMap(({ expansion, problems }) => [...problems, ...expansion.problems.map(({ kind, message, place }): SourceProblem => ({ kind, message, origin: originAt(place, documents) }))]),
    ]),
    files: {
      judged: [...new Set([...read.templates.keys(), ...linked, ...read.plain.map(({ file }) => file)])].toSorted(),
      linked: [...linked].toSorted(),
      parameters: [...new Set(judged.flatMap(({ parameters }) => (parameters === undefined ? [] : [parameters.file])))].toSorted(),
      skipped: withUnused(read.skipped, discovered.sets.alone.length),
      other: read.other,
    },
    ...(notRead === undefined ? {} : { notRead }),
    unpaired: discovered.sets.alone,
    notes: unusedNames(request, read.templates),
  };
}

function templateResources(deployments: readonly ExpandedDeployment[], documents: Documents): readonly Resource[] {
  const byTemplate = new Map<string, ExpandedDeployment[]>();
  for (const deployment of deployments) {
    const there = byTemplate.get(deployment.template.file);
    if (there === undefined) byTemplate.set(deployment.template.file, [deployment]);
    else there.push(deployment);
  }
  return [...byTemplate.values()].flatMap((several) => {
    const deploymentOf = new Map(several.flatMap((deployment) => deployment.expansion.resources.map((resource) => [resource, nameOf(deployment)] as const)));
    return withoutTwins(several.map(({ expansion }) => expansion.resources)).map((resource) => toResource(resource, deploymentOf.get(resource), documents));
  });
}

function nameOf({ template, parameters }: ExpandedDeployment): string {
  return parameters === undefined ? template.file : `${template.file} with ${parameters.file}`;
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

function byFile(left: Pick<SourceFile, 'file'>, right: Pick<SourceFile, 'file'>): number {
  return left.file < right.file ? -1 : 1;
}

/** The same said of several deployments of one template is said once. */
function unique(problems: readonly SourceProblem[]): readonly SourceProblem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify([problem.kind, problem.message, problem.origin]), problem])).values()];
}
