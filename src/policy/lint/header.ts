import { memberIgnoringCase } from '../../arm/json.ts';
import type { PolicyDefinition } from '../documents/definition.ts';
import { isCustom } from '../documents/header.ts';
import { parameterReferences } from '../documents/rule/parameter-references.ts';
import { effectNamed } from '../effects/effects.ts';
import type { Remark } from './lint-finding.ts';

/** Limits of policy objects (limits.md, "policy objects" and "names"; Azure Policy documentation, "Definition structure"). */
const limits = { name: 64, displayName: 128, description: 512 } as const;

/** What effects cannot do without (learn.microsoft.com, the pages of the effects). */
const needed: ReadonlyMap<string, readonly string[]> = new Map([
  ['auditIfNotExists', ['type']],
  ['deployIfNotExists', ['type', 'roleDefinitionIds', 'deployment']],
  ['modify', ['roleDefinitionIds', 'operations']],
  ['denyAction', ['actionNames']],
]);

/** Checks of everything around the condition: texts, limits, parameters, the effect. */
export function* headerChecks(definition: PolicyDefinition): Generator<Remark> {
  yield* texts(definition);
  yield* sizes(definition);
  if (isCustom(definition)) yield* parameters(definition);
  yield* effect(definition);
}

function* texts({ displayName, description, metadata, mode, isModeWritten, pointer }: PolicyDefinition): Generator<Remark> {
  const missing = [
    ...(displayName === undefined ? ['displayName'] : []),
    ...(description === undefined ? ['description'] : []),
    ...['category', 'version'].filter((key) => memberIgnoringCase(metadata, key) === undefined).map((key) => `metadata.${key}`),
  ];
  if (missing.length > 0) yield { rule: 'missing-header', message: `Add ${missing.map((name) => `\`${name}\``).join(', ')}: readers of compliance reports see nothing else.`, pointer };
  if (!isModeWritten) yield { rule: 'missing-mode', message: `There is no \`mode\`; Azure takes ${mode}. Write \`All\` unless the rule is about tags or locations.`, pointer };
}

function* sizes({ name, displayName, description, pointer }: PolicyDefinition): Generator<Remark> {
  for (const [what, text, most] of [['name', name, limits.name], ['displayName', displayName, limits.displayName], ['description', description, limits.description]] as const) {
    if (text !== undefined && text.length > most) yield { rule: 'object-limits', message: `\`${what}\` has ${text.length} characters; Azure takes ${most}.`, pointer };
  }
}

function* parameters({ rule, parameters: declared }: PolicyDefinition): Generator<Remark> {
  const references = new Set(Array.from(parameterReferences(rule), ({ name }) => name.toLowerCase()));
  const inDeployment = JSON.stringify(memberIgnoringCase(rule.details?.value, 'deployment') ?? '').toLowerCase();
  for (const [key, { name, pointer }] of declared) {
    if (references.has(key) || inDeployment.includes(`parameters('${key}')`)) continue;
    yield { rule: 'unused-parameter', message: `The rule does not read the parameter \`${name}\`: use it or take it away.`, pointer };
  }
}

function* effect({ rule, parameters: declared }: PolicyDefinition): Generator<Remark> {
  const { effect: operand, details } = rule;
  if (operand.kind === 'literal') {
    const known = effectNamed(String(operand.value));
    if (known !== undefined && known.name !== 'disabled') {
      yield { rule: 'hard-coded-effect', message: `The effect is always ${known.name}. Make it a parameter that allows Disabled, so that whoever assigns the rule can try it with Audit.`, pointer: operand.pointer };
    }
    const missing = (needed.get(known?.name ?? '') ?? []).filter((name) => memberIgnoringCase(details?.value, name) === undefined);
    if (missing.length > 0) yield { rule: 'missing-details', message: `Effect ${String(operand.value)} needs ${missing.map((name) => `\`details.${name}\``).join(', ')}.`, pointer: operand.pointer };
    if (known?.name === 'append' && !Array.isArray(details?.value)) yield { rule: 'missing-details', message: 'Effect append needs `details`, a list of `{field, value}`.', pointer: operand.pointer };
  }
  for (const { name } of parameterReferences({ ...rule, condition: { kind: 'allOf', conditions: [] }, details: undefined })) {
    const { allowedValues, pointer } = declared.get(name.toLowerCase()) ?? {};
    if (allowedValues === undefined || pointer === undefined || allowedValues.some((value) => String(value).toLowerCase() === 'disabled')) continue;
    yield { rule: 'effect-not-disableable', message: `Let the parameter \`${name}\` allow Disabled: then one assignment can leave the rule out.`, pointer };
  }
}
