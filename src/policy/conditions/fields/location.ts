/** `East US 2` → `eastus2`; of a list every element. Other values are left alone. */
export function normalizeLocation(value: unknown): unknown {
  return Array.isArray(value) ? value.map(withoutSpaces) : withoutSpaces(value);
}

function withoutSpaces(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll(' ', '').toLowerCase() : value;
}
