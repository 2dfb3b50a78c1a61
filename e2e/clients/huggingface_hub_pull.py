"""Downloads from the engine's fake hub by the huggingface_hub client, which proves that the fake speaks the hub's language."""

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
REPOSITORY = "Wan-AI/Wan2.1-T2V-1.3B-Diffusers"


def main():
    java = Path(os.environ.get("JAVA_HOME", "/usr")) / "bin/java"
    command = [java, "-cp", ROOT / "engine/target/test-classes", "dev.shotwright.engine.hub.FakeHub"]
    fake = subprocess.Popen(command + sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        os.environ |= {"HF_ENDPOINT": fake.stdout.readline().strip(), "HF_HUB_DISABLE_XET": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
        from huggingface_hub import HfApi, __version__, snapshot_download

        with tempfile.TemporaryDirectory() as folder:
            os.environ["HF_HOME"] = folder
            snapshot_download(REPOSITORY, local_dir=folder + "/model", cache_dir=folder + "/cache", ignore_patterns=["*.md"])
            listed = [f for f in HfApi().list_repo_tree(REPOSITORY, recursive=True) if not f.path.endswith(".md")]
            for file in listed:
                content = (Path(folder) / "model" / file.path).read_bytes()
                assert len(content) == file.size, file.path
                if file.lfs:
                    assert hashlib.sha256(content).hexdigest() == file.lfs.sha256, file.path
                else:
                    assert hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest() == file.blob_id, file.path
            assert not (Path(folder) / "model/README.md").exists()
            print(f"huggingface_hub {__version__}: {len(listed)} files, {sum(f.size for f in listed)} bytes, all as listed")
    finally:
        fake.stdin.close()
        fake.wait()


main()
