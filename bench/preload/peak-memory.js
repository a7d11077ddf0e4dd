// Preload (`--import`): writes the program's peak resident memory in bytes to BENCH_PEAK_MEMORY.
// Linux counts the parent's peak into a child's maxRSS (it survives exec); VmHWM is the program's own.
import { readFileSync, writeFileSync } from 'node:fs';

function peak() {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

process.on('exit', () => {
  writeFileSync(process.env.BENCH_PEAK_MEMORY ?? '', String(peak()));
});
