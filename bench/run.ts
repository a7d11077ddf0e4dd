/**
 * Measures dist/ as whole processes, by ratios to bare node in the same run: `npm run bench -- [--runs N] [--json FILE] [--packages]`.
 * What is measured is a copy, alone in a folder, so that a build meanwhile does no harm.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apiVersions } from '../src/arm/api-versions.ts';
import { readArguments } from './arguments.ts';
import { measureAssign } from './assign-scale.ts';
import { measureDeploy } from './deploy-scale.ts';
import { measureCheck } from './check-scale.ts';
import { measureDrift } from './drift-scale.ts';
import { measureExposures } from './exposure-scale.ts';
import { observe } from './observation.ts';
import { weighPackages } from './packages.ts';
import { measurePolicyEngine } from './policy-engine.ts';
import { measurePolicyScale } from './policy-scale.ts';
import { run } from './process.ts';
import { clusterUrl, createPrograms } from './programs.ts';
import { countRequests, render, type Figures, type ProgramFigures } from './report.ts';
import { measureRoundTrip } from './round-trip.ts';
import { measureSandbox } from './sandbox-scale.ts';
import { startSandbox } from './sandbox.ts';
import { javaScriptIn, sizeOf } from './size.ts';
import { measureTerraform } from './terraform-scale.ts';
import { timeInterleaved } from './timing.ts';

const { runs, json, packages } = readArguments(process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), 'aks-isolation-bench-'));
try {
  const figures = await measure(folder);
  console.log(render(figures));
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, undefined, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(place: string): Promise<Figures> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const dist = join(place, 'dist');
  cpSync(join(root, 'dist'), dist, { recursive: true });
  cpSync(join(root, 'package.json'), join(place, 'package.json'));
  const sandbox = await startSandbox(join(dist, 'cli.js'));
  try {
    const { endpoints } = sandbox;
    const { bare, measured, prepare } = await createPrograms(dist, endpoints, place);
    for (const program of prepare) await run(program);
    const times = await timeInterleaved([bare, ...measured], runs);
    const programs: ProgramFigures[] = [];
    for (const program of measured) {
      const { files, requests, ...observation } = await observe(program, place);
      programs.push({
        name: program.name, target: program.target, time: times.get(program) ?? unmeasured(program.name), observation,
        requests: countRequests(requests, endpoints), loaded: sizeOf(files),
      });
    }
    const { text, time } = await measureRoundTrip(clusterUrl(endpoints, apiVersions.managedClusters), endpoints);
    return {
      node: process.version,
      runs,
      bare: { time: times.get(bare) ?? unmeasured(bare.name), peakMemory: (await observe(bare, place)).peakMemory },
      programs,
      roundTrip: time,
      dist: sizeOf(javaScriptIn(dist)),
      engine: await measurePolicyEngine(dist, text, runs),
      scale: await measurePolicyScale(dist, text, runs),
      check: await measureCheck(place, runs),
      exposures: measureExposures(runs),
      terraform: await measureTerraform(place, runs),
      deploy: await measureDeploy(),
      assign: await measureAssign(dist, place),
      drift: await measureDrift(dist, place),
      sandbox: await measureSandbox(),
      packages: packages ? await weighPackages() : undefined,
    };
  } finally {
    await sandbox.stop();
  }
}

function unmeasured(name: string): never {
  throw new Error(`"${name}" was not measured.`);
}
