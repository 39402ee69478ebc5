// The embedded PostgreSQL package ships without symbolic links (npm archives cannot hold them) and
// leaves making them to an install script, which `npm ci --ignore-scripts` does not run.
// usage: node link-postgres.mjs PACKAGE_DIRECTORY
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, unlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const packageDirectory = process.argv[2];
const list = join(packageDirectory, 'native', 'pg-symlinks.json');
if (!existsSync(list)) process.exit(0);

for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
  const link = join(packageDirectory, target);
  mkdirSync(dirname(link), { recursive: true });
  if (lstatSync(link, { throwIfNoEntry: false })) unlinkSync(link);
  symlinkSync(relative(dirname(link), join(packageDirectory, source)), link);
}
