import type { JsonObject } from '../../../arm/json.ts';
import { suggestion } from '../../../language/near-miss.ts';
import type { AssignedPolicy } from '../../../policy/bind.ts';
import { bundledInitiatives, bundledPolicies } from '../../../policy/bundled.ts';
import type { Exemption } from '../../../policy/documents/exemption.ts';
import { parseInitiative, type Initiative } from '../../../policy/documents/initiative.ts';
import { declaredOnly } from '../../../policy/documents/parameters.ts';
import { PolicyError } from '../../../policy/error.ts';
import { UserError } from '../../../run/errors.ts';
import type { LibraryTools } from '../../../sources/policy-library.ts';
import type { FileTree } from '../../../sources/tree.ts';

export interface PolicyChoice {
  /** Where the policies are read from: the one that is trusted. */
  readonly tree: FileTree;
  /** Names of bundled initiatives; `none` alone for none of them. Undefined: the core initiative. */
  readonly initiatives?: readonly string[] | undefined;
  /** Values by name, for the bundled initiatives and for what no assignment gives values to. */
  readonly parameters?: JsonObject | undefined;
  /** Files and folders with policies, from the root of the tree. */
  readonly policyPaths?: readonly string[] | undefined;
  /** Something else than policies judges, too. */
  readonly mayBeNone?: boolean;
}

/** What a run judges with. */
export interface ChosenPolicies {
  readonly policies: readonly AssignedPolicy[];
  /** The fourth argument of `judge`. */
  readonly exemptions: readonly Exemption[];
  /** The files of the tree that hold policies. */
  readonly files: readonly string[];
  readonly notes: readonly string[];
}

const coreInitiative = 'aks-egress-isolation-core';

/** The bundled initiatives and the policies of a tree, bound and ready for `judge`. Throws UserError when nothing would be left to judge with. */
export async function choosePolicies({ tree, initiatives = [coreInitiative], parameters = {}, policyPaths = [], mayBeNone = false }: PolicyChoice, tools: LibraryTools = {}): Promise<ChosenPolicies> {
  const chosen = bundledNamed(initiatives);
  const { library, bound: own } = policyPaths.length === 0 ? {} : await (await import('./own-policies.ts')).ownPolicies(tree, policyPaths, parameters, tools);
  assertDeclared(parameters, [...chosen.flatMap((initiative) => Array.from(initiative.parameters.values(), ({ name }) => name)), ...(own?.parameterNames ?? [])]);
  const policies = [...chosen.flatMap((initiative) => bundled(initiative, parameters)), ...(own?.policies ?? [])];
  if (policies.length === 0 && !(mayBeNone && policyPaths.length === 0)) {
    const searched = library === undefined ? '' : `; ${policyPaths.join(', ')} of ${tree.name} holds no definition, initiative or assignment (${library.others} JSON files were read)`;
    throw new UserError(`There is nothing to judge with: no bundled initiative is chosen${searched}.`);
  }
  return {
    policies,
    exemptions: own?.exemptions ?? [],
    files: library?.files ?? [],
    notes: [...(library?.notes ?? []), ...(own?.notes ?? []), ...overlaps(chosen, own?.policies ?? [])],
  };
}

function bundledNamed(names: readonly string[]): readonly Initiative[] {
  if (names.length === 1 && names[0]?.toLowerCase() === 'none') return [];
  return [...new Set(names.map((name) => name.toLowerCase()))].map((wanted) => {
    const found = bundledInitiatives.find(({ name }) => name.toLowerCase() === wanted);
    if (found !== undefined) return parseInitiative(found.document);
    const known = bundledInitiatives.map(({ name }) => name);
    throw new UserError(`The input "initiatives" names \`${wanted}\`, and no bundled initiative is called so${suggestion(wanted, known) || `; there are ${known.join(', ')}, or none.`}`);
  });
}

function assertDeclared(parameters: JsonObject, declared: readonly string[]): void {
  const known = new Set(declared.map((name) => name.toLowerCase()));
  for (const name of Object.keys(parameters)) {
    if (known.has(name.toLowerCase())) continue;
    throw new UserError(`The input "parameters" has \`${name}\`, and nothing that is judged with has a parameter of that name${suggestion(name, declared) || '.'}`);
  }
}

function bundled(initiative: Initiative, parameters: JsonObject): readonly AssignedPolicy[] {
  const { name = '' } = initiative;
  try {
    return bundledPolicies(name, declaredOnly(parameters, initiative.parameters));
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new UserError(`The input "parameters" does not suit the initiative ${name}: ${error.message}.`, { cause: error });
  }
}

/** Somebody who assigns a bundled initiative with parameters of their own does not expect the defaults to judge as well. */
function overlaps(chosen: readonly Initiative[], policies: readonly AssignedPolicy[]): readonly string[] {
  return chosen.flatMap(({ name = '' }) => {
    const assigned = policies.find(({ initiative }) => initiative?.name === name);
    if (assigned === undefined) return [];
    const by = assigned.assignment === undefined ? 'an initiative of the same name among the policies' : `the assignment ${assigned.assignment.name}`;
    return [`${name} is judged twice: as it is bundled, and by ${by}. Set "initiatives: none" to judge by the latter alone.`];
  });
}
