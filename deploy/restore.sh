#!/usr/bin/env bash
# Puts a backup in place of the present database. All of the present data is lost, so it asks for --replace:
#   deploy/restore.sh FILE --replace
#   PGHOST=… PGUSER=… PGPASSWORD=… deploy/restore.sh FILE --replace     another server (stop its web servers first)
# It restores into a new database and swaps the names at the end: a backup that does not restore changes nothing.
set -euo pipefail
file=$(realpath "${1:?usage: deploy/restore.sh FILE --replace}")
[ "${2:-}" = --replace ] || { echo "This replaces the present database; add --replace to confirm." >&2; exit 1; }
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ -n "${PGHOST:-}" ]; then
  sql() { psql --quiet --set=ON_ERROR_STOP=1 --dbname=postgres; }
  load() { pg_restore --exit-on-error --dbname=schoolsupport_restored < "$file"; }
else
  sql() { docker compose exec -T db psql --username=postgres --quiet --set=ON_ERROR_STOP=1 --dbname=postgres; }
  load() { docker compose exec -T db pg_restore --username=postgres --exit-on-error --dbname=schoolsupport_restored < "$file"; }
  docker compose stop web
fi

sql <<'SQL'
drop database if exists schoolsupport_restored with (force);
create database schoolsupport_restored owner schoolsupport_owner;
SQL
load
sql <<'SQL'
drop database if exists schoolsupport with (force);
alter database schoolsupport_restored rename to schoolsupport;
revoke all on database schoolsupport from public;
grant connect on database schoolsupport to schoolsupport_app, schoolsupport_platform;
SQL

# A backup of an older version needs today's schema.
[ -n "${PGHOST:-}" ] || docker compose up -d
echo "Restored from $file"
