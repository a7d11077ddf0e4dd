import type { ExpandedDeployment } from './expand-deployment.ts';

/**
 * The templates that are judged through others only: another one links to it and makes the resources that it would make, with the
 * parameters that it gets there. Of templates that link to each other the first by name is judged. One with parameters of its own stands alone.
 */
export function judgedThroughOthers(deployments: readonly ExpandedDeployment[]): ReadonlySet<string> {
  const reached = new Map<string, Set<string>>();
  const makes = new Map<string, Set<string>>();
  for (const { template, reached: files, expansion } of deployments) {
    const all = reached.get(template.file) ?? new Set();
    for (const file of files) all.add(file);
    reached.set(template.file, all);
    const sources = makes.get(template.file) ?? new Set();
    for (const { placeOf } of expansion.resources) sources.add(placeOf('').file);
    makes.set(template.file, sources);
  }
  const own = new Set(deployments.flatMap(({ template, parameters }) => (parameters === undefined ? [] : [template.file])));
  const covers = (parent: string, child: string): boolean => {
    if (parent === child || reached.get(parent)?.has(child) !== true) return false;
    if (reached.get(child)?.has(parent) === true && parent > child) return false;
    // A condition or a name that is not known may keep the parent from saying anything about the child's resources.
    return makes.get(parent)?.has(child) === true || makes.get(child)?.size === 0;
  };
  const through = new Set<string>();
  for (const [parent, children] of reached) {
    for (const child of children) if (reached.has(child) && !own.has(child) && covers(parent, child)) through.add(child);
  }
  return through;
}
