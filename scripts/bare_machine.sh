#!/bin/bash
# Proves that a bare Debian 12 is enough: makes one in a folder with debootstrap (its minimal set, certificates, git
# and make), clones this repository's HEAD into it, and times the given make targets there.
#
#   scripts/bare_machine.sh FOLDER [TARGET...]      default targets: demo test
#
# FOLDER/base is made once and kept pristine; FOLDER/run is a fresh copy of it each time, and is left for looking at.
# Needs root, debootstrap, and this machine's way to Debian's and Python's packages: proxies, pip's settings and local
# certificates are copied in from this machine when it runs. MIRROR=URL names another Debian mirror.
set -euo pipefail

[ $# -ge 1 ] || { sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 2; }
[ "$(id -u)" -eq 0 ] || { echo "bare_machine.sh: needs root (chroot and mounts)" >&2; exit 3; }
command -v debootstrap >/dev/null || { echo "bare_machine.sh: apt-get install debootstrap" >&2; exit 3; }

repository=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift
targets=("$@")
[ $# -ge 1 ] || targets=(demo test)
base=$folder/base
run=$folder/run

release_mounts() {
  for point in dev/pts proc; do
    if mountpoint -q "$run/$point"; then umount "$run/$point"; fi
  done
}
trap release_mounts EXIT

if [ ! -e "$base/etc/debian_version" ]; then
  debootstrap --variant=minbase --include=ca-certificates,git,make bookworm "$base.part" ${MIRROR:+"$MIRROR"}
  mv "$base.part" "$base"
fi

release_mounts
rm -rf --one-file-system "$run"
cp -a "$base" "$run"
mount --bind /proc "$run/proc"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$run/dev/pts"

# This machine's way out, as far as it has one of its own.
cp -L /etc/resolv.conf "$run/etc/resolv.conf"
[ ! -e /etc/pip.conf ] || cp /etc/pip.conf "$run/etc/pip.conf"
for settings in /etc/apt/apt.conf.d/*; do
  ! grep -qis 'acquire.*proxy' "$settings" || cp "$settings" "$run/etc/apt/apt.conf.d/"
done
mkdir -p "$run/usr/local/share/ca-certificates"
find /usr/local/share/ca-certificates -name '*.crt' -exec cp {} "$run/usr/local/share/ca-certificates/" \;

inside() { chroot "$run" env -i HOME=/srv PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
  ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} "$@"; }

inside update-ca-certificates >/dev/null 2>&1
git clone -q --no-hardlinks "$repository" "$run/srv/firstline"
echo "Debian $(cat "$run/etc/debian_version"), $(inside dpkg-query -f '.\n' -W | wc -l) packages, $(nproc) cores;" \
  "commit $(git -C "$run/srv/firstline" rev-parse --short HEAD)"
for target in "${targets[@]}"; do
  begin=$(date +%s)
  inside make -C /srv/firstline "$target" </dev/null
  echo "bare machine: make $target took $(($(date +%s) - begin)) s"
done
