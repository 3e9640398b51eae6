import { bash } from './bash-lines.js';

/** Prints the text of the unit kube-apiserver with its drop-ins. */
export const unitText = 'systemctl cat kube-apiserver';

/**
 * Puts the words of the text $unit, and of the environment files that it names, into the file $flags: one flag a line, without the quotes and
 * the variable in which it may stand. Of a text with drop-ins, the last value counts.
 */
export const unitWords = bash`
for file in $(printf '%s\n' "$unit" | sed -n 's/^EnvironmentFile=-\{0,1\}//p'); do
  [ ! -r "$file" ] || unit="$unit
$(cat "$file")"
done
printf '%s\n' "$unit" | grep -v '^ *[#;]' | tr ' \t' '\n\n' | sed "s/^[^-]*--/--/; s/=[\"']/=/; s/[\"'\\\\]*$//; /^$/d" >"$flags"
`;
