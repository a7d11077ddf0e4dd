import { policyAssignmentType } from '../../arm/api-versions.ts';
import type { JsonObject } from '../../arm/json.ts';
import { formatResourceId } from '../../arm/resource-id.ts';
import { UserError } from '../../run/errors.ts';
import { bindAssignment, bindDefinition, bindInitiative, type AssignedPolicy } from '../bind.ts';
import type { Assignment } from '../documents/assignment.ts';
import type { PolicyDefinition } from '../documents/definition.ts';
import type { Exemption } from '../documents/exemption.ts';
import type { Initiative } from '../documents/initiative.ts';
import { declaredOnly } from '../documents/parameters.ts';
import { PolicyError } from '../error.ts';
import { compileDefinition } from '../rule/compile.ts';
import { assertPresent } from './absent.ts';
import { boundExemptions } from './bound-exemptions.ts';
import type { Placed, PlacedAssignment, PolicyDocuments } from './library.ts';
import { libraryLookup, nameOf, type LibraryLookup } from './look-up.ts';
import { unassigned } from './unassigned.ts';

/** Policy documents bound to each other, ready for `judge`. */
export interface BoundLibrary {
  readonly policies: readonly AssignedPolicy[];
  /** The fourth argument of `judge`. */
  readonly exemptions: readonly Exemption[];
  /** The parameters of everything that no assignment gives values to. */
  readonly parameterNames: readonly string[];
  /** Sentences that a reader should not miss. */
  readonly notes: readonly string[];
}

/**
 * What documents judge with: every assignment, every initiative that none assigns, and every definition that nothing else brings.
 * @param parameters values, plain by name, for what no assignment gives them to; each goes wherever it is declared
 * Throws UserError with file and line when something that is referred to is not at hand, or a parameter does not fit.
 */
export function bindLibrary(documents: PolicyDocuments, parameters: JsonObject = {}): BoundLibrary {
  const lookup = libraryLookup(documents);
  assertPresent(documents, lookup);
  const assigned = documents.assignments.flatMap((assignment) => assign(assignment, lookup));
  const alone = unassigned(documents, lookup, parameters);
  const { exemptions, notes } = boundExemptions(documents.exemptions, assigned);
  return {
    policies: [...assigned, ...alone.bound.flatMap((placed) => bindAlone(placed, parameters, lookup))],
    exemptions,
    parameterNames: alone.parameterNames,
    notes: [...documents.assignments.flatMap(unenforced), ...alone.notes, ...notes],
  };
}

function assign({ document, placeOf, isForgiving }: PlacedAssignment, lookup: LibraryLookup): readonly AssignedPolicy[] {
  const who = `the assignment \`${nameOf(document)}\``;
  const find = (id: string) => lookup.find(id, () => `${placeOf('')}: ${who}`);
  const target = find(document.definitionId);
  const given = isForgiving && target !== undefined ? declaredOnly(document.parameters, target.parameters) : document.parameters;
  return explaining(target, lookup, (message) => `${placeOf('/properties/parameters')}: ${who}: ${message}`, () =>
    bindAssignment({ ...document, ...idOf(document), parameters: given }, find),
  );
}

function bindAlone({ document, placeOf }: Placed<PolicyDefinition | Initiative>, parameters: JsonObject, lookup: LibraryLookup): readonly AssignedPolicy[] {
  const given = declaredOnly(parameters, document.parameters);
  const who = `the ${document.kind} \`${nameOf(document)}\`, which ${document.kind === 'initiative' ? 'no assignment assigns' : 'no initiative or assignment brings'}`;
  return explaining(document, lookup, (message) => `${placeOf('')}: ${who}: ${message}; the input \`parameters\` gives it values`, () =>
    document.kind === 'definition' ? [bindDefinition(document, given)] : bindInitiative(document, (id) => definitionNamed(id, lookup), given),
  );
}

/** An assignment that is written without an id has the one that its scope and name make; exemptions name it. */
function idOf({ id, scope, name }: Assignment): Pick<Assignment, 'id'> {
  return { id: id ?? (scope === '' || name === undefined ? undefined : formatResourceId(scope, policyAssignmentType, name)) };
}

function definitionNamed(id: string, lookup: LibraryLookup): PolicyDefinition | undefined {
  const found = lookup.find(id, () => id);
  return found?.kind === 'definition' ? found : undefined;
}

/** What `bind` gives. What fails is said with the place where it is written: a definition's rule, an initiative's values for its members, or whoever gave the parameters. */
function explaining<Bound>(target: PolicyDefinition | Initiative | undefined, lookup: LibraryLookup, ofParameters: (message: string) => string, bind: () => Bound): Bound {
  try {
    return bind();
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const members = target?.kind === 'initiative' ? target.members.flatMap(({ definitionId }) => definitionNamed(definitionId, lookup) ?? []) : target === undefined ? [] : [target];
    const broken = members.flatMap((definition) => {
      const problem = compileProblem(definition);
      return problem === undefined ? [] : [{ definition, problem }];
    })[0];
    const ofMember = target?.kind === 'initiative' && error.pointer.toLowerCase().includes('policydefinitions/') ? lookup.placeOf(target, error.pointer) : undefined;
    const said =
      broken !== undefined ? `${lookup.placeOf(broken.definition, broken.problem.pointer) ?? nameOf(broken.definition)}: ${broken.problem.message}`
      : ofMember !== undefined ? `${ofMember}: ${error.message}`
      : ofParameters(error.message);
    throw new UserError(`${said}.`, { cause: error });
  }
}

function compileProblem(definition: PolicyDefinition): PolicyError | undefined {
  try {
    compileDefinition(definition);
    return undefined;
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
}

function unenforced({ document, placeOf }: PlacedAssignment): readonly string[] {
  if (document.enforcementMode !== 'DoNotEnforce') return [];
  return [`${placeOf('/properties/enforcementMode')}: the assignment \`${nameOf(document)}\` does not enforce: what it finds is judged here, and Azure lets it through.`];
}
