/** The value of a literal of HCL: a text without interpolation, a number, `true`, `false` or `null`. Undefined for every other expression. */
export function literalOf(expression: string): { readonly value: unknown } | undefined {
  if (/^(?:true|false|null|-?(?:0|[1-9][0-9]{0,15})(?:\.[0-9]{1,15})?)$/.test(expression)) return { value: JSON.parse(expression) as unknown };
  if (!/^"(?:[^"\\\r\n]|\\["\\nrt])*"$/.test(expression) || /[$%]\{/.test(expression.replaceAll(/([$%])\1\{/g, ''))) return undefined;
  try {
    return { value: String(JSON.parse(expression)).replaceAll(/([$%])\1\{/g, '$1{') };
  } catch {
    return undefined;
  }
}

/** A scalar as HCL writes it; undefined for lists and objects. */
export function spelled(value: unknown): string | undefined {
  if (typeof value === 'string') return JSON.stringify(value).replaceAll(/([$%])\{/g, '$1$1{');
  return value === null || typeof value === 'boolean' || typeof value === 'number' ? JSON.stringify(value) : undefined;
}
