// Long-lived PDF worker. Frames on stdin/stdout, little-endian u32 lengths:
//   in : [len][json {id, template, data, standard, also?, attempts?}]
//   out: [headerLen][bodyLen][json {id, ok, pages, warnings, error}][pdf bytes, or an SVG picture for the standard « svg »]
// A template is compiled again with the next attempt while it does not hold on one page: it sets itself closer then.
// One request at a time (compilation is synchronous native code); the host bounds the time and kills the process.
// argv: <node_modules dir> <templates dir> <fonts dir>...
import { createRequire } from 'node:module';
import path from 'node:path';

const [nodeModules, templates, ...fonts] = process.argv.slice(2).map((p) => path.resolve(p));
// The platform package is loaded directly: the wrapper package lists platforms a registry may lack at 0.7.0, and then
// `npm ci` refuses its lock file.
const glibc = Boolean(process.report.getReport().header.glibcVersionRuntime);
const { NodeCompiler } = createRequire(import.meta.url)(
  path.join(nodeModules, '@myriaddreamin', 'typst-ts-node-compiler-linux-x64-' + (glibc ? 'gnu' : 'musl')));

const STANDARDS = new Set(['a-2a', 'a-3a', 'ua-1', 'svg']);
const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths: fonts }] });

// Which shapes of data were found to keep the rules of the gates: those rules are about structure (title, headings, alternative texts), not about
// the letters, so that a batch of one shape asks once.
const kept = new Set();
const shapeOf = (template, data, also) => [template, also, JSON.stringify(JSON.parse(data), (_, v) => (typeof v === 'string' ? (v ? 's' : '') : typeof v === 'number' ? 0 : v))].join();

// shortDiagnostics items: {message, path, severity (1 error, 2 warning), range}
const messages = (e) => (e ? e.shortDiagnostics.map((d) => d.message) : []);

function render({ template, data, standard, also = [], attempts = 1 }) {
  if (!/^[a-z][a-z0-9-]{0,40}$/.test(template)) return { ok: false, error: ['unknown template'] };
  if (![standard, ...also].every((s) => STANDARDS.has(s))) return { ok: false, error: ['unknown standard'] };
  const mainFilePath = path.join(templates, template + '.typ');
  let r, warnings;
  for (let attempt = 0; attempt < attempts; attempt++) {
    r = compiler.compile({ mainFilePath, inputs: { data, attempt: String(attempt) } });
    warnings = messages(r.takeWarnings());
    const error = r.takeError();
    if (error || !r.result) return { ok: false, warnings, error: messages(error) };
    if (r.result.numOfPages === 1) break;
  }
  try {
    if (standard === 'svg') return { ok: true, warnings, pages: r.result.numOfPages, pdf: Buffer.from(compiler.svg(r.result)) };
    // One export per standard asked for; only the first is the result, the others are gates (e.g. UA-1 rules on an A-2a file).
    const pdf = compiler.pdf(r.result, { pdfStandard: standard });
    const shape = also.length ? shapeOf(template, data, also) : '';
    if (!kept.has(shape)) for (const s of also) compiler.pdf(r.result, { pdfStandard: s });
    if (kept.size < 10_000) kept.add(shape);
    return { ok: true, warnings, pages: r.result.numOfPages, pdf };
  } catch (e) {
    // Export errors (PDF/A, PDF/UA) come as one Rust debug string.
    const found = [...String(e.message).matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map((m) => m[1].replace(/\\(["\\])/g, '$1'));
    return { ok: false, warnings, error: found.length ? found : [String(e.message)] };
  }
}

function answer(header, body) {
  const json = Buffer.from(JSON.stringify(header));
  const lens = Buffer.alloc(8);
  lens.writeUInt32LE(json.length, 0);
  lens.writeUInt32LE(body ? body.length : 0, 4);
  process.stdout.write(lens);
  process.stdout.write(json);
  if (body) process.stdout.write(body);
}

let pending = [], size = 0;
process.stdin.on('data', (chunk) => {
  pending.push(chunk); size += chunk.length;
  for (;;) {
    if (size < 4) return;
    let all = pending.length === 1 ? pending[0] : Buffer.concat(pending, size);
    pending = [all];
    const len = all.readUInt32LE(0);
    if (len > 64 << 20) { console.error('frame too large'); process.exit(2); }
    if (size < 4 + len) return;
    const frame = all.subarray(4, 4 + len);
    all = all.subarray(4 + len); pending = [all]; size = all.length;
    let id = null;
    try {
      const req = JSON.parse(frame.toString('utf8'));
      id = req.id;
      const { pdf, ...header } = render(req);
      answer({ id, ...header }, pdf);
    } catch (e) {
      answer({ id, ok: false, error: [String(e && e.message)] });
    }
    compiler.evictCache(2);   // without it the global cache grows by about 0.5 MB a certificate
  }
});
process.stdin.on('end', () => process.exit(0));
