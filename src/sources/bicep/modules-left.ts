import { originAt } from '../deployments/expanded-resource.ts';
import type { Documents, ExpandedDeployment } from '../deployments/expand-deployment.ts';
import type { Document } from '../documents/origin.ts';
import type { NamedFiles, SourceFile } from '../files/named-files.ts';
import type { BicepFiles } from './bicep-files.ts';

/**
 * Bicep files among the named ones that others use as modules without making any resource of them, such as behind a condition that is false: nothing of
 * them has been judged. Of those that use each other only the outermost are returned, until nothing comes of them either.
 */
export async function modulesLeft(
  named: NamedFiles, templates: ReadonlyMap<string, Document>, asked: ReadonlySet<string>, deployments: readonly ExpandedDeployment[], documents: Documents, bicep: BicepFiles,
): Promise<readonly SourceFile[]> {
  const makes = filesIn(deployments, documents);
  const used = new Set<string>();
  for (const file of named.files) {
    if (templates.has(file.file)) for (const module of await bicep.modulesOf(file)) used.add(module.file);
  }
  const left = named.files.filter(({ file }) => used.has(file) && !makes.has(file) && !asked.has(file) && !templates.has(file));
  const entries = await bicep.entries(left);
  return left.filter(({ file }) => entries.has(file));
}

/** The files in which the resources of deployments are written. */
export function filesIn(deployments: readonly ExpandedDeployment[], documents: Documents): ReadonlySet<string> {
  return new Set(deployments.flatMap(({ expansion }) => expansion.resources.map(({ placeOf }) => originAt(placeOf(''), documents).file)));
}
