import type { JsonObject } from '../../../arm/json.ts';
import { bindLibrary, type BoundLibrary } from '../../../policy/assignment/bind-library.ts';
import { readPolicyLibrary, type LibraryTools, type PolicyLibrary } from '../../../sources/policy-library.ts';
import type { FileTree } from '../../../sources/tree.ts';

/** Policies of the user's own: as they were read, and bound. */
export interface OwnPolicies {
  readonly library: PolicyLibrary;
  readonly bound: BoundLibrary;
}

/** Reads and binds the policies at paths of a tree. @param parameters values, plain by name, for what no assignment gives them to. Throws UserError. */
export async function ownPolicies(tree: FileTree, paths: readonly string[], parameters: JsonObject, tools: LibraryTools): Promise<OwnPolicies> {
  const library = await readPolicyLibrary(tree, paths, tools);
  return { library, bound: bindLibrary(library, parameters) };
}
