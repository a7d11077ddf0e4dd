import type { FaultEffect, FaultRule } from './rule.ts';

/** A rule in the one form that all ways of writing it share; read again it is the same rule. */
export function printFault({ method, path, from, to, delay, effect }: FaultRule): string {
  const which = from === 1 && to === undefined ? '' : ` #${from}${to === from ? '' : `..${to ?? ''}`}`;
  const what = printEffect(effect);
  const happens = delay === 0 ? what : [`delay ${printDelay(delay)}`, ...(what === '' ? [] : [what])].join(' then ');
  return `${method} ${path}${which} → ${happens}`;
}

function printDelay(milliseconds: number): string {
  if (milliseconds % 60_000 === 0) return `${milliseconds / 60_000}m`;
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}

function printEffect(effect: FaultEffect): string {
  switch (effect.kind) {
    case 'pass':
      return '';
    case 'answer':
      return [String(effect.status), ...printOptions({ code: effect.code, message: effect.message, body: effect.body, ...effect.headers })].join(' ');
    case 'with':
      return ['with', ...printOptions(effect.headers)].join(' ');
    case 'reset':
      return effect.when === 'before' ? 'reset' : 'reset-after';
    case 'truncate':
      return `truncate ${effect.bytes}`;
    case 'poll':
      return `poll ${effect.address}`;
    case 'end':
      return [effect.status === 'Failed' ? 'failed' : 'canceled', ...printOptions({ code: effect.code, message: effect.message })].join(' ');
    case 'never':
      return 'never';
  }
}

function printOptions(options: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${/^[^\s"]+$/u.test(value) ? value : JSON.stringify(value)}`]));
}
