/** Steps and commands for things that are not there. */
import { apiVersionOf } from '../../../../arm/api-versions.ts';
import type { JsonObject } from '../../../../arm/json.ts';
import { parseResourceId } from '../../../../arm/resource-id.ts';
import { quote } from '../../../migration.ts';
import { formatValue } from '../../../write-step.ts';
import type { Step } from '../../step.ts';

interface Creation extends Pick<Step, 'key' | 'title' | 'why' | 'subject' | 'id' | 'after'> {
  readonly body: JsonObject;
  readonly details: readonly string[];
}

/** Writes something new, which disturbs nothing. Private DNS knows preconditions; the others have no documented ones. */
export function creation({ body, ...step }: Creation): Step {
  const type = parseResourceId(step.id)?.type ?? '';
  const condition = /\/privateDnsZones(?:\/|$)/i.test(type) ? { 'if-none-match': '*' } : {};
  return { ...step, disruption: { kind: 'none' }, substance: body, work: { kind: 'put', apiVersion: versionFor(type), body, condition } };
}

/** Adds `change` to something that is there. */
export function addition({ body: change, ...step }: Creation): Step {
  const type = parseResourceId(step.id)?.type ?? '';
  return { ...step, disruption: { kind: 'none' }, substance: change, work: { kind: 'change', apiVersion: versionFor(type), change } };
}

/** Throws for a type that this project does not speak to. */
export function versionFor(type: string): string {
  const version = apiVersionOf(type);
  if (version === undefined) throw new TypeError(`No API version is known for the type "${type}".`);
  return version;
}

/** `az network vnet create --name 'a b' …`: options as they are, everything else quoted. */
export function az(verb: string, ...words: readonly string[]): string {
  return `az ${verb} ${words.map((word) => (/^--[a-z-]+$/.test(word) ? word : quote(word))).join(' ')}`;
}

/** `--name … --resource-group … --subscription …` of an id. @param name the option that takes its name */
export function addressed(id: string, name = '--name'): readonly string[] {
  const parsed = parseResourceId(id);
  return [name, parsed?.name ?? '', ...grouped(id)];
}

/** `--resource-group … --subscription …` of an id. */
export function grouped(id: string): readonly string[] {
  const parsed = parseResourceId(id);
  return ['--resource-group', parsed?.resourceGroup ?? '', '--subscription', parsed?.subscriptionId ?? ''];
}

/** `path: value` for people. */
export function detail(path: string, value: unknown): string {
  return `${path}: ${formatValue(value)}`;
}
