import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import type { Endpoints } from './sandbox.ts';
import { summarise, type Summary } from './statistics.ts';

interface Answer {
  readonly status: number;
  readonly text: string;
}

function get(url: string, { token, caFile }: Endpoints, agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers: { authorization: `Bearer ${token}` }, ca: readFileSync(caFile), agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** The text of an ARM document, and how long its GET takes on an open connection in milliseconds: what a request costs at the least. */
export async function measureRoundTrip(url: string, endpoints: Endpoints): Promise<{ readonly text: string; readonly time: Summary }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  let text = '';
  for (let round = 0; round < 30; round += 1) {
    const begin = performance.now();
    const answer = await get(url, endpoints, agent);
    if (answer.status !== 200) throw new Error(`GET ${url} answered ${answer.status}: ${answer.text}`);
    if (round >= 10) times.push(performance.now() - begin);
    text = answer.text;
  }
  agent.destroy();
  return { text, time: summarise(times) };
}
