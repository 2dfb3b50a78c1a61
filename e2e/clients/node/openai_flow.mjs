// The official Node client of OpenAI's videos against a running service: SHOTWRIGHT_SERVER, SHOTWRIGHT_KEY, SHOTWRIGHT_MODEL.
import assert from "node:assert/strict";
import OpenAI, { toFile } from "openai";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const model = process.env.SHOTWRIGHT_MODEL ?? "previz";
const client = new OpenAI({ baseURL: process.env.SHOTWRIGHT_SERVER + "/v1", apiKey: process.env.SHOTWRIGHT_KEY });

async function ended(id) {
  for (;;) {
    const video = await client.videos.retrieve(id);
    if (video.status !== "queued" && video.status !== "in_progress") {
      return video;
    }
    await new Promise((done) => setTimeout(done, 500));
  }
}

const created = await client.videos.create({ model, prompt: "a fox runs through the snow", seconds: "4", size: "1280x720" });
const video = await ended(created.id);
assert.equal(video.status, "completed");
console.log("created", video.id);

const content = Buffer.from(await (await client.videos.downloadContent(video.id)).arrayBuffer());
assert.ok(content.length > 0);
console.log("downloaded", content.length, "bytes");

const pictured = await client.videos.create({
  model,
  prompt: "it wakes up",
  input_reference: await toFile(PNG, "fox.png", { type: "image/png" }),
});
console.log("created from a file", (await ended(pictured.id)).status);

const remix = await client.videos.remix(video.id, { prompt: "the same fox at night" });
assert.equal(remix.remixed_from_video_id, video.id);
await ended(remix.id);
console.log("remixed", remix.id);

const ids = [];
for await (const each of client.videos.list({ limit: 1 })) {
  ids.push(each.id);
}
assert.ok(ids.includes(video.id) && new Set(ids).size === ids.length);
console.log("listed", ids.length, "over pages of one");

assert.equal((await client.videos.delete(video.id)).deleted, true);
await assert.rejects(client.videos.retrieve(video.id), OpenAI.NotFoundError);
console.log("deleted");

await assert.rejects(client.videos.create({ model, prompt: "a fox", size: "7x7" }), OpenAI.UnprocessableEntityError);
const stranger = new OpenAI({ baseURL: client.baseURL, apiKey: "sw_wrong" });
await assert.rejects(stranger.videos.retrieve("video_x"), OpenAI.AuthenticationError);
console.log("refused with typed errors");
