#!/usr/bin/env bash
# Copies the primary the first time, then follows it.
set -euo pipefail
data=$PGDATA
if [ ! -s "$data/PG_VERSION" ]; then
  rm -rf "$data"
  pg_basebackup --host postgres --username postgres --pgdata "$data" --slot replica --write-recovery-conf --checkpoint fast
fi
exec postgres -D "$data"
