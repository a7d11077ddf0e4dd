/** Azure's rules for policy objects, as far as a plan depends on them, in memory: refuses as limits.md says, answers as recorded. */
import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../../src/arm/json.ts';
import type { PolicyStep } from '../../../src/policy/objects/policy-step.ts';
import { kindOf, memberIds, type PolicyObject } from '../../../src/policy/objects/policy-object.ts';
import { answered } from './objects.ts';

export class SmallAzure {
  readonly #objects: Map<string, JsonObject>;

  constructor(documents: readonly JsonObject[] = []) {
    this.#objects = new Map(documents.map((document) => [keyOf(textAt(document, 'id') ?? ''), document]));
  }

  /** What a list shows; ids in letters of Azure's choice. */
  get documents(): readonly JsonObject[] {
    return Array.from(this.#objects.values());
  }

  copy(): SmallAzure {
    return new SmallAzure(this.documents);
  }

  find(id: string): JsonObject | undefined {
    return this.#objects.get(keyOf(id));
  }

  /** Carries steps out one after another. Throws what Azure would refuse. */
  apply(steps: readonly PolicyStep[]): void {
    for (const { action, object } of steps) {
      if (action === 'delete') this.delete(object.id);
      else if (action !== 'unchanged') this.put(object);
    }
  }

  put({ id, body }: Pick<PolicyObject, 'id' | 'body'>): void {
    const before = this.find(id);
    const why = refusal(body, before, id, this);
    if (why !== undefined) throw new Error(`PUT ${id}: ${why}`);
    // A body as the wire has it; an id that lives keeps its letters.
    const sent = JSON.parse(JSON.stringify(body)) as JsonObject;
    this.#objects.set(keyOf(id), answered(textAt(before, 'id') ?? id.replace('/resourceGroups/', '/resourcegroups/'), sent));
  }

  delete(id: string): void {
    const user = this.documents.find((document) => usedBy(document).some((used) => keyOf(used) === keyOf(id)));
    if (user !== undefined) throw new Error(`DELETE ${id}: InvalidDeletePolicyDefinitionRequest, ${String(user['id'])} uses it`);
    if (!this.#objects.delete(keyOf(id))) throw new Error(`DELETE ${id}: there is none`);
  }
}

const keyOf = (id: string): string => id.toLowerCase();

function usedBy(document: JsonObject): readonly string[] {
  return kindOf(textAt(document, 'id') ?? '') === 'assignment' ? [textAt(document, 'properties', 'policyDefinitionId') ?? ''] : memberIds(document);
}

function refusal(body: JsonObject, before: JsonObject | undefined, id: string, azure: SmallAzure): string | undefined {
  switch (kindOf(id)) {
    case 'definition':
      return lostParameter(body, before);
    case 'initiative':
      return lostParameter(body, before) ?? absent(memberIds(body), azure);
    case 'assignment': {
      const target = textAt(body, 'properties', 'policyDefinitionId') ?? '';
      return moved('policyDefinitionId', body, before) ?? absent([target], azure) ?? strangeValue(body, azure.find(target));
    }
    case 'exemption': {
      const assignment = textAt(body, 'properties', 'policyAssignmentId') ?? '';
      return moved('policyAssignmentId', body, before) ?? absent([assignment], azure) ?? strangeReference(body, azure.find(textAt(azure.find(assignment), 'properties', 'policyDefinitionId') ?? ''));
    }
    default:
      return undefined;
  }
}

function parametersOf(document: JsonObject | undefined): ReadonlyMap<string, unknown> {
  const parameters = at(document, 'properties', 'parameters');
  return new Map(isJsonObject(parameters) ? Object.entries(parameters) : []);
}

function lostParameter(body: JsonObject, before: JsonObject | undefined): string | undefined {
  if (before === undefined) return undefined;
  const [old, now] = [parametersOf(before), parametersOf(body)];
  const typeOf = (declaration: unknown): string => (textAt(declaration, 'type') ?? '').toLowerCase();
  const lost = Array.from(old).find(([name, declaration]) => !now.has(name) || typeOf(now.get(name)) !== typeOf(declaration));
  const bare = Array.from(now).find(([name, declaration]) => !old.has(name) && at(declaration, 'defaultValue') === undefined);
  const name = lost?.[0] ?? bare?.[0];
  return name === undefined ? undefined : `InvalidPolicyParameterUpdate, ${name}`;
}

function absent(ids: readonly string[], azure: SmallAzure): string | undefined {
  const id = ids.find((each) => azure.find(each) === undefined);
  return id === undefined ? undefined : `PolicyDefinitionNotFound, ${id}`;
}

function moved(name: string, body: JsonObject, before: JsonObject | undefined): string | undefined {
  const [old, now] = [textAt(before, 'properties', name), textAt(body, 'properties', name)];
  return before === undefined || keyOf(old ?? '') === keyOf(now ?? '') ? undefined : `InvalidPolicyDefinitionIdUpdate, ${old ?? ''} to ${now ?? ''}`;
}

function strangeValue(body: JsonObject, target: JsonObject | undefined): string | undefined {
  const [declared, given] = [parametersOf(target), parametersOf(body)];
  const strange = Array.from(given.keys()).find((name) => !declared.has(name));
  const missing = Array.from(declared).find(([name, declaration]) => at(declaration, 'defaultValue') === undefined && !given.has(name));
  const name = strange ?? missing?.[0];
  return name === undefined ? undefined : `UndefinedPolicyParameter, ${name}`;
}

function strangeReference(body: JsonObject, target: JsonObject | undefined): string | undefined {
  const known = new Set(arrayAt(target, 'properties', 'policyDefinitions').map((entry) => textAt(entry, 'policyDefinitionReferenceId')));
  const strange = arrayAt(body, 'properties', 'policyDefinitionReferenceIds').find((reference) => typeof reference !== 'string' || !known.has(reference));
  return strange === undefined ? undefined : `InvalidCreatePolicyExemptionRequest, ${JSON.stringify(strange)}`;
}
