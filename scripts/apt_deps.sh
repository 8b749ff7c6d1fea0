#!/bin/sh
# Installs the Debian packages listed in the given files (one a line, # begins a comment) that are not there yet.
# As root it installs them; otherwise it prints the one line to run and exits 3.
set -eu

wanted=$(sed -e 's/#.*//' "$@")
missing=
for package in $wanted; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
  echo "Firstline needs Debian packages that are missing. Run: sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing" >&2
  exit 3
fi
echo "Installing Debian packages:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086  # a list of words
apt-get install -y -qq --no-install-recommends $missing >/dev/null
