const traversal = /^[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+|\[(?:[0-9]+|"[^"$%\\]*"|each\.key|count\.index)\])+$/u;

/** The reference that an expression is, and nothing more: `azurerm_subnet.nodes.id`, also as `"${…}"`. Undefined for every other expression. */
export function plainReference(expression: string): string | undefined {
  const text = expression.length > 1000 ? '' : expression.trim();
  const inner = /^"\$\{([^{}]*)\}"$/.exec(text)?.[1]?.trim() ?? text;
  return traversal.test(inner) ? inner : undefined;
}

/** True for one reference, or a list of such. */
export function isPlain(expression: string): boolean {
  const list = /^\[([\s\S]*?),?\s*\]$/.exec(expression.trim())?.[1];
  return list === undefined ? plainReference(expression) !== undefined : list.split(',').every((item) => plainReference(item) !== undefined);
}
