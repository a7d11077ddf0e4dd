import { textAt } from '../../../../src/arm/json.ts';
import { principalId, subscriptionId, tenantId } from '../../../../src/sandbox/identities.ts';

/** What the recorder put in the place of every id of a principal, client or object: which one it was cannot be told. */
export const masked = '00000000-0000-0000-0000-0000000000c1';

const guid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** What a service makes up, by its kind; each stands in texts of which the rest is not made up. */
const patterns = {
  dnsOperation: 'RnJvbnRFbmRBc3luY09wZXJhdGlvb[A-Za-z0-9]+(?:=|%3D)*',
  guid,
  time: String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|\+00:00)`,
  ticks: String.raw`(?<=[?&]t=)\d{18}`,
  signature: '(?<=[?&][csh]=)[^&]+',
  digits: String.raw`(?<![\w-])[0-9a-f]{24}(?:[0-9a-f]{8})?(?![\w])`,
  hostSuffix: String.raw`(?<=-)[0-9a-z]{8}(?=\.(?:hcp\.|portal\.|${guid}))`,
  internalDomain: String.raw`[0-9a-z]{26}\.[a-z]{2,4}(?=\.internal\.cloudapp\.net)`,
  wait: String.raw`(?<=try again after ')\d+(?=' seconds)`,
  imageDate: String.raw`(?<=containerd-)\d{6}\.\d{2}\.\d`,
} as const;
type Kind = keyof typeof patterns;

const kinds = Object.keys(patterns) as readonly Kind[];
const made = new RegExp(kinds.map((kind) => `(?<${kind}>${patterns[kind]})`).join('|'), 'g');
/** Of these one is one, on both sides: two that are the same cannot stand for two that differ. */
const isOneToOne: ReadonlySet<Kind> = new Set(['dnsOperation', 'guid', 'digits', 'hostSuffix', 'imageDate']);

interface Token {
  readonly kind: Kind;
  readonly text: string;
}

/**
 * Which made-up text of the sandbox stands for which of a recording. It is learned from answers, where a text meets another of its kind, and
 * from then on has to hold; what a caller chose stands for itself.
 */
export class Names {
  readonly #made = new Map<string, string>([
    ['00000000-0000-0000-0000-000000000001', subscriptionId],
    ['00000000-0000-0000-0000-0000000000aa', tenantId],
    ...['b1', 'b2', 'b3', 'b4'].map((caller) => [`00000000-0000-0000-0000-0000000000${caller}`, principalId] as const),
  ]);
  readonly #recorded = new Map<string, string>();

  /** A recorded text of a request as it is sent to the sandbox. */
  sent(text: string): string {
    return text.replaceAll(made, (token, ...rest) => {
      const groups: unknown = rest.at(-1);
      if (token === masked) return token;
      const [{ kind } = { kind: 'guid' as const }] = tokensOf(groups);
      if (!this.#made.has(token) && isOneToOne.has(kind)) this.#learn(token, token);
      return this.#made.get(token) ?? token;
    });
  }

  /** Whether a text of the sandbox says what a recorded one says; learns what stands for what. */
  agree(recorded: string, answered: string): boolean {
    const [left, right] = [split(recorded), split(answered)];
    if (left.rest !== right.rest || left.tokens.some(({ kind }, index) => right.tokens[index]?.kind !== kind)) return false;
    return left.tokens.map((token, index) => this.#isSame(token, right.tokens[index]?.text ?? '')).every((isSame) => isSame);
  }

  #isSame({ kind, text: recorded }: Token, answered: string): boolean {
    if (recorded === masked) return true;
    if (kind === 'time' && !isWrittenAlike(recorded, answered)) return false;
    const known = this.#made.get(recorded);
    if (known !== undefined) return known === answered;
    if (isOneToOne.has(kind) && this.#recorded.has(answered)) return false;
    this.#learn(recorded, answered);
    return true;
  }

  #learn(recorded: string, answered: string): void {
    this.#made.set(recorded, answered);
    this.#recorded.set(answered, recorded);
  }
}

function split(text: string): { readonly rest: string; readonly tokens: readonly Token[] } {
  return { rest: text.replaceAll(made, '\u0000'), tokens: [...text.matchAll(made)].flatMap((match) => tokensOf(match.groups)) };
}

function tokensOf(groups: unknown): readonly Token[] {
  return kinds.flatMap((kind) => {
    const text = textAt(groups, kind);
    return text === undefined ? [] : [{ kind, text }];
  });
}

/** The same zone; decimals, seven at most, of which zeros at the end are dropped unless the recording shows that they are not. */
function isWrittenAlike(recorded: string, answered: string): boolean {
  const [left, right] = [partsOf(recorded), partsOf(answered)];
  const keepsZeros = left.decimals.endsWith('0');
  return left.zone === right.zone && (keepsZeros ? right.decimals.length === 7 : /^\d{1,6}[1-9]$/.test(right.decimals));
}

function partsOf(time: string): { readonly decimals: string; readonly zone: string } {
  const [, decimals = '', zone = ''] = /(?:\.(\d+))?(Z|\+00:00)$/.exec(time) ?? [];
  return { decimals, zone };
}
