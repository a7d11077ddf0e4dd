/** One call of a module, with its instance key where `count` or `for_each` made it. */
export interface ModuleStep {
  readonly name: string;
  readonly key?: string | number;
}

/** From the root module, which is the empty path. */
export type ModulePath = readonly ModuleStep[];

/** A step of an address or a reference: a name, or an instance key in brackets. */
export type AddressStep = { readonly kind: 'name'; readonly name: string } | { readonly kind: 'key'; readonly key: string | number };

const step = /\.?([\p{L}\p{N}_-]+)|\[([0-9]{1,9})\]|\[("(?:[^"\\]|\\.)*")\]/uy;

/** The steps of an address such as `module.net["a"].azurerm_subnet.nodes[0].id`; undefined for what is none. */
export function addressSteps(text: string): readonly AddressStep[] | undefined {
  const steps: AddressStep[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < text.length) {
    const [, name, index, quoted] = step.exec(text) ?? [];
    if (name !== undefined) steps.push({ kind: 'name', name });
    else if (index !== undefined) steps.push({ kind: 'key', key: Number(index) });
    else if (quoted !== undefined) steps.push({ kind: 'key', key: unquoted(quoted) });
    else return undefined;
  }
  return steps;
}

/** HCL quotes a key as JSON does, but for `$${` and `%%{`. */
function unquoted(quoted: string): string {
  try {
    return String(JSON.parse(quoted)).replaceAll(/([$%])\1\{/g, '$1{');
  } catch {
    return quoted.slice(1, -1);
  }
}

/** The path of a module's address, `module.a["x"].module.b`; undefined for what is none. */
export function modulePath(address: string): ModulePath | undefined {
  const steps = addressSteps(address);
  if (steps === undefined) return undefined;
  const path: ModuleStep[] = [];
  for (let index = 0; index < steps.length; index += 1) {
    const [word, name, next] = [steps[index], steps[index + 1], steps[index + 2]];
    if (word?.kind !== 'name' || word.name !== 'module' || name?.kind !== 'name') return undefined;
    const key = next?.kind === 'key' ? { key: next.key } : {};
    path.push({ name: name.name, ...key });
    index += next?.kind === 'key' ? 2 : 1;
  }
  return path;
}

/** As Terraform writes it. */
export function moduleAddress(path: ModulePath): string {
  return path.map(({ name, key }) => `module.${name}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`).join('.');
}
