import type { Logger } from '../../src/run/logger.ts';
import type { Handler, StandInRequest } from '../../src/sandbox/http.ts';
import { createGitHubStandIn, type GitHubStandIn, type GitHubStandInOptions } from '../../src/sandbox/github/stand-in.ts';
import { listen } from '../../src/sandbox/server.ts';

/** A GitHub on loopback with a record of what it was asked. `before` may answer in its place, to play faults. */
export interface Loopback {
  readonly github: GitHubStandIn;
  readonly apiUrl: string;
  readonly requests: StandInRequest[];
  /** `GET /path` of each request, in order. */
  lines(): readonly string[];
  stop(): Promise<void>;
}

export type Fault = (request: StandInRequest) => ReturnType<Handler> | undefined;

export const repository = { owner: 'contoso', name: 'platform' };
export const token = 'loopback-token';

export async function startLoopback(options: Partial<GitHubStandInOptions> = {}, before: Fault = () => undefined): Promise<Loopback> {
  const github = createGitHubStandIn({ repository: 'contoso/platform', token, permission: 'write', ...options });
  const requests: StandInRequest[] = [];
  const handle: Handler = (request) => {
    requests.push(request);
    return before(request) ?? github.handle(request);
  };
  const server = await listen({ createHandler: () => handle, onAnswer: () => {} });
  const lines = (): readonly string[] => requests.map((request) => `${request.method} ${request.path}`);
  return { github, apiUrl: server.origin, requests, lines, stop: () => server.stop() };
}

/** A logger that remembers warnings and everything else apart. */
export function recordingLogger(): Logger & { readonly warnings: string[]; readonly lines: string[] } {
  const warnings: string[] = [];
  const lines: string[] = [];
  const say = (message: string): void => void lines.push(message);
  return {
    warnings,
    lines,
    debug: say,
    info: say,
    notice: say,
    warning: (message) => void warnings.push(message),
    error: say,
    group: (_title, body) => body(),
    progress: () => {},
    mask: () => {},
  };
}
