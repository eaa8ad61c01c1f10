// Runs the ORIGINAL networks on generated inputs and records samples of their answers.
//
//   npm ci --ignore-scripts && node reference.mjs [id ...]
//
// Writes, for every model package,
//   models/VisionSdk.Models/Packages/<id>/golden.json   seed 20261124: goes into the package, checked at every load
//   tests/VisionSdk.Models.Tests/Reference/<id>.json     seed 41: seen by the parity test only
// Run it again only when a weight package changes. Backend: TensorFlow.js on WebAssembly, one thread.
import { createRequire } from "node:module";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const tf = require("@tensorflow/tfjs");
const wasm = require("@tensorflow/tfjs-backend-wasm");
const faceapi = require("@vladmandic/face-api/dist/face-api.node-wasm.js");

const faceWeights = join(here, "node_modules/@vladmandic/face-api/model");
const humanWeights = join(here, "node_modules/@vladmandic/human/models");
const samplesPerOutput = 256;

/** xorshift32 (Marsaglia 2003), the generator of VisionSdk.GoldenPattern. */
function pattern(seed, minimum, maximum, length) {
  const values = new Float32Array(length);
  let state = seed >>> 0;
  for (let i = 0; i < length; i++) {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    values[i] = minimum + (state / 4294967296) * (maximum - minimum);
  }
  return values;
}

/** An input in the order of our graphs, [1, C, H, W], as the original's [1, H, W, C]. */
function input(run, { channels = 3, size, minimum = 0, maximum = 255 }) {
  const planar = tf.tensor4d(pattern(run.seed, minimum, maximum, channels * size * size), [1, channels, size, size]);
  return tf.transpose(planar, [0, 2, 3, 1]);
}

/** [1, H, W, C] to [1, C, H, W]. */
const planar = (tensor) => tf.transpose(tensor, [0, 3, 1, 2]);

async function graph(file) {
  const json = JSON.parse(readFileSync(join(humanWeights, `${file}.json`), "utf8"));
  const blob = readFileSync(join(humanWeights, `${file}.bin`));
  // A picture input of integers is widened at once by the graph itself; given floats, as ours is, the original takes them as they are.
  for (const node of json.modelTopology.node) {
    if (node.op === "Placeholder") node.attr.dtype.type = "DT_FLOAT";
  }
  const signature = json.signature ?? json.userDefinedMetadata.signature;
  for (const tensor of Object.values(signature.inputs)) tensor.dtype = "DT_FLOAT";
  const model = await tf.loadGraphModel({
    load: async () => ({
      modelTopology: json.modelTopology,
      format: json.format,
      signature: json.signature,
      userDefinedMetadata: json.userDefinedMetadata,
      weightSpecs: json.weightsManifest.flatMap((group) => group.weights),
      weightData: blob.buffer.slice(blob.byteOffset, blob.byteOffset + blob.byteLength),
    }),
  });
  return (x, outputs) => model.execute(x, outputs);
}

/** A face-api network by the name of its class; the answer is what its own forward function computes before any post-processing. */
async function faceApi(network) {
  await network.loadFromDisk(faceWeights);
  return network;
}

const net = (x) => new faceapi.NetInput([x]);

const models = {
  "face-detector-tiny-yolo": {
    input: { size: 416 },
    run: async (x) => {
      const network = await faceApi(new faceapi.TinyFaceDetector());
      return { grid: planar(await network.forwardInput(net(x), 416)) };
    },
  },
  "face-detector-ssd": {
    input: { size: 512 },
    run: async (x) => {
      const network = await faceApi(new faceapi.SsdMobilenetv1());
      return rawHeads(network, x);
    },
  },
  "face-landmarks-68": {
    input: { size: 112 },
    run: async (x) => {
      const network = await faceApi(new faceapi.FaceLandmark68Net());
      return { landmarks: network.runNet(net(x)) };
    },
  },
  "face-embedder-dlib": {
    input: { size: 150 },
    run: async (x) => {
      // The package looks at each face in the mirror too; the second axis of [1, H, W, C] from the right.
      const network = await faceApi(new faceapi.FaceRecognitionNet());
      const unit = (vector) => tf.div(vector, tf.norm(vector));
      const seen = await network.forwardInput(net(x));
      const mirrored = await network.forwardInput(net(tf.reverse(x, 2)));
      return { embedding: tf.mean(tf.stack([unit(seen), unit(mirrored)]), 0) };
    },
  },
  "face-expression": {
    input: { size: 112 },
    run: async (x) => {
      const network = await faceApi(new faceapi.FaceExpressionNet());
      return { expression: tf.softmax(network.runNet(net(x))) };
    },
  },
  "face-detector-blazeface": {
    input: { size: 256, minimum: -1, maximum: 1 },
    run: async (x) => {
      const execute = await graph("blazeface");
      const names = ["Identity:0", "Identity_2:0", "Identity_1:0", "Identity_3:0"];
      const [scores16, boxes16, scores32, boxes32] = execute(x, names);
      return { scores_16: scores16, boxes_16: boxes16, scores_32: scores32, boxes_32: boxes32 };
    },
  },
  "face-mesh": {
    input: { size: 192, minimum: 0, maximum: 1 },
    run: async (x) => {
      const execute = await graph("facemesh");
      return { mesh: execute(x, ["Identity_2:0"]) };
    },
  },
  "face-embedder-faceres": {
    input: { size: 224, minimum: -123, maximum: 151 },
    run: async (x) => {
      const execute = await graph("faceres");
      return { embedding: execute(x, ["global_pooling/Mean"]) };
    },
  },
  "face-antispoof": {
    input: { size: 128, minimum: 0, maximum: 1 },
    run: async (x) => {
      const execute = await graph("antispoof");
      return { real: execute(x, ["Identity:0"]) };
    },
  },
  "face-liveness": {
    input: { size: 32, minimum: 0, maximum: 1 },
    run: async (x) => {
      const execute = await graph("liveness");
      return { probabilities: execute(x, ["Identity:0"]) };
    },
  },
  "object-detector-centernet": {
    input: { size: 512 },
    run: async (x) => {
      const execute = await graph("centernet");
      const [heatmap, distances] = execute(x, ["tower_0/keypoints", "tower_0/wh"]);
      return { heatmap, distances };
    },
  },
  "body-pose-movenet": {
    input: { size: 192 },
    run: async (x) => {
      const execute = await graph("movenet-lightning");
      return { keypoints: execute(x, ["Identity:0"]) };
    },
  },
};

/** The concatenated head outputs of the SSD network, [5118, 3] class scores and [5118, 4] boxes, as they stand before decoding. */
function rawHeads(network, x) {
  const engine = tf.engine();
  const original = engine.runKernel;
  const heads = [];
  engine.runKernel = function (kernel, ...rest) {
    const output = original.call(this, kernel, ...rest);
    if (kernel === "Concat" && output.shape[1] === 5118) heads.push(tf.keep(output));
    return output;
  };
  try {
    network.forwardInput(net(x));
  } finally {
    engine.runKernel = original;
  }
  const [boxes, scores] = heads;
  return { scores, boxes, priors: network.params.output_layer.extra_dim };
}

function samplePositions(length) {
  const count = Math.min(length, samplesPerOutput);
  return Array.from({ length: count }, (_, i) => Math.floor((i * length) / count + (((i * 7919) % 101) / 101) * (length / count - 1)));
}

async function record(outputs) {
  const recorded = [];
  for (const [tensor, value] of Object.entries(outputs)) {
    const data = await value.data();
    let scale = 0;
    let sum = 0;
    for (const v of data) {
      scale = Math.max(scale, Math.abs(v));
      sum += Math.abs(v);
    }
    const positions = samplePositions(data.length);
    recorded.push({
      tensor,
      length: data.length,
      scale: Math.fround(scale),
      meanAbsolute: Math.fround(sum / data.length),
      positions,
      values: positions.map((p) => data[p]),
    });
  }
  return recorded;
}

/** Shortest decimal that reads back as the same float32. */
function float(value) {
  for (let digits = 1; digits <= 9; digits++) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === Math.fround(value)) return text;
  }
  return value;
}

wasm.setWasmPaths(join(here, "node_modules/@tensorflow/tfjs-backend-wasm/dist/"));
wasm.setThreadsCount?.(1);
await tf.setBackend("wasm");
await tf.ready();
await faceapi.tf.setBackend?.("wasm");

const runs = [
  { seed: 20261124, file: (id) => join(here, "../../../models/VisionSdk.Models/Packages", id, "golden.json") },
  { seed: 41, file: (id) => join(here, `${id}.json`) },
];
const wanted = process.argv.slice(2);
for (const [id, model] of Object.entries(models)) {
  if (wanted.length > 0 && !wanted.includes(id)) continue;
  for (const run of runs) {
    const outputs = await record(await model.run(input(run, model.input)));
    const { minimum = 0, maximum = 255 } = model.input;
    const json = { seed: run.seed, minimum, maximum, outputs };
    const text = JSON.stringify(json, (key, value) => (typeof value === "number" ? float(value) : value));
    mkdirSync(dirname(run.file(id)), { recursive: true });
    writeFileSync(run.file(id), `${text}\n`);
    console.log(id, run.seed, outputs.map((o) => `${o.tensor}[${o.length}] max ${o.scale}`).join(", "));
  }
}
