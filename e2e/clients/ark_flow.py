"""The official Python client of Volcano Engine Ark against a running service: SHOTWRIGHT_SERVER, SHOTWRIGHT_KEY, SHOTWRIGHT_MODEL."""

import os
import time

from volcenginesdkarkruntime import Ark
from volcenginesdkarkruntime._exceptions import ArkAPIStatusError, ArkNotFoundError

PNG = (
    "data:image/png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
model = os.environ.get("SHOTWRIGHT_MODEL", "previz")
client = Ark(base_url=os.environ["SHOTWRIGHT_SERVER"] + "/api/v3", api_key=os.environ["SHOTWRIGHT_KEY"])
tasks = client.content_generation.tasks


def ended(task_id):
    while True:
        task = tasks.get(task_id=task_id)
        if task.status not in ("queued", "running"):
            return task
        time.sleep(0.5)


created = tasks.create(model=model, content=[{"type": "text", "text": "a fox runs through the snow --ratio 16:9 --dur 4"}])
task = ended(created.id)
assert task.status == "succeeded", task
assert task.usage.completion_tokens > 0 and task.content.video_url.startswith("http"), task
assert task.ratio == "16:9" and task.duration == 4 and task.model == model, task
print("created by flags", task.id, task.usage.completion_tokens, "tokens")

created = tasks.create(
    model=model,
    content=[
        {"type": "text", "text": "it wakes up"},
        {"type": "image_url", "image_url": {"url": PNG}, "role": "first_frame"},
    ],
    ratio="16:9",
    duration=4,
    seed=7,
    watermark=True,
    safety_identifier="somebody",
)
task = ended(created.id)
print("created by fields with a first frame", task.status)
assert task.safety_identifier == "somebody", task

listed = tasks.list(page_num=1, page_size=1, status="succeeded", model=model)
assert listed.total >= 1 and len(listed.items) == 1, listed
both = tasks.list(page_num=1, page_size=10, task_ids=[task.id, created.id])
assert [each.id for each in both.items] == [task.id], both
print("listed", listed.total)

tasks.delete(task_id=task.id)
try:
    tasks.get(task_id=task.id)
    raise AssertionError("a deleted task is still there")
except ArkNotFoundError as fault:
    assert fault.code == "ResourceNotFound", fault
print("deleted")

try:
    tasks.create(model=model, content=[{"type": "text", "text": "a fox --dur 90000"}])
    raise AssertionError("90000 seconds were taken")
except ArkAPIStatusError as fault:
    assert fault.status_code == 400 and fault.code == "InvalidParameter", fault
try:
    Ark(base_url=os.environ["SHOTWRIGHT_SERVER"] + "/api/v3", api_key="sw_wrong").content_generation.tasks.list()
    raise AssertionError("a wrong key opens")
except ArkAPIStatusError as fault:
    assert fault.status_code == 401 and fault.code == "AuthenticationError", fault
print("refused with typed errors")
