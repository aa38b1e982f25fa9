# A line of mosquitto_sub -F '%t %p' with Kura's JSON becomes a line of the Influx line protocol. Numbers become fields, but for
# the times of single channels; the time of the message becomes the point's, in nanoseconds.
{
  space = index($0, " ")
  split(substr($0, 1, space - 1), level, "/")
  json = substr($0, space + 1)
  if (!match(json, /"sentOn":[0-9]+/)) next
  time = substr(json, RSTART + 9, RLENGTH - 9)
  start = index(json, "\"metrics\":{")
  if (start == 0) next
  count = split(substr(json, start + 11), member, ",")
  fields = ""
  for (i = 1; i <= count; i++) {
    colon = index(member[i], "\":")
    name = substr(member[i], 2, colon - 2)
    value = substr(member[i], colon + 2)
    sub(/}+$/, "", value)
    if (value ~ /^-?[0-9]/ && name !~ /_timestamp$/) fields = fields (fields == "" ? "" : ",") name "=" value
  }
  if (fields != "") print "observation,account=" level[1] ",gateway=" level[2] " " fields " " time "000000"
}
