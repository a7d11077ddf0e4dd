import { arrayAt, at, isJsonObject, member, textAt, type JsonObject } from '../../../arm/json.ts';
import { UserError } from '../../../run/errors.ts';
import { limits } from '../limits.ts';
import { modulePath, type ModulePath } from './module-path.ts';
import type { PlannedResource } from './planned-resource.ts';

/** What of a plan is read. */
export interface PlanDocument {
  readonly resources: readonly PlannedResource[];
  /** What the plan deletes, as it is before; what it creates anew is among the resources as well. */
  readonly deleted: readonly PlannedResource[];
  /** `configuration` of the plan; empty where it has none. */
  readonly configuration: JsonObject;
  /** Values of the root module's variables. */
  readonly variables: JsonObject;
  /** Sentences on what the plan itself leaves open. */
  readonly notes: readonly string[];
}

/**
 * Reads the JSON that `terraform show -json` prints for a plan, format 1.x (developer.hashicorp.com, "JSON Output Format"). Throws UserError, naming
 * `file`, for what is none, is of another major version of the format or is larger than is read.
 */
export function readPlanDocument(text: string, file: string): PlanDocument {
  if (text.length > limits.length) throw new UserError(`${file} has ${text.length} characters; of a Terraform plan at most ${limits.length} are read. Plan the parts of the estate by themselves.`);
  const plan = parse(text, file);
  const version = textAt(plan, 'format_version');
  if (version === undefined) throw new UserError(`${file} is no Terraform plan: it has no \`format_version\`. Write one with: terraform show -json tfplan > plan.json`);
  if (!/^1\.[0-9]+$/.test(version)) {
    throw new UserError(`${file} is in format ${shortened(version)} of Terraform's plan JSON; 1.x is read. Write it with Terraform 1.x (or OpenTofu 1.x): terraform show -json tfplan > plan.json`);
  }
  const planned = member(plan, 'planned_values');
  if (!isJsonObject(planned)) {
    const isState = member(plan, 'values') !== undefined;
    throw new UserError(`${file} ${isState ? "holds Terraform's state, and no plan" : 'has no `planned_values`'}. Save a plan and show that: terraform plan -out tfplan && terraform show -json tfplan > plan.json`);
  }
  const changes = changesOf(plan, file);
  const configuration = member(plan, 'configuration');
  const variables = Object.entries(objectOf(member(plan, 'variables'))).map(([name, variable]) => [name, member(variable, 'value')] as const);
  return {
    resources: collect(planned, changes.open, file),
    deleted: changes.deleted,
    configuration: objectOf(configuration),
    variables: Object.fromEntries(variables),
    notes: notesOf(plan, file),
  };
}

function parse(text: string, file: string): JsonObject {
  let plan: unknown;
  try {
    plan = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (error) {
    throw new UserError(`${file} is no JSON: ${error instanceof SyntaxError ? error.message.replace(/\s+/g, ' ').slice(0, 200) : 'it cannot be read'}. Write the plan with: terraform show -json tfplan > plan.json`, { cause: error });
  }
  if (!isJsonObject(plan)) throw new UserError(`${file} is no Terraform plan: it holds no JSON object. Write one with: terraform show -json tfplan > plan.json`);
  return plan;
}

interface Change {
  readonly unknown: unknown;
  readonly sensitive: unknown;
}

/** What is open after the change, by address, and what goes. `forget` leaves the resource in Azure; what was deposed is what an earlier replacement left there. */
function changesOf(plan: JsonObject, file: string): { readonly open: ReadonlyMap<string, Change>; readonly deleted: readonly PlannedResource[] } {
  const open = new Map<string, Change>();
  const deleted: PlannedResource[] = [];
  for (const [index, entry] of arrayAt(plan, 'resource_changes').entries()) {
    const address = textAt(entry, 'address');
    if (address === undefined || textAt(entry, 'mode') === 'data') continue;
    const change = member(entry, 'change');
    const actions = arrayAt(change, 'actions');
    const isDeposed = textAt(entry, 'deposed') !== undefined;
    if (actions.includes('delete')) {
      if (deleted.length >= limits.resources) throw new UserError(`${file} deletes more than ${limits.resources} resources; no more are read. Plan the parts of the estate by themselves.`);
      deleted.push(...deletedIn(entry, change, `/resource_changes/${index}`, actions.length > 1 && !isDeposed ? 'replaced' : 'deleted'));
    }
    if (!isDeposed && (actions.length !== 1 || actions[0] !== 'delete')) open.set(address, { unknown: member(change, 'after_unknown'), sensitive: member(change, 'after_sensitive') });
  }
  return { open, deleted };
}

function deletedIn(entry: unknown, change: unknown, pointer: string, goes: 'deleted' | 'replaced'): readonly PlannedResource[] {
  const [address, type, name] = [textAt(entry, 'address'), textAt(entry, 'type'), textAt(entry, 'name')];
  const module = modulePath(textAt(entry, 'module_address') ?? '');
  if (address === undefined || type === undefined || name === undefined || module === undefined) return [];
  const key = member(entry, 'index');
  return [{
    address,
    module,
    type,
    name,
    ...(typeof key === 'string' || typeof key === 'number' ? { key } : {}),
    provider: textAt(entry, 'provider_name') ?? '',
    values: objectOf(member(change, 'before')),
    unknown: undefined,
    sensitive: member(change, 'before_sensitive'),
    pointer,
    goes,
  }];
}

function collect(planned: JsonObject, changes: ReadonlyMap<string, Change>, file: string): readonly PlannedResource[] {
  const resources: PlannedResource[] = [];
  let modules = 0;
  const visit = (node: unknown, path: ModulePath, pointer: string, depth: number): void => {
    modules += 1;
    if (depth > limits.depth) throw new UserError(`${file} nests modules deeper than ${limits.depth} levels, which no Terraform plan does.`);
    if (modules > limits.modules) throw new UserError(`${file} has more than ${limits.modules} module instances; no more are read. Plan the parts of the estate by themselves.`);
    for (const [index, entry] of arrayAt(node, 'resources').entries()) {
      const [address, type, name] = [textAt(entry, 'address'), textAt(entry, 'type'), textAt(entry, 'name')];
      if (address === undefined || type === undefined || name === undefined || textAt(entry, 'mode') === 'data') continue;
      if (resources.length >= limits.resources) throw new UserError(`${file} has more than ${limits.resources} resources; no more are read. Plan the parts of the estate by themselves.`);
      const change = changes.get(address);
      const key = member(entry, 'index');
      resources.push({
        address,
        module: path,
        type,
        name,
        ...(typeof key === 'string' || typeof key === 'number' ? { key } : {}),
        provider: textAt(entry, 'provider_name') ?? '',
        values: objectOf(member(entry, 'values')),
        unknown: change?.unknown,
        sensitive: change?.sensitive ?? member(entry, 'sensitive_values'),
        pointer: `${pointer}/resources/${index}`,
      });
    }
    for (const [index, child] of arrayAt(node, 'child_modules').entries()) {
      const address = textAt(child, 'address') ?? '';
      const below = modulePath(address);
      if (below === undefined || below.length === 0) throw new UserError(`${file} has a module with the address \`${shortened(address)}\`, which is none that Terraform writes.`);
      visit(child, below, `${pointer}/child_modules/${index}`, depth + 1);
    }
  };
  visit(at(planned, 'root_module'), [], '/planned_values/root_module', 0);
  return resources;
}

function notesOf(plan: JsonObject, file: string): readonly string[] {
  const deferred = arrayAt(plan, 'deferred_changes').length;
  return [
    ...(member(plan, 'errored') === true ? [`${file} is of a plan that ended with an error: what Terraform did not get to is not in it.`] : []),
    ...(deferred > 0 ? [`${file} defers ${deferred} changes to a later plan: they are not judged.`] : []),
    ...(isJsonObject(member(plan, 'configuration')) ? [] : [`${file} has no \`configuration\`: references between new resources cannot be followed, and what is known only after apply cannot be told from what nobody wrote.`]),
  ];
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}
