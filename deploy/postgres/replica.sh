#!/usr/bin/env bash
# Copies the primary the first time, then follows it. A copy that was cut off is made anew.
set -euo pipefail
data=$PGDATA
if [ ! -s "$data/PG_VERSION" ]; then
  rm -rf "$data" "$data.part"
  pg_basebackup --host postgres --username replica --pgdata "$data.part" --slot replica --write-recovery-conf --checkpoint fast
  mv "$data.part" "$data"
fi
exec postgres -D "$data"
