import { arrayAt } from '../../arm/json.ts';
import { UserError } from '../../run/errors.ts';
import type { ArmControls } from '../arm/arm.ts';
import { requireToken } from '../arm/http/authentication.ts';
import { Refusal, refusal } from '../arm/http/refusal.ts';
import type { AccessTokens } from '../entra/access-tokens.ts';
import type { Faults } from '../faults/faults.ts';
import type { History } from '../history.ts';
import type { Handler, StandInRequest, StandInResponse } from '../http.ts';

/** What can be asked of a sandbox besides Azure's own requests. */
export interface Controlled {
  readonly arm: Pick<ArmControls, 'snapshot' | 'restore'>;
  readonly faults: Faults;
  readonly history: History;
  readonly tokens: AccessTokens;
  readonly authorityHost: string;
}

/** True for a path below `/sandbox`, which no id of Azure Resource Manager begins with. */
export function isControl(path: string): boolean {
  return /^\/sandbox(?:[/?]|$)/.test(path);
}

/**
 * Answers the sandbox's own paths, and leaves all others to Azure Resource Manager: `/sandbox/faults`, `/sandbox/requests` and
 * `/sandbox/snapshot` (docs/sandbox.md). They need the bearer token that Azure Resource Manager needs, and no API version.
 */
export function withControl(arm: Handler, controlled: Controlled): Handler {
  return (request) => {
    if (!isControl(request.path)) return arm(request);
    try {
      requireToken(request, controlled.tokens, controlled.authorityHost);
      return answer(request, controlled);
    } catch (thrown) {
      if (thrown instanceof Refusal) return thrown.response;
      if (thrown instanceof UserError) return refusal(400, 'InvalidRequestContent', thrown.message).response;
      throw thrown;
    }
  };
}

type Answers = Readonly<Partial<Record<string, (request: StandInRequest) => StandInResponse>>>;

function answer(request: StandInRequest, { arm, faults, history }: Controlled): StandInResponse {
  const rules = (): StandInResponse => ({ status: 200, body: { rules: faults.rules() } });
  const paths: Readonly<Partial<Record<string, Answers>>> = {
    '/sandbox/faults': {
      GET: rules,
      PUT: ({ body }) => {
        faults.set(rulesIn(body));
        return rules();
      },
      DELETE: () => {
        faults.set('');
        return { status: 204 };
      },
    },
    '/sandbox/requests': {
      GET: () => ({ status: 200, body: { counts: history.counts(), requests: history.all() } }),
      DELETE: () => {
        history.forget();
        return { status: 204 };
      },
    },
    '/sandbox/snapshot': {
      GET: () => ({ status: 200, body: arm.snapshot() }),
      PUT: ({ body }) => {
        arm.restore(body);
        return { status: 204 };
      },
    },
  };
  const methods = Object.hasOwn(paths, request.path) ? paths[request.path] : undefined;
  if (methods === undefined) throw refusal(404, 'NotFound', `The sandbox has ${Object.keys(paths).join(', ')}, and not '${request.path}'.`);
  const handle = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
  if (handle === undefined) throw refusal(405, 'MethodNotAllowed', `At '${request.path}' there are ${Object.keys(methods).join(', ')}.`);
  return handle(request);
}

/** Rules as they stand in a file (`text/plain`), or as the lines of `{"rules": […]}`. */
function rulesIn(body: unknown): string {
  if (typeof body === 'string') return body;
  const rules = arrayAt(body, 'rules');
  const lines = rules.filter((rule) => typeof rule === 'string');
  if (rules.length > 0 && lines.length === rules.length) return lines.join('\n');
  throw new UserError('Rules are sent as text, one to a line (content-type: text/plain), or as JSON: {"rules": ["PUT */managedClusters/* #2 → 429"]}');
}
