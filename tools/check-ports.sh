#!/bin/sh
# Says what is wrong with the ports of make run, before anything is installed for it. Arguments: PORT WEB_PORT
set -eu

refuse() {
	echo "$1" >&2
	exit 2
}

# Ports below are for root.
for_users=$(sed 1q /proc/sys/net/ipv4/ip_unprivileged_port_start 2>/dev/null || echo 1024)

check() {
	case $2 in
	'' | *[!0-9]* | ??????*) refuse "$1= is a whole number from 1 to 65535, not ${2:-empty}" ;;
	esac
	{ [ "$2" -ge 1 ] && [ "$2" -le 65535 ]; } || refuse "$1= is a whole number from 1 to 65535, not $2"
	[ "$2" -ge "$for_users" ] || [ "$(id -u)" -eq 0 ] ||
		refuse "Only root may open port $2: choose one from $for_users up with $1="
}

check PORT "$1"
check WEB_PORT "$2"
[ "$1" -ne "$2" ] || refuse "PORT= and WEB_PORT= are both $1: they must differ"
