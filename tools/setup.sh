#!/bin/sh
# Installs the Debian packages named as arguments, where they are missing and the user may; else names them and fails.
set -eu

if ! command -v dpkg-query >/dev/null; then
	echo "This is no Debian: going on as if what these packages hold were installed: $*" >&2
	exit 0
fi

missing=""
for package in "$@"; do
	status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
	[ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
	as_root=""
elif sudo -n true 2>/dev/null; then
	as_root="sudo -n"
else
	echo "These Debian packages are missing, and only root may install them. As root: apt-get install$missing" >&2
	exit 1
fi

case "$missing " in *" prosody "*)
	echo "Debian starts Prosody as a service when it installs it, open to the network on ports 5222 and 5269."
	echo "Nothing here needs that service. To stop it: systemctl disable --now prosody"
	;;
esac
echo "Installing:$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # lists of words
install_missing() {
	$as_root apt-get install --yes --quiet --no-install-recommends $missing
}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# The list of packages may be older than the packages.
{ install_missing || { $as_root apt-get update --quiet && install_missing; }; } >"$log" 2>&1 &
installing=$!
waited=0
while kill -0 "$installing" 2>/dev/null; do
	sleep 1
	waited=$((waited + 1))
	[ $((waited % 5)) -ne 0 ] || echo "  $waited s: $(tail -n 1 "$log")"
done
wait "$installing" || { cat "$log" >&2; exit 1; }
