// Copies what the pages need from node_modules into wwwroot/lib, which is not kept in git.
// usage: node assets.mjs [PROJECT_ROOT]
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..', '..'));
const lib = join(root, 'src', 'SchoolSupport.Web', 'wwwroot', 'lib');

const weights = [400, 500, 600];
const subsets = ['cyrillic-ext', 'cyrillic', 'latin'];

copyGolosText(join(root, 'node_modules', '@fontsource', 'golos-text'), join(lib, 'golos-text'));

/** The package's own style sheets also name .woff files and subsets that no page here asks for. */
function copyGolosText(from, to) {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  const ranges = JSON.parse(readFileSync(join(from, 'unicode.json'), 'utf8'));
  const faces = [];
  for (const weight of weights) {
    for (const subset of subsets) {
      const file = `golos-text-${subset}-${weight}-normal.woff2`;
      cpSync(join(from, 'files', file), join(to, file));
      faces.push(fontFace(weight, file, ranges[subset]));
    }
  }
  cpSync(join(from, 'LICENSE'), join(to, 'LICENSE'));
  writeFileSync(join(to, 'golos-text.css'), faces.join('\n'));
}

function fontFace(weight, file, range) {
  return `@font-face {
  font-family: 'Golos Text';
  font-style: normal;
  font-display: swap;
  font-weight: ${weight};
  src: url(${file}) format('woff2');
  unicode-range: ${range};
}
`;
}
