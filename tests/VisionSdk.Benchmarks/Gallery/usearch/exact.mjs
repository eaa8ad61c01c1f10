// node exact.mjs gallery.f32 [queries]: microseconds per exact top-10 search, cosine, one thread.
import { readFileSync } from "node:fs";
import { exactSearch, MetricKind } from "usearch";

const dimension = 128;
const [path, queries = "40"] = process.argv.slice(2);
const bytes = readFileSync(path);
const gallery = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
const rows = gallery.length / dimension;
const times = [];
for (let i = -5; i < Number(queries); i++) {
  const at = (((i + 5) * 7) % 1500) * dimension;
  const probe = gallery.slice(at, at + dimension);
  const start = process.hrtime.bigint();
  exactSearch(gallery, probe, dimension, 10, MetricKind.Cos, 1);
  if (i >= 0) times.push(Number(process.hrtime.bigint() - start) / 1000);
}
times.sort((a, b) => a - b);
const p = (share) => times[Math.floor(times.length * share)].toFixed(0);
console.log(`usearch exactSearch, ${rows} x ${dimension}: p10 ${p(0.1)} us, median ${p(0.5)} us`);
