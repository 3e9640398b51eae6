# Divides the durations of alerts.yml, prometheus.yml and alertmanager.yml by one factor, for a trial that takes a minute and not ten:
#
#   awk -v factor=10 -f shorten.awk alerts.yml > trial/alerts.yml
#
# Do so with all three files, and give Prometheus the flags that the new files have at their head: it restores alerts after a restart only if
# `for` is at least its grace period. Factors are whole numbers. With one of more than 10, the timeout of a scrape is below three seconds, and
# endpoints that answer slowly have no results.
#
# Only keys are changed: for, interval, and all names that end in _for, _interval, _wait or _timeout. Expressions, times of day and thresholds
# in days stay as they are.

BEGIN {
  if (factor !~ /^[1-9][0-9]*$/) {
    print "shorten.awk: -v factor=N is missing, or N is no whole number" > "/dev/stderr"
    exit 1
  }
  split("ms s m h d w y", units, " ")
  split("1 1000 60000 3600000 86400000 604800000 31536000000", sizes, " ")
  for (i in units) size[units[i]] = sizes[i]
  print "# Made by shorten.awk: every duration is that of the original divided by " factor ". Prometheus needs the flags"
  print "# --rules.alert.for-grace-period=" shorter("10m") " --rules.alert.resend-delay=" shorter("1m")
}

/^ *(for|interval|[a-z_]+_(for|interval|wait|timeout)): *[0-9][0-9a-z]* *(#.*)?$/ {
  match($0, /: *[0-9][0-9a-z]*/)
  before = substr($0, 1, RSTART)
  value = substr($0, RSTART + 1, RLENGTH - 1)
  after = substr($0, RSTART + RLENGTH)
  gsub(/ /, "", value)
  print before " " shorter(value) after
  next
}

{ print }

# A duration of Prometheus, such as 1h30m, divided by the factor, to the millisecond, and never zero if it was not.
function shorter(duration,   rest, total, number, unit) {
  rest = duration
  total = 0
  while (match(rest, /^[0-9]+/)) {
    number = substr(rest, 1, RLENGTH)
    rest = substr(rest, RLENGTH + 1)
    if (!match(rest, /^[a-z]+/)) return duration
    unit = substr(rest, 1, RLENGTH)
    rest = substr(rest, RLENGTH + 1)
    if (!(unit in size)) return duration
    total += number * size[unit]
  }
  if (total == 0) return duration
  total = int(total / factor)
  if (total == 0) total = 1
  return total % 1000 == 0 ? sprintf("%.0fs", total / 1000) : sprintf("%.0fms", total)
}
