"""The official Python client of OpenAI's videos against a running service: SHOTWRIGHT_SERVER, SHOTWRIGHT_KEY, SHOTWRIGHT_MODEL."""

import base64
import os

import openai

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
model = os.environ.get("SHOTWRIGHT_MODEL", "previz")
client = openai.OpenAI(base_url=os.environ["SHOTWRIGHT_SERVER"] + "/v1", api_key=os.environ["SHOTWRIGHT_KEY"])

video = client.videos.create_and_poll(model=model, prompt="a fox runs through the snow", seconds="4", size="1280x720")
assert video.status == "completed", video
assert video.progress == 100 and video.seconds == "4" and video.size == "1280x720", video
print("created and polled", video.id)

content = client.videos.download_content(video.id).read()
assert content, "no content"
print("downloaded", len(content), "bytes")
part = client.videos.download_content(video.id, variant="video", extra_headers={"Range": "bytes=0-7"}).read()
assert part == content[:8], part
print("downloaded a part")

remix = client.videos.remix(video.id, prompt="the same fox at night")
assert remix.remixed_from_video_id == video.id, remix
assert client.videos.poll(remix.id).status == "completed"
print("remixed", remix.id)

pictured = client.videos.create(model=model, prompt="it wakes up", input_reference=("fox.png", PNG, "image/png"))
print("created from a file with a name", client.videos.poll(pictured.id).status)
pictured = client.videos.create(model=model, prompt="it wakes up", input_reference=PNG)
print("created from bytes", client.videos.poll(pictured.id).status)

ids = [each.id for each in client.videos.list(limit=2)]
assert len(ids) >= 4 and video.id in ids and len(set(ids)) == len(ids), ids
print("listed", len(ids), "over pages of two")

deleted = client.videos.delete(video.id)
assert deleted.deleted and deleted.object == "video.deleted", deleted
try:
    client.videos.retrieve(video.id)
    raise AssertionError("a deleted video is still there")
except openai.NotFoundError as fault:
    assert fault.body["code"] == "not_found", fault.body
print("deleted")

try:
    client.videos.create(model=model, prompt="a fox", size="7x7")
    raise AssertionError("7x7 was taken")
except openai.UnprocessableEntityError as fault:
    assert fault.param == "size", fault.body
try:
    client.videos.create(model="nobody", prompt="a fox")
    raise AssertionError("an unknown model was taken")
except openai.NotFoundError as fault:
    assert fault.code == "model_not_found", fault.body
try:
    openai.OpenAI(base_url=client.base_url, api_key="sw_wrong").videos.list()
    raise AssertionError("a wrong key opens")
except openai.AuthenticationError as fault:
    assert fault.code == "invalid_api_key", fault.body
print("refused with typed errors")
