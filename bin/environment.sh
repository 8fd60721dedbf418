# Sourced by the scripts beside it: goes to the top folder and makes .venv what a lock says.
cd "$(dirname "$0")/.." || exit 1
python=.venv/bin/python

# use_lock FILE: a stamp in .venv, written last, tells that FILE is installed.
use_lock() {
    stamp=".venv/installed-$1"
    if [ "$(cat "$stamp" 2>/dev/null)" = "$(fingerprint "$1")" ]; then
        return
    fi
    "$python" -c 'import pip' 2>/dev/null || make_venv
    echo "Installing the packages of $1 (a minute or two) …"
    "$python" -m pip --disable-pip-version-check --quiet install \
        --require-hashes --only-binary :all: -r "$1"
    fingerprint "$1" >"$stamp"
}

fingerprint() {
    cksum <"$1"
    "$python" -c 'import sys; print(sys.version)' 2>/dev/null || echo "no Python"
}

make_venv() {
    base="${PYTHON:-python3}"
    if ! command -v "$base" >/dev/null; then
        echo "ALLFORCES needs Python 3.11 or newer (on Debian: apt install python3)." >&2
        exit 1
    fi
    if ! "$base" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        echo "ALLFORCES needs Python 3.11 or newer; $base is $("$base" -V)." >&2
        echo "Name another one like this: PYTHON=python3.12 $0" >&2
        exit 1
    fi
    if ! "$base" -c 'import venv, ensurepip' 2>/dev/null; then
        echo "Python's venv module is missing (on Debian: apt install python3-venv)." >&2
        exit 1
    fi
    echo "Making .venv with $("$base" -V) …"
    "$base" -m venv --clear .venv
}
