#!/usr/bin/env bash
# Writes one backup of the whole database (uploads, results, users, keys, history):
#   deploy/backup.sh [DIRECTORY]        the composed database, into backups/ by default
#   PGHOST=… PGUSER=… PGPASSWORD=… deploy/backup.sh DIRECTORY    any other server, with pg_dump of its version
# The file is pg_dump's custom format; deploy/restore.sh reads it. BACKUP_KEEP says how many to keep (30).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

directory=${1:-backups}
umask 077
mkdir -p "$directory"
file=$directory/schoolsupport-$(date -u +%Y%m%dT%H%M%SZ).dump
# Under another name until it is whole, so that a broken-off backup is never taken for one.
trap 'rm -f "$file.part"' EXIT

if [ -n "${PGHOST:-}" ]; then
  pg_dump --format=custom --dbname="${PGDATABASE:-schoolsupport}" > "$file.part"
  pg_restore --list "$file.part" > /dev/null
else
  docker compose exec -T db pg_dump --username=postgres --format=custom --dbname=schoolsupport > "$file.part"
  docker compose exec -T db pg_restore --list < "$file.part" > /dev/null
fi
mv "$file.part" "$file"
echo "$file"

find "$directory" -maxdepth 1 -name 'schoolsupport-*.dump' | sort -r | tail -n "+$((${BACKUP_KEEP:-30} + 1))" |
  while IFS= read -r old; do rm -f "$old"; done
