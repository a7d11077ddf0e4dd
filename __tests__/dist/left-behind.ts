/** What a run of the action leaves in its log and its files, as the runner reads them. */

/** The messages of one of the runner's commands, decoded (actions/toolkit, `command.ts`). */
export function commands(log: string, command: string): readonly string[] {
  return log.split('\n').flatMap((line) => {
    const [, name, message = ''] = /^::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) ?? [];
    return name === command ? [message.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%')] : [];
  });
}

/** The runner hides what it was told to mask from that line on, and the telling line itself. */
export function asShown(log: string): string {
  const masks: string[] = [];
  return log.split('\n').flatMap((line) => {
    const mask = /^::add-mask::(.*)$/.exec(line)?.[1];
    if (mask !== undefined) {
      masks.push(mask.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%'));
      return [];
    }
    return [masks.reduce((text, secret) => text.replaceAll(secret, '***'), line)];
  }).join('\n');
}

/** GITHUB_OUTPUT: `name<<delimiter`, the value's lines, the delimiter. */
export function parseOutputs(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...text.matchAll(/^([^\n]+?)<<(\S+)\n([\s\S]*?)\n?\2$/gm)].map(([, name = '', , value = '']) => [name, value]));
}
