# What ./signaldetect and ./test share. Sourced, with $root set. Nothing here writes to standard output.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
# As many streams side by side as the widest registers hold; by itself the runtime stops at 256 bits.
export DOTNET_MaxVectorTBitWidth="${DOTNET_MaxVectorTBitWidth-512}"

# What the program is built from.
sources=("$root/src" "$root/models" "$root/pipelines" "$root/eng" "$root"/Directory.* "$root/BannedSymbols.txt" "$root/.editorconfig" "$root/global.json")

say() { printf '%s\n' "$*" >&2; }

# die LINE: one line on standard error, exit code 1.
die() { say "$*"; exit 1; }

# need_dotnet: the one thing that must be there already.
need_dotnet() {
  command -v dotnet >/dev/null || die "The .NET 10 SDK is needed and there is no 'dotnet' on the PATH: https://dotnet.microsoft.com/download/dotnet/10.0"
}

# install_debian NAME: installs a Debian package where that can be done without asking anybody; 1 where it cannot.
install_debian() {
  local -a as_root=()
  command -v apt-get >/dev/null || return 1
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || return 1
    as_root=(sudo -n)
  fi
  say "Installing the Debian package $1 ..."
  local -a install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 -y -qq install --no-install-recommends "$1")
  local log="$root/artifacts/apt.log"
  "${install[@]}" </dev/null >"$log" 2>&1 && return 0
  # On a new machine there is no list of packages yet, or an old one.
  "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=120 -qq update </dev/null >>"$log" 2>&1
  "${install[@]}" </dev/null >>"$log" 2>&1 && return 0
  tail -n 5 "$log" >&2
  return 1
}

# build_key: what a build depends on beside the files.
build_key() { printf '%s|%s|%s' "$(command -v dotnet)" "${SIGNALDETECT_FEED-}" "${SIGNALDETECT_MLNET-}"; }

# up_to_date STAMP PATH...: whether nothing below the paths has changed since the build that left the stamp. Folders count: a file that went changes its folder.
up_to_date() {
  local stamp="$1" newer
  shift
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(build_key)" ] || return 1
  newer="$(find "$@" -newer "$stamp" -print -quit 2>/dev/null)"
  [ -z "$newer" ]
}

# dotnet_build PROJECT: a quiet Release build that leaves no server behind; the errors go to standard error.
dotnet_build() {
  local log="$root/artifacts/build.log" server="signaldetect-$$" code=0
  dotnet build "$1" -c Release -v quiet --nologo -nodeReuse:false -consoleLoggerParameters:NoSummary -p:SharedCompilationId="$server" </dev/null >"$log" 2>&1 9>&- || code=$?
  # The compiler's server is this build's own, known by its pipe, and would otherwise idle for ten minutes.
  if command -v pkill >/dev/null; then pkill -f -- "-pipename:$server\$" || true; fi
  if [ "$code" -ne 0 ]; then
    grep -E '(error|warning) ' "$log" | sort -u >&2 || cat "$log" >&2
    say "The build of $(basename "$1") failed (artifacts/build.log)."
    exit 1
  fi
}

# has_librdkafka: whether the build found a native Kafka client, in a package or on the system.
has_librdkafka() {
  local out="$root/artifacts/bin/SignalDetect/release"
  [ -e "$out/librdkafka.so" ] || compgen -G "$out/runtimes/*/native/*librdkafka*" >/dev/null
}

# build PROJECT STAMP PATH...: builds what is out of date, one build at a time in this clone, and brings the native Kafka client.
build() {
  local project="$1" stamp="$root/artifacts/$2"
  shift 2
  up_to_date "$stamp" "$@" && return 0
  need_dotnet
  mkdir -p "$root/artifacts"
  exec 9>"$root/artifacts/build.lock"
  if command -v flock >/dev/null; then flock 9; fi
  # Another one may have built it meanwhile.
  if ! up_to_date "$stamp" "$@"; then
    [ ! -t 2 ] || say "Building ..."
    build_key >"$stamp.new"
    dotnet_build "$project"
    if ! has_librdkafka && install_debian librdkafka1; then dotnet_build "$project"; fi
    if has_librdkafka; then
      mv "$stamp.new" "$stamp"
    else
      # No stamp, so that the next run looks again.
      rm -f "$stamp" "$stamp.new"
      say "Kafka cannot be reached without librdkafka, which this machine lacks. On Debian or Ubuntu, run: sudo apt-get install librdkafka1"
    fi
  fi
  exec 9>&-
}
