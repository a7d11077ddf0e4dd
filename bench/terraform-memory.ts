// Reads one plan in a process of its own and prints the most memory it held, in bytes: `node terraform-memory.ts FILE`.
import { readFileSync } from 'node:fs';
import { readTerraformPlan } from '../src/sources/terraform/read-plan.ts';

const [, , file = ''] = process.argv;
const { resources } = await readTerraformPlan(readFileSync(file, 'utf8'), { file: 'plan.json' });
if (resources.length === 0) throw new Error('nothing was read');
console.log(process.resourceUsage().maxRSS * 1024);
