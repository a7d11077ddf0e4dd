import type { Finding } from '../../policy/finding.ts';
import { folderTree } from '../../sources/files/folder-tree.ts';
import type { DriftTools } from './drift-tools.ts';
import { compareWithDeclared } from './declared/compare-declared.ts';
import type { DeclaredOptions, DriftTarget } from './options.ts';
import type { Living } from './read-living.ts';

export interface DeclaredSide {
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
  /** How many living resources were compared with a declaration. */
  readonly compared: number;
}

/** Where what lives differs from what the repository declares for it: its infrastructure files, the cluster-file of the one cluster. */
export async function declaredSide(living: Living, { paths, parameterFiles, templateParameters, facts, providerVersion, clusterFile }: DeclaredOptions, target: DriftTarget, { folder, logger, signal }: Pick<DriftTools, 'folder' | 'logger' | 'signal'>): Promise<DeclaredSide> {
  const [{ readInfrastructure }, { expandDeployment }] = await Promise.all([import('../../sources/read-infrastructure.ts'), import('../../template/index.ts')]);
  const infrastructure = paths.length === 0 ? undefined : await readInfrastructure({
    folder, paths, parameters: templateParameters, parameterFiles, facts, tree: folderTree(folder), ...(providerVersion === undefined ? {} : { providerVersion }),
    // What is secret is not compared, and not shown.
  }, { expand: (deployment) => expandDeployment({ ...deployment, secrets: 'withheld' }), logger, signal });
  return compareWithDeclared({
    living: living.resources(),
    complete: living.complete(),
    ...(infrastructure === undefined ? {} : { infrastructure }),
    ...(clusterFile === undefined || target.kind !== 'cluster' ? {} : { clusterFile: { file: clusterFile, clusterId: target.id } }),
  });
}
