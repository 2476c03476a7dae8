#!/usr/bin/env bash
# Build the image without a Docker engine, start it as compose.yaml does, and normalize the paper's list through it.
# Needs root, buildah and debootstrap (Debian packages). Prints what the image's size is made of.
#   deploy/try-container.sh [FOLDER]    FOLDER keeps the Debian base for the next time (default: a passing one)
set -euo pipefail
cd "$(dirname "$0")/.."
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot
folder=${1:-$(mktemp -d)}
base=$folder/base
mkdir -p "$folder"

say() { printf '== %s\n' "$*"; }

say "a Debian base"
if [ ! -e "$base/usr/bin/python3" ]; then
  mirror=$( (grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null || true) | head -n 1)
  debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates bookworm "$base" $mirror \
    >"$folder/debootstrap.log" 2>&1 || { tail "$folder/debootstrap.log"; exit 1; }
  rm -rf "$base"/usr/share/{doc,man,info,locale}/* "$base"/var/cache/apt/*.bin "$base"/var/cache/apt/archives/*.deb \
    "$base"/var/lib/apt/lists/*
fi
image=$(buildah from scratch)
mounted=$(buildah mount "$image")
cp -a "$base/." "$mounted/"
buildah umount "$image" >/dev/null
buildah commit --quiet --rm "$image" localhost/romanbib-base >/dev/null

say "the image"
# The build uses this machine's package mirrors and certificates, which do not become part of the image.
inside=(--volume /etc/apt:/etc/apt:ro --volume /etc/ssl/certs:/etc/ssl/certs:ro)
[ -e /etc/pip.conf ] && inside+=(--volume /etc/pip.conf:/etc/pip.conf:ro)
[ -d "$HOME/.config/pip" ] && inside+=(--volume "$HOME/.config/pip:/root/.config/pip:ro")
for name in $(env | grep -oE '^(PIP_|SSL_CERT|REQUESTS_CA|[a-z]+_proxy)[A-Za-z_]*' || true); do inside+=(--env "$name"); done
buildah build --quiet --build-arg BASE=localhost/romanbib-base "${inside[@]}" --tag romanbib . >"$folder/build.log" 2>&1 \
  || { tail -n 30 "$folder/build.log"; exit 1; }

container=$(buildah from romanbib)
mounted=$(buildah mount "$container")
stop() {
  [ -n "${running:-}" ] && kill "$running" 2>/dev/null && wait "$running" 2>/dev/null || true
  buildah umount "$container" >/dev/null 2>&1 || true
  buildah rm "$container" >/dev/null 2>&1 || true
}
trap stop EXIT
say "its size: $(du -sm --exclude=proc "$mounted" | cut -f 1) MB, of which"
python3 - "$mounted" <<'PARTS'
import pathlib, sys
root = pathlib.Path(sys.argv[1])
site = "opt/romanbib/lib/python3*/site-packages"
parts = {
    "romanbib": (f"{site}/romanbib", f"{site}/*__mypyc*"), "numpy": (f"{site}/numpy", f"{site}/numpy.libs"),
    "SQLAlchemy, Alembic": (f"{site}/sqlalchemy", f"{site}/alembic"), "psycopg": (f"{site}/psycopg*",),
    "CLD2": (f"{site}/*pycld2*",), "ICU": ("usr/lib/*/libicu*", f"{site}/icu"), "the other libraries": ("opt",),
    "Debian's Python": ("usr/lib/python3*", "usr/bin/python3*"), "the rest of Debian": ("bin", "etc", "lib", "sbin", "usr", "var"),
}
counted = set()
for name, patterns in parts.items():
    found = (f for p in patterns for one in root.glob(p) for f in ([one] if one.is_file() else one.rglob("*")))
    blocks = {f.stat().st_ino: f.stat().st_blocks for f in found if not f.is_symlink() and f.is_file()}
    print(f"   {sum(blocks[one] for one in blocks.keys() - counted) / 2048:6.0f} MB  {name}")
    counted |= blocks.keys()
PARTS

say "the service, not as root, nothing writable but /data, /tmp and /dev/shm"
buildah run --user 10001 "$container" -- romanbib serve --host 127.0.0.1 --port 18080 >"$folder/serve.log" 2>&1 &
running=$!
for _ in $(seq 60); do
  curl --silent --fail --output /dev/null http://127.0.0.1:18080/ready && break
  kill -0 "$running" 2>/dev/null || { cat "$folder/serve.log"; exit 1; }
  sleep 0.5
done
curl --silent --show-error --fail --header 'Content-Type: text/plain' --data-binary @tests/paper/references.txt \
  'http://127.0.0.1:18080/v1/normalize?profile=paper' >"$folder/normalized.txt"
diff "$folder/normalized.txt" tests/paper/normalized.txt
say "the paper's $(wc -l <"$folder/normalized.txt") entries came out as they should"
