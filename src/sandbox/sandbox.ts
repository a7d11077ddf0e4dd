import { randomBytes } from 'node:crypto';
import { createArm, type ArmControls, type ArmOptions } from './arm/arm.ts';
import type { QuotaMode } from './arm/quota/quota.ts';
import { makeLoopbackCertificate } from './certificate.ts';
import { createAccessTokens } from './entra/access-tokens.ts';
import { createAuthority } from './entra/authority.ts';
import { makeSigningKey, signToken, type SigningKey } from './entra/jwt.ts';
import { isControl, withControl } from './control/control.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import { withFaults } from './faults/with-faults.ts';
import { createGitHubOidc, oidcPath } from './github-oidc.ts';
import { blobPath } from './github/artifacts/addresses.ts';
import { createGitHubStandIn, type GitHubStandIn } from './github/stand-in.ts';
import { createHistory, type RecordedRequest, type ServerName } from './history.ts';
import { clientId, graphResource, subscriptionId, tenantId } from './identities.ts';
import { listen, type Exchange, type RunningServer, type ServerOptions } from './server.ts';

export type { RecordedRequest } from './history.ts';

/** How a sandbox is started. Everything has a default; what Azure Resource Manager takes as well is described there. */
export interface SandboxOptions extends Pick<ArmOptions, 'estate' | 'pageSize' | 'builtIns' | 'evaluationDelay' | 'policyDelay' | 'principalDelay' | 'roleDelay' | 'reimageCheck' | 'unregistered' | 'callerPermissions' | 'coreQuota' | 'hiddenAliases'> {
  /** Port of Azure Resource Manager; 0 or absent: any free port. Likewise the others. */
  readonly armPort?: number;
  readonly authorityPort?: number;
  readonly githubPort?: number;
  /** Operations run this many times faster than Azure's. Default 1. */
  readonly speed?: number;
  /** Whether requests beyond the quotas of Azure Resource Manager, AKS, Resource Graph and GitHub are refused. Default `off`. */
  readonly quota?: QuotaMode;
  /** What goes wrong with requests of Azure Resource Manager (docs/sandbox.md). Default: nothing. */
  readonly faults?: Faults;
  /** A snapshot to begin with, in the place of an empty Azure. */
  readonly state?: unknown;
  /** Called after each request that Azure Resource Manager answered. */
  readonly onRequest?: (arm: ArmControls) => void;
  /** `owner/name`. Default `contoso/platform`. */
  readonly repository?: string;
  /** The subject that the federated credential trusts. Default `repo:<repository>:pull_request`. */
  readonly subject?: string;
  /** The subject that GitHub's OIDC endpoint presents. Default: `subject`. */
  readonly presentedSubject?: string;
  /** What the GitHub token may do with comments. Default `write`. */
  readonly commentPermission?: 'write' | 'read';
}

/** A running sandbox: Azure Resource Manager, Entra and GitHub on loopback. */
export interface Sandbox {
  /** `https://127.0.0.1:PORT`, no trailing slash. */
  readonly armEndpoint: string;
  /** `https://127.0.0.1:PORT`, an origin of its own. */
  readonly authorityHost: string;
  /** `http://127.0.0.1:PORT`. */
  readonly githubApiUrl: string;
  /** Contains a `?`, as a runner's ACTIONS_ID_TOKEN_REQUEST_URL does: callers append `&audience=`. */
  readonly oidcRequestUrl: string;
  readonly oidcRequestToken: string;
  readonly githubToken: string;
  /** What the runner's ACTIONS_RESULTS_URL and ACTIONS_RUNTIME_TOKEN hold: with them artifacts are sent and fetched. */
  readonly resultsUrl: string;
  readonly runtimeToken: string;
  /** PEM, for NODE_EXTRA_CA_CERTS. */
  readonly caCertificate: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** The secret of the client, for tools that have no federated token. */
  readonly clientSecret: string;
  readonly subscriptionId: string;
  readonly repository: string;
  readonly github: GitHubStandIn;
  /** What may be done to Azure Resource Manager besides sending requests. */
  readonly arm: ArmControls;
  /** What goes wrong with requests of Azure Resource Manager. */
  readonly faults: Faults;
  /** A bearer token for direct calls of Azure Resource Manager. */
  accessToken(): string;
  /** Every request so far, oldest first. */
  requests(): readonly RecordedRequest[];
  /** Closes all servers and their idle connections. */
  stop(): Promise<void>;
}

/** Audiences under which Azure Resource Manager is known in Azure's clouds; a client may be pointed here from any of them. */
const armAudiences = [
  'https://management.azure.com',
  'https://management.core.windows.net',
  'https://management.usgovcloudapi.net',
  'https://management.core.usgovcloudapi.net',
  'https://management.chinacloudapi.cn',
  'https://management.core.chinacloudapi.cn',
];

/** More than any snapshot of ours, which goes through one text. */
const longestSnapshot = 256 * 1024 * 1024;

/** The toolkit sends artifacts in blocks of eight mebibytes. */
const longestBlock = 64 * 1024 * 1024;

/**
 * Starts the sandbox on 127.0.0.1. Rejects when a port is taken, and with `UserError` for a `state` that is no snapshot; what was started
 * until then is stopped.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const repository = options.repository ?? 'contoso/platform';
  const subject = options.subject ?? `repo:${repository}:pull_request`;
  const [oidcRequestToken, githubToken, clientSecret] = [randomSecret(), `ghs_${randomSecret()}`, randomSecret()];
  const certificate = await makeLoopbackCertificate();
  const issuer = makeSigningKey('sandbox-github');
  const tokens = createAccessTokens(now);
  const runtimeToken = makeRuntimeToken(issuer);
  const github = createGitHubStandIn({
    repository, token: githubToken, permission: options.commentPermission ?? 'write', quota: options.quota === 'azure' ? 'github' : 'off', speed: options.speed ?? 1, now, runtimeToken,
  });
  const oidc = createGitHubOidc({ key: issuer, requestToken: oidcRequestToken, repository, subject: options.presentedSubject ?? subject, now });
  const faults = options.faults ?? createFaults();
  const history = createHistory();
  const servers: RunningServer[] = [];
  const started: { arm?: ArmControls } = {};
  const saw = (server: ServerName, exchange: Exchange): void => {
    if (server !== 'arm' || !isControl(exchange.path)) history.add(server, exchange);
    if (server === 'arm' && started.arm !== undefined) options.onRequest?.(started.arm);
  };
  const start = async (server: ServerName, listening: Omit<ServerOptions, 'onAnswer'>): Promise<string> => {
    const running = await listen({ ...listening, onAnswer: (exchange) => saw(server, exchange) });
    servers.push(running);
    return running.origin;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.stop()));
  };

  try {
    const resources = [...armAudiences, graphResource];
    const authorityHost = await start('authority', {
      port: options.authorityPort ?? 0,
      certificate,
      createHandler: (origin) => createAuthority({ origin, resources, credential: { key: issuer, subject }, secret: clientSecret, tokens, now }),
    });
    const armEndpoint = await start('arm', {
      port: options.armPort ?? 0,
      certificate,
      createHandler: (endpoint) => {
        const handler = createArm({ ...options, endpoint, authorityHost, tokens, now });
        if (options.state !== undefined) handler.restore(options.state);
        started.arm = handler;
        return withControl(withFaults(handler, faults), { arm: handler, faults, history, tokens, authorityHost });
      },
      longestBody: (path) => (isControl(path) ? longestSnapshot : undefined),
    });
    const { arm } = started;
    if (arm === undefined) throw new Error('Azure Resource Manager was started without a handler.');
    resources.push(armEndpoint);
    const githubApiUrl = await start('github', {
      port: options.githubPort ?? 0,
      createHandler: () => (request) => (request.path === oidcPath ? oidc(request) : github.handle(request)),
      longestBody: (path) => (path.startsWith(blobPath) ? longestBlock : undefined),
    });
    return {
      armEndpoint,
      authorityHost,
      githubApiUrl,
      oidcRequestUrl: `${githubApiUrl}${oidcPath}?api-version=2.0`,
      oidcRequestToken,
      githubToken,
      resultsUrl: `${githubApiUrl}/`,
      runtimeToken,
      caCertificate: certificate.certificate,
      tenantId,
      clientId,
      clientSecret,
      subscriptionId,
      repository,
      github,
      arm,
      faults,
      accessToken: () => tokens.issue(armEndpoint),
      requests: () => history.all(),
      stop,
    };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

/** The toolkit reads the ids of run and job from it (actions/toolkit, `@actions/artifact`, "getBackendIdsFromToken"). */
function makeRuntimeToken(key: SigningKey): string {
  return signToken(key, { scp: 'Actions.Results:1:1', jti: randomSecret() });
}

function now(): number {
  return Date.now();
}

function randomSecret(): string {
  return randomBytes(24).toString('base64url');
}
