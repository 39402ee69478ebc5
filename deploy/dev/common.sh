# What ./run, ./cli and ./test share; to be sourced. Everything it says goes to standard error,
# because the output of ./cli is read by other programs.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
data=$root/.data
web_project=$root/src/SchoolSupport.Web
web_program=$web_project/bin/Release/net10.0/SchoolSupport.Web.dll

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# No build server outlives the command that started it.
quiet_build=(-nologo -v:quiet -clp:ErrorsOnly -nodeReuse:false -p:UseSharedCompilation=false)

say() { echo "$*" >&2; }
fail() { say "$*"; exit 1; }

check_tools() {
  command -v dotnet >/dev/null || fail "The .NET 10 SDK is needed and dotnet was not found (Debian: packages-microsoft-prod, then dotnet-sdk-10.0)."
  (cd "$root" && dotnet --version >/dev/null 2>&1) ||
    fail "The .NET 10 SDK is needed; installed: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd' ' -)"
  command -v node >/dev/null && command -v npm >/dev/null || fail "Node.js 20 or newer with npm is needed and was not found."
  local version
  version=$(node -p 'process.versions.node')
  [ "${version%%.*}" -ge 20 ] || fail "Node.js 20 or newer is needed; installed: $version"
}

# Runs a command while no other process of this checkout runs one under the same name.
exclusively() {
  local name=$1
  shift
  mkdir -p "$data"
  if command -v flock >/dev/null; then
    { flock 8; "$@"; } 8>"$data/$name.lock"
  else
    "$@"
  fi
}

# What a set of paths looks like now: names, sizes and times. Changes when anything is edited, added or removed.
signature() {
  {
    if [ "$(uname -s)" = Linux ]; then
      find "$@" \( -name bin -o -name obj -o -path '*/wwwroot/lib' \) -prune -o -type f -printf '%p %s %T@\n'
    else
      find "$@" \( -name bin -o -name obj -o -path '*/wwwroot/lib' \) -prune -o -type f -exec stat -f '%N %z %m' {} +
    fi
  } | LC_ALL=C sort | cksum
}

is_done() { [ "$(cat "$data/$1.done" 2>/dev/null)" = "$2" ]; }
mark_done() { mkdir -p "$data"; echo "$2" > "$data/$1.done"; }

install_npm_packages() {
  local wanted
  wanted=$(cksum < "$root/package-lock.json")
  if [ ! -d "$root/node_modules" ] || ! is_done npm "$wanted"; then
    say "Installing npm packages"
    (cd "$root" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2) || fail "npm ci failed."
    mark_done npm "$wanted"
  fi
  wanted="$wanted $(cksum < "$root/deploy/dev/assets.mjs")"
  if [ ! -d "$web_project/wwwroot/lib" ] || ! is_done assets "$wanted"; then
    node "$root/deploy/dev/assets.mjs"
    mark_done assets "$wanted"
  fi
}

find_chromium() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return 0
  done
  return 1
}

# The browser without windows prints twice as fast; Debian has it in a package of its own. Looked for once.
has_printer() {
  command -v chromium-headless-shell >/dev/null || [ -f "$data/printer.tried" ] || ! apt-cache show chromium-headless-shell >/dev/null 2>&1
}

has_fonts() { ! command -v fc-list >/dev/null || [ -n "$(fc-list ':family=Liberation Serif' 2>/dev/null)" ]; }

# Chromium prints PDF and runs the browser tests; Liberation Serif is the face of official papers.
# Never asks a question. Without the right to install it says what is missing and returns 1.
install_chromium() {
  if find_chromium >/dev/null && has_fonts && has_printer; then return 0; fi
  local as_root=() install packages
  if command -v apt-get >/dev/null; then
    install="apt-get -y --no-install-recommends install" packages="chromium fonts-liberation"
  elif command -v dnf >/dev/null; then
    install="dnf -y install" packages="chromium liberation-fonts"
  elif command -v apk >/dev/null; then
    install="apk add" packages="chromium font-liberation"
  else
    say "PDF does not work without Chromium and the Liberation fonts: install them."
    return 1
  fi
  if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
      as_root=(sudo -n)
    elif find_chromium >/dev/null && has_fonts; then
      return 0
    else
      say "PDF does not work without Chromium and the Liberation fonts. Run as root: $install $packages"
      return 1
    fi
  fi
  if [ "${install%% *}" = apt-get ]; then
    "${as_root[@]}" apt-get -qq update >&2 </dev/null || true
    if apt-cache show chromium-headless-shell >/dev/null 2>&1; then packages="$packages chromium-headless-shell"; fi
    mkdir -p "$data" && touch "$data/printer.tried"
  fi
  say "Installing $packages"
  # The words of both variables are separate arguments.
  # shellcheck disable=SC2086
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive $install $packages >"$data/chromium.log" 2>&1 </dev/null || true
  if find_chromium >/dev/null && has_fonts; then return 0; fi
  tail -n 3 "$data/chromium.log" >&2
  say "PDF does not work without Chromium and the Liberation fonts. Run as root: $install $packages"
  return 1
}

sources_signature() {
  signature "$root/src" "$root/Directory.Build.props" "$root/Directory.Packages.props" "$root/global.json" "$root/.editorconfig"
}

# Builds the program when anything in the sources changed since the last build.
build_web() {
  local wanted
  wanted=$(sources_signature)
  if [ -f "$web_program" ] && is_done build "$wanted"; then return 0; fi
  say "Building"
  local output
  if ! output=$(dotnet build "$web_project/SchoolSupport.Web.csproj" -c Release "${quiet_build[@]}" 2>&1); then
    say "$output"
    fail "The build failed."
  fi
  mark_done build "$wanted"
}

postgres() { bash "$root/deploy/dev/postgres.sh" "$@"; }

# Starts the embedded server for this process unless the caller names a server of its own.
start_database() {
  embedded=
  if [ -n "${ConnectionStrings__Owner:-}" ] || [ -n "${ConnectionStrings__Application:-}" ]; then return 0; fi
  embedded=$data/postgres
  postgres start "$embedded" --for $$
  local name value
  while IFS='=' read -r name value; do
    [ "$name" = Administrator ] || export "ConnectionStrings__$name=$value"
  done < <(postgres connections "$embedded")
}

stop_database() { [ -z "${embedded:-}" ] || postgres stop "$embedded" --for $$ || true; }

configure_program() {
  # The program finds its settings and wwwroot from any working directory.
  export ASPNETCORE_CONTENTROOT=$web_project DOTNET_CONTENTROOT=$web_project
  export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
  export DOTNET_ENVIRONMENT=$ASPNETCORE_ENVIRONMENT
}

# Brings the embedded database up to this build, once; a server of the caller's own is not touched unasked.
migrate_embedded() {
  [ -n "$embedded" ] || return 0
  local wanted
  wanted=$(cat "$data/build.done")
  [ "$(cat "$embedded/migrated" 2>/dev/null)" != "$wanted" ] || return 0
  dotnet "$web_program" migrate >&2 || return 1
  echo "$wanted" > "$embedded/migrated"
}
