#!/usr/bin/env bash
# Put the peers that judge our output into virtual environments of their own: test time only, never imported by us.
# x-ray needs PyMuPDF, which is AGPL: it must not come near the product. Run again, it changes nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."

place() { # name, package...
  local name=$1
  shift
  [ -x ".peers/$name/bin/python" ] || uv venv -q --python 3.11 ".peers/$name"
  uv pip install -q --python ".peers/$name/bin/python" "$@"
}

place x-ray x-ray==0.4.0
place pdf-redaction-check pdf-redaction-check==0.2.0
