# shellcheck shell=bash disable=SC2034
# Where things lie, and how the scripts speak. Sourced by the other scripts; does nothing by itself.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
CACHE=${COLDREAD_CACHE:-$HOME/.cache/coldread}
TARGET=${CARGO_TARGET_DIR:-$ROOT/target}
TOOLS=$CACHE/tools

say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

# Whether command $1 prints a version of at least $2 with --version.
is_at_least() {
    local found
    found=$("$1" --version 2>/dev/null | grep -oE '[0-9]+(\.[0-9]+)+' | head -1)
    [ -n "$found" ] && [ "$(printf '%s\n%s\n' "$2" "$found" | sort -V | head -1)" = "$2" ]
}
